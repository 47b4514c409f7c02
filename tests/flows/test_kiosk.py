"""The resident's visit as a script of pages and answers, without pixels."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from core.case import CaseStep, CaseView, TimelineEntry
from core.consents import Consents
from core.draft import Draft
from core.flow import ON, Runner, StepIncomplete
from core.narrative import Clause, SpokenClause
from core.petition import NameMeant, Purpose
from core.places import place
from core.receipt import Receipt, Slip
from kiosk.flow import RESIDENT
from ui.identity.spoken_names import explain
from ui.narrative.oral_record import SHOWN
from ui.pages.subflows import CHANGEABLE

WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MAIN = "consent identify contact tell ask purpose category place papers review sign submit registering receipt".split()


class Resident:
    """Does on each page the least that a person must do."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.runner = Runner(RESIDENT, self.draft)

    @property
    def page(self) -> str:
        return self.runner.step.page

    def do(self, page: str) -> None:
        draft, item = self.draft, uuid4()
        fill = {
            "consent": lambda: setattr(draft, "consented", True),
            "identify": lambda: draft.identify(name="王建国", id_number="32990119530612047X", address="杨柳村三组"),
            "tell": lambda: setattr(draft, "narrative", "水管漏水。"),
            "purpose": lambda: setattr(draft, "purpose", Purpose.REQUEST),
            "category": lambda: setattr(draft, "category", "070100"),
            "place": lambda: setattr(draft, "place", place("320115")),
            "review": lambda: setattr(draft, "reviewed", True),
            "sign": lambda: setattr(draft, "signature", b"drawn"),
            "submit": lambda: setattr(draft, "slip", Slip(item=item, local_number="1120-000001", created=WHEN)),
            "registering": lambda: setattr(draft, "receipt", receipt()),
            "slip": lambda: setattr(draft, "receipt", receipt()),
        }
        fill.get(page, lambda: None)()

    def walk(self, until: str) -> None:
        """Walks from home, page by page."""
        self.runner.answer("file")
        while self.page != until:
            self.do(self.page)
            self.runner.answer()


def receipt() -> Receipt:
    return Receipt(item=uuid4(), case_number="XF2026-00000001", query_code="1" * 16, registered_at=WHEN)


def view() -> CaseView:
    return CaseView(case_number="XF2026-00000001", timeline=(TimelineEntry(step=CaseStep.REGISTERED, at=WHEN),))


@pytest.fixture
def resident() -> Resident:
    return Resident()


def test_the_main_job(resident: Resident) -> None:
    resident.runner.answer("file")
    seen = [resident.page]
    while resident.page != "receipt":
        resident.do(resident.page)
        seen.append(resident.runner.answer().page)
    assert seen == MAIN
    assert resident.runner.answer("leave").page == "welcome"


def test_refusing_everything_optional_still_files(resident: Resident) -> None:
    resident.walk(until="submit")
    draft = resident.draft
    assert draft.consents == Consents()
    assert (draft.petitioner.phone, draft.audio, draft.scans) == ("", b"", [])
    petition = draft.freeze(WHEN).petition
    assert [attachment.name for attachment in petition.attachments] == ["signature.png"]


def test_agreeing_to_everything_files_too(resident: Resident) -> None:
    resident.draft.consents = replace(Consents(), keep_audio=True, keep_card_image=True, notify_by_phone=True)
    resident.draft.told = (SpokenClause(Clause("水管漏水。", 0, 1, 1), b"spoken"),)
    resident.walk(until="submit")
    petition = resident.draft.freeze(WHEN).petition
    assert [each.name for each in petition.attachments] == ["speech.wav", "signature.png"]


@pytest.mark.parametrize("page", ["consent", "identify", "tell", "purpose", "category", "place", "review", "sign"])
def test_what_must_be_done_cannot_be_passed_over(resident: Resident, page: str) -> None:
    resident.walk(until=page)
    with pytest.raises(StepIncomplete):
        resident.runner.answer()


@pytest.mark.parametrize("page", MAIN[:-2])
def test_back_leads_to_the_page_before_all_the_way_home(resident: Resident, page: str) -> None:
    resident.walk(until=page)
    way = MAIN[: MAIN.index(page)]
    assert [resident.runner.back().page for _ in way] == way[::-1]
    assert resident.runner.back().page == "welcome"


@pytest.mark.parametrize("page", sorted(CHANGEABLE))
def test_a_change_asked_for_at_the_review_leads_back_to_it(resident: Resident, page: str) -> None:
    resident.walk(until="review")
    assert resident.runner.answer(page).page == page
    assert resident.runner.answer().page == "review"


