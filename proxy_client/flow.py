"""Which page follows which for an agent.

The letter comes after the review, so that it states the matter as the principal has heard and confirmed it; whatever
is changed later leads past the letter once more.
"""

from core.agency import AgentClass
from core.draft import Draft
from core.flow import ON, Flow, Step
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
    Step("sign_in", {ON: "desk", "first": "first_agent"}, done=signed_in),
    Step("first_agent", {ON: "desk"}, done=signed_in, final=True),
    Step("desk", DESK, final=True),
    Step("agents", {ON: "desk", "add": "new_agent"}),
    Step("new_agent", {ON: "agents"}),
    Step("queue", {ON: "desk"}),
    Step("consent", {ON: "identify"}, done=lambda draft: draft.consented, stage=1),
    Step("identify", {ON: "contact"}, done=lambda draft: draft.identified, stage=1),
    Step("contact", {ON: "agent"}, stage=1),
    Step("agent", {ON: "tell"}, done=introduced, stage=1),
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
    Step("review", {ON: "powers"}, detours=DETOURS, done=lambda draft: draft.reviewed, stage=4),
    Step("powers", {ON: "authority"}, done=lambda draft: draft.authority is not None, stage=4),
    Step("authority", {ON: "sign"}, done=lambda draft: bool(draft.letter), stage=4),
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
        "slip", {ON: "receipt", "leave": "sign_in"}, done=lambda draft: draft.receipt is not None, stage=5, final=True
    ),
    Step("receipt", {"leave": "sign_in"}, stage=5, final=True),
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
    Step("standing", {"leave": "sign_in"}),
    Step("case", {"evaluate": "evaluate", "leave": "sign_in"}),
    Step("evaluate", {ON: "thanks"}),
    Step("thanks", {"leave": "sign_in"}, final=True),
    home="sign_in",
)
