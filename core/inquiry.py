"""What is asked at the query page, and what came back. It ends with the visit."""

from dataclasses import dataclass

from core.case import CaseLine, CaseView


@dataclass(repr=False)
class Inquiry:
    query_code: str = ""
    last_four: str = ""
    view: CaseView | None = None
    cases: tuple[CaseLine, ...] = ()
