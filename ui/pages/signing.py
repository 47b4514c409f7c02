"""The base of all pages with a signature: strokes survive going to another page."""

from collections.abc import Hashable

from core.fingerprint import fingerprint
from core.flow import ON
from core.ink import Ink
from core.language import N_, _
from core.sentences import joined
from ui.base.page import Page
from ui.widgets.signature import SignaturePad, WriteAnew

CHANGED = N_("内容改过了，请再签一次。")


class SigningPage(Page):
    """Keeps the strokes in the draft and shows them again while the signed words are the same. When the words change,
    the signature is void, `stale` is set, and a new one is asked for."""

    @property
    def kept_as(self) -> str:
        """Returns the name under which the draft keeps the strokes."""
        return self.name

    @property
    def under(self) -> Hashable:
        """Returns the words that are signed, to compare."""
        raise NotImplementedError

    def unsign(self) -> None:
        """Takes a signature under other words out of the draft."""
        raise NotImplementedError

    def build_pad(self) -> SignaturePad:
        kept = self.draft.inks.get(self.kept_as)
        self.stale = kept is not None and kept.under != fingerprint(self.under)
        if kept is None or self.stale:
            self.unsign()
        self.pad = SignaturePad(self.station.theme)
        self.pad.changed.connect(self._keep)
        return self.pad

    def show_kept(self) -> None:
        """Shows the kept strokes; call it when all that depends on the pad is built."""
        if self.stale:
            del self.draft.inks[self.kept_as]
        elif kept := self.draft.inks.get(self.kept_as):
            self.pad.show_strokes(kept.strokes)

    def _keep(self, _signed: bool) -> None:
        if self.pad.strokes:
            self.draft.inks[self.kept_as] = Ink(self.pad.strokes, fingerprint(self.under))
        else:
            self.draft.inks.pop(self.kept_as, None)

    def guidance(self) -> str:
        return joined(_(CHANGED) if self.stale else "", super().guidance())


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
