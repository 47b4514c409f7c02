"""The lessons about filing: without a network, with a letter that ran out, with a draft of the day before."""

from core.language import _
from core.outbox_state import OutboxState
from training.lessons.practice import Practice
from training.lessons.progress import Begun


def begin_network(here: Practice) -> tuple[str, ...]:
    here.network.cut()
    return ()


def missing_network(here: Practice, begun: Begun) -> str:
    """What was filed while nothing could be reached, and registered afterwards."""
    if not here.network.can_be_cut:
        return _("还有一个演练窗口开着，断不了网。关掉那一个再来。")
    joined = begun.joined
    filed = [each for each in here.filed_since(begun.at) if joined is None or each.item.created.astimezone() < joined]
    if not filed:
        return _("没有网的时候还没有提交过。") if joined is None else _("提交是在有网以后。请再按一次“开始练”。")
    if joined is None:
        return _("已经存在这台电脑上了。现在按“接上网”。")
    if filed[-1].item.state is not OutboxState.REGISTERED:
        return _("平台还没有登记。等一等，再看一次。")
    return ""
