"""The agent's flow, without any window."""

from dataclasses import replace

import pytest

from core.authority.letter import AgentClass
from core.draft import Draft
from core.flow import ON, Runner, StepIncomplete
from core.narrative import narrative_from_text
from core.petition import NameMeant, Purpose
from core.places import Place
from core.problems import Incomplete
from core.receipt import Slip
from proxy_client import example
from proxy_client.authority_terms import USUAL, authority_for, matter_of
from proxy_client.flow import AGENT, conflicts, introduced
from training import example as petition
from ui.documents.enclosures import enclosed
from ui.identity.spoken_names import explain

GATHERING = "consent identify contact agent tell purpose category place papers review".split()
SIGNING = "hand_back powers authority sign submit".split()


def gathered() -> Draft:
    """Returns a complete draft with the letter signed."""
    draft = petition.draft()
    draft.agent = example.agent()
    draft.authority = authority_for(matter_of(draft), set(USUAL), petition.WHEN.date(), 6)
    draft.letter = b"signed"
    draft.tidy(draft.told_text)
    draft.conflicts_known = frozenset(conflicts(draft))
    confirm(draft)
    return draft


def confirm(draft: Draft) -> None:
    draft.confirm(heard=True, at=petition.WHEN, headings=draft.headings)
    draft.annex, draft.annex_asked = b"sealed", True


def at_the_desk(draft: Draft) -> Runner[Draft]:
    visit = Runner(AGENT, draft)
    visit.answer(ON)
    return visit


def walked(visit: Runner[Draft], steps: int) -> list[str]:
    """Returns the names of the next pages, answering each."""
    pages = []
    for _ in range(steps):
        pages.append(visit.step.page)
        visit.answer(ON)
    return pages


def test_from_the_desk_to_the_receipt() -> None:
    draft = gathered()
    visit = at_the_desk(draft)
    visit.answer("file")
    assert walked(visit, len(GATHERING)) == GATHERING
    assert walked(visit, len(SIGNING) - 1) == SIGNING[:-1]
    filing = draft.freeze(petition.WHEN, enclosed(draft, petition.WHEN, "", band=""))
    draft.slip = Slip(item=filing.petition.item, local_number=filing.petition.local_number, created=petition.WHEN)
    visit.answer(ON)
    assert visit.step.page == "registering"
    assert not visit.can_go_back
    visit.answer("slip")
    assert not visit.can_go_back
    visit.answer("leave")
    assert visit.step.page == "sign_in"


def test_nobody_passes_without_signing_in() -> None:
    with pytest.raises(StepIncomplete):
        at_the_desk(Draft())


def test_a_story_in_another_name_than_the_principals_is_asked_about() -> None:
    draft = gathered()
    draft.narrative = f"我叫李秀兰。{draft.narrative.partition('，')[2]}"
    visit = at_the_desk(draft)
    visit.answer("file")
    before = GATHERING.index("tell") + 1
    assert walked(visit, before) == GATHERING[:before]
    assert visit.step.page == "speaker"
    explain(draft, NameMeant.SOMEBODY_ELSE)
    assert visit.answer(ON).page == "tidy"
    draft.tidy(draft.told_text)
    assert visit.answer(ON).page == "purpose"


def test_nothing_is_handed_in_without_a_signed_letter() -> None:
    draft = gathered()
    draft.letter = b""
    visit = Runner(AGENT, draft)
    visit.jump("authority")
    with pytest.raises(StepIncomplete):
        visit.answer(ON)


def test_what_is_changed_at_the_review_leads_past_the_letter_again() -> None:
    visit = Runner(AGENT, gathered())
    visit.jump("authority")
    visit.jump("review")
    visit.answer("tell")
    assert visit.answer(ON).page == "review"
    assert visit.answer(ON).page == "hand_back"
    assert visit.answer(ON).page == "powers"
    assert visit.answer(ON).page == "authority"


