"""Asks who speaks where the story's name differs from the document's. Nothing is guessed and no word is changed."""

from core.flow import ON
from core.language import _
from core.petition import Channel, NameMeant
from core.sentences import joined, listed
from ui.base.page import Page
from ui.identity.spoken_names import explain, unexplained
from ui.widgets.button import ChoiceButton


class SpeakerPage(Page):
    name = "speaker"
    long = True

    def build(self) -> None:
        self.names = unexplained(self.draft)
        if self.names:
            self.title.setText(_("话里说：{quoted}").format(quoted=self._quoted))
        self.lead.setText(self._on_document)
        height = 44 if self.station.theme.landscape else 72
        for text, note, icon, choice in self._answers():
            button = ChoiceButton(self.station.theme, text, note, icon=icon, height_mm=height)
            button.clicked.connect(lambda _=False, choice=choice: self._choose(choice))
            self.body.addWidget(button)
        self.body.addStretch(1)

    def _answers(self) -> tuple[tuple[str, str, str, NameMeant | str], ...]:
        name, spoken = self.draft.petitioner.name, listed(self.names)
        if self.draft.channel is Channel.PROXY:
            themself, misspelt = _("就是委托人自己"), _("委托人叫{name}，话里的名字写错了").format(name=name)
        else:
            themself, misspelt = _("就是我自己"), _("我叫{name}，话里的名字写错了").format(name=name)
        return (
            (themself, misspelt, "person", NameMeant.PETITIONER),
            (_("说的是别人"), _("信访人还是{name}，话照原样交").format(name=name), "people", NameMeant.SOMEBODY_ELSE),
            (_("放错证件了"), _("换成{spoken}的身份证").format(spoken=spoken), "card", "identify"),
            (_("改刚才的话"), _("回去改，改好再往下办"), "pencil", "tell"),
        )

    @property
    def _quoted(self) -> str:
        return _("，").join(_("我叫{name}").format(name=name) for name in self.names)

    @property
    def _on_document(self) -> str:
        return _("前面登记的是{name}。请选一个。").format(name=self.draft.petitioner.name)

    def guidance(self) -> str:
        said = _("您的话里说，{quoted}。").format(quoted=self._quoted) if self.names else ""
        answers = [
            _("{note}，请按，{text}。").format(note=note, text=text) for text, note, _icon, _meant in self._answers()
        ]
        return joined(said, self._on_document, *answers)

    def _choose(self, choice: NameMeant | str) -> None:
        if isinstance(choice, NameMeant):
            explain(self.draft, choice)
            self.answered.emit(ON)
        else:
            self.answered.emit(choice)
