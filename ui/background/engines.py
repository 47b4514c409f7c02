"""The recognisers, loaded in the background when the window opens; pages ask for them by name."""

import logging
from collections.abc import Callable
from copy import copy
from typing import Any

from PySide6.QtCore import QObject, Signal

from capture.card import CardScanner
from capture.handwriting import PenReader
from capture.page import PageReader
from capture.speech.port import SpeechEngine
from core.problems import PackMissing, Problem
from core.urgency.judge import Urgency
from ui.background.tasks import TaskRunner

log = logging.getLogger(__name__)


class Engines(QObject):
    """`ready` names an engine that has just been loaded; `failed` carries its name and the Problem; `settled` says that
    none is being loaded any more."""

    ready = Signal(str)
    failed = Signal(str, object)
    settled = Signal()

    def __init__(self, tasks: TaskRunner, loaders: dict[str, Callable[[], Any]]) -> None:
        super().__init__()
        self._tasks, self._loaders = tasks, loaders
        self._loaded: dict[str, Any] = {}
        self.problems: dict[str, Problem] = {}

    def load(self) -> None:
        for name in self._loaders:
            self._load(name)

    def reload(self, name: str) -> None:
        """Loads this engine again after its settings have changed; the old one serves until the new one is loaded."""
        if name in self._loaders:
            self._load(name)

    def _load(self, name: str) -> None:
        self._tasks.run(
            self._loaders[name],
            owner=self,
            done=lambda engine: self._keep(name, engine),
            failed=lambda problem: self._miss(name, problem),
        )

    def _keep(self, name: str, engine: object) -> None:
        self._loaded[name] = engine
        self.problems.pop(name, None)
        self.ready.emit(name)
        self._tell_settled()

    def _miss(self, name: str, problem: Problem) -> None:
        log.warning("no %s: %s %s", name, problem.code, problem.detail)
        self.problems[name] = problem
        self.failed.emit(name, problem)
        self._tell_settled()

    def _tell_settled(self) -> None:
        if not self.loading:
            self.settled.emit()

    def has(self, name: str) -> bool:
        return name in self._loaded

    def loaded_or_loading(self, name: str) -> bool:
        """Returns whether the engine is loaded or being loaded."""
        return name in self._loaders and name not in self.problems

    @property
    def loading(self) -> bool:
        return len(self._loaded) + len(self.problems) < len(self._loaders)

    @property
    def speech(self) -> SpeechEngine:
        engine: SpeechEngine = self._get("speech")
        return engine

    @property
    def pages(self) -> PageReader:
        engine: PageReader = self._get("pages")
        return engine

    @property
    def cards(self) -> CardScanner:
        engine: CardScanner = self._get("cards")
        return engine

    @property
    def pen(self) -> PenReader:
        engine: PenReader = self._get("pen")
        return engine

    @property
    def meaning(self) -> Callable[..., Urgency]:
        """Judges what cannot wait, by rules and meaning (`advice.urgency.judged`)."""
        judged: Callable[..., Urgency] = self._get("meaning")
        return judged

    def _get(self, name: str) -> Any:
        if name not in self._loaded:
            raise copy(self.problems.get(name)) or PackMissing(name)  # the kept one keeps no frames of who asked
        return self._loaded[name]
