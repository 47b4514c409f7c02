"""The petitioner's identity: a card under the camera or on the reader, another document, or none; or written by
hand."""

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from capture.card.result import CardReading
from core.company import Companion
from core.flow import ON
from core.id_document import IdDocument
from core.introduction import Evidence, Introduction
from core.joint import same_person
from core.language import N_, _
from core.person import Cardholder, Person
from core.problems import FilingProblem, NotACard, Problem, SamePersonTwice, SeveralCards
from core.sentences import joined, label, sentence_of
from devices.ports import Picture
from ui.base.file_intake import Content, FileIntake
from ui.base.page import Page
from ui.camera.auto_capture import AutoCapture
from ui.camera.capture_hints import CaptureHints
from ui.camera.viewfinder import Viewfinder
from ui.identity.person_form import PersonForm
from ui.papers.file_reading import first_picture
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import ChoiceButton
from ui.widgets.choices import keep_room
from ui.widgets.images import jpeg
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

OTHER_CARD = N_("居住证、居留证、护照，请按“没有身份证”。")
VERDICTS = {
    ("portrait", "emblem"): N_("这是国徽面，请翻到有照片的一面。"),
    ("emblem", "portrait"): N_("这还是有照片的一面，请翻过来。"),
    ("emblem", None): N_("没看清，请放平再试。不想翻，就按“不翻了”。"),
}
"""Sentences by the side wanted and the side seen; any other pair gets the sentence about other documents."""
CHECK = N_("不对的地方，按一下就能改。")


def _verdict(wanted: str, seen: str | None) -> str:
    return _(VERDICTS[wanted, seen]) if (wanted, seen) in VERDICTS else joined(sentence_of(NotACard), _(OTHER_CARD))


def told(reading: CardReading) -> str:
    """Returns a remark on what lay under the camera: another document than the chosen one, or a copy."""
    other = (
        ""
        if reading.document is IdDocument.RESIDENT_CARD
        else _("这是{document}。").format(document=label(reading.document))
    )
    return joined(other, _("看着是黑白复印件，也可以用。") if reading.copied else "")


