"""What the list says of one person served, to be written on a keyboard or on the pads."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agency.people_list import faults_beside
from agency.person_served import ConsentWay, PersonServed
from core import validation
from core.authority.letter import Capacity
from core.bounded_types import LINE_CHARS
from core.id_document import IdDocument
from core.id_number import IdNumber
from core.language import N_, _
from core.person import Person
from core.sentences import label, sentence_of
from proxy_client.people_columns import TITLES
from proxy_client.typed_line import TypedField, enter_moves_focus
from ui.base.station import Station
from ui.entry.typing_sheet import Keys
from ui.widgets.button import Button
from ui.widgets.picker import Picker
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

LEFT: Mapping[str, Keys | None] = {
    "name": "name",
    "id_number": None,
    "phone": None,
    "address": "address",
    "village": "pinyin",
    "household": "pinyin",
    "reach": "pinyin",
    "note": "pinyin",
}
"""The pads of the lines at the left; None for what any keyboard writes."""
RIGHT: Mapping[str, Keys | None] = {
    "consented_on": None,
    "guardian": "name",
    "guardian_phone": None,
    "speaker": "name",
    "speaker_phone": None,
}
OF_PERSON = {"name", "id_number", "phone", "address"}
NAME_MM = 66
CONSENT, CONSENTED_ON = N_("愿意上名单"), N_("哪天同意的")
NOT_ASKED = N_("还没有问")
NO_CONSENT = N_("还没有记下本人同意。请问一问，愿意了再选怎么同意的。")
ASK_AGAIN = N_("以前答应的是前一位代办员。请再问一问，愿意了再选怎么同意的。")
NO_DAY, DAY_TO_COME = N_("请写同意的日子，像2026-12-01。"), N_("同意的日子还没有到，请看看日期。")
NO_NAME = N_("请写姓名。")


class PersonServedForm(QWidget):
    """`changed`: something was typed or chosen; `done`: Enter on the last line."""

    changed = Signal()
    done = Signal()

    def __init__(self, station: Station, before: PersonServed | None) -> None:
        super().__init__()
        self._station = station
        self._before = before or PersonServed.new(Person(name="", document=IdDocument.NONE))
        theme = station.theme
        self.fields = {name: self._field(name, pad) for name, pad in {**LEFT, **RIGHT}.items()}
        self.capacity = self._picker(_(TITLES["capacity"]), [(each.value, label(each)) for each in Capacity])
        ways = [each for each in ConsentWay if each is not ConsentWay.NONE]
        self.consent = self._picker(
            _("愿意上名单"), [("", _(NOT_ASKED)), *((each.value, label(each)) for each in ways)]
        )
        self.died = Button(theme, _("已经去世"))
        self.died.setCheckable(True)
        self._lay()
        self._show(self._before)
        enter_moves_focus([each.line for each in self.fields.values()], self.done.emit)
        for each in self.fields.values():
            each.changed.connect(lambda _: self.changed.emit())
        self.capacity.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.consent.currentIndexChanged.connect(lambda _: self._consented())
        self.died.toggled.connect(lambda _: self.changed.emit())

    def know(self, before: PersonServed) -> None:
        """Shows an entry that was not known when the form was made."""
        self._before = before
        self._show(before)

    def written(self) -> tuple[str, ...]:
        """Returns all that stands in the form, for `write_back`."""
        lines = (each.line.text() for each in self.fields.values())
        return (*lines, self.consent.value, self.capacity.value, "died" if self.died.isChecked() else "")

    def write_back(self, written: tuple[str, ...]) -> None:
        *lines, consent, capacity, died = written
        for field, text in zip(self.fields.values(), lines, strict=True):
            field.line.setText(text)
        self.consent.show_value(consent)
        self.capacity.show_value(capacity)
        self.died.setChecked(bool(died))

    def begin(self) -> None:
        self.fields["name"].line.setFocus()

    def _field(self, name: str, pad: Keys | None) -> TypedField:
        field = TypedField(self._station, _(TITLES.get(name, CONSENTED_ON)), pad=pad, name_mm=NAME_MM)
        field.line.setMaxLength(LINE_CHARS)
        return field

    def _picker(self, name: str, choices: Iterable[tuple[str, str]]) -> Picker:
        return Picker(self._station.theme, name, choices)

    def _named(self, name: str, widget: QWidget) -> QWidget:
        """Puts a name before the widget, as wide as those of the lines."""
        theme = self._station.theme
        title = Label(name, "label")
        title.setFixedWidth(theme.px(NAME_MM))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        row.addWidget(title)
        row.addWidget(widget, 1)
        return holder

    def _lay(self) -> None:
        """Lays two columns that scroll together. What the law asks for stands at the top of the second."""
        theme, side = self._station.theme, self.fields
        scroll = Scroll(theme.length("gap"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns = QHBoxLayout()
        columns.setSpacing(theme.length("margin"))
        columns.addLayout(self._column(side[name] for name in LEFT), 1)
        consent = self._named(_(CONSENT), self.consent), side["consented_on"]
        guard = self._named(_(TITLES["capacity"]), self.capacity), side["guardian"], side["guardian_phone"]
        others = side["speaker"], side["speaker_phone"], self._named("", self.died)
        columns.addLayout(self._column((*consent, *guard, *others)), 1)
        scroll.column.addLayout(columns)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _column(self, widgets: Iterable[QWidget]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._station.theme.length("gap") // 2)
        for each in widgets:
            column.addWidget(each)
        column.addStretch(1)
        return column

    def _show(self, served: PersonServed) -> None:
        for name, field in self.fields.items():
            if name == "consented_on" and served.consent_open:
                continue
            field.line.setText(getattr(served.person if name in OF_PERSON else served, name))
            field.line.home(False)
        self.capacity.show_value(served.capacity)
        self.consent.show_value("" if served.consent_open else served.consent)
        self.died.setChecked(served.died)
        self._allow_day()

    def _consented(self) -> None:
        """Writes today beside a consent that was just chosen; the day can be changed."""
        line = self.fields["consented_on"].line
        if self.consent.value and not line.text():
            line.setText(self._station.now().date().isoformat())
        self._allow_day()
        self.changed.emit()

    def _allow_day(self) -> None:
        self.fields["consented_on"].setEnabled(bool(self.consent.value))

    @property
    def served(self) -> PersonServed:
        """Returns the entry as it is written now. What the form does not show stays."""
        given: dict[str, Any] = {name: " ".join(field.value.split()) for name, field in self.fields.items()}
        before = self._before.person
        number = given["id_number"] if given["id_number"] == before.id_number else IdNumber.of(given["id_number"]).text
        kind = IdDocument.RESIDENT_CARD if number else IdDocument.NONE
        document = before.document if number == before.id_number else kind
        person = {name: given.pop(name) for name in OF_PERSON} | {"id_number": number, "document": document}
        given_day = given.pop("consented_on")
        return replace(
            self._before,
            **given,
            person=replace(before, **person),
            capacity=Capacity(self.capacity.value),
            **self._consent(ConsentWay(self.consent.value), validation.typed_day(given_day)),
            died=self.died.isChecked(),
        )

    def _consent(self, way: ConsentWay, day: date | None) -> dict[str, Any]:
        """Returns the consent as it is written now. One that was given to another agent stays as it is until a new one
        is written."""
        before = self._before
        if before.consent_open and not way:
            return {}
        return {"consent": way, "consented_on": day.isoformat() if day and way else "", "consent_open": False}

    @property
    def edited(self) -> bool:
        return self.served != self._before

    def keep(self) -> None:
        """Takes what is written now for what is kept."""
        self._before = self.served

    def fault(self) -> str:
        """Returns the first fault of what is written; empty without one."""
        served, today = self.served, self._station.now().date()
        if not served.person.name:
            return _(NO_NAME)
        found = {**validation.person(served.person, today), **faults_beside(served)}
        if found:
            return sentence_of(next(iter(found.values())))
        if not self.consent.value:
            return ""
        day = validation.parse_iso_date(served.consented_on)
        return _(NO_DAY) if day is None else _(DAY_TO_COME) if day > today else ""

    @property
    def consent_said(self) -> str:
        """Returns that nobody asked yet; empty where the entry says how and when they agreed."""
        if self.consent.value or self.died.isChecked():
            return ""
        return _(ASK_AGAIN) if self._before.consent_open else _(NO_CONSENT)
