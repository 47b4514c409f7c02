"""Judges, behind the page, whether words tell of something that cannot wait; a page may wait for it before it goes on.

The rules of words are asked, and where they find nothing the meaning, once its engine is loaded (`advice.urgency`). On
a terminal without that engine the rules decide alone. Nothing of the words is kept here beyond the page."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from core.problems import Problem
from core.urgency.judge import Urgency, urgency
from core.urgency.kinds import UrgencyKind
from ui.base.station import Station

ENGINE = "meaning"
Keep = Callable[[str, tuple[UrgencyKind, ...]], None]


class UrgencyCheck(QObject):
    """`keep` receives each text that was judged, with what was found in it."""

    def __init__(self, station: Station, keep: Keep, parent: QObject) -> None:
        super().__init__(parent)
        self._station, self._keep = station, keep
        self._begun: str | None = None
        self._judged: str | None = None
        self._then: Callable[[], None] | None = None
        station.engines.ready.connect(self._engine_settled)
        station.engines.failed.connect(self._engine_settled)

    @property
    def awaited(self) -> bool:
        """Returns whether somebody waits for the judgement."""
        return self._then is not None

    def prepare(self, text: str) -> None:
        """Begins to judge the text, so that nobody has to wait for it later. Who waited for other words waits no
        more."""
        if text != self._begun:
            self._begun, self._then = text, None
            self._judge()

    def once_judged(self, text: str, then: Callable[[], None]) -> None:
        """Calls `then` as soon as the text is judged, which may be at once."""
        self.prepare(text)
        if self._judged == text:
            then()
        else:
            self._then = then

    def forget(self) -> None:
        """Calls nobody any more: the page goes."""
        self._then = None

    def _judge(self) -> None:
        """Judges the text that was begun last; while the engine is being loaded, it waits for it."""
        engines, text = self._station.engines, self._begun
        if text is None or text == self._judged:
            return
        today, place = self._station.now().date(), self._station.settings.terminal.place_code
        if engines.has(ENGINE):
            judged = engines.meaning
            self._station.tasks.run(
                lambda: judged(text, today=today, place=place),
                owner=self,
                done=lambda found: self._found(text, found),
                failed=lambda _problem: self._found(text, urgency(text, today=today, place=place)),
            )
        elif not engines.loaded_or_loading(ENGINE):
            self._found(text, urgency(text, today=today, place=place))

    def _found(self, text: str, found: Urgency) -> None:
        """Keeps what was found, unless other words have taken the place of these."""
        if text != self._begun:
            return
        self._judged = text
        self._keep(text, found.kinds)
        then, self._then = self._then, None
        if then:
            then()

    def _engine_settled(self, name: str, _problem: Problem | None = None) -> None:
        if name == ENGINE:
            self._judge()
