"""The sheet 求助: whom to ask, and what to do on this page."""

from functools import cache

import numpy as np
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import _
from devices.ports import Sound
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.text import Label

RATE = 16_000
STROKES, APART = 3, 0.55
"""How many, and seconds between them."""
PARTIALS = ((1.0, 880.0, 3.0), (0.6, 2220.0, 5.0), (0.35, 4150.0, 8.0))
"""Loudness, hertz, and how fast each fades (1/s)."""


@cache
def call_tone() -> Sound:
    """Returns three strokes of a small bell."""
    time = np.arange(round(RATE * 1.4)) / RATE
    stroke = sum(loud * np.sin(2 * np.pi * pitch * time) * np.exp(-fade * time) for loud, pitch, fade in PARTIALS)
    whole = np.zeros(round(RATE * (APART * (STROKES - 1) + 1.5)), np.float64)
    for number in range(STROKES):
        start = round(RATE * APART * number)
        whole[start : start + len(time)] += stroke
    return Sound(np.asarray(0.8 * whole / np.abs(whole).max(), np.float32), RATE)


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
