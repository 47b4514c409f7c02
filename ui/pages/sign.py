"""The page on which the petitioner signs with a finger."""

from collections.abc import Hashable

from core.flow import ON
from core.language import _
from ui.pages.signing import CHANGED, SigningPage
from ui.widgets.signature import WriteAnew

SHORT = 6
"""Characters of a name that fit in the title."""


class SignPage(SigningPage):
    name = "sign"

    def build(self) -> None:
        self.body.addWidget(self.build_pad(), 1)
        if self.stale:
            self.lead.setText(_(CHANGED))
        if name := self.draft.petitioner.name:
            self.title.setText(_("{name}，请签名").format(name=name) if len(name) <= SHORT else self.words.title)
        self.choices.append(WriteAnew(self.station.theme, self.pad))
        self.on = self.button(_("签好了"), kind="primary", icon="check")
        self.on.setEnabled(False)
        self.on.clicked.connect(self._signed)
        self.pad.changed.connect(self.on.setEnabled)
        self.choices.append(self.on)
        self.show_kept()

    @property
    def under(self) -> Hashable:
        return self.draft.signed_words

    def unsign(self) -> None:
        self.draft.signature = b""

    def _signed(self) -> None:
        self.draft.signature = self.pad.png()
        self.answered.emit(ON)
