"""One question with three faces for an answer; whoever would rather say it is heard, and confirms what was understood.

Nothing of an answer is said aloud here: somebody may stand behind."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from capture.spoken_grade import heard_grade
from core.case import Grade
from core.language import N_, _
from core.sentences import joined, label
from ui.base.station import Station
from ui.entry.speaking_pad import SpeakingPad
from ui.theme.tokens import Theme
from ui.widgets.button import Button, exclusive
from ui.widgets.drawing import Drawing
from ui.widgets.text import Label

FACES = {
    Grade.SATISFIED: ("face-smile", N_("笑脸，是满意。")),
    Grade.MOSTLY: ("face-plain", N_("平脸，是基本满意。")),
    Grade.DISSATISFIED: ("face-frown", N_("苦脸，是不满意。")),
}
NOT_SURE = N_("我没听准。请按一张脸，或者再说一遍。")
CONFIRM = N_("我听到了。请看屏幕，对就按，对。")
SHOWN_CHARS, FACE_MM = 8, 78
WORD_MM = 16.5
"""Size of a grade's word: a title's. Large letters make it no larger, as three stand side by side."""


class FaceButton(Button):
    """A large face above its word."""

    def __init__(self, theme: Theme, question: str, grade: Grade) -> None:
        super().__init__(theme, "")
        self.setAccessibleName(joined(question, label(grade)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        face, word = Drawing(theme, FACES[grade][0], FACE_MM, colour="primary"), Label(label(grade), "title")
        word.setStyleSheet(f"font-size: {theme.px(WORD_MM)}px;")
        word.setWordWrap(False)
        word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(3), 0, theme.px(3))
        column.setSpacing(0)
        for each, share in ((face, 1), (word, 0)):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(each, share)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._column.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()


class GradePad(SpeakingPad):
    """Hears a grade. `understood`: which one, or None; `agreed`: the person says that this is what they meant."""

    hint = N_("也可以按话筒说，怎么说都行。")
    upright = True
    understood = Signal(object)
    agreed = Signal(object)

    def build_choices(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._station.theme.length("gap"))
        self._grade: Grade | None = None
        for text, kind, icon, act in (
            (_("对"), "primary", "check", self._agree),
            (_("不对"), "secondary", "repeat", self._disagree),
        ):
            button = Button(self._station.theme, text, kind=kind, icon=icon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(act)
            row.addWidget(button, 1)
        return holder

    def take(self, said: str) -> None:
        self._grade = heard_grade(said)
        shown = said if len(said) <= SHOWN_CHARS else said[:SHOWN_CHARS] + "……"
        if self._grade:
            asked = _("“{said}”，就是{grade}，对吗？").format(said=shown, grade=label(self._grade))
        else:
            theme = self._station.theme
            crowded = theme.large and theme.landscape
            asked = _(NOT_SURE) if crowded else joined(_("“{said}”，").format(said=shown), _(NOT_SURE))
        self.words.setText(asked)
        self._offer()
        self._station.speech_output.say(_(CONFIRM) if self._grade else _(NOT_SURE))
        self.understood.emit(self._grade)

    def clear(self) -> None:
        """Forgets what was heard: the next question comes, or a face was touched."""
        self.stop()
        self._grade = None
        self._offer()
        self._refresh()

    def _offer(self) -> None:
        """Shows yes and no in the microphone's place while something is to be confirmed."""
        if self.choices:
            self.choices.setVisible(self._grade is not None)
        self.talk.setVisible(self._grade is None)

    def _agree(self) -> None:
        if self._grade:
            self.agreed.emit(self._grade)

    def _disagree(self) -> None:
        self.clear()
        self.words.setText(_(NOT_SURE))
        self.understood.emit(None)


class GradeQuestion(QWidget):
    """`chosen` carries the answer: a face that was touched, or what was said and confirmed."""

    chosen = Signal(object)

    def __init__(self, station: Station) -> None:
        super().__init__()
        theme = station.theme
        gap = theme.length("gap")
        self._station = station
        wide = theme.landscape
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom, self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(gap)
        self._row = QHBoxLayout()
        self._row.setSpacing(gap)
        both.addLayout(self._row, 3)
        self.pad = GradePad(station, lambda: "")
        self.pad.understood.connect(self._mark)
        self.pad.agreed.connect(self.chosen)
        both.addWidget(self.pad, 2)
        self.faces: dict[Grade, FaceButton] = {}

    def ask(self, question: str, answer: Grade | None) -> None:
        """Shows the faces for a question, the one chosen before marked."""
        for face in self.faces.values():
            self._row.removeWidget(face)
            face.hide()
            face.deleteLater()
        self.faces = {grade: FaceButton(self._station.theme, question, grade) for grade in Grade}
        exclusive(*self.faces.values())
        for grade, face in self.faces.items():
            face.clicked.connect(lambda _=False, grade=grade: self._touch(grade))
            self._row.addWidget(face, 1)
        self.pad.clear()
        self.pad.setVisible(self.listens)
        self._mark(answer)

    @property
    def listens(self) -> bool:
        """Returns whether an answer can be said here."""
        return self._station.engines.loaded_or_loading("speech") and not self._station.dictation.absent

    def _touch(self, grade: Grade) -> None:
        self.pad.clear()
        self.chosen.emit(grade)

    def _mark(self, grade: Grade | None) -> None:
        for each, face in self.faces.items():
            face.setAutoExclusive(False)
            face.setChecked(each is grade)
            face.setAutoExclusive(True)

    def point(self, grade: Grade | None) -> None:
        """Marks the face that is being named."""
        for each, face in self.faces.items():
            face.setDown(each is grade)
