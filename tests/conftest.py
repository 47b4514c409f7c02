"""Fixtures of many rooms' tests: the model packs, installed once and shared by every run on this machine."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capture.models import ModelStore, known
from capture.models.manifest import read
from core import private_files
from core.settings import packs_folder
from ui.shell.window import application

PATIENCE_MS = 120_000
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # windows are drawn in memory
private_files.restrict_umask()  # as every program of ours begins

SLOW_FOLDERS = {"faults", "installers", "journeys", "look"}
SLOW_FIXTURES = {"whisper_pack", "kokoro_pack", "orientation_pack", "korean_pack", "database", "s3"}
"""Speech and page engines, PostgreSQL and an object store."""
PROCESSES = {"subprocess", "Popen", "process", "ServedGateway", "LocalGateway", "Provincial", "benchmarks"}
"""Names a test file imports when it starts programs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as `fast` all tests that start no engine, server process or other program, and kill nothing."""
    for item in items:
        if isinstance(item, pytest.Function) and not _slow(item):
            item.add_marker(pytest.mark.fast)


def _slow(item: pytest.Function) -> bool:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return bool(folder in SLOW_FOLDERS or SLOW_FIXTURES & {*item.fixturenames} or PROCESSES & vars(item.module).keys())


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Returns the application, made as the product makes it."""
    return application()


class PatientBot(QtBot):
    """Waits for events with long limits: a limit only ends a test that hangs, since a busy machine may be slow."""

    def waitSignal(self, signal: object, *, timeout: int = PATIENCE_MS, **named: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **named)

    def waitSignals(self, signals: list[Any], *, timeout: int = PATIENCE_MS, **named: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **named)

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def packs() -> ModelStore:
    """Returns the product's and the tests' packs, in the folder the product uses."""
    return ModelStore(packs_folder(), known() | read(Path(__file__).parent / "models.toml"))


def _brought(packs: ModelStore, name: str) -> Path:
    return packs.installed(name) or packs.fetch(name)


@pytest.fixture(scope="session")
def whisper_pack(packs: ModelStore) -> Path:
    """Returns the folder of Whisper, after the voice detector it needs is installed as well."""
    _brought(packs, "silero-vad")
    return _brought(packs, "whisper-base")


@pytest.fixture(scope="session")
def kokoro_pack(packs: ModelStore) -> Path:
    return _brought(packs, "kokoro")


@pytest.fixture(scope="session")
def orientation_pack(packs: ModelStore) -> Path:
    return _brought(packs, "orientation")


@pytest.fixture(scope="session")
def korean_pack(packs: ModelStore) -> Path:
    return _brought(packs, "vosk-ko")
