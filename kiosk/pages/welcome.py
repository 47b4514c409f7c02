"""The first page: one sentence and three doors: to file, to follow a matter, to ask."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.language import N_, _
from core.problems import RecipientsOffered
from core.sentences import sentence_of
from ui.base.page import Page
from ui.shell.notices import NoticeStrip
from ui.widgets.button import ChoiceButton
from ui.widgets.drawing import Drawing
from ui.widgets.text import Label

KEYS_TO_CONFIRM = N_("工作人员请看：纪检机关的封存钥匙要核对（P{number}）。")
"""The kiosk has no staff page; `python -m sync recipients` gives the details."""


class WelcomePage(Page):
    name = "welcome"
    long = True

    def build(self) -> None:
        theme = self.station.theme
        self.title.setProperty("kind", "display")
        self.strip = NoticeStrip(self.station)
        self.strip.opened.connect(self.station.presence.watch)
        self.strip.closed.connect(self.station.presence.rest)
        size, least = (60, 32) if theme.landscape else (96, 48)
        doors = QHBoxLayout() if theme.landscape else QVBoxLayout()
        doors.setSpacing(theme.length("margin"))
        for choice, text, note, icon in (
            ("file", _("我要反映"), _("说出来，我来记下，交给信访部门"), "microphone"),
            ("query", _("查进度"), _("看办到哪一步，看答复，做评价"), "search"),
            ("question", _("我想问问"), _("问规定，问办法，不用留名字"), "question"),
        ):
            door = ChoiceButton(theme, text, note, icon=icon, height_mm=70 if theme.landscape else 60, bold=True)
            door.clicked.connect(lambda _=False, choice=choice: self.answered.emit(choice))
            doors.addWidget(door)
        if not theme.large:  # there the doors need the room
            self.body.addStretch(1)
            self.body.addWidget(Drawing(theme, "sun", size, least_mm=least))
            self.body.addStretch(1)
        self.body.addLayout(doors)
        self.body.addStretch(1)
        for problem in self.station.settings_problems:
            self.body.addWidget(Label(sentence_of(problem), "alarm"))
        if (identity := self.station.sync.identity) and identity.waiting:
            self.body.addWidget(Label(_(KEYS_TO_CONFIRM).format(number=RecipientsOffered.number), "small"))
        self.body.addWidget(self.strip)
        self.body.addWidget(Label(self._foot(), "small"))

    def _foot(self) -> str:
        return _("不办事的时候，摄像头和话筒都是关着的。")
