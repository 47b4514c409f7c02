"""The lessons of following up: real cases at the practice platform, and notes as the agent's window keeps them."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from agency.task_facts import TaskKind
from agency.task_notes import TaskNote
from agency.tasks import Task
from devices.printer.pdf import PdfPrinter
from proxy_client.round_list import round_list
from training.lessons.course import Course
from training.lessons.following_lessons import ANGRY
from training.lessons.villagers import villager
from ui.shell.window import application

LESSONS = ("told", "angry", "ended", "round")


def note(task: Task, said: str) -> TaskNote:
    now = datetime.now().astimezone()
    return replace(TaskNote.new(task.filing.item, task.keys, now.date(), now), kind=task.kind, by="李秀英", said=said)


def about(course: Course, name: str, kind: TaskKind) -> Task:
    here = course.practice
    (found,) = [each for each in here.work.tasks(here.now()).open if (each.filing.name, each.kind) == (name, kind)]
    return found


def keep(course: Course, *notes: TaskNote) -> None:
    course.practice.work.notes.keep(notes, course.practice.now().date())


def test_what_became_of_their_petitions(reached: Course) -> None:
    """One platform for all four, since it takes seconds to start."""
    for lesson in LESSONS:
        reached.begin(lesson)
    assert all(reached.missing(lesson) for lesson in LESSONS)
    reached.practice.here.engine.run_once()
    assert {reached.missing(lesson) for lesson in LESSONS}.isdisjoint({"", "平台还没有登记。等一等，再看一次。"})
    told(reached)
    angry(reached)
    ended(reached)
    round_(reached)
    assert Course(reached.practice).progress.is_done("round")


def told(course: Course) -> None:
    keep(course, note(about(course, "严桂芝", TaskKind.PAPER), "知道了，谢谢。"))
    assert course.missing("told") == ""


def angry(course: Course) -> None:
    """Softened words are not theirs."""
    softened = note(about(course, "鲁长贵", TaskKind.PAPER), "本人情绪激动，已安抚。")
    keep(course, softened)
    assert "原话" in (course.missing("angry") or "")
    course.practice.work.notes.undo(softened, "李秀英", course.practice.now())
    assert "还没有记" in (course.missing("angry") or "")
    keep(course, note(about(course, "鲁长贵", TaskKind.PAPER), villager(ANGRY).says))
    assert course.missing("angry") == ""


def ended(course: Course) -> None:
    keep(course, note(about(course, "秦玉兰", TaskKind.AUTHORITY), "愿意再托半年，明天带新的委托书去签。"))
    assert course.missing("ended") == ""


def round_(course: Course) -> None:
    application()
    here = course.practice
    chosen = [about(course, name, TaskKind.PAPER) for name in ("段福生", "万素珍", "阎庆余")]
    planned = here.work.round(frozenset(each.id for each in chosen), here.now())
    assert planned and len(planned.stops) == 3
    PdfPrinter(here.here.home / "paper", paper=True).print(round_list(planned, band="演练"), "round")
    assert "段福生" in (course.missing("round") or "")
    here.work.write_down(planned, [note(each, "收到了。") for each in chosen], here.now().date())
    assert course.missing("round") == ""


@pytest.mark.parametrize("there", [True, False])
def test_a_list_printed_before_does_not_count(reached: Course, there: bool) -> None:
    reached.begin("round")
    reached.practice.here.engine.run_once()
    if there:
        paper = Path(reached.practice.here.home / "paper" / "round.pdf")
        paper.parent.mkdir(exist_ok=True)
        paper.write_bytes(b"%PDF")
        begun = reached.progress.begun("round")
        assert begun
        reached.progress.begin("round", begun.model_copy(update={"stamp": begun.stamp + 3600}))
    assert "清单" in (reached.missing("round") or "")
