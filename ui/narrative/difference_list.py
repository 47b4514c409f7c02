"""Shows where a text differs from what was said: each place on a line of its own, as it was and as it stands now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.differences import Difference
from core.language import N_, _, _n
from core.sentences import joined
from ui.theme.tokens import Theme
from ui.widgets.marked_text import MarkedText

MOST_SHOWN, MOST_SAID = 60, 12
"""Places shown on a page, and said aloud; of more the number is told."""
NOTES, NO_NOTES = N_("代理人自己的话，不是您说的"), N_("代理人没有另外写什么。")
PLACES = N_("和您说的不一样的地方")
CHANGED, ADDED, LEFT_OUT = N_("原来是“{before}”，写成“{after}”"), N_("添了“{after}”"), N_("去了“{before}”")
SAID_CHANGED, SAID_ADDED = N_("原来是，{before}，写成，{after}。"), N_("添了，{after}。")
SAID_LEFT_OUT = N_("去了，{before}。")
SIGNS = "，。；！？、：,.;!?: \n"


class DifferenceList(QWidget):
    def __init__(self, theme: Theme, found: Sequence[Difference]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        for each in found[:MOST_SHOWN]:
            line = MarkedText(theme)
            text, bold = shown(each)
            line.mark(text, bold=bold)
            column.addWidget(line)
        if len(found) > MOST_SHOWN:
            column.addWidget(MarkedText(theme, _("还有{count}处。").format(count=len(found) - MOST_SHOWN)))


def shown(each: Difference) -> tuple[str, list[tuple[int, int]]]:
    """Returns the line for one place, and which parts of it are bold."""
    before, after = _plain(each.before), _plain(each.after)
    sentence = _(CHANGED if before and after else ADDED if after else LEFT_OUT)
    text = sentence.format(before=before, after=after)
    around = _("（在“{lead}”后面）").format(lead=_plain(each.lead)) if _plain(each.lead) else ""
    found = [text.find(words) for words in (before, after)]
    bold = [(at, at + len(words)) for at, words in zip(found, (before, after), strict=True) if words and at >= 0]
    return text + around, bold


def spoken(found: Sequence[Difference]) -> str:
    """Returns the sentences that tell the places aloud."""
    lines = []
    for each in found[:MOST_SAID]:
        before, after = _plain(each.before), _plain(each.after)
        sentence = _(SAID_CHANGED if before and after else SAID_ADDED if after else SAID_LEFT_OUT)
        lines.append(sentence.format(before=before, after=after))
    more = len(found) - MOST_SAID
    return joined(*lines, _n("还有{count}处，请看屏幕。", more).format(count=more) if more > 0 else "")


def _plain(words: str) -> str:
    return words.strip(SIGNS)
