"""Who is speaking: the card under the camera or on the reader, or written by hand."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from capture.card.result import CardReading
from core.flow import ON
from core.id_number import IdNumber
from core.person import Person
from core.problems import NotACard, Problem
from devices.ports import Picture
from ui.page import Page
from ui.pictures import jpeg
from ui.shutter import Shutter
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.text import Label
from ui.widgets.typing import Keys
from ui.widgets.viewfinder import Viewfinder
from ui.widgets.working import Working

FIELDS: tuple[tuple[str, str, Keys], ...] = (
    ("name", "姓名", "pinyin"),
    ("id_number", "身份证号", "id"),
    ("address", "住址", "pinyin"),
)


class IdentifyPage(Page):
    name = "identify"
    needs = frozenset({"camera", "reader"})
    other_way = "手工填写"

    def build(self) -> None:
        self.doubtful: set[str] = set()
        self.sides = QStackedWidget()
        self.body.addWidget(self.sides, 1)
        self.sides.addWidget(self._look_side())
        self.sides.addWidget(self._check_side())
        self.again = self.button("重新拍", icon="camera")
        self.again.clicked.connect(self._look)
        self.by_hand = self.button("手工填写", icon="keyboard")
        self.by_hand.clicked.connect(self.take_other_way)
        self.shoot = self.button("拍照", kind="primary", icon="camera")
        self.mine = self.button("是我，下一步", kind="primary", icon="check")
        self.mine.clicked.connect(self._confirm)
        self.choices += [self.by_hand, self.again, self.shoot, self.mine]

    def _look_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.view = Viewfinder(self.station.theme)
        self.advice = Label("正在看……", "notice")
        self.verdict = Label("", "alarm")
        self.verdict.hide()
        self.working = Working(self.station.theme, "正在读身份证")
        column.addWidget(self.view, 1)
        column.addWidget(self.advice)
        column.addWidget(self.verdict)
        column.addWidget(self.working)
        return side

    def _check_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(self.station.theme)
        self.fields: dict[str, Field] = {}
        for name, label, keys in FIELDS:
            field = Field(self.station, label, keys)
            field.changed.connect(lambda text, name=name: self._typed(name, text))
            self.fields[name] = field
            card.add(field)
        self.note = Label("", "notice")
        column.addWidget(card)
        column.addWidget(self.note)
        column.addStretch(1)
        return side

    def enter(self) -> None:
        station = self.station
        if station.reader:
            station.reader.came.connect(self._read_chip)
        self.shutter = Shutter(self, station.eyes, station.tasks, small=True)
        self.shutter.show_in(self.view)
        self.shutter.advised.connect(lambda advice: self.advice.setText(advice or "看到了，请放稳。"))
        self.shutter.fired.connect(self._read)
        self.shoot.clicked.connect(self.shutter.fire)
        self._check() if self.draft.petitioner.name else self._look()

    def leave(self) -> None:
        self.shutter.armed = False

    def take_other_way(self) -> None:
        self._check()

    def _look(self) -> None:
        self.sides.setCurrentIndex(0)
        self._title(self.words.title, self.words.lead)
        self.shutter.armed = True
        self._offer(self.by_hand, self.shoot)
        self.working.rest()

    def _check(self) -> None:
        self.sides.setCurrentIndex(1)
        self._title("请核对", "不对的地方，按一下就能改。")
        self.shutter.armed = False
        self._offer(self.again, self.mine)
        self._show()
        self._judge()

    def _title(self, title: str, lead: str) -> None:
        self.title.setText(title)
        self.lead.setText(lead)

    def _offer(self, *shown: QWidget) -> None:
        for button in self.choices:
            button.setVisible(button in shown)

    def _read(self, frame: Picture) -> None:
        self.shutter.armed = False
        self.verdict.hide()
        self.working.begin()
        self.shoot.setEnabled(False)
        self.station.reading.run(
            lambda: self._scan(frame), owner=self, done=lambda found: self._took(*found), failed=self._failed
        )

    def _scan(self, frame: Picture) -> tuple[CardReading, bytes]:
        """In the background: the fields, and the card as it may be kept."""
        reading = self.station.engines.cards.read(frame)
        return reading, b"" if reading.image is None else jpeg(reading.image)

    def _took(self, reading: CardReading, image: bytes) -> None:
        self.working.rest()
        self.shoot.setEnabled(True)
        if reading.side != "portrait":
            self._not_a_card(reading)
            return
        self.draft.petitioner = reading.person()
        self.draft.card_image = image
        self.doubtful = set(reading.doubtful)
        self._check()

    def _not_a_card(self, reading: CardReading) -> None:
        self.shutter.armed = True
        self.verdict.say("这是国徽面，请翻到有照片的一面。" if reading.side else NotACard.sentence)
        self.station.teller.say(self.verdict.text())

    def _failed(self, problem: Problem) -> None:
        self.shoot.setEnabled(True)
        self.working.rest()
        self.trouble(problem)

    def _read_chip(self, person: Person | None) -> None:
        if person and person != self.draft.petitioner:
            self.draft.petitioner = person
            self._check()

    def _show(self) -> None:
        person = self.draft.petitioner
        sure = self.draft.identified and "id_number" not in self.doubtful
        for name, field in self.fields.items():
            masked = person.id_number_masked if sure and name == "id_number" else ""
            field.show_value(getattr(person, name), doubtful=name in self.doubtful, masked=masked)

    def _typed(self, name: str, text: str) -> None:
        self.draft.identify(**{name: IdNumber.of(text).text if name == "id_number" else text})
        self.doubtful.discard(name)
        self._show()
        self._judge()

    def _judge(self) -> None:
        person = self.draft.petitioner
        faults = IdNumber(person.id_number).faults(self.station.now().date()) if person.id_number else []
        if faults:
            self.note.say("身份证号不对，请对着证件再看一遍。", "alarm")
        elif not self.draft.identified:
            self.note.say("请写上姓名和身份证号。", "notice")
        else:
            self.note.say("证件号码核对无误。", "good")
        self.mine.setEnabled(self.draft.identified)

    def _confirm(self) -> None:
        self.answered.emit(ON)
