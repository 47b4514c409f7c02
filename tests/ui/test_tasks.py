"""The task runner between threads and the screen."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.problems import DiskFull, Problem
from ui.background.engines import Engines
from ui.background.tasks import TaskRunner


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


def ask(runner: TaskRunner, answers: Answers, work: Callable[[], object]) -> None:
    runner.run(work, owner=answers, done=answers.take, failed=answers.miss)


def settled(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.busy)


def full() -> None:
    raise DiskFull("outbox")


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, runner: TaskRunner) -> None:
    answers = Answers()
    ask(runner, answers, threading.current_thread)
    assert runner.busy
    settled(qtbot, runner)
    assert answers.done != [threading.main_thread()]
    assert answers.threads == {threading.main_thread()}


def test_a_problem_goes_to_failed_alone(qtbot: QtBot, runner: TaskRunner) -> None:
    answers = Answers()
    ask(runner, answers, full)
    settled(qtbot, runner)
    assert [problem.code for problem in answers.failed] == ["P401"]
    assert answers.done == []
    assert answers.threads == {threading.main_thread()}


def test_a_kept_problem_keeps_no_frame_and_what_is_in_it(qtbot: QtBot, runner: TaskRunner) -> None:
    """The window keeps why it is silent; the frames of that moment know the draft."""

    def caused() -> None:
        try:
            raise OSError("cable")
        except OSError as fault:
            raise DiskFull("outbox") from fault

    answers = Answers()
    ask(runner, answers, caused)
    settled(qtbot, runner)
    (problem,) = answers.failed
    assert isinstance(problem.__cause__, OSError)
    assert problem.__traceback__ is problem.__cause__.__traceback__ is None


def test_an_engine_that_is_missed_keeps_nobody_who_asked(qtbot: QtBot, runner: TaskRunner) -> None:
    engines = Engines(runner, {"speech": full})
    engines.load()
    settled(qtbot, runner)
    with pytest.raises(DiskFull):
        engines.speech.listen()
    assert engines.problems["speech"].__traceback__ is None


def test_answers_come_in_the_order_of_one_worker(qtbot: QtBot, runner: TaskRunner) -> None:
    answers = Answers()
    for number in range(5):
        ask(runner, answers, partial(int, number))
    settled(qtbot, runner)
    assert answers.done == [0, 1, 2, 3, 4]


def test_an_answer_for_somebody_who_has_gone_is_dropped(qtbot: QtBot, runner: TaskRunner) -> None:
    answers, go_on = Answers(), threading.Event()
    kept = answers.done
    ask(runner, answers, lambda: go_on.wait(120))
    answers.deleteLater()
    qtbot.waitSignal(answers.destroyed).wait()  # type: ignore[no-untyped-call]  # pytest-qt's own
    go_on.set()
    settled(qtbot, runner)
    assert kept == []


def test_a_bug_is_not_hidden(qtbot: QtBot, runner: TaskRunner) -> None:
    answers = Answers()
    with qtbot.captureExceptions() as bugs:
        ask(runner, answers, lambda: 1 / 0)
        settled(qtbot, runner)
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError]
    assert (answers.done, answers.failed) == ([], [])


def test_work_nobody_waits_for(qtbot: QtBot, runner: TaskRunner) -> None:
    missed: list[Problem] = []
    runner.forget(full)
    runner.forget(full, missed.append)
    settled(qtbot, runner)
    assert len(missed) == 1


def test_what_was_not_begun_at_closing_time_is_left(qtbot: QtBot, runner: TaskRunner) -> None:
    answers, go_on = Answers(), threading.Event()
    ask(runner, answers, lambda: go_on.wait(120))
    ask(runner, answers, lambda: "never")
    threading.Timer(0.05, go_on.set).start()
    runner.close()
    settled(qtbot, runner)
    assert answers.done == [True]
