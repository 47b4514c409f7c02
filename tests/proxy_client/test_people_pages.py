"""The people on an agent's list: sought, written, changed, deleted for good, brought in, and filed for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agency.person_served import ConsentWay, PersonServed
from core.authority.letter import Capacity
from core.person import Person
from core.problems import GuardianUnnamed, PersonDied, PersonGone
from core.sentences import sentence_of
from proxy_client import example
from proxy_client.flow import PEOPLE
from proxy_client.menus import ROWS
from proxy_client.pages.agent import AgentPage
from proxy_client.pages.households import HouseholdsPage
from proxy_client.pages.people import PeoplePage
from proxy_client.pages.person import PersonPage
from proxy_client.person_form import ASK_AGAIN, DAY_TO_COME, NO_CONSENT
from proxy_client.session import AgentDraft
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from testkit.hands import press
from testkit.two_people import PERSON, WANG, ZHAO, kept, office_of_two, people_page, wait
from ui.base.confirmation import Confirmation


@pytest.fixture
def office(here: Terminal, tmp_path: Path) -> Iterator[AgentWindowFixture]:
    with office_of_two(here, tmp_path / "paper") as opened:
        yield opened


def person_page(office: AgentWindowFixture, name: str = "") -> PersonPage:
    page = people_page(office)
    if name:
        page.line.setText(name)
        page.table.go_to(0)
    office.turn("people", "打开" if name else "添一个人")
    office.visit.arrive("person")
    opened = office.shell.page
    assert isinstance(opened, PersonPage)
    return opened


def test_sought_by_initials_and_opened_with_the_keyboard_alone(office: AgentWindowFixture) -> None:
    page = people_page(office)
    QTest.keyClicks(page.line, "zdn")
    assert page.count.text() == "找到1人，一共2人"
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    assert page.table.hasFocus() and page.table.current == ZHAO
    wait(office, lambda: office.shell.touch_guard.ready, "the page seen")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    office.visit.arrive("person")
    assert "赵大年" in office.shell.page.form.fields["name"].value  # type: ignore[union-attr]


def test_the_empty_list_says_what_to_do(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.turn("desk", "服务对象")
    desk.visit.arrive("people")
    wait(desk, lambda: "名单还是空的" in desk.seen, "the sentence")


def test_no_list_is_called_empty_before_it_is_open(office: AgentWindowFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    office.visit.arrive("desk")
    kept: list[object] = []
    tasks = office.shell.station.tasks
    monkeypatch.setattr(tasks, "run", lambda *_, **__: kept.append(_))
    for choice in ("people", "drafts", "my_cases", "tasks", "round"):
        office.shell.go_to(choice)
        assert office.page == choice
        for untrue in ("名单还是空的", "一共0人", "没有草稿", "还没有代办过", "现在没有要做的事", "还没有安排"):
            assert untrue not in office.seen, choice


def test_nothing_is_done_to_nobody(office: AgentWindowFixture) -> None:
    page = people_page(office)
    page.table.go_to(0)
    page.line.setText("没有这个人")
    assert not page.on.isEnabled() and not page.see.isEnabled()


def test_written_with_how_and_when_they_agreed(office: AgentWindowFixture) -> None:
    page = person_page(office)
    assert not page.on.isEnabled()
    for name, text in (("姓名", "王小满"), ("电话", "12069731009"), ("村组", "杨柳村二组"), ("怎么联系", "找儿子")):
        office.type(name, text)
    assert NO_CONSENT in office.seen and page.on.isEnabled()
    page.form.consent.show_value(ConsentWay.TELEPHONE)
    office.type("哪天同意的", "2999-01-01")
    assert DAY_TO_COME in office.seen and not page.on.isEnabled()
    office.type("哪天同意的", "2026年11月30日")
    office.touch("保存")
    office.visit.arrive("people")
    (fresh,) = [each for each in kept(office) if each.person.name == "王小满"]
    assert (fresh.consent, fresh.consented_on) == (ConsentWay.TELEPHONE, "2026-11-30")
    assert (fresh.village, fresh.reach, fresh.person.phone) == ("杨柳村二组", "找儿子", "12069731009")


def test_what_was_changed_is_asked_about_before_it_is_lost(office: AgentWindowFixture) -> None:
    person_page(office, "赵大年")
    office.type("备注", "耳朵背")
    office.touch("返回")
    wait(office, lambda: "改过的内容" in office.seen, "the question")
    office.touch("接着办")
    office.touch("保存")
    office.visit.arrive("people")
    assert [each.note for each in kept(office)] == ["", "耳朵背"] or [each.note for each in kept(office)] == [
        "耳朵背",
        "",
    ]


def test_a_number_that_somebody_else_has_is_not_kept(office: AgentWindowFixture) -> None:
    page = person_page(office, "赵大年")
    office.type("证件号", PERSON.id_number)
    assert f"名单上{PERSON.name}已经是这个证件号" in office.seen
    assert not page.on.isEnabled()


def test_deleted_after_a_question_and_gone_from_the_disk(office: AgentWindowFixture, here: Terminal) -> None:
    (sealed,) = [row["content"] for row in here.store.read("SELECT content FROM people WHERE id = ?", ZHAO.id)]
    for answer, left in (("不删", 2), ("删除", 1)):
        person_page(office, "赵大年") if answer == "不删" else None
        office.touch("删除")
        wait(office, lambda: office.shell.findChildren(Confirmation), "the question")
        press(office.shell.findChildren(Confirmation)[-1], answer)
        wait(office, lambda left=left: len(kept(office)) == left, "the list")  # type: ignore[misc]
    office.visit.arrive("people")
    assert "赵大年" not in office.seen
    words = (sealed, "赵大年".encode(), b"12069731002", "赵大年".encode("utf-16-le"))
    files = [file for file in here.home.rglob("*") if file.is_file()]
    assert files and all(word not in file.read_bytes() for file in files for word in words)


def test_by_village_and_household_and_on_paper(office: AgentWindowFixture, tmp_path: Path) -> None:
    people_page(office)
    office.turn("people", "按户看")
    office.visit.arrive("households")
    page = office.shell.page
    assert isinstance(page, HouseholdsPage)
    assert page.total.text() == "2户、2人"
    tops = [page.tree.topLevelItem(at) for at in (0, 1)]
    assert [top.text(0) for top in tops if top] == ["杨柳村三组\u30001户、1人", "石桥村一组\u30001户、1人"]
    office.touch("打印这个村")
    wait(office, (tmp_path / "paper" / "households.pdf").exists, "the paper")
    for _ in range(3):
        QTest.keyClick(page.tree, Qt.Key.Key_Down)
    QTest.keyClick(page.tree, Qt.Key.Key_Up)
    assert page.see.isEnabled()
    wait(office, lambda: office.shell.touch_guard.ready, "the page seen")
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    office.visit.arrive("person")
    assert office.shell.draft.person_served == WANG.id  # type: ignore[attr-defined]


def filing(office: AgentWindowFixture, served: PersonServed) -> AgentDraft:
    people = office.shell._station.people
    assert people
    people.keep(served)
    page = people_page(office)
    page.line.setText(served.person.name)
    page.table.go_to(0)
    office.touch("代办一件")
    draft = office.shell.draft
    assert isinstance(draft, AgentDraft)
    return draft


def test_filing_starts_with_their_contact_and_without_their_identity(office: AgentWindowFixture) -> None:
    draft = filing(office, WANG)
    office.visit.arrive("consent")
    assert (draft.person_served, draft.capacity) == (WANG.id, None)
    assert draft.petitioner == Person(name="", phone="12069731001", address=PERSON.address)
    assert not draft.identified and draft.card_identity is None
    office.touch("返回")
    office.visit.arrive("people")
    office.touch("返回")
    office.visit.arrive("desk")


@pytest.mark.parametrize(
    ("served", "why"),
    [(replace(WANG, died=True), PersonDied), (replace(WANG, capacity=Capacity.LIMITED), GuardianUnnamed)],
)
def test_nothing_is_filed_for_the_dead_nor_without_a_guardian(
    office: AgentWindowFixture, served: PersonServed, why: type[PersonDied]
) -> None:
    draft = filing(office, served)
    wait(office, lambda: sentence_of(why) in office.seen, "the sentence")
    assert office.page == "people" and not draft.petitioner.phone


def test_another_filing_is_not_lost_unasked(office: AgentWindowFixture) -> None:
    draft = filing(office, WANG)
    office.visit.arrive("consent")
    draft.petitioner = PERSON
    office.touch("返回")
    office.visit.arrive("people")
    page = office.shell.page
    assert isinstance(page, PeoplePage)
    wait(office, lambda: page.table.rows.rows, "the list")
    page.line.setText("赵大年")
    page.table.go_to(0)
    office.touch("代办一件")
    wait(office, lambda: "姓名和证件" in office.seen, "the question")
    office.touch("不要了")
    office.visit.arrive("consent")
    assert (draft.person_served, draft.petitioner.name, draft.petitioner.phone) == (ZHAO.id, "", "12069731002")


def agent_page(office: AgentWindowFixture, served: PersonServed, shown: Person) -> AgentPage:
    draft = filing(office, served)
    office.visit.arrive("consent")
    draft.petitioner = shown
    office.shell.show_page("agent", draft)
    page = office.shell.page
    assert isinstance(page, AgentPage)
    return page


def test_a_card_of_somebody_else_leaves_the_list(office: AgentWindowFixture) -> None:
    page = agent_page(office, WANG, replace(PERSON, name="赵大年", id_number="", birth="1950-01-01"))
    assert f"不是名单里的{PERSON.name}" in page.proof.text()
    assert page.draft.person_served == WANG.id, "until the agent goes on"
    page.on.click()
    assert page.draft.person_served == ""


def test_who_has_a_guardian_needs_the_guardians_proof(office: AgentWindowFixture) -> None:
    guarded = replace(WANG, capacity=Capacity.LIMITED, guardian="王小青")
    page = agent_page(office, guarded, PERSON)
    assert "王小青" in page.proof.text() and page.draft.capacity is Capacity.LIMITED
    office.shell.show_page("powers", page.draft)
    assert "监护" in office.seen
    assert page.draft.authority and page.draft.authority.capacity is Capacity.LIMITED


def test_who_died_since_the_draft_was_begun(office: AgentWindowFixture) -> None:
    people = office.shell._station.people
    assert people
    people.keep(replace(WANG, died=True))
    draft = AgentDraft(agent=example.agent(), person_served=WANG.id, petitioner=PERSON)
    office.shell.show_page("agent", draft)
    wait(office, lambda: sentence_of(PersonDied) in office.seen, "the sentence")
    page = office.shell.page
    assert isinstance(page, AgentPage) and not page.on.isEnabled()


def test_who_was_deleted_elsewhere_is_said_to_be_gone(office: AgentWindowFixture) -> None:
    people_page(office)
    office.shell.show_page("person", AgentDraft(agent=example.agent(), person_served="0" * 32))
    wait(office, lambda: sentence_of(PersonGone) in office.seen, "the sentence")


def test_signed_out_nothing_of_the_list_is_left(office: AgentWindowFixture) -> None:
    people_page(office)
    session = office.shell._station.session
    assert session.people.forms
    office.shell.sign_out()
    office.visit.arrive("sign_in")
    assert not session.people.forms


def test_who_was_handed_over_is_asked_again(office: AgentWindowFixture) -> None:
    """Until they were, the consent to the agent before stays written as it was."""
    people = office.shell._station.people
    assert people
    handed = replace(WANG, consent_open=True)
    people.keep(handed)
    page = person_page(office, PERSON.name)
    assert ASK_AGAIN in page.note.text() and page.form.served == handed
    page.form.consent.show_value(ConsentWay.WRITTEN)
    assert ASK_AGAIN not in page.note.text()
    office.touch("保存")
    office.visit.arrive("people")
    (again,) = [each for each in kept(office) if each.id == WANG.id]
    assert (again.consent, again.consent_open) == (ConsentWay.WRITTEN, False)


def test_what_was_being_written_is_there_again_after_the_lock(office: AgentWindowFixture) -> None:
    page = person_page(office, "赵大年")
    office.type("备注", "耳朵背")
    page.form.consent.show_value(ConsentWay.WRITTEN)
    office.shell.lock()
    office.visit.arrive("locked")
    assert not office.shell._station.session.people.forms
    office.type("口令", example.PASSPHRASE)
    office.touch("打开")
    office.visit.arrive("person")
    again = office.shell.page
    assert isinstance(again, PersonPage)
    wait(office, lambda: again.before, "the list")
    assert (again.form.served.id, again.form.served.note) == (ZHAO.id, "耳朵背")
    assert again.form.served.consent is ConsentWay.WRITTEN and again.on.isEnabled()


def test_each_page_is_in_a_menu(office: AgentWindowFixture) -> None:
    for choice, page in PEOPLE.items():
        assert choice in {row.leads_to for row in ROWS}
        office.shell.go_to(choice)
        office.visit.arrive(page)
