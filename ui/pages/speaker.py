"""The story names somebody else than the document does: who speaks? Asked, never guessed; no word is changed."""

from core.flow import ON
from core.petition import Channel, NameMeant
from ui.base.page import Page
from ui.identity.spoken_names import explain, unexplained
from ui.widgets.button import ChoiceButton


class SpeakerPage(Page):
    name = "speaker"
    long = True

    def build(self) -> None:
        self.names = unexplained(self.draft)
        if self.names:
            self.title.setText(f"话里说：{self._quoted}")
        self.lead.setText(self._on_document)
        height = 44 if self.station.theme.landscape else 72
        for text, note, icon, choice in self._answers():
            button = ChoiceButton(self.station.theme, text, note, icon=icon, height_mm=height)
            button.clicked.connect(lambda _=False, choice=choice: self._choose(choice))
            self.body.addWidget(button)
        self.body.addStretch(1)

    def _answers(self) -> tuple[tuple[str, str, str, NameMeant | str], ...]:
        name, spoken = self.draft.petitioner.name, "、".join(self.names)
        whose = "委托人" if self.draft.channel is Channel.PROXY else "我"
        return (
            (f"就是{whose}自己", f"{whose}叫{name}，话里的名字写错了", "person", NameMeant.PETITIONER),
            ("说的是别人", f"信访人还是{name}，话照原样交", "people", NameMeant.SOMEBODY_ELSE),
            ("放错证件了", f"换成{spoken}的身份证", "card", "identify"),
            ("改刚才的话", "回去改，改好再往下办", "pencil", "tell"),
        )

    @property
    def _quoted(self) -> str:
        return "，".join(f"我叫{name}" for name in self.names)

    @property
    def _on_document(self) -> str:
        return f"前面登记的是{self.draft.petitioner.name}。请选一个。"

    def guidance(self) -> str:
        said = f"您的话里说，{self._quoted}。" if self.names else ""
        answers = "".join(f"{note}，请按，{text}。" for text, note, _, _ in self._answers())
        return f"{said}{self._on_document}{answers}"

    def _choose(self, choice: NameMeant | str) -> None:
        if isinstance(choice, NameMeant):
            explain(self.draft, choice)
            self.answered.emit(ON)
        else:
            self.answered.emit(choice)
