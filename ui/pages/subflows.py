"""The parts of a flow that both windows share, as tuples of steps to put into each window's table.

`home`: the page where a visit of that window begins and ends; `then`: the page after the part."""

from core.draft import Draft
from core.flow import ON, FlowStep
from ui.identity.spoken_names import unexplained
from ui.narrative.oral_record import missing

Steps = tuple[FlowStep[Draft], ...]
CHANGEABLE = frozenset(
    {"accuse", "tell", "purpose", "category", "place", "identify", "contact", "papers", "together", "earlier"}
)
"""Pages that the review leads back to."""


def introduction(*, then: str) -> Steps:
    """Returns the steps for consent, identity and contact."""
    return (
        FlowStep("consent", {ON: "identify", "accuse": "accuse"}, done=lambda draft: draft.consented, stage=1),
        FlowStep("accuse", {ON: "identify"}, stage=1),
        FlowStep("identify", {ON: "contact"}, done=lambda draft: draft.identified, skip=_unnamed, stage=1),
        FlowStep("contact", {ON: then}, skip=_unnamed, stage=1),
    )


def matter(*, after_review: str, tidied: bool = False) -> Steps:
    """Returns the steps for the matter, from the story to the review of everything. `tidied`: pages `conflict`, of
    the window itself, and `tidy` follow the story, again after every change of it."""
    return (
        FlowStep("tell", {ON: "urgent", "letter": "letter"}, done=_told, stage=2),
        FlowStep("letter", {ON: "tell"}, stage=2),
        FlowStep(
            "urgent",
            {ON: "ask"},
            skip=lambda draft: not draft.urgency_unseen,
            empty=lambda draft: not draft.urgency_found,
            always=True,
            stage=2,
        ),
        FlowStep(
            "ask",
            {ON: "speaker", "urgent": "urgent"},
            skip=lambda draft: _adds(draft) or not missing(draft),
            stage=2,
        ),
        FlowStep(
            "speaker",
            {ON: "conflict" if tidied else "purpose"},
            detours=frozenset({"identify", "tell"}),
            done=lambda draft: not unexplained(draft),
            skip=lambda draft: not unexplained(draft),
            always=True,
            stage=2,
        ),
        *(_tidying() if tidied else ()),
        FlowStep(
            "purpose",
            {ON: "accusation"},
            done=lambda draft: draft.purpose is not None,
            skip=lambda draft: _adds(draft) or _accuses_knowingly(draft),
            stage=2,
        ),
        FlowStep(
            "accusation",
            {ON: "identify_now"},
            done=lambda draft: draft.accusation_known,
            skip=lambda draft: not draft.accuses or draft.accusation_known,
            always=True,
            stage=2,
        ),
        FlowStep(
            "identify_now",
            {ON: "contact_now"},
            done=lambda draft: draft.identified,
            skip=lambda draft: draft.unnamed or draft.identified or not draft.accusation_known,
            always=True,
            stage=2,
        ),
        FlowStep(
            "contact_now",
            {ON: "category"},
            done=_reachable,
            skip=lambda draft: draft.unnamed or _reachable(draft) or not draft.accusation_known,
            always=True,
            stage=2,
        ),
        FlowStep("category", {ON: "place"}, done=lambda draft: bool(draft.category), skip=_adds, stage=2),
        FlowStep("place", {ON: "papers"}, done=lambda draft: draft.place is not None, skip=_adds, stage=2),
        FlowStep("papers", {ON: "together"}, detours=frozenset({"letter"}), done=_has_something, stage=3),
        *_together(),
        FlowStep(
            "review",
            {ON: after_review, "signpost": "signpost"},
            CHANGEABLE | {"tidy"} if tidied else CHANGEABLE,
            lambda draft: draft.reviewed,
            stage=4,
        ),
        FlowStep("signpost", {ON: "review"}, stage=4),
    )


def _tidying() -> Steps:
    return (
        FlowStep(
            "tidy",
            {ON: "purpose"},
            done=lambda draft: not draft.tidying_due,
            skip=lambda draft: not draft.tidying_due,
            empty=lambda draft: not draft.told_text.strip(),
            always=True,
            stage=2,
        ),
    )


