"""What the pages on which somebody signs have in common: no stroke is lost by going to another page."""

from collections.abc import Hashable

from core.ink import Ink
from core.language import N_
from ui.base.page import Page
from ui.widgets.signature import SignaturePad

CHANGED = N_("内容改过了，请再签一次。")


class SigningPage(Page):
    """What was drawn is kept in the draft and shown again, as long as the words it signs are the same. Other words want
    a new signature: that is said (`stale`), and the former one is good for nothing any more."""

    @property
    def under(self) -> Hashable:
        """The words that are signed."""
        raise NotImplementedError

    def unsign(self) -> None:
        """What was signed with other words is taken out of the draft."""
        raise NotImplementedError

    def build_pad(self) -> SignaturePad:
        kept = self.draft.inks.get(self.name)
        self.stale = kept is not None and kept.under != self.under
        if kept is None or self.stale:
            self.unsign()
        self.pad = SignaturePad(self.station.theme)
        self.pad.changed.connect(self._keep)
        return self.pad

    def show_kept(self) -> None:
        """Once everything that follows the pad is there."""
        if self.stale:
            del self.draft.inks[self.name]
        elif kept := self.draft.inks.get(self.name):
            self.pad.show_strokes(kept.strokes)

    def _keep(self, _signed: bool) -> None:
        if self.pad.strokes:
            self.draft.inks[self.name] = Ink(self.pad.strokes, self.under)
        else:
            self.draft.inks.pop(self.name, None)

    def guidance(self) -> str:
        return f"{CHANGED if self.stale else ''}{super().guidance()}"
