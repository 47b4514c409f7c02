"""What is asked at the query page, and what came back. It ends with the visit."""

from dataclasses import dataclass

from core.case import CaseSummary, CaseView
from core.local_status import LocalStatus


@dataclass(repr=False)
class Inquiry:
    """`standing` is what this terminal knows by itself; `silence`: why the platform did not answer, as a sentence."""

    query_code: str = ""
    last_four: str = ""
    view: CaseView | None = None
    cases: tuple[CaseSummary, ...] = ()
    standing: LocalStatus | None = None
    silence: str = ""
