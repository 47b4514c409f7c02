"""Filing for somebody on the agent's list: what the list knows is put where the pages ask for it. Who they are is still
read from their card or paper: the list proves nothing."""

from dataclasses import replace
from datetime import date

from agency.person_served import PersonServed
from core.authority.judge import same_person
from core.authority.letter import Capacity
from core.person import Person
from proxy_client.session import AgentDraft
from ui.shell.shell import visit_contents


def begin_for(draft: AgentDraft, served: PersonServed, today: date) -> None:
    """Empties the draft and makes it one for this person. Raises AgencyProblem where nothing can be filed for them."""
    if problem := served.unfit_to_file(today):
        raise problem
    vars(draft).update(vars(AgentDraft(agent=draft.agent)))
    draft.person_served = served.id
    draft.petitioner = Person(name="", phone=served.person.phone, address=served.person.address)
    capacity = served.capacity_on(today)
    draft.capacity = None if capacity is Capacity.FULL else capacity


def is_on_list(served: PersonServed, shown: Person) -> bool:
    """Whether who showed a card, or gave a name, can be this person of the list."""
    return same_person(served.person, shown)


def leave_list(draft: AgentDraft) -> None:
    """Makes the draft one for somebody who is not on the list: what the list says of another does not count."""
    draft.person_served, draft.capacity = "", None


def begun(draft: AgentDraft) -> list[str]:
    """Returns what was given for a filing, in words. Contact that stood on the list is not counted."""
    if draft.petitioner.name:
        return visit_contents(draft)
    return visit_contents(replace(draft, petitioner=Person(name="")))
