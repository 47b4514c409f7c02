"""The parts of a flow that both windows share, as tuples of steps to put into each window's table.

`home`: the page where a visit of that window begins and ends; `then`: the page after the part."""

from core.draft import Draft
from core.flow import ON, FlowStep
from ui.identity.spoken_names import unexplained
from ui.narrative.oral_record import missing

Steps = tuple[FlowStep[Draft], ...]
CHANGEABLE = frozenset({"tell", "purpose", "category", "place", "identify", "contact", "papers"})
"""Pages that the review leads back to."""


def introduction(*, then: str) -> Steps:
    """Returns the steps for consent, identity and contact."""
    return (
        FlowStep("consent", {ON: "identify"}, done=lambda draft: draft.consented, stage=1),
        FlowStep("identify", {ON: "contact"}, done=lambda draft: draft.identified, stage=1),
        FlowStep("contact", {ON: then}, stage=1),
    )


def matter(*, after_review: str) -> Steps:
    """Returns the steps for the matter, from the story to the review of everything."""
    return (
        FlowStep("tell", {ON: "ask", "letter": "letter"}, done=lambda draft: bool(draft.narrative.strip()), stage=2),
        FlowStep("letter", {ON: "tell"}, stage=2),
        FlowStep("ask", {ON: "speaker"}, skip=lambda draft: not missing(draft), stage=2),
        FlowStep(
            "speaker",
            {ON: "purpose"},
            detours=frozenset({"identify", "tell"}),
            done=lambda draft: not unexplained(draft),
            skip=lambda draft: not unexplained(draft),
            always=True,
            stage=2,
        ),
        FlowStep("purpose", {ON: "category"}, done=lambda draft: draft.purpose is not None, stage=2),
        FlowStep("category", {ON: "place"}, done=lambda draft: bool(draft.category), stage=2),
        FlowStep("place", {ON: "papers"}, done=lambda draft: draft.place is not None, stage=2),
        FlowStep("papers", {ON: "review"}, detours=frozenset({"letter"}), stage=3),
        FlowStep("review", {ON: after_review}, detours=CHANGEABLE, done=lambda draft: draft.reviewed, stage=4),
    )


def filing(*, home: str) -> Steps:
    """Returns the steps from the signature to the platform's receipt, or to the slip where the platform does not
    answer."""
    return (
        FlowStep("sign", {ON: "submit"}, done=lambda draft: bool(draft.signature), stage=4),
        FlowStep("submit", {ON: "registering"}, done=lambda draft: draft.slip is not None, stage=5),
        FlowStep("registering", {ON: "receipt", "slip": "slip"}, done=_registered, stage=5, final=True),
        FlowStep("slip", {ON: "receipt", "leave": home}, done=_registered, stage=5, final=True),
        FlowStep("receipt", {"leave": home}, stage=5, final=True),
    )


def asking(*, home: str) -> Steps:
    """Returns the steps to ask about a matter by card, code or number, and to evaluate its handling."""
    return (
        FlowStep("query", {"card": "card_query", "scan": "scan_query", "number": "code_query"}),
        FlowStep("card_query", {ON: "card_cases", "number": "code_query"}),
        FlowStep("card_cases", {"number": "code_query", "scan": "scan_query"}),
        FlowStep(
            "scan_query",
            {ON: "code_query", "number": "code_query", "kept": "standing"},
            done=lambda draft: bool(draft.inquiry.query_code),
        ),
        FlowStep(
            "code_query",
            {ON: "case", "slip": "slip_query", "kept": "standing"},
            done=lambda draft: draft.inquiry.view is not None,
        ),
        FlowStep("slip_query", {ON: "standing"}, done=lambda draft: draft.inquiry.standing is not None),
        FlowStep("standing", {"leave": home}),
        FlowStep("case", {"evaluate": "evaluate", "leave": home}),
        FlowStep("evaluate", {ON: "thanks"}),
        FlowStep("thanks", {"leave": home}, final=True),
    )


def _registered(draft: Draft) -> bool:
    return draft.receipt is not None