@pytest.mark.parametrize("page", sorted(CHANGEABLE))
def test_thinking_better_of_a_change_leads_back_too(resident: Resident, page: str) -> None:
    resident.walk(until="review")
    resident.runner.answer(page)
    assert resident.runner.back().page == "review"
    resident.do("review")
    assert resident.runner.answer().page == "sign"


def test_who_calls_themself_otherwise_than_the_card_is_asked(resident: Resident) -> None:
    resident.walk(until="tell")
    resident.draft.narrative = "我叫李秀英，水管漏水。想修好。"
    resident.draft.asked = dict.fromkeys(SHOWN, "")
    assert resident.runner.answer().page == "speaker"
    with pytest.raises(StepIncomplete):
        resident.runner.answer()
    explain(resident.draft, NameMeant.SOMEBODY_ELSE)
    assert resident.runner.answer().page == "purpose"


@pytest.mark.parametrize("page", ["tell", "identify"])
def test_a_change_at_the_review_that_makes_two_people_is_asked_about_too(resident: Resident, page: str) -> None:
    resident.walk(until="review")
    resident.runner.answer(page)
    resident.draft.narrative = "我叫李秀英，水管漏水。"
    assert resident.runner.answer().page == "speaker"
    explain(resident.draft, NameMeant.PETITIONER)
    assert resident.runner.answer().page == "review"


def test_laying_the_other_card_goes_on_where_one_was(resident: Resident) -> None:
    resident.walk(until="tell")
    resident.draft.narrative = "我叫李秀英，水管漏水。"
    resident.draft.asked = dict.fromkeys(SHOWN, "")
    resident.runner.answer()
    assert resident.runner.answer("identify").page == "identify"
    resident.draft.identify(name="李秀英")
    assert resident.runner.answer().page == "purpose"


def test_what_was_handed_in_cannot_be_gone_back_to(resident: Resident) -> None:
    resident.walk(until="registering")
    assert not resident.runner.can_go_back
    resident.runner.answer("slip")
    assert not resident.runner.can_go_back


def test_the_slip_gives_way_to_a_receipt_that_comes_later(resident: Resident) -> None:
    resident.walk(until="registering")
    resident.runner.answer("slip")
    with pytest.raises(StepIncomplete):
        resident.runner.answer()
    resident.do("slip")
    assert resident.runner.answer().page == "receipt"


def test_one_may_leave_with_the_slip_alone(resident: Resident) -> None:
    resident.walk(until="registering")
    resident.runner.answer("slip")
    assert resident.runner.answer("leave").page == "welcome"


def test_asking_with_the_query_code_and_evaluating(resident: Resident) -> None:
    runner = resident.runner
    assert [runner.answer(choice).page for choice in ("query", "number")] == ["query", "code_query"]
    with pytest.raises(StepIncomplete):
        runner.answer()
    resident.draft.inquiry.view = view()
    assert [runner.answer(choice).page for choice in (ON, "evaluate", ON)] == ["case", "evaluate", "thanks"]
    assert not runner.can_go_back
    assert runner.answer("leave").page == "welcome"


def test_asking_with_the_card_alone(resident: Resident) -> None:
    answers = ("query", "card", ON, "number")
    pages = ["query", "card_query", "card_cases", "code_query"]
    assert [resident.runner.answer(choice).page for choice in answers] == pages


def test_asking_with_the_paper(resident: Resident) -> None:
    runner = resident.runner
    assert [runner.answer(choice).page for choice in ("query", "scan")] == ["query", "scan_query"]
    with pytest.raises(StepIncomplete):
        runner.answer()
    resident.draft.inquiry.query_code = "1" * 16
    assert runner.answer().page == "code_query"
    with pytest.raises(StepIncomplete):
        runner.answer()
    assert [runner.back().page for _ in range(2)] == ["scan_query", "query"]


def test_looking_and_leaving(resident: Resident) -> None:
    resident.draft.inquiry.view = view()
    assert [resident.runner.answer(choice).page for choice in ("query", "number", ON, "leave")][2:] == [
        "case",
        "welcome",
    ]


def test_every_page_is_reached_and_the_way_is_shown_truly() -> None:
    reached = {to for step in RESIDENT.steps.values() for to in step.then.values()}
    assert reached == set(RESIDENT.steps)
    stages = [RESIDENT.steps[page].stage for page in MAIN[:-2]]
    assert stages == sorted(stages)
    assert set(stages) == set(range(1, RESIDENT.stages + 1))
