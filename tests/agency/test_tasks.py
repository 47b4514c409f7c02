"""Tasks follow from facts, end with a note or with the facts, and the worst comes first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.filed_cases import FiledCase, Light
from agency.task_facts import Ending, TaskKind, facts
from agency.task_notes import Outcome, TaskNote, covered, standing
from agency.tasks import TaskList, hurts, tasks
from core.authority.letter import Power
from core.cases.both_terms import OfficeTerms
from core.outbox_state import OutboxState
from core.settings import Agency
from testkit.filed_cases import Happened, a_case, a_note, cases, day, notes_on

PROMISED = Agency()
ACCEPTED = (Happened("register", 0, 15), Happened("forward", 2, 17), Happened("accept", 5, 65))
ANSWERED = (*ACCEPTED, Happened("reply", 40, 55), Happened("deliver", 42, 72))


def on(number: int, *known: FiledCase, notes: tuple[TaskNote, ...] = ()) -> TaskList:
    return tasks(known, notes, day(number), PROMISED)


def kinds(found: TaskList) -> list[TaskKind]:
    return [each.kind for each in found.open]


def test_news_of_one_case_is_one_task_until_it_was_told() -> None:
    case = a_case(*ACCEPTED)
    (task,) = on(5, case).open
    assert (task.kind, task.about, task.since, task.until) == (TaskKind.TELL, ("accepted",), day(5), day(8))
    told = a_note(case, *task.keys, on=6)
    assert on(6, case, notes=(told,)).open == ()
    later = a_case(*ANSWERED)
    (again,) = [each for each in on(43, later, notes=(told,)).open if each.kind is TaskKind.TELL]
    assert again.about == ("answered", "delivered"), "what was told is not told again"


def test_nothing_is_done_without_a_note_and_undone_by_another() -> None:
    case = a_case(*ACCEPTED)
    (task,) = on(5, case).open
    missed = a_note(case, *task.keys, on=6, outcome=Outcome.NOT_MET)
    (still,) = on(6, case, notes=(missed,)).open
    assert still.tries == (missed,)
    told = a_note(case, *task.keys, on=6)
    back = replace(a_note(case, on=7), undoes=told.id)
    assert kinds(on(7, case, notes=(told, back))) == [TaskKind.TELL]
    assert on(7, case, notes=(told, back, replace(a_note(case, on=7), undoes=back.id))).open == ()


def test_who_was_not_there_is_brought_the_receipt() -> None:
    case = a_case(registered=4, receipt_given=False)
    paper, *ended = on(4, case).open
    assert (paper.kind, paper.about, paper.since) == (TaskKind.PAPER, ("receipt",), day(4)) and not ended
    assert [each.ended and each.ended.ending for each in on(4, case).ended] == [Ending.REGISTERED]
    assert on(4, a_case(registered=4)).open == ()


def test_documents_come_home_where_the_letter_lets_the_agent_receive_them() -> None:
    assert TaskKind.PAPER not in kinds(on(5, a_case(*ACCEPTED)))
    case = a_case(*ACCEPTED, powers=(Power.FILE, Power.RECEIVE))
    assert kinds(on(5, case)) == [TaskKind.TELL, TaskKind.PAPER]


def test_what_waits_here_for_days_is_sent() -> None:
    case = a_case(registered=None)
    assert on(0, case).open == ()
    (task,) = on(1, case).open
    assert (task.kind, task.until) == (TaskKind.SEND, day(1))
    quarantined = a_case(registered=None, state=OutboxState.QUARANTINED)
    assert kinds(on(1, quarantined)) == [TaskKind.SUPPLY]


def test_what_is_late_is_urged_and_ends_by_itself_when_it_moves_on() -> None:
    case = a_case(*ACCEPTED)
    assert TaskKind.URGE not in kinds(on(65, case))
    (task,) = [each for each in on(66, case).open if each.kind is TaskKind.URGE]
    assert (task.since, task.until, task.rule) == (day(66), day(65), "handle")
    moved = a_case(*ACCEPTED, Happened("reply", 70, 85))
    ended = [each for each in on(70, moved).ended if each.kind is TaskKind.URGE]
    assert [(each.ended and each.ended.ending, each.ended and each.ended.on) for each in ended] == [
        (Ending.MOVED_ON, day(70))
    ]


def test_after_urging_it_is_urged_again_when_the_platform_takes_it_again() -> None:
    case = a_case(*ACCEPTED, Happened("petitioner-urge", 67, 65))
    assert TaskKind.URGE not in kinds(on(73, case))
    assert TaskKind.URGE in kinds(on(74, case))
    assert [each.ended and each.ended.ending for each in on(74, case).ended] == [Ending.URGED]


def test_an_invitation_wants_an_answer_and_ends_with_it() -> None:
    invited = (*ACCEPTED, Happened("invite", 8, 65))
    assert kinds(on(8, a_case(*invited))) == [TaskKind.SUPPLY, TaskKind.TELL]
    answered = on(9, a_case(*invited, Happened("answer", 9, 65)))
    assert TaskKind.SUPPLY not in kinds(answered)
    assert [each.ended and each.ended.ending for each in answered.ended] == [Ending.ANSWERED]


def test_a_letter_is_extended_before_it_ends() -> None:
    case = a_case(ends=40)
    assert on(9, case).open == ()
    (task,) = on(10, case).open
    assert (task.kind, task.until, task.rule) == (TaskKind.AUTHORITY, day(40), "authority")
    assert on(41, case).open[0].overdue(day(41))
    closed = a_case(Happened("register", 0, 15), Happened("close", 20), ends=40)
    assert TaskKind.AUTHORITY not in kinds(on(30, closed))
    longer = replace(case, last_day=day(300))
    assert TaskKind.AUTHORITY not in kinds(on(41, longer))


def test_who_takes_the_authority_back_leaves_one_task_to_stop() -> None:
    case = a_case(*ACCEPTED, Happened("withdraw-authority", 7, 65), Happened("reply", 40, 55))
    found = on(100, case)
    assert kinds(found) == [TaskKind.STOP]
    assert {each.ended.ending for each in found.ended if each.ended} == {Ending.WITHDRAWN}
    done = a_note(case, *found.open[0].keys, on=8)
    assert on(100, case, notes=(done,)).open == ()


@pytest.mark.parametrize(("outcome", "ending"), [(Outcome.DIED, Ending.DIED), (Outcome.NO_MORE, Ending.NO_MORE)])
def test_who_died_or_wants_it_no_longer_leaves_one_task_to_stop(outcome: Outcome, ending: Ending) -> None:
    case, other, someone = (
        a_case(*ACCEPTED, number=1),
        a_case(*ANSWERED, number=2),
        a_case(*ACCEPTED, number=3, name="赵大年"),
    )
    (task,) = on(5, case).open
    note = a_note(case, *task.keys, on=43, outcome=outcome)
    found = on(60, case, other, someone, notes=(note,))
    assert [(each.kind, each.filing.name) for each in found.open] == [
        (TaskKind.STOP, "王建国"),
        (TaskKind.TELL, "赵大年"),
    ]
    assert {each.ended.ending for each in found.ended if each.ended} == {ending}
    assert TaskKind.STOP not in kinds(on(60, case, other, notes=(note, replace(a_note(case, on=44), undoes=note.id))))


def test_a_return_visit_is_due_after_the_answer() -> None:
    case = a_case(*ANSWERED)
    assert TaskKind.RETURN_VISIT not in kinds(on(48, case))
    (task,) = [each for each in on(49, case).open if each.kind is TaskKind.RETURN_VISIT]
    assert task.until == day(72)
    assert TaskKind.URGE not in kinds(on(90, case)), "the days of the petitioner are nobody's debt"


def test_what_hurts_comes_first() -> None:
    stopped = a_case(*ACCEPTED, Happened("withdraw-authority", 64, 65), number=1)
    late = a_case(*ACCEPTED, number=2, messages=True)
    fresh = a_case(*ANSWERED[:4], Happened("deliver", 66, 96), number=3)
    waiting = a_case(number=4, registered=None)
    found = on(66, waiting, fresh, late, stopped)
    assert kinds(found)[0] is TaskKind.STOP
    assert [each.overdue(day(66)) for each in found.open[1:]] == sorted(
        (each.overdue(day(66)) for each in found.open[1:]), reverse=True
    )
    alone, told = a_case(*ACCEPTED, number=5), a_case(*ACCEPTED, number=6, messages=True)
    assert [each.filing.messages for each in on(5, told, alone).open] == [False, True], "whom nobody else tells"


def test_both_clocks_and_a_light_that_says_why() -> None:
    case = a_case(*ACCEPTED[:2], Happened("accept", 5, 15), settled=OfficeTerms("jiangsu-10"))
    owed = case.owed
    assert owed
    assert (owed.rule, owed.limit) == ("handle", day(15))
    assert owed.law == day(5 + 60)
    assert [owed.light(day(each)) for each in (5, 12, 13, 15, 16)] == [
        *[Light.IN_TIME] * 2,
        *[Light.SOON] * 2,
        Light.LATE,
    ]
    assert a_case(*ANSWERED).light(day(300)) is Light.NONE
    extended = a_case(*ACCEPTED, Happened("extend", 60, 95))
    assert extended.owed and (extended.owed.limit, extended.owed.moved) == (day(95), True)


@given(st.data(), cases(), st.integers(0, 200))
def test_every_fact_is_somewhere_exactly_once(data: st.DataObject, known: list[FiledCase], today: int) -> None:
    """A fact is open, ended or noted, never two of them, whatever happens; and the order is one."""
    every = [(case, fact.key, fact.kind.value) for case in known for fact in facts(case, day(today), PROMISED)]
    assert len({key for _, key, _ in every}) == len(every), "one key, one fact"
    notes = data.draw(notes_on(known, every))
    found = tasks(known, notes, day(today), PROMISED)
    listed = [key for task in (*found.open, *found.ended) for key in task.keys]
    assert len(listed) == len(set(listed))
    assert set(listed) == {key for _, key, _ in every} - covered(notes)
    assert not any(task.ended for task in found.open) and all(task.ended for task in found.ended)
    assert [hurts(each, day(today)) for each in found.open] == sorted(hurts(each, day(today)) for each in found.open)
    assert set(found.done) <= set(standing(notes))


@given(cases(), st.integers(0, 150), st.integers(0, 50))
def test_what_is_open_stays_open_until_something_happens(known: list[FiledCase], today: int, more: int) -> None:
    """Time alone ends no task."""
    before, after = (tasks(known, (), day(each), PROMISED) for each in (today, today + more))
    keys = {key for task in after.open for key in task.keys}
    assert {key for task in before.open for key in task.keys} <= keys


def test_what_came_from_another_agent_wants_a_letter_of_its_own() -> None:
    case = a_case(handed_over=True)
    assert [(each.kind, each.about) for each in on(0, case).open] == [(TaskKind.AUTHORITY, ("handed_over",))]
    (ended,) = on(0, replace(case, last_day=day(300))).ended
    assert ended.ended and ended.ended.ending is Ending.NEW_LETTER
