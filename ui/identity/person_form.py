"""A person's data to be checked: doubtful values must be confirmed or corrected before they count."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import validation
from core.id_document import IdDocument
from core.id_number import IdNumber
from core.introduction import Introduction
from core.language import N_, _
from core.person import expiry_remark
from core.scan import Quad
from core.sentences import sentence_of
from ui.base.station import Station
from ui.entry.typing_sheet import Keys
from ui.identity.checked_field import CheckedField
from ui.widgets.card import Card
from ui.widgets.text import Label

FIELDS: tuple[tuple[str, str, Keys], ...] = (
    ("name", N_("姓名"), "name"),
    ("id_number", N_("身份证号"), "id"),
    ("ethnicity", N_("民族"), "pinyin"),
    ("address", N_("住址"), "address"),
)
DOUBTS = N_("黄色的没看清，请对一对。对就按“对的”，不对就按一下改过来。")
WRONG = N_("身份证号不对，请对着证件再看一遍。")
MISSING = N_("请写上姓名和身份证号。")
FINE = N_("证件号码核对无误。")
REGIONS = {
    "name": (0.04, 0.06, 0.62, 0.23),
    "ethnicity": (0.04, 0.18, 0.62, 0.35),
    "address": (0.04, 0.43, 0.62, 0.78),
    "id_number": (0.04, 0.78, 0.97, 0.97),
}
"""Where a resident card has its fields: left, top, right, bottom as shares of the portrait side (GA 490), with room,
since rows shift on cards in two scripts."""
AIR = 0.03
"""Room around a field, as a share of the card."""


class PersonForm(QWidget):
    """The form. `changed`: a value was typed or confirmed. A valid ID number sets sex and birth."""

    changed = Signal()

    def __init__(self, station: Station, draft: Introduction) -> None:
        super().__init__()
        self._station, self._draft = station, draft
        self._doubtful: set[str] = set()
        self._asked: set[str] = set()
        self._places: Mapping[str, Quad] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(station.theme.length("gap"))
        card = Card(station.theme)
        self.fields: dict[str, CheckedField] = {}
        for name, label, keys in FIELDS:
            field = CheckedField(station, _(label), keys)
            field.changed.connect(lambda text, name=name: self._typed(name, text))
            field.confirmed.connect(lambda name=name: self._confirmed(name))
            self.fields[name] = field
            card.add(field)
        self.note, self.term = Label("", "notice"), Label("", "notice")
        room = station.theme.text_mm(24 if station.theme.landscape else 40)
        self.note.setFixedHeight(room)
        column.addWidget(card, 4)
        column.addWidget(self.note)
        column.addWidget(self.term)
        column.addStretch(1)

    @property
    def doubts(self) -> set[str]:
        """Returns the fields still to be confirmed. An empty field is missing, not doubtful."""
        person = self._draft.petitioner
        return {name for name in self._doubtful & self.fields.keys() if getattr(person, name)}

    @property
    def settled(self) -> bool:
        return self._draft.identified and not self.doubts and not self._implausible()

    def show_person(self, doubtful: Iterable[str] | None = None, places: Mapping[str, Quad] | None = None) -> None:
        """Shows the draft's person. `doubtful`: fields just read with doubt; `places`: where in the card's picture each
        was read."""
        if doubtful is not None:
            self._doubtful, self._places = set(doubtful), places or {}
            self._asked = self.doubts
        if not self._faults():
            self._complete()
        person, doubts = self._draft.petitioner, self.doubts
        for name, field in self.fields.items():
            hidden = name == "id_number" and self._draft.identified and name not in doubts
            field.show_value(
                getattr(person, name),
                doubtful=name in doubts,
                confirmable=name != "id_number" or not self._faults(),
                masked=person.id_number_masked if hidden else "",
                strip=region_image(self._draft.card_image, name, self._places.get(name))
                if name in self._asked
                else None,
                asked=name in self._asked,
            )
        self.fields["ethnicity"].setVisible("ethnicity" in self._asked)
        self.fields["id_number"].setVisible(person.document is not IdDocument.NONE)
        self.term.say(sentence_of(expiry_remark(self._draft.card_valid_to, self._station.now().date())))
        self._judge()

    def _faults(self) -> list[str]:
        person = self._draft.petitioner
        return person.document.faults(person.id_number, self._station.now().date())

    def _implausible(self) -> str:
        """Returns what speaks against the name or the address; empty if nothing does."""
        person = self._draft.petitioner
        return sentence_of(validation.name(person.name) or validation.address(person.address))

    def _complete(self) -> None:
        """Completes the form from the ID number, whose check character makes it the better source for sex and birth."""
        number = IdNumber(self._draft.petitioner.id_number)
        if self._draft.petitioner.document.has_citizen_number and number.birth:
            self._draft.identify(sex=number.sex or "", birth=number.birth.isoformat())

    def _typed(self, name: str, text: str) -> None:
        self._draft.identify(**{name: IdNumber.of(text).text if name == "id_number" else text})
        self._confirmed(name)

    def _confirmed(self, name: str) -> None:
        self._doubtful.discard(name)
        self.show_person()
        self.changed.emit()

    def _judge(self) -> None:
        person = self._draft.petitioner
        if fault := self._implausible():
            self.note.say(fault, "alarm")
        elif person.id_number and self._faults():
            wrong = _(WRONG) if person.document is IdDocument.RESIDENT_CARD else _("证件号码不对，请对着证件再看一遍。")
            self.note.say(wrong, "alarm")
        elif self.doubts:
            self.note.say(_(DOUBTS), "notice")
        elif person.document is IdDocument.NONE:
            self.note.say(_("没带证件也能反映。请留姓名，下一步再留电话或者住址，好找到您。"), "notice")
        elif not self._draft.identified:
            self.note.say(_(MISSING), "notice")
        else:
            self.note.say(_(FINE), "good")


def region_image(jpeg: bytes, field: str, place: Quad | None = None) -> QImage | None:
    """Returns the strip of a flat card that shows a field: where it was read, else where cards have it; None without
    either."""
    if not jpeg or (place is None and field not in REGIONS):
        return None
    card = QImage.fromData(jpeg)
    width, height = card.width(), card.height()
    left, top, right, bottom = REGIONS[field] if place is None else _bounds(place, width, height)
    strip = QRect(
        round(left * width), round(top * height), round((right - left) * width), round((bottom - top) * height)
    )
    return card.copy(strip)


def _bounds(place: Quad, width: int, height: int) -> tuple[float, float, float, float]:
    """Returns the field's upright box as shares of the card, with a little margin."""
    across, down = [x / width for x, _ in place], [y / height for _, y in place]
    return (
        max(0.0, min(across) - AIR),
        max(0.0, min(down) - AIR),
        min(1.0, max(across) + AIR),
        min(1.0, max(down) + AIR),
    )
