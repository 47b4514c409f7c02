"""The order of pages for an agent.

The letter comes after the review, so that it states the matter as the principal has heard and confirmed it. Any later
change leads past the letter again."""

from agency.conflict_guard import Around, mentions
from core.authority.judge import same_person
from core.authority.letter import AgentClass
from core.draft import Draft
from core.flow import ON, Flow, FlowStep
from core.validation import parse_iso_date
from proxy_client.authority_terms import hindrance
from ui.pages.subflows import asking, filing, introduction, matter

HOME = "sign_in"
PEOPLE = {"people": "people", "add_person": "person", "import_people": "people_import", "households": "households"}
DESK = {
    "file": "consent",
    **PEOPLE,
    "queue": "queue",
    "drafts": "drafts",
    "query": "query",
    "agents": "agents",
    "invite": "invite",
    "leaving": "leaving",
    "supervisors": "supervisors",
    "my_cases": "my_cases",
    "tasks": "tasks",
    "round": "round",
    "report": "report",
    "out": HOME,
}


def signed_in(draft: Draft) -> bool:
    return draft.agent is not None


def introduced(draft: Draft) -> bool:
    """Returns whether the agent's details are complete: all but relatives name an organisation, and nobody is their own
    agent."""
    agent = draft.agent
    if agent is None or same_person(agent.person, draft.petitioner):
        return False
    return agent.agent_class is AgentClass.NEAR_RELATIVE or bool(agent.organisation)


def empowered(draft: Draft) -> bool:
    """Returns whether the letter, once signed, carries the filing from its first day on."""
    begins = parse_iso_date(draft.authority.starts) if draft.authority else None
    return begins is not None and hindrance(draft, begins) is None


def conflicts(draft: Draft) -> list[str]:
    """Returns the words by which what was told names the agent, their unit or kin, each once."""
    if draft.agent is None:
        return []
    told = draft.told_text if draft.narrative == draft.told_text else f"{draft.told_text}\n{draft.narrative}"
    return list(dict.fromkeys(each.words for each in mentions(told, Around(draft.agent, draft.agents_around))))


def _settled(draft: Draft) -> bool:
    """Whether nobody is named of whom the principal was not told."""
    return draft.conflicts_known.issuperset(conflicts(draft))


def meant(draft: Draft) -> bool:
    """Returns whether the principal has called what stands there now their true intent."""
    return draft.papers_alone or draft.still_meant(draft.headings)


def _annexed(draft: Draft) -> bool:
    return not draft.annex_due


def confirmation(*, then: str) -> tuple[FlowStep[Draft], ...]:
    """Returns the steps that are the principal's own, the agent standing aside. There is no way back into them."""
    return (
        FlowStep("step_aside", {ON: "true_intent"}, skip=lambda draft: meant(draft) and not draft.annex_due, stage=4),
        FlowStep("true_intent", {ON: "annex", "review": "review"}, done=meant, skip=meant, stage=4),
        FlowStep("annex", {ON: "hand_back"}, done=_annexed, skip=_annexed, stage=4),
        FlowStep("hand_back", {ON: then, "review": "review"}, stage=4, final=True),
    )


AGENT: Flow[Draft] = Flow(
    FlowStep(HOME, {ON: "desk", "first": "first_agent", "invited": "take_invitation"}, done=signed_in),
    FlowStep("first_agent", {ON: "desk"}, done=signed_in, final=True),
    FlowStep("locked", {ON: "desk", "out": HOME}, final=True),
    FlowStep("desk", DESK, final=True),
    FlowStep("take_invitation", {ON: "register"}),
    FlowStep("register", {ON: "desk"}, done=signed_in),
    FlowStep("agents", {ON: "desk", "invite": "invite", "leaving": "leaving", "elsewhere": "supervisors"}),
    FlowStep("invite", {ON: "invited"}),
    FlowStep("invited", {ON: "agents", "out": HOME}, final=True),
    FlowStep("leaving", {ON: "agents", "out": HOME}),
    FlowStep("supervisors", {ON: "agents"}),
    FlowStep("queue", {ON: "desk"}),
    FlowStep("my_cases", {ON: "desk", "tasks": "tasks", "case": "case", "kept": "standing"}),
    FlowStep(
        "tasks", {ON: "desk", "note": "task_note", "round": "round", "case": "case", "kept": "standing"}, hub=True
    ),
    FlowStep("task_note", {ON: "tasks"}),
    FlowStep("round", {ON: "tasks"}),
    FlowStep("report", {ON: "desk"}),
    FlowStep("drafts", {ON: "desk"}),
    FlowStep("people", {"open": "person", "import": "people_import", "map": "households", "file": "consent"}, hub=True),
    FlowStep("person", {ON: "people", "file": "consent"}),
    FlowStep("people_import", {ON: "people"}),
    FlowStep("households", {"open": "person"}),
    *introduction(then="agent"),
    FlowStep("agent", {ON: "tell"}, done=introduced, stage=1),
    *matter(after_review="step_aside", tidied=True),
    FlowStep("conflict", {ON: "tidy", "leave": HOME}, skip=_settled, empty=_settled, always=True, stage=2),
    *confirmation(then="powers"),
    FlowStep("powers", {ON: "authority"}, done=empowered, stage=4),
    FlowStep("authority", {ON: "earlier"}, done=lambda draft: bool(draft.letter), stage=4),
    *filing(home=HOME),
    *asking(home=HOME, handed_over=True),
    FlowStep("hand_over", {ON: "evaluate"}),
    home=HOME,
)
