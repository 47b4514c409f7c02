"""A small panel beside the practice window: lay a card, unplug a device, take the paper out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from core.language import _
from devices.camera.simulated import SimulatedCamera
from devices.card_reader.simulated import SimulatedCardReader
from devices.microphone.simulated import SimulatedMicrophone
from devices.printer.pdf import PdfPrinter
from training.example import person
from training.simulation import CARD, PAGES, SPEECH
from ui.startup.bootstrap import Hardware


class DevicePanel(QWidget):
    def __init__(self, parts: Hardware, to_know: str = "") -> None:
        super().__init__()
        self.setWindowTitle(_("模拟设备"))
        self._column = QVBoxLayout(self)
        if to_know:
            self._column.addWidget(QLabel(to_know))
        if isinstance(parts.camera, SimulatedCamera):
            self._camera(parts.camera)
        if isinstance(parts.microphone, SimulatedMicrophone):
            self._microphone(parts.microphone)
        if isinstance(parts.reader, SimulatedCardReader):
            self._reader(parts.reader)
        if isinstance(parts.printer, PdfPrinter):
            self._printer(parts.printer)
        self._column.addStretch(1)

    def _camera(self, camera: SimulatedCamera) -> None:
        self._column.addWidget(QLabel(_("摄像头")))
        self._button(_("放身份证"), partial(camera.lay, CARD))
        for number, page in enumerate(PAGES, 1):
            self._button(_("放第{number}页材料").format(number=number), partial(camera.lay, page))
        self._button(_("拿走"), camera.clear)
        self._switch(_("拔掉"), camera.unplug, camera.plug)

    def _microphone(self, microphone: SimulatedMicrophone) -> None:
        self._column.addWidget(QLabel(_("话筒")))
        self._switch(_("不说话"), partial(microphone.load, None), partial(microphone.load, SPEECH))
        self._switch(_("拔掉"), microphone.unplug, microphone.plug)

    def _reader(self, reader: SimulatedCardReader) -> None:
        self._column.addWidget(QLabel(_("读卡器")))
        self._switch(_("放身份证"), partial(reader.lay, person()), reader.lift)
        self._switch(_("拔掉"), reader.unplug, reader.plug)

    def _printer(self, printer: PdfPrinter) -> None:
        self._column.addWidget(QLabel(_("打印机")))
        self._switch(_("没有纸"), lambda: _set(printer, True), lambda: _set(printer, False))

    def _button(self, text: str, act: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.clicked.connect(lambda _pressed: act())
        self._column.addWidget(button)

    def _switch(self, text: str, on: Callable[[], None], off: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.setCheckable(True)
        button.toggled.connect(lambda pressed: on() if pressed else off())
        self._column.addWidget(button)


def _set(printer: PdfPrinter, empty: bool) -> None:
    printer.out_of_paper = empty
