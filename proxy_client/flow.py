"""Which page follows which for an agent.

The letter comes after the review, so that it states the matter as the principal has heard and confirmed it; whatever
is changed later leads past the letter once more.
"""

from core.agency import AgentClass
from core.draft import Draft
from core.flow import ON, Flow, FlowStep
from ui.identity.spoken_names import unexplained
from ui.narrative.oral_record import missing

DESK = {"file": "consent", "queue": "queue", "query": "query", "agents": "agents", "out": "sign_in"}
ASKING = {"card": "card_query", "scan": "scan_query", "number": "code_query"}
BY_CODE = {ON: "case", "slip": "slip_query", "kept": "standing"}
DETOURS = frozenset({"tell", "purpose", "category", "place", "identify", "contact", "papers"})


def signed_in(draft: Draft) -> bool:
    return draft.agent is not None


def introduced(draft: Draft) -> bool:
    """Anyone but a relative acts for an organisation, and nobody is his own agent."""
    agent = draft.agent
    if agent is None or agent.person.id_number == draft.petitioner.id_number:
        return False
    return agent.agent_class is AgentClass.NEAR_RELATIVE or bool(agent.organisation)


AGENT: Flow[Draft] = Flow(
    FlowStep("sign_in", {ON: "desk", "first": "first_agent"}, done=signed_in),
    FlowStep("first_agent", {ON: "desk"}, done=signed_in, final=True),
    FlowStep("desk", DESK, final=True),
    FlowStep("agents", {ON: "desk", "add": "new_agent"}),
    FlowStep("new_agent", {ON: "agents"}),
    FlowStep("queue", {ON: "desk"}),
    FlowStep("consent", {ON: "identify"}, done=lambda draft: draft.consented, stage=1),
    FlowStep("identify", {ON: "contact"}, done=lambda draft: draft.identified, stage=1),
    FlowStep("contact", {ON: "agent"}, stage=1),
    FlowStep("agent", {ON: "tell"}, done=introduced, stage=1),
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
    FlowStep("review", {ON: "powers"}, detours=DETOURS, done=lambda draft: draft.reviewed, stage=4),
    FlowStep("powers", {ON: "authority"}, done=lambda draft: draft.authority is not None, stage=4),
    FlowStep("authority", {ON: "sign"}, done=lambda draft: bool(draft.letter), stage=4),
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
        "slip", {ON: "receipt", "leave": "sign_in"}, done=lambda draft: draft.receipt is not None, stage=5, final=True
    ),
    FlowStep("receipt", {"leave": "sign_in"}, stage=5, final=True),
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
    FlowStep("standing", {"leave": "sign_in"}),
    FlowStep("case", {"evaluate": "evaluate", "leave": "sign_in"}),
    FlowStep("evaluate", {ON: "thanks"}),
    FlowStep("thanks", {"leave": "sign_in"}, final=True),
    home="sign_in",
)
