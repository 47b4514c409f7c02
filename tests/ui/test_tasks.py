"""The task door between threads and the screen."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.problems import DiskFull, Problem
from ui.background.tasks import TaskDoor


class Answers(QObject):
    """Records each answer and its thread."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[object] = []
        self.failed: list[Problem] = []
        self.threads: set[threading.Thread] = set()

    def take(self, result: object) -> None:
        self.threads.add(threading.current_thread())
        self.done.append(result)

    def miss(self, problem: Problem) -> None:
        self.threads.add(threading.current_thread())
        self.failed.append(problem)


def ask(door: TaskDoor, answers: Answers, work: Callable[[], object]) -> None:
    door.run(work, owner=answers, done=answers.take, failed=answers.miss)


def settled(qtbot: QtBot, door: TaskDoor) -> None:
    qtbot.waitUntil(lambda: not door.busy)


def full() -> None:
    raise DiskFull("outbox")


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, door: TaskDoor) -> None:
    answers = Answers()
    ask(door, answers, threading.current_thread)
    assert door.busy
    settled(qtbot, door)
    assert answers.done != [threading.main_thread()]
    assert answers.threads == {threading.main_thread()}


def test_a_problem_goes_to_failed_alone(qtbot: QtBot, door: TaskDoor) -> None:
    answers = Answers()
    ask(door, answers, full)
    settled(qtbot, door)
    assert [problem.code for problem in answers.failed] == ["P401"]
    assert answers.done == []
    assert answers.threads == {threading.main_thread()}


def test_answers_come_in_the_order_of_one_worker(qtbot: QtBot, door: TaskDoor) -> None:
    answers = Answers()
    for number in range(5):
        ask(door, answers, partial(int, number))
    settled(qtbot, door)
    assert answers.done == [0, 1, 2, 3, 4]


def test_an_answer_for_somebody_who_has_gone_is_dropped(qtbot: QtBot, door: TaskDoor) -> None:
    answers, go_on = Answers(), threading.Event()
    kept = answers.done
    ask(door, answers, lambda: go_on.wait(10))
    answers.deleteLater()
    qtbot.waitSignal(answers.destroyed).wait()  # type: ignore[no-untyped-call]  # pytest-qt's own
    go_on.set()
    settled(qtbot, door)
    assert kept == []


def test_a_bug_is_not_hidden(qtbot: QtBot, door: TaskDoor) -> None:
    answers = Answers()
    with qtbot.captureExceptions() as bugs:
        ask(door, answers, lambda: 1 / 0)
        settled(qtbot, door)
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError]
    assert (answers.done, answers.failed) == ([], [])


def test_work_nobody_waits_for(qtbot: QtBot, door: TaskDoor) -> None:
    missed: list[Problem] = []
    door.forget(full)
    door.forget(full, missed.append)
    settled(qtbot, door)
    assert len(missed) == 1


def test_what_was_not_begun_at_closing_time_is_left(qtbot: QtBot, door: TaskDoor) -> None:
    answers, go_on = Answers(), threading.Event()
    ask(door, answers, lambda: go_on.wait(10))
    ask(door, answers, lambda: "never")
    threading.Timer(0.05, go_on.set).start()
    door.close()
    settled(qtbot, door)
    assert answers.done == [True]
