from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.settings import Screen
from testkit.kiosk_window import Panel, panel
from testkit.stand_ins import ScriptedCards, ScriptedPages, ScriptedSpeech
from ui.background.tasks import TaskRunner

SMALL = Screen(width=600, height=1067)


@pytest.fixture
def kiosk(qtbot: QtBot, tmp_path: Path) -> Iterator[Panel]:
    """Yields a kiosk that hears two clauses from any speech, knows one card, and reads the same on every paper."""
    engines = {
        "speech": lambda: ScriptedSpeech("村口的水管漏水，", "没有人修。"),
        "cards": ScriptedCards,
        "pages": ScriptedPages,
    }
    with panel(tmp_path, SMALL, engines) as opened:
        qtbot.waitUntil(lambda: not opened.shell.station.engines.loading)
        yield opened


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    runner = TaskRunner(ThreadPoolExecutor(1))
    yield runner
    runner.close()
