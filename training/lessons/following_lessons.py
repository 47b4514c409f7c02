"""The lessons of following up: to tell somebody, to write down what they said, to go round, an authority that ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from agency.filed_cases import FiledCase
from agency.task_facts import TaskKind
from agency.task_notes import Outcome, TaskNote, covered, standing
from core.language import _
from training.lessons.practice import Practice
from training.lessons.practice_cases import filed
from training.lessons.progress import Begun
from training.lessons.villagers import villager

TOLD = "told"
ANGRY = "angry"
ENDED = "ended"
ROUND = ("round1", "round2", "round3")
LIST_PAPER = "round.pdf"
"""The paper of a round, as the practice's printer names it."""


def begin_told(here: Practice) -> tuple[str, ...]:
    return (filed(here, villager(TOLD)).hex,)


def missing_told(here: Practice, begun: Begun) -> str:
    case = _case(here, begun.marks[0])
    if case is None or not case.case_number:
        return _("平台还没有登记。等一等，再看一次。")
    if f"receipt:{case.item.item.hex}" not in covered(_notes(here)):
        return _("把案号和查询码带给{name}这件事，还没有记下来。").format(name=case.filing.name)
    return ""


def begin_angry(here: Practice) -> tuple[str, ...]:
    return (filed(here, villager(ANGRY)).hex,)


def missing_angry(here: Practice, begun: Begun) -> str:
    case = _case(here, begun.marks[0])
    if case is None or not case.case_number:
        return _("平台还没有登记。等一等，再看一次。")
    notes = [each for each in _notes(here) if each.item == case.item.item]
    if not notes:
        return _("{name}说了什么，还没有记下来。").format(name=case.filing.name)
    if not any(villager(ANGRY).says in each.said for each in notes):
        return _("记下来的跟{name}的原话不一样。取消那一笔，照他说的再记。").format(name=case.filing.name)
    return ""


def begin_ended(here: Practice) -> tuple[str, ...]:
    """The letter of the case runs out the day before, as the agent's own record has it."""
    item = filed(here, villager(ENDED))
    kept = here.work.filings.find(item)
    assert kept
    here.work.filings.keep(replace(kept, ends=(here.now().date() - timedelta(days=1)).isoformat()))
    return (item.hex,)


def missing_ended(here: Practice, begun: Begun) -> str:
    now, item = here.now(), UUID(begun.marks[0])
    open_ = here.work.tasks(now).open
    if any(each.kind is TaskKind.AUTHORITY and each.filing.item == item for each in open_):
        return _("{name}的委托书昨天到期了，这件事还没有记一笔。").format(name=villager(ENDED).person.name)
    return ""


def begin_round(here: Practice) -> tuple[str, ...]:
    return tuple(filed(here, villager(each)).hex for each in ROUND)


def missing_round(here: Practice, begun: Begun) -> str:
    """The list of the round was printed, and something was noted at each of the three."""
    cases = [_case(here, mark) for mark in begun.marks]
    if not all(case and case.case_number for case in cases):
        return _("平台还没有登记。等一等，再看一次。")
    told = {each.item.hex for each in _notes(here) if each.outcome is not Outcome.NOT_MET}
    left = [case.filing.name for case in cases if case and case.item.item.hex not in told]
    if not _printed(here, begun):
        return _("下乡清单还没有打印。先在待办里选这三家，再排一趟。")
    if left:
        return _("{name}家那一趟还没有记下来。").format(name=left[0])
    return ""


def _printed(here: Practice, begun: Begun) -> bool:
    paper = here.here.home / "paper" / LIST_PAPER
    return paper.exists() and paper.stat().st_mtime >= begun.stamp


def _notes(here: Practice) -> Sequence[TaskNote]:
    return standing(here.work.notes.listed())


def _case(here: Practice, item: str) -> FiledCase | None:
    return next((each for each in here.work.cases(here.now()) if each.item.item.hex == item), None)
