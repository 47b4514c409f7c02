"""The province's notices to everybody: a strip that opens into a sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.date_format import day
from core.language import _
from core.sentences import joined
from core.wire import Notice
from ui.base.overlay import WideSheet
from ui.base.station import Station
from ui.widgets.button import Button, ChoiceButton
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

SHORT = 30
"""Characters that can be read at a glance; longer notices are shown on request."""
LOOK_MS = 60_000


class NoticeStrip(QWidget):
    """The strip, hidden when there are no notices. `opened` and `closed` report the sheet. It looks for new notices
    while it is shown, since the first page may stand for days."""

    opened = Signal()
    closed = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._shown: list[Notice] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._clock.start(LOOK_MS)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        notices = self._station.province.notices(self._station.now().date())
        if notices == self._shown:
            return
        self._shown = notices
        column = self.layout()
        while column and (item := column.takeAt(0)):
            if widget := item.widget():
                widget.deleteLater()
        if notices and column:
            button = ChoiceButton(self._station.theme, _glance(notices[0].title), _invitation(notices), icon="info")
            button.clicked.connect(self._open)
            column.addWidget(button)
        self.setVisible(bool(notices))

    def _open(self) -> None:
        sheet = NoticeSheet(self._station, self.window(), self._shown)
        sheet.closed.connect(self.closed)
        self.opened.emit()


class NoticeSheet(WideSheet):
    """All notices in full, read aloud on request."""

    def __init__(self, station: Station, parent: QWidget, notices: Sequence[Notice]) -> None:
        super().__init__(station, parent, _("通知"), "")
        self.tell("")
        self._notices = notices
        scroll = Scroll(station.theme.length("gap"))
        for each in notices:
            for text, kind in ((each.title, "strong"), (each.text, "body"), (when(each), "label")):
                if text:
                    scroll.column.addWidget(Label(text, kind))
            scroll.column.addSpacing(station.theme.length("gap"))
        scroll.column.addStretch(1)
        self.middle.addWidget(scroll, 1)
        hear = Button(station.theme, _("念给我听"), icon="speaker")
        hear.clicked.connect(self._hear)
        done = Button(station.theme, _("知道了"), kind="primary", icon="check")
        done.clicked.connect(self._done)
        self.escape = done
        self.buttons.addWidget(hear, 1)
        self.buttons.addWidget(done, 1)

    def _hear(self) -> None:
        self.station.speech_output.say(joined(*map(_aloud, self._notices)))

    def _done(self) -> None:
        self.station.speech_output.hush()
        self.end()


def when(notice: Notice) -> str:
    said = [_("{dated}发布").format(dated=day(notice.dated))] if notice.dated else []
    return _("，").join([*said, *([_("到{until}为止").format(until=day(notice.until))] if notice.until else [])])


def _glance(title: str) -> str:
    return title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"


def _invitation(notices: Sequence[Notice]) -> str:
    """Returns the line below the first title: its date, and how many more notices there are."""
    first = notices[0]
    dated = day(first.dated) if first.dated else ""
    if len(notices) > 1:
        more = _("还有{number}条，按这里看").format(number=len(notices) - 1)
    elif max(len(first.title), len(first.text)) > SHORT:
        more = _("按这里看全文")
    else:
        more = first.text
    return "　".join(filter(None, (dated, more)))


def _aloud(notice: Notice) -> str:
    parts = (notice.title, notice.text, when(notice))
    return joined(*(_("{part}。").format(part=part.rstrip("。")) for part in parts if part))
