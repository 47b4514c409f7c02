"""The lessons of an agent's office: a draft gone on with, a new agent, the day's report."""

from datetime import timedelta
from pathlib import Path

from agency.draft_record import DraftState
from core import table_file
from core.date_format import day
from core.flow import Whereabouts
from core.language import _
from core.table_file import TableUnreadable
from training.lessons.practice import Practice
from training.lessons.practice_cases import begun_draft, on_list
from training.lessons.progress import Begun
from training.lessons.villagers import villager

INTERRUPTED = "interrupted"


def begin_draft(here: Practice) -> tuple[str, ...]:
    """Lays a draft of the day before among the drafts, told and no more."""
    whom = villager(INTERRUPTED)
    on_list(here, whom)
    draft, opened = begun_draft(here, whom), here.drafts.begin()
    try:
        opened.save(DraftState.of(draft, Whereabouts("")), here.now() - timedelta(days=1), left=True)
    finally:
        opened.close()
    return (draft.item.hex, opened.id)


def missing_draft(here: Practice, begun: Begun) -> str:
    name, (item, draft) = villager(INTERRUPTED).person.name, begun.marks
    if any(each.item.item.hex == item for each in here.work.cases(here.now())):
        return ""
    if all(each.id != draft for each in here.drafts.listed()):
        return _("{name}的草稿不在了，也没有提交。请再按一次“开始练”。").format(name=name)
    return _("{name}的草稿还没有做完、提交。").format(name=name)


def begin_invite(here: Practice) -> tuple[str, ...]:
    return (*here.agents.listed(), *here.here.agent_register.read().used)


def missing_invite(here: Practice, begun: Begun) -> str:
    """Somebody registered with an invitation that was used here."""
    register = here.here.agent_register.read()
    if not (register.accounts.keys() - begun.marks and register.used.keys() - begun.marks):
        return _("还没有新的代办员用邀请登记。")
    return ""


def begin_report(_here: Practice) -> tuple[str, ...]:
    """Nothing to set up: the day is what it was."""
    return ()


def missing_report(here: Practice, begun: Begun) -> str:
    fresh = [each for each in here.desktop.glob("*.xlsx") if each.stat().st_mtime >= begun.stamp]
    if not fresh:
        return _("练习用的文件夹里还没有新存的表格。")
    if not any(_title(each).endswith(day(here.now().date())) for each in fresh):
        return _("存的表格不是今天的日报。")
    return ""


def _title(file: Path) -> str:
    """Returns the line below the practice's band; empty for what is no table."""
    try:
        lines = [line.cells for line in table_file.lines(file.read_bytes())]
    except (OSError, TableUnreadable):
        return ""
    return lines[1][0] if len(lines) > 1 and lines[1] else ""
