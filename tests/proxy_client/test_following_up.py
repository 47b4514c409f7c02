"""Following up on the real window: what is to be done, a note, a round, a case, a report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agency.reports import Figure, Span
from agency.task_facts import TaskKind
from agency.tasks import Task
from agency.work import Work
from core.problems import NoteIncomplete, ReportUnwritable
from core.sentences import sentence_of
from proxy_client import example, task_words
from proxy_client.pages.my_cases import WITHDRAWN, MyCasesPage
from proxy_client.pages.report import ReportPage
from proxy_client.pages.round import RoundPage
from proxy_client.pages.task_note import ENDS_ALL, TaskNotePage
from proxy_client.pages.tasks import EMPTY, TasksPage
from sync.terminal import Terminal
from testkit.agent_cases import busy
from testkit.agent_window import AgentWindowFixture
from training import example as petition
from ui.base.confirmation import Confirmation
from ui.widgets.button import Button


@pytest.fixture
def work(desk: AgentWindowFixture) -> Iterator[Work]:
    """Yields the work of the agent who signed in and has much to do."""
    desk.sign_in()
    desk.visit.arrive("desk")
    found = desk.work
    assert found
    busy(found)
    yield found


def tasks_page(desk: AgentWindowFixture) -> TasksPage:
    desk.turn("desk", "要做的事")
    return shown_tasks(desk)


def shown_tasks(desk: AgentWindowFixture) -> TasksPage:
    desk.visit.arrive("tasks")
    page = desk.shell.page
    assert isinstance(page, TasksPage)
    desk.visit.driver.wait(lambda: page.found is not None and not page.working.isVisible(), "the tasks")
    return page


def press(desk: AgentWindowFixture, on: QWidget, key: Qt.Key) -> None:
    """Presses a key, when the page has been seen."""
    desk.visit.driver.wait(lambda: desk.shell.touch_guard.ready, "the page seen")
    QTest.keyClick(on, key)


def pick(page: TasksPage, kind: TaskKind, name: str = "") -> Task:
    """Puts the cursor on the task."""
    table = page.tables["open"]
    assert page.found
    at = next(
        at for at, each in enumerate(page.found.open) if each.kind is kind and (not name or each.filing.name == name)
    )
    table.go_to(at)
    task = page._task
    assert task
    return task


def test_who_has_nothing_to_do_is_told_so(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    tasks_page(desk)
    assert EMPTY["open"] in desk.shell.page.tables["open"].note.text()  # type: ignore[union-attr]


def test_a_task_is_done_by_a_note_and_undone_by_another(desk: AgentWindowFixture, work: Work) -> None:
    page = tasks_page(desk)
    task = pick(page, TaskKind.TELL, "孙秀兰")
    assert task_words.why_until(task.pressing) in desk.seen
    before = len(work.tasks(desk.shell.station.now()).open)
    desk.turn("tasks", "记一笔")
    desk.visit.arrive("task_note")
    note = desk.shell.page
    assert isinstance(note, TaskNotePage)
    desk.touch("记下")
    desk.visit.driver.wait(lambda: sentence_of(NoteIncomplete("said")) in desk.seen, "what is missing")
    assert desk.page == "task_note" and work.notes.listed() == []
    note.said.setPlainText("知道了，谢谢")
    for _ in range(2):  # a trembling finger
        note.keep.click()
    page = shown_tasks(desk)
    (kept,) = work.notes.listed()
    assert (kept.by, kept.said, kept.facts) == (example.agent().person.name, "知道了，谢谢", task.keys)
    assert page.found and len(page.found.open) == before - 1
    page.views["done"].click()
    page.tables["done"].go_to(0)
    page.undo.click()
    (question,) = desk.shell.findChildren(Confirmation)
    next(each for each in question.findChildren(Button) if each.text() == "取消这一笔").click()
    desk.visit.driver.wait(lambda: page.found and len(page.found.open) == before, "the task again")
    assert len(work.notes.listed()) == 2


def test_who_is_about_to_lose_a_note_is_asked(desk: AgentWindowFixture, work: Work) -> None:
    page = tasks_page(desk)
    pick(page, TaskKind.TELL)
    desk.turn("tasks", "记一笔")
    desk.visit.arrive("task_note")
    note = desk.shell.page
    assert isinstance(note, TaskNotePage)
    note._move_day(5)
    assert note.on == note.today, "a day to come cannot be chosen"
    desk.touch("人去世了")
    assert ENDS_ALL in desk.seen
    note.said.setPlainText("家里人说的")
    desk.touch("返回")
    desk.visit.driver.wait(lambda: desk.shell.findChildren(Confirmation), "the question")
    assert desk.page == "task_note"


def test_a_round_is_planned_printed_and_written_down(desk: AgentWindowFixture, work: Work, tmp_path: Path) -> None:
    page = tasks_page(desk)
    for kind, name in ((TaskKind.TELL, "孙秀兰"), (TaskKind.PAPER, "王建国"), (TaskKind.RETURN_VISIT, "吴阿婆")):
        pick(page, kind, name)
        press(desk, page.tables["open"], Qt.Key.Key_Space)
    assert page.round.text() == "下乡，3件"
    page.round.click()
    desk.visit.arrive("round")
    found = desk.shell.page
    assert isinstance(found, RoundPage)
    desk.visit.driver.wait(lambda: found.planned, "the round")
    assert len(found.entries) == 3
    found.print.click()
    desk.visit.driver.wait((tmp_path / "paper" / "round.pdf").exists, "the list on paper")
    desk.touch("回来了，一次记下")
    assert desk.page == "round" and work.notes.listed() == [], "nothing chosen, nothing noted"
    for each in found.entries[:2]:
        each.said.setText("知道了")
    desk.touch("回来了，一次记下")
    assert work.notes.listed() == [], "what is written wants to be chosen"
    for button in found.findChildren(Button):
        if button.text() == "办好了":
            button.click()
    found.entries[2].said.setText("修得挺好")
    found.keep.click()
    shown_tasks(desk)
    assert len(work.notes.listed()) == 3 and work.rounds.listed() == []


def test_a_round_stays_until_it_is_written_down_or_called_off(desk: AgentWindowFixture, work: Work) -> None:
    page = tasks_page(desk)
    pick(page, TaskKind.TELL, "孙秀兰")
    press(desk, page.tables["open"], Qt.Key.Key_Space)
    page.round.click()
    desk.visit.arrive("round")
    desk.visit.driver.wait(work.rounds.listed, "the round")
    desk.touch("返回")
    shown_tasks(desk)
    desk.touch("返回")
    desk.visit.arrive("desk")
    desk.turn("desk", "下乡")
    desk.visit.arrive("round")
    again = desk.shell.page
    assert isinstance(again, RoundPage)
    desk.visit.driver.wait(lambda: again.planned, "the same round")
    again.off.click()
    (question,) = desk.shell.findChildren(Confirmation)
    next(each for each in question.findChildren(Button) if each.text() == "不去了").click()
    shown_tasks(desk)
    assert work.rounds.listed() == [] and work.notes.listed() == []


def my_cases(desk: AgentWindowFixture) -> MyCasesPage:
    desk.turn("desk", "我代办的件")
    desk.visit.arrive("my_cases")
    page = desk.shell.page
    assert isinstance(page, MyCasesPage)
    desk.visit.driver.wait(lambda: page.table.rows.rows, "the cases")
    return page


def test_a_case_opens_as_the_query_does(desk: AgentWindowFixture, work: Work, here: Terminal) -> None:
    """Without a network what is known here; a case whose authority was taken back does not open."""
    petition.filed(here)
    page = my_cases(desk)
    for typed, count in (("zfs", 1), ("王建国", 1), ("没有这个人", 0), ("", 7)):
        page.line.setText(typed)
        assert len(page.table.rows.shown) == count, typed
    rows = [each.filing.name for each in page.table.rows.rows]
    page.table.go_to(rows.index("周福生"))
    page.see.click()
    desk.visit.driver.wait(lambda: WITHDRAWN in desk.seen, "why not")
    assert desk.page == "my_cases"
    page.table.go_to(rows.index("赵大年"))
    press(desk, page.table, Qt.Key.Key_Return)
    desk.visit.arrive("standing")


def test_what_never_arrived_opens_too(desk: AgentWindowFixture, work: Work) -> None:
    page = my_cases(desk)
    page.table.go_to([each.filing.name for each in page.table.rows.rows].index("钱多多"))
    page.see.click()
    desk.visit.arrive("standing")
    assert "钱多多" not in desk.seen


def test_reports_are_shown_and_saved(desk: AgentWindowFixture, work: Work, tmp_path: Path) -> None:
    desk.turn("desk", "日清理和小结")
    desk.visit.arrive("report")
    page = desk.shell.page
    assert isinstance(page, ReportPage)
    for span, text in ((Span.DAY, "日清理"), (Span.WEEK, "周小结"), (Span.MONTH, "月汇总"), (Span.QUARTER, "季通报")):
        desk.touch(text)
        desk.visit.driver.wait(lambda: page.report and page.report.span is page.span, text)
        assert page.report == work.report(span, page.on, desk.shell.station.now())
    page._move(-1)
    desk.visit.driver.wait(lambda: page.report and page.report.last < page.report.as_of, "the quarter before")
    page._move(1)
    desk.visit.driver.wait(lambda: page.report and page.report.first <= page.report.as_of <= page.report.last, "now")
    for kind in ("xlsx", "pdf"):
        page.save(tmp_path / f"report.{kind}")
        desk.visit.driver.wait((tmp_path / f"report.{kind}").exists, kind)
    sheet = load_workbook(tmp_path / "report.xlsx").active
    assert sheet is not None and page.report
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert told["代办"] == page.report.count(Figure.FILED) == 7
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    names = [each.filing.name for each in work.cases(desk.shell.station.now())]
    assert not any(name in str(list(sheet.iter_rows(values_only=True))) for name in names)
    desk.visit.driver.wait(lambda: not page.sending, "that it is saved")
    page.save(tmp_path / "none" / "report.pdf")
    desk.visit.driver.wait(lambda: sentence_of(ReportUnwritable) in desk.seen, "that it was not saved")


def test_a_locked_window_forgets_what_was_chosen(desk: AgentWindowFixture, work: Work) -> None:
    page = tasks_page(desk)
    pick(page, TaskKind.TELL)
    press(desk, page.tables["open"], Qt.Key.Key_Space)
    desk.shell.station.presence.gone.emit()
    assert desk.page != "tasks" and desk.work is None
    assert not desk.shell._station.session.chosen