def _together() -> Steps:
    """Returns the steps for those who file together: they come after the matter, of which each of them hears."""
    return (
        FlowStep(
            "together",
            {ON: "review", "join": "join", "agree": "agree"},
            done=lambda draft: draft.company_settled,
            skip=lambda draft: draft.unnamed or _adds(draft) or not draft.company_due,
            always=True,
            hub=True,
            stage=4,
        ),
        FlowStep("join", {"known": "agree"}, stage=4),
        FlowStep("agree", {"done": "together"}, stage=4),
    )


def filing(*, home: str) -> Steps:
    """Returns the steps from the signature to the platform's receipt, or to the slip where the platform does not
    answer; before them, where the person has a case about the same thing, whether to add to that."""
    return (
        FlowStep(
            "earlier",
            {ON: "sign"},
            done=lambda draft: not draft.earlier_offered,
            skip=lambda draft: not draft.earlier_offered,
            stage=4,
        ),
        FlowStep("sign", {ON: "submit"}, done=lambda draft: bool(draft.signature), skip=_unnamed, stage=4),
        FlowStep("submit", {ON: "registering"}, done=lambda draft: draft.slip is not None, stage=5),
        FlowStep("registering", {ON: "receipt", "slip": "slip"}, done=_registered, stage=5, final=True),
        FlowStep("slip", {ON: "receipt", "leave": home}, done=_registered, stage=5, final=True),
        FlowStep("receipt", {"leave": home}, stage=5, final=True),
    )


def asking(*, home: str, handed_over: bool = False) -> Steps:
    """Returns the steps to ask about a matter by card, code or number, and to evaluate its handling. `handed_over`: the
    evaluation follows a page `hand_over`, and leads nowhere but to the end of the visit."""
    return (
        FlowStep("query", {"card": "card_query", "scan": "scan_query", "number": "code_query"}),
        FlowStep("card_query", {ON: "card_cases", "number": "code_query"}),
        FlowStep("card_cases", {"number": "code_query", "scan": "scan_query"}),
        FlowStep(
            "scan_query",
            {ON: "code_query", "number": "code_query", "kept": "standing", "rights_card": "rights_card"},
            done=lambda draft: bool(draft.inquiry.query_code),
        ),
        FlowStep(
            "code_query",
            {ON: "case", "slip": "slip_query", "kept": "standing"},
            done=lambda draft: draft.inquiry.view is not None,
        ),
        FlowStep("slip_query", {ON: "standing"}, done=lambda draft: draft.inquiry.standing is not None),
        FlowStep("standing", {"leave": home}),
        FlowStep(
            "case",
            {
                "evaluate": "hand_over" if handed_over else "evaluate",
                "paper": "paper",
                "more": "own_acts",
                "leave": home,
            },
        ),
        FlowStep("paper", {}),
        FlowStep("evaluate", {ON: "thanks", "leave": home}, final=handed_over),
        FlowStep("thanks", {"leave": home}, final=True),
        FlowStep(
            "own_acts",
            {
                ON: "own_act",
                "card": "rights_card",
                "invitation": "invitation",
                "pledge": "pledge",
                "supplement": "consent",
            },
        ),
        FlowStep("pledge", {ON: "pledge_signed", "told": "own_act_done", "no": "case"}, done=_acted),
        FlowStep("pledge_signed", {"leave": home}, final=True),
        FlowStep("invitation", {ON: "own_act_done"}),
        FlowStep("rights_card", {"number": "code_query"}),
        FlowStep("own_act", {ON: "own_act_done"}, done=_acted),
        FlowStep("own_act_done", {"leave": home}, final=True),
    )


def _adds(draft: Draft) -> bool:
    """Whether this is added to a case, whose headings it has."""
    return draft.adds_to is not None


def _told(draft: Draft) -> bool:
    return _adds(draft) or bool(draft.narrative.strip())


def _has_something(draft: Draft) -> bool:
    """Papers alone may be added to a case; nothing may not."""
    return bool(draft.scans) or not draft.papers_alone


def _unnamed(draft: Draft) -> bool:
    return draft.unnamed


def _reachable(draft: Draft) -> bool:
    """Whether an answer can reach the person (art. 19)."""
    return bool(draft.petitioner.phone or draft.petitioner.address.strip())


def _accuses_knowingly(draft: Draft) -> bool:
    return draft.accuses and draft.accusation_known


def _acted(draft: Draft) -> bool:
    return draft.inquiry.act_done is not None


def _registered(draft: Draft) -> bool:
    return draft.receipt is not None
