"""Which page follows which for a resident."""

from core.draft import Draft
from core.flow import ON, Flow, FlowStep
from ui.identity.spoken_names import unexplained
from ui.narrative.oral_record import missing

DETOURS = frozenset({"tell", "purpose", "category", "place", "identify", "contact", "papers"})

ASKING = {"card": "card_query", "scan": "scan_query", "number": "code_query"}
BY_CODE = {ON: "case", "slip": "slip_query", "kept": "standing"}

RESIDENT: Flow[Draft] = Flow(
    FlowStep("welcome", {"file": "consent", "query": "query"}),
    FlowStep("consent", {ON: "identify"}, done=lambda draft: draft.consented, stage=1),
    FlowStep("identify", {ON: "contact"}, done=lambda draft: draft.identified, stage=1),
    FlowStep("contact", {ON: "tell"}, stage=1),
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
    FlowStep("review", {ON: "sign"}, detours=DETOURS, done=lambda draft: draft.reviewed, stage=4),
    FlowStep("sign", {ON: "submit"}, done=lambda draft: bool(draft.signature), stage=4),
    FlowStep("submit", {ON: "registering"}, done=lambda draft: draft.slip is not None, stage=5),
    FlowStep(
        "registering",
        {ON: "receipt", "slip": "slip"},
        done=lambda draft: draft.receipt is not None,
        stage=5,
        final=True,
    ),
    FlowStep(
        "slip", {ON: "receipt", "leave": "welcome"}, done=lambda draft: draft.receipt is not None, stage=5, final=True
    ),
    FlowStep("receipt", {"leave": "welcome"}, stage=5, final=True),
    FlowStep("query", ASKING),
    FlowStep("card_query", {ON: "card_cases", "number": "code_query"}),
    FlowStep("card_cases", {"number": "code_query", "scan": "scan_query"}),
    FlowStep(
        "scan_query",
        {ON: "code_query", "number": "code_query", "kept": "standing"},
        done=lambda draft: bool(draft.inquiry.query_code),
    ),
    FlowStep("code_query", BY_CODE, done=lambda draft: draft.inquiry.view is not None),
    FlowStep("slip_query", {ON: "standing"}, done=lambda draft: draft.inquiry.standing is not None),
    FlowStep("standing", {"leave": "welcome"}),
    FlowStep("case", {"evaluate": "evaluate", "leave": "welcome"}),
    FlowStep("evaluate", {ON: "thanks"}),
    FlowStep("thanks", {"leave": "welcome"}, final=True),
    home="welcome",
)
