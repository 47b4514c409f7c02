"""Warnings about this machine for the people who look after it; principals are not shown them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from core.date_format import day
from core.language import N_, _
from core.problems import ClockWrong, NoKey, NotEnrolled, Problem
from core.sentences import sentence_of
from sync.item import Item
from ui.platform.sync_facade import SyncFacade

NO_KEY = N_("平台还没有给这台电脑全部的封存钥匙，有的信访件（比如检举控告）暂时交不了。请告诉平台管理员。")
NOT_ENROLLED = N_("这台电脑还没有登记到平台，现在交不了信访件，也不会存下没封好的内容。请用登记码登记。")

OTHER_KEYS = N_(
    "平台送来了纪检机关的另一把封存钥匙，这台电脑没有采用：检举控告仍然封给原来的那一把。"
    "请向纪检机关本身要20位核对码，按下面的“核对新的封存钥匙”。要是他们说不曾换过，请报告上级。"
)
TOLD = timedelta(days=7)
"""How long a change of keys is shown."""
CHANGED = {
    "platform": N_("平台换了信访部门的封存钥匙"),
    "organ": N_("纪检机关换了它的封存钥匙，签过名"),
    "confirmed": N_("这里核对过，换了纪检机关的封存钥匙"),
}


def health_warnings(sync: SyncFacade, today: date, settings_problems: Sequence[Problem] = ()) -> list[str]:
    """Returns sentences that say what to do; empty when all is well. `settings_problems`: faults in the settings."""
    hindrance = sync.hindrance()
    said = [sentence_of(problem) for problem in settings_problems] + ([_hindered(hindrance)] if hindrance else [])
    if waits(sync):
        said.append(_(OTHER_KEYS))
    if clock_blocks_sending(sync.items()):
        said.append(
            _(
                "平台的证书和这台电脑的日期对不上，送不出去。电脑以为今天是{today}：不对，就在系统设置里校准；对的话，是平台的证书过期了，请告诉平台管理员。交进来的都还在，好了会自动送。"
            ).format(today=day(today))
        )
    return [*said, *(sentence_of(problem) for problem in sync.notices)]


def waits(sync: SyncFacade) -> bool:
    """Returns whether new keys for sealing accusations were offered and nobody has vouched for them."""
    return bool((identity := sync.identity) and identity.waiting)


def changes(sync: SyncFacade, now: datetime) -> list[str]:
    """Returns a sentence for each recent change of keys: the day, whose keys, and who confirmed them."""
    identity = sync.identity
    recent = [each for each in identity.changes if now - each.at < TOLD] if identity else []
    return [
        _("{at}，{changed}。").format(at=day(each.at.astimezone(now.tzinfo).date()), changed=_(CHANGED[each.by]))
        for each in recent
    ]


def _hindered(problem: Problem) -> str:
    if isinstance(problem, NoKey):
        return _(NO_KEY)
    return _(NOT_ENROLLED) if isinstance(problem, NotEnrolled) else sentence_of(problem)


def clock_blocks_sending(items: Sequence[Item]) -> bool:
    return any(item.reason.startswith(f"P{ClockWrong.number}") for item in items if not item.settled)
