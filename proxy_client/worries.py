"""What is amiss with this machine, for those who look after it; the people they file for are told none of it."""

from collections.abc import Sequence
from datetime import date

from core.days import day
from core.problems import ClockWrong, NoKey, NotEnrolled, Problem
from sync.item import Item
from ui.postbox import Postbox

NO_KEY = "平台还没有给这台电脑全部的封存钥匙，有的信访件（比如检举控告）暂时交不了。请告诉平台管理员。"
NOT_ENROLLED = "这台电脑还没有登记到平台，现在交不了信访件，也不会存下没封好的内容。请用登记码登记。"


def worries(postbox: Postbox, today: date, amiss: Sequence[Problem] = ()) -> list[str]:
    """As sentences that say what to do; empty when all is well. `amiss`: what is wrong in the settings."""
    hindrance = postbox.hindrance()
    said = [problem.sentence for problem in amiss] + ([_hindered(hindrance)] if hindrance else [])
    if clock_bars_the_way(postbox.items()):
        said.append(
            f"平台的证书和这台电脑的日期对不上，送不出去。电脑以为今天是{day(today)}：不对，就在系统设置里校准；"
            "对的话，是平台的证书过期了，请告诉平台管理员。交进来的都还在，好了会自动送。"
        )
    return [*said, *(problem.sentence for problem in postbox.notices)]


def _hindered(problem: Problem) -> str:
    if isinstance(problem, NoKey):
        return NO_KEY
    return NOT_ENROLLED if isinstance(problem, NotEnrolled) else problem.sentence


def clock_bars_the_way(items: Sequence[Item]) -> bool:
    return any(item.reason.startswith(f"P{ClockWrong.number}") for item in items if not item.settled)
