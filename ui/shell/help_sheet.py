"""The sheet 求助: whom to ask, and what to do on this page."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import _
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.speech.call_tone import call_tone
from ui.widgets.button import Button
from ui.widgets.text import Label


class HelpSheet(Overlay):
    """`page`: the title of the page below; `guidance`: what is said when it opens. The bell is offered where somebody
    can hear it."""

    def __init__(self, station: Station, parent: QWidget, page: str, guidance: str) -> None:
        super().__init__(station, parent, _("要人帮忙吗"), self._whom(station))
        self._station, self._guidance = station, guidance
        if telephone := station.province.telephone:
            self.sheet.column.insertWidget(
                2, Label(_("也可以打电话：{telephone}").format(telephone=telephone), "strong")
            )
        if not station.speech_output.mute and not station.training:
            self._add(_("响铃叫工作人员"), "speaker", self._ring)
        self._add(_("再说一遍这一页：{page}").format(page=page), "repeat", self._say)
        done = Button(station.theme, _("接着办"), kind="primary", icon="check")
        done.clicked.connect(self._end)
        self.escape = done
        self.buttons.addWidget(done, 1)

    @staticmethod
    def _whom(station: Station) -> str:
        site = station.settings.terminal.site
        return _("请到{site}的窗口，找工作人员。").format(site=site) if site else _("请到旁边的窗口，找工作人员。")

    def _add(self, text: str, icon: str, act: object) -> None:
        button = Button(self._station.theme, text, icon=icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(act)
        self.sheet.column.insertWidget(self.sheet.column.count() - 2, button)

    def _ring(self) -> None:
        self._station.speech_output.play(call_tone())

    def _say(self) -> None:
        self._station.speech_output.say(self._guidance)

    def _end(self) -> None:
        self.closed.emit()
        self.hide()
        self.deleteLater()
