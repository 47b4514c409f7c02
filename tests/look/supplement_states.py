"""The states of pages for what is added to a case: told, read back, handed in, joined or not."""

from collections.abc import Callable
from dataclasses import replace

from core.draft import Draft
from core.narrative import narrative_from_text
from core.receipt import Receipt
from testkit.kiosk_window import Panel
from training import example_case

WORDS = "上回漏了一张收条，是去年腊月修水管时垫的钱，一共三百二十块。"


def adding(panel: Panel, words: str = WORDS) -> Draft:
    draft = replace(panel.draft, told=narrative_from_text(words), signature=b"", reviewed=False)
    draft.add_to(example_case.own_case())
    return draft


def opened(page: str, words: str = WORDS) -> Callable[[Panel], None]:
    return lambda panel: panel.open(page, adding(panel, words))


def receipt(panel: Panel, *, joined: bool) -> None:
    given = panel.draft.receipt
    assert given is not None
    own: Receipt = replace(given, query_code="", case_number=example_case.NUMBER) if joined else given
    panel.open("receipt", replace(adding(panel), receipt=own))


def several(panel: Panel) -> None:
    one = example_case.own_case()
    panel.open("earlier", replace(panel.draft, earlier=(one, replace(one, case_number="XF2026-00000007"), one)))


def chosen(panel: Panel) -> None:
    """The review of what was found to be about a case while it was filed: it can be undone."""
    own = example_case.own_case()
    draft = replace(panel.draft, earlier=(own,), signature=b"", reviewed=False)
    draft.add_as_told(own)
    panel.open("review", draft)


SUPPLEMENTS: dict[str, Callable[[Panel], None]] = {
    "tell-added": opened("tell", ""),
    "papers-added": opened("papers", ""),
    "papers-added-nothing": lambda panel: panel.open("papers", replace(adding(panel, ""), scans=[])),
    "review-added-chosen": chosen,
    "review-added": opened("review"),
    "review-added-papers": opened("review", ""),
    "submit-added": opened("submit"),
    "receipt-joined": lambda panel: receipt(panel, joined=True),
    "receipt-apart": lambda panel: receipt(panel, joined=False),
    "earlier-several": several,
}