class IdentifyPage(Page):
    name = "identify"
    needs = frozenset({"camera", "reader"})
    other_way = N_("手工填写")

    @property
    def whose(self) -> Introduction:
        """Returns the person whose identity it is."""
        return self.draft

    def build(self) -> None:
        self.wanted = "portrait"
        self.chip: Person | None = None
        self.told = ""
        self._numbers: dict[IdDocument, str] = {}
        self.sides = QStackedWidget()
        self.form = PersonForm(self.station, self.whose)
        self.form.changed.connect(self._judge)
        for side in (self._look_side(), self._form_side(), self._document_side()):
            self.sides.addWidget(side)
        self.body.addWidget(self.sides, 1)
        self.again = self.button(_("重新拍"), icon="camera")
        self.again.clicked.connect(lambda: self._look("portrait"))
        self.by_hand = self.button(_("手工填写"), icon="keyboard")
        self.by_hand.clicked.connect(self.take_other_way)
        self.unturned = self.button(_("不翻了"))
        self.unturned.clicked.connect(self._check)
        self.shoot = self.button(_("拍照"), kind="primary", icon="camera")
        self.mine = self.button(_("是我，下一步"), kind="primary", icon="check")
        self.mine.clicked.connect(self._confirm)
        if self.station.takes_files:
            self._take_files()
        self.choices += [self.by_hand, self.again, self.unturned, self.shoot, self.mine]

    def _take_files(self) -> None:
        """Lets a picture of the card come as a file: chosen, dropped, pasted."""
        self.intake = FileIntake(self, lambda: not self.sides.currentIndex() and self.shoot.isEnabled())
        self.intake.came.connect(self._read_file)
        add = self.button(_("从文件添加"), icon="plus")
        add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        add.clicked.connect(lambda: self.intake.choose(several=False))
        self.beside_camera.addWidget(add)

    def _read_file(self, files: list[Content]) -> None:
        """Reads the first picture of the first file as if the camera had taken it."""
        self.auto_capture.armed = False
        self.working.begin()
        self.station.reading.run(lambda: first_picture(files[0]), owner=self, done=self._read, failed=self._file_failed)

    def _file_failed(self, problem: Problem) -> None:
        self.auto_capture.armed = True
        self._failed(problem)

    def _form_side(self) -> QWidget:
        """Builds the form, which scrolls: in large text it may not fit."""
        if not self.station.theme.large:
            return self.form
        scroll = Scroll(self.station.theme.length("gap"))
        scroll.column.addWidget(self.form)
        return scroll

    def _look_side(self) -> QWidget:
        """Builds the camera's side. Its line of text has a fixed place, so that the picture does not move under a
        hand."""
        theme = self.station.theme
        side, wide = QWidget(), theme.landscape
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom, side)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(theme.length("gap"))
        self.view = Viewfinder(theme)
        self.advice = Label(_("正在看……"), "notice")
        self.verdict = Label("", "alarm")
        self.verdict.hide()
        self.working = BusyIndicator(theme, _("正在读身份证"))
        self.no_card = self.button(_("没有身份证"), icon="question")
        self.no_card.clicked.connect(self._ask_document)
        keep_room(self.no_card)
        both.addWidget(self.view, 3)
        both.addLayout(self._beside() if wide else self._below(), 2 if wide else 0)
        return side

    def _below(self) -> QVBoxLayout:
        theme = self.station.theme
        self.advice.setFixedHeight(theme.text_mm(40))
        row = QHBoxLayout()
        row.setSpacing(theme.length("gap"))
        row.addWidget(self.advice, 1)
        row.addWidget(self.no_card)
        column = QVBoxLayout()
        column.setSpacing(theme.length("gap"))
        column.addLayout(row)
        column.addWidget(self._said(58))
        self.beside_camera = column
        return column

    def _beside(self) -> QVBoxLayout:
        theme = self.station.theme
        self.advice.setFixedHeight(theme.text_mm(40))
        self.no_card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keep_room(self.no_card)
        column = QVBoxLayout()
        column.setSpacing(theme.length("gap"))
        column.addWidget(self.advice)
        column.addWidget(self._said(82))
        column.addStretch(1)
        self.beside_camera = column
        column.addWidget(self.no_card)
        return column

    def _said(self, height_mm: float) -> QWidget:
        """Builds the fixed place that shows either a fault or that the card is being read."""
        holder = QWidget()
        holder.setFixedHeight(self.station.theme.px(height_mm))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.verdict)
        column.addWidget(self.working)
        column.addStretch(1)
        return holder

    def _document_side(self) -> QWidget:
        theme = self.station.theme
        side = QWidget()
        grid = QGridLayout(side)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length("gap"))
        columns = 3 if theme.landscape else 1
        for number, document in enumerate(IdDocument):
            choice = ChoiceButton(theme, label(document))
            choice.grow(62)
            choice.clicked.connect(lambda _=False, document=document: self._choose(document))
            grid.addWidget(choice, number // columns, number % columns)
        return side

    def enter(self) -> None:
        station = self.station
        if station.reader:
            station.reader.came.connect(self._read_chip)
        self.auto_capture = AutoCapture(self, station.camera, station.tasks, small=True)
        self.auto_capture.show_in(self.view)
        self.hints = CaptureHints(station.speech_output)
        self.auto_capture.advised.connect(self._advise)
        self.auto_capture.captured.connect(self._read)
        self.shoot.clicked.connect(self.auto_capture.capture)
        self._check() if self.whose.petitioner.name else self._look("portrait")

    def _advise(self, advice: str) -> None:
        self.advice.setText(advice or _("看到了，请放稳。"))
        if self.auto_capture.armed:
            self.hints.consider(advice)

    def leave(self) -> None:
        self.auto_capture.armed = False

    def take_other_way(self) -> None:
        self._check()

    def _look(self, wanted: str) -> None:
        self.wanted = wanted
        self.told = self.told if wanted == "emblem" else ""
        self.verdict.hide()
        self.working.rest()
        self.auto_capture.armed = True
        if wanted == "portrait":
            self._show(0, self.words.title, self.words.lead, self.by_hand, self.shoot)
        else:
            self._show(0, _("请翻到国徽面"), _("看看身份证到期没有。不想翻也可以。"), self.unturned, self.shoot)
            self.station.speech_output.say(_("请把身份证翻过来，国徽面朝上。不想翻，就按，不翻了。"))

    def _check(self) -> None:
        self.form.show_person()
        self._show(1, _("请核对"), joined(self.told, _(CHECK)), self.again, self.mine)
        self._judge()

    def _ask_document(self) -> None:
        self._show(2, _("您带了什么证件"), _("没带也能反映。"), self.again)

    def _choose(self, document: IdDocument) -> None:
        """Switches to another document, which has its own number; switching back restores the former number."""
        before = self.whose.petitioner
        if document is not before.document:
            self._numbers[before.document] = before.id_number
            self.whose.identify(document=document, id_number=self._numbers.get(document, ""))
        self.form.show_person(doubtful=())
        self._check()

    def _show(self, side: int, title: str, lead: str, *shown: QWidget) -> None:
        self.unsay()
        if side != self.sides.currentIndex():
            self.turned.emit()
        self.sides.setCurrentIndex(side)
        self.auto_capture.armed = side == 0
        self.title.setText(title)
        self.lead.setText(lead)
        self.no_card.setVisible(self.wanted == "portrait")
        for button in self.choices:
            button.setVisible(button in shown)

    def _read(self, frame: Picture) -> None:
        self.station.presence.alive()
        self.auto_capture.armed = False
        self.verdict.hide()
        self.working.begin()
        self.shoot.setEnabled(False)
        self.station.reading.run(
            lambda: self._scan(frame), owner=self, done=lambda found: self._took(*found), failed=self._failed
        )

    def _scan(self, frame: Picture) -> tuple[CardReading, bytes]:
        """Returns the fields read and the card cut out as JPEG. Runs in the background."""
        reading = self.station.engines.cards.read(frame)
        return reading, b"" if reading.image is None else jpeg(reading.image)

    def _took(self, reading: CardReading, image: bytes) -> None:
        self.station.presence.alive()
        self.working.rest()
        self.shoot.setEnabled(True)
        if self.sides.currentIndex():
            return  # the person has gone another way meanwhile
        if reading.cards_seen > 1:
            self._not_taken(sentence_of(SeveralCards))
        elif reading.side != self.wanted:
            self._not_taken(_verdict(self.wanted, reading.side))
        elif reading.side == "portrait":
            self._took_person(reading, image)
        else:
            if "valid_to" not in reading.doubtful:
                self.whose.card_valid_to = reading.fields.get("valid_to", "")
            self._check()

    def _took_person(self, reading: CardReading, image: bytes) -> None:
        self.draft.note_card()
        self.whose.take_card(reading.person(), Evidence.CAMERA)
        self.whose.card_image = image
        self.whose.card_valid_to = reading.other_side.get("valid_to", "")
        self.told = told(reading)
        self.form.show_person(reading.doubtful, reading.places)
        turned = reading.other_side or reading.document is not IdDocument.RESIDENT_CARD
        if self.station.settings.policy.both_card_sides and not turned:
            self._look("emblem")
        else:
            self._check()

    def _not_taken(self, why: str) -> None:
        self.auto_capture.armed = True
        self.verdict.say(why)
        self.station.speech_output.say(self.verdict.text())

    def _failed(self, problem: Problem) -> None:
        self.shoot.setEnabled(True)
        self.working.rest()
        self.trouble(problem)

    def _read_chip(self, seen: Person | None) -> None:
        """Takes the data of a card's chip, which is more reliable than its picture; once, though it is reported
        repeatedly."""
        if seen is None or seen == self.chip:
            return
        self.chip = seen
        self.draft.note_card()
        if self.whose.petitioner.name and self.whose.card_identity == (seen.name, seen.id_number, Evidence.CHIP):
            return  # taken at an earlier visit of this page: later corrections stay
        self.told = ""
        self.whose.take_card(seen.person if isinstance(seen, Cardholder) else seen, Evidence.CHIP)
        self.whose.card_valid_to = seen.valid_to if isinstance(seen, Cardholder) else ""
        self.form.show_person(seen.doubtful if isinstance(seen, Cardholder) else ())
        self._check()

    def _judge(self) -> None:
        self.mine.setEnabled(self.form.settled)

    def _confirm(self) -> None:
        """Goes on; a card picture without consent is not kept (PIPL art. 19)."""
        if not (self.station.settings.policy.keep_card_image and self.draft.consents.keep_card_image):
            self.whose.card_image = b""
        self.answered.emit(ON)


class IdentifyNowPage(IdentifyPage):
    """For who accused without a name and then chose another purpose, or a name."""

    name = "identify_now"


class JoinPage(IdentifyPage):
    """For somebody who files together with the petitioner. Of their card no picture is kept."""

    name = "join"

    @property
    def whose(self) -> Introduction:
        if self.draft.company.joining is None:
            self.draft.company.joining = Companion()
        return self.draft.company.joining

    def _read_chip(self, seen: Person | None) -> None:
        """A card that still lies there, of who is in the list already, is not taken again."""
        company = self.draft.company
        known = [self.draft.petitioner, *(each.petitioner for each in company.people if each is not company.joining)]
        if seen is not None and seen != self.chip and any(same_person(seen, each) for each in known):
            self.chip = seen
            self.say_in_place(sentence_of(SamePersonTwice))
        else:
            super()._read_chip(seen)

    def _confirm(self) -> None:
        self.whose.card_image = b""
        self.unsay()
        try:
            self.draft.company.check(self.draft.petitioner)
        except FilingProblem as problem:
            self.trouble(problem)
        else:
            self.answered.emit("known")
