"""The finger signs."""

from core.flow import ON
from ui.base.page import Page
from ui.widgets.signature import SignaturePad, WriteAnew

SHORT = 6
"""Characters of a name that fit the title."""


class SignPage(Page):
    name = "sign"

    def build(self) -> None:
        self.pad = SignaturePad(self.station.theme)
        self.body.addWidget(self.pad, 1)
        if name := self.draft.petitioner.name:
            self.title.setText(f"{name}，请签名" if len(name) <= SHORT else self.words.title)
        self.choices.append(WriteAnew(self.station.theme, self.pad))
        self.on = self.button("签好了", kind="primary", icon="check")
        self.on.setEnabled(False)
        self.on.clicked.connect(self._signed)
        self.pad.changed.connect(self.on.setEnabled)
        self.choices.append(self.on)

    def _signed(self) -> None:
        self.draft.signature = self.pad.png()
        self.answered.emit(ON)
