"""The order of pages for an agent.

The letter comes after the review, so that it states the matter as the principal has heard and confirmed it. Any later
change leads past the letter again."""

from core.agency import AgentClass
from core.draft import Draft
from core.flow import ON, Flow, FlowStep
from ui.pages.subflows import asking, filing, introduction, matter

HOME = "sign_in"
DESK = {"file": "consent", "queue": "queue", "query": "query", "agents": "agents", "out": HOME}


def signed_in(draft: Draft) -> bool:
    return draft.agent is not None


def introduced(draft: Draft) -> bool:
    """Returns whether the agent's details are complete: all but relatives name an organisation, and nobody is their own
    agent."""
    agent = draft.agent
    if agent is None or agent.person.id_number == draft.petitioner.id_number:
        return False
    return agent.agent_class is AgentClass.NEAR_RELATIVE or bool(agent.organisation)


AGENT: Flow[Draft] = Flow(
    FlowStep(HOME, {ON: "desk", "first": "first_agent"}, done=signed_in),
    FlowStep("first_agent", {ON: "desk"}, done=signed_in, final=True),
    FlowStep("desk", DESK, final=True),
    FlowStep("agents", {ON: "desk", "add": "new_agent"}),
    FlowStep("new_agent", {ON: "agents"}),
    FlowStep("queue", {ON: "desk"}),
    *introduction(then="agent"),
    FlowStep("agent", {ON: "tell"}, done=introduced, stage=1),
    *matter(after_review="powers"),
    FlowStep("powers", {ON: "authority"}, done=lambda draft: draft.authority is not None, stage=4),
    FlowStep("authority", {ON: "sign"}, done=lambda draft: bool(draft.letter), stage=4),
    *filing(home=HOME),
    *asking(home=HOME),
    home=HOME,
)
