"""Notes: whole, of a day that has come, never twice, taken back by a further one."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agency.agent_key import AgentKey
from agency.task_notes import TaskNote, TaskNotes, covered
from core.problems import NoteDayWrong, NoteIncomplete, Problem, TaskGone
from storage.store import Store
from testkit.filed_cases import a_case, a_note, day

CASE = a_case()


@pytest.fixture
def notes(tmp_path: Path) -> TaskNotes:
    return TaskNotes(Store(tmp_path / "store.db", bytes(32)), "320115", AgentKey.generate())


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"by": " "}, NoteIncomplete),
        ({"said": ""}, NoteIncomplete),
        ({"said": "啊" * 2001}, NoteIncomplete),
        ({"on": day(8)}, NoteDayWrong),
    ],
)
def test_a_note_says_by_whom_what_and_when(notes: TaskNotes, wrong: dict[str, object], problem: type[Problem]) -> None:
    good = a_note(CASE, "tell:1", on=7)
    with pytest.raises(problem):
        notes.keep([good, replace(a_note(CASE, "tell:2", on=7), **wrong)], day(7))  # type: ignore[arg-type]
    assert notes.listed() == [], "all or none"
    notes.keep([good], day(7))
    assert notes.listed() == [good]


def test_a_second_touch_writes_nothing(notes: TaskNotes) -> None:
    notes.keep([a_note(CASE, "tell:1", on=7)], day(7))
    with pytest.raises(TaskGone):
        notes.keep([a_note(CASE, "tell:2", on=7), a_note(CASE, "tell:1", on=7)], day(7))
    assert len(notes.listed()) == 1
    with pytest.raises(TaskGone):
        notes.keep([a_note(CASE, "tell:3", on=7), a_note(CASE, "tell:3", on=7)], day(7))


def test_taken_back_once(notes: TaskNotes) -> None:
    note = a_note(CASE, "tell:1", on=7)
    notes.keep([note], day(7))
    at = datetime(2026, 9, 9, tzinfo=UTC)
    notes.undo(note, "李秀英", at)
    assert covered(notes.listed()) == set() and len(notes.listed()) == 2, "both notes stay"
    with pytest.raises(TaskGone):
        notes.undo(note, "李秀英", at)
    again = a_note(CASE, "tell:1", on=8)
    notes.keep([again], day(8))
    assert covered(notes.listed()) == {"tell:1"}


def test_an_open_store_shows_nothing(notes: TaskNotes) -> None:
    note = a_note(CASE, "tell:1", on=7)
    notes.keep([note], day(7))
    (row,) = notes.store.read("SELECT * FROM agent_records")
    for word in (note.said, note.by, str(note.item), "tell:1"):
        assert word not in str(row) and word.encode() not in row["content"]
    other: list[TaskNote] = TaskNotes(notes.store, "320116", notes.key).listed()
    assert other == []
