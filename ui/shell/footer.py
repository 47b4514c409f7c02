"""The bottom of the window: this page's answers, and below them, on every page at the same places, 返回 求助 大字
声音."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from core.language import N_, _
from ui.base.page import Page
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.choices import keep_room

APART_MM = 100
"""Room in millimetres at the left for the buttons that leave or stand beside the main answer, which never stands
there."""

SOUND, SILENT = (N_("声音"), "speaker"), (N_("无声"), "speaker-off")


class Footer(QWidget):
    """The page's answers stand above the fixed buttons on a tall panel, beside them on a wide one. The main answer is
    at the right, on every page; the one that leaves the window at the left."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = station.theme
        self._wide, self._apart = theme.landscape, theme.px(APART_MM)
        tall = QBoxLayout.Direction.BottomToTop
        rows = QBoxLayout(QBoxLayout.Direction.LeftToRight if self._wide else tall, self)
        margin, gap = theme.length("margin"), theme.length("gap")
        self._margin = margin
        air = theme.px(2) if self._wide else gap
        rows.setContentsMargins(margin, air, margin, air)
        rows.setSpacing(gap)
        self.back = Button(theme, _("返回"), icon="back")
        self.help = Button(theme, _("求助"), kind="quiet", icon="question")
        self.large = Button(theme, _("大字"), kind="quiet", icon="eye")
        self.large.setCheckable(True)
        self.sound = Button(theme, _("声音"), kind="quiet", icon="speaker")
        self._speech_output = station.speech_output
        station.speech_output.silent.connect(self._show_sound)
        station.speech_output.going_on.connect(self._show_sound)
        self._show_sound()
        keep_room(self.back)
        self._always = always = QHBoxLayout()
        always.setSpacing(gap)
        for button in (self.back, self.help, self.large, self.sound):
            always.addWidget(button, 0 if self._wide else 1)
        rows.addLayout(always)
        rows.addWidget(self._choices(station), 1)

    def _show_sound(self, _state: object = None) -> None:
        """Says on the button where no sound can be heard; its width stays."""
        text, icon = SILENT if self._speech_output.fault else SOUND
        if self.sound.accessibleName() != _(text):
            self.sound.rename(_(text), icon)

    def _choices(self, station: Station) -> QWidget:
        theme = station.theme
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        row.addStrut(theme.length("control"))
        self._left = left = QWidget()
        left.setMinimumWidth(self._apart)
        self._beside, self._main = QHBoxLayout(left), QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        for each in (self._beside, self._main):
            each.setSpacing(theme.length("gap"))
        self._beside.setAlignment(Qt.AlignmentFlag.AlignLeft)
        row.addWidget(left)
        if self._wide:
            row.addStretch(1)
        row.addLayout(self._main, 0 if self._wide else 1)
        return holder

    def show_for(self, page: Page, *, can_go_back: bool) -> None:
        self.back.setVisible(can_go_back)
        for button in page.choices:
            main = button.property("kind") == "primary" and not button.property("apart")
            (self._main if main else self._beside).addWidget(button)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if self._wide and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._make_room()
        return done

    def _make_room(self) -> None:
        """Where the page's answers would be cut, the buttons that are on every page keep their drawing alone, and what
        stands apart gives way."""
        quiet = (self.help, self.large, self.sound)
        gap = self._always.spacing()
        always = sum(each.width_with_words() + gap for each in (self.back, *quiet))
        room = self.width() - 2 * self._margin - always - gap - _width(self._main)
        for each in quiet:
            each.show_words(_width(self._beside) <= room)
        self._left.setMinimumWidth(max(0, min(self._apart, room)))

    def clear(self) -> None:
        for row in (self._beside, self._main):
            while item := row.takeAt(0):
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()


def _width(row: QHBoxLayout) -> int:
    """Returns how wide the row's buttons want to be with all their words."""
    buttons = [item.widget() for at in range(row.count()) if (item := row.itemAt(at))]
    shown = [each for each in buttons if isinstance(each, Button) and not each.isHidden()]
    return sum(each.sizeHint().width() for each in shown) + row.spacing() * max(0, len(shown) - 1)
