"""Which page follows which for a resident."""

from core.draft import Draft
from core.flow import ON, Flow, Step
from ui.identity.spoken_names import unexplained
from ui.narrative.oral_record import missing

DETOURS = frozenset({"tell", "purpose", "category", "place", "identify", "contact", "papers"})

ASKING = {"card": "card_query", "scan": "scan_query", "number": "code_query"}
BY_CODE = {ON: "case", "slip": "slip_query", "kept": "standing"}

RESIDENT: Flow[Draft] = Flow(
    Step("welcome", {"file": "consent", "query": "query"}),
    Step("consent", {ON: "identify"}, done=lambda draft: draft.consented, stage=1),
    Step("identify", {ON: "contact"}, done=lambda draft: draft.identified, stage=1),
    Step("contact", {ON: "tell"}, stage=1),
    Step("tell", {ON: "ask", "letter": "letter"}, done=lambda draft: bool(draft.narrative.strip()), stage=2),
    Step("letter", {ON: "tell"}, stage=2),
    Step("ask", {ON: "speaker"}, skip=lambda draft: not missing(draft), stage=2),
    Step(
        "speaker",
        {ON: "purpose"},
        detours=frozenset({"identify", "tell"}),
        done=lambda draft: not unexplained(draft),
        skip=lambda draft: not unexplained(draft),
        always=True,
        stage=2,
    ),
    Step("purpose", {ON: "category"}, done=lambda draft: draft.purpose is not None, stage=2),
    Step("category", {ON: "place"}, done=lambda draft: bool(draft.category), stage=2),
    Step("place", {ON: "papers"}, done=lambda draft: draft.place is not None, stage=2),
    Step("papers", {ON: "review"}, detours=frozenset({"letter"}), stage=3),
    Step("review", {ON: "sign"}, detours=DETOURS, done=lambda draft: draft.reviewed, stage=4),
    Step("sign", {ON: "submit"}, done=lambda draft: bool(draft.signature), stage=4),
    Step("submit", {ON: "registering"}, done=lambda draft: draft.slip is not None, stage=5),
    Step(
        "registering",
        {ON: "receipt", "slip": "slip"},
        done=lambda draft: draft.receipt is not None,
        stage=5,
        final=True,
    ),
    Step(
        "slip", {ON: "receipt", "leave": "welcome"}, done=lambda draft: draft.receipt is not None, stage=5, final=True
    ),
    Step("receipt", {"leave": "welcome"}, stage=5, final=True),
    Step("query", ASKING),
    Step("card_query", {ON: "card_cases", "number": "code_query"}),
    Step("card_cases", {"number": "code_query", "scan": "scan_query"}),
    Step(
        "scan_query",
        {ON: "code_query", "number": "code_query", "kept": "standing"},
        done=lambda draft: bool(draft.inquiry.query_code),
    ),
    Step("code_query", BY_CODE, done=lambda draft: draft.inquiry.view is not None),
    Step("slip_query", {ON: "standing"}, done=lambda draft: draft.inquiry.standing is not None),
    Step("standing", {"leave": "welcome"}),
    Step("case", {"evaluate": "evaluate", "leave": "welcome"}),
    Step("evaluate", {ON: "thanks"}),
    Step("thanks", {"leave": "welcome"}, final=True),
    home="welcome",
)