@pytest.mark.parametrize("what", ["told", "tidied", "notes", "wish", "place"])
def test_whatever_changes_after_the_confirmation_is_asked_about_again(what: str) -> None:
    draft = gathered()
    visit = Runner(AGENT, draft)
    visit.jump("review")
    assert visit.answer(ON).page == "hand_back"
    changed(draft, what)
    visit.jump("review")
    assert visit.answer(ON).page == "step_aside"
    assert visit.answer(ON).page == "true_intent"
    with pytest.raises(StepIncomplete):
        visit.answer(ON)
    draft.confirm(heard=True, at=petition.WHEN, headings=draft.headings)
    assert visit.answer(ON).page == "annex", "each time they are asked, and always there"
    with pytest.raises(StepIncomplete):
        visit.answer(ON)
    draft.annex_asked = True
    assert visit.answer(ON).page == "hand_back"
    assert not visit.can_go_back, "the agent does not come back into the principal's pages"
    assert visit.answer("review").page == "review"


def test_an_annex_for_others_than_who_reads_the_petition_is_asked_for_again() -> None:
    draft = gathered()
    draft.choose(Purpose.ACCUSATION)
    confirm(draft)
    with pytest.raises(Incomplete, match="annex"):
        draft.freeze(petition.WHEN, enclosed(draft, petition.WHEN, "", band=""))
    visit = Runner(AGENT, draft)
    visit.jump("review")
    assert visit.answer(ON).page == "step_aside"
    assert visit.answer(ON).page == "annex"


def changed(draft: Draft, what: str) -> None:
    if what == "told":
        draft.told = (*draft.told, *narrative_from_text("还有一件。"))
        draft.tidy(draft.told_text)
    elif what == "tidied":
        draft.tidy("路灯坏了，请修好。")
    elif what == "notes":
        draft.agent_notes = "我去看过，确实坏了。"
    elif what == "wish":
        draft.purpose = Purpose.SUGGESTION
    else:
        draft.place = Place(code="370102", name="济南市历下区", detail="别处")


def test_who_says_more_is_led_past_the_tidying_again() -> None:
    draft = gathered()
    draft.tidy("路灯坏了。")
    visit = Runner(AGENT, draft)
    visit.jump("review")
    visit.answer("tell")
    draft.told = (*draft.told, *narrative_from_text("还有一件。"))
    assert visit.answer(ON).page == "tidy"
    assert draft.tidying_begins() == "路灯坏了。还有一件。"
    draft.tidy(draft.tidying_begins())
    assert visit.answer(ON).page == "review"


def test_the_filing_names_both_people_and_the_letter() -> None:
    draft = gathered()
    filed = draft.freeze(petition.WHEN, enclosed(draft, petition.WHEN, "", band="")).petition
    assert filed.petitioner.name == petition.person().name
    assert filed.agent == example.agent()
    assert filed.authority is not None
    assert filed.authority.letter in {each.name for each in filed.attachments}


@pytest.mark.parametrize(
    ("agent_class", "organisation", "known"),
    [
        (AgentClass.NEAR_RELATIVE, "", True),
        (AgentClass.VILLAGE_CADRE, "杨柳村村民委员会", True),
        (AgentClass.GRID_WORKER, "", False),
    ],
)
def test_anyone_but_a_relative_names_an_organisation(agent_class: AgentClass, organisation: str, known: bool) -> None:
    draft = gathered()
    draft.agent = replace(example.agent(), agent_class=agent_class, organisation=organisation)
    assert introduced(draft) is known


def test_nobody_is_his_own_agent() -> None:
    draft = gathered()
    draft.petitioner = example.agent().person
    assert not introduced(draft)


def test_nobody_is_filed_for_who_was_not_told_what_is_recorded() -> None:
    draft = gathered()
    draft.consented = False
    visit = at_the_desk(draft)
    assert visit.answer("file").page == "consent"
    with pytest.raises(StepIncomplete):
        visit.answer(ON)
