"""Fixtures of many rooms' tests: the model packs, installed once and shared by every run on this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capture.models import ModelStore, known
from capture.models.manifest import read
from core import private_files
from core.home import packs_folder
from storage.keys import passphrase
from tests.fast import Watch, is_fast
from trust import key_fingerprints
from ui.shell.window import application

PATIENCE_MS = 120_000
MEMORY, SPARE_BYTES = Path("/dev/shm"), 2 * 2**30  # where temporary files are no disk's
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > SPARE_BYTES:
    os.environ["TMPDIR"] = str(MEMORY)  # programs that tests start do the same
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # windows are drawn in memory
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")  # no test is a matter of how busy this one is
private_files.restrict_umask()  # as every program of ours begins

WATCH = Watch()
ARGON2 = {name: getattr(passphrase, name) for name in ("PASSES", "LANES", "KIB")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as `fast` all tests that start no engine, server or other program, and kill nothing."""
    for item in items:
        if isinstance(item, pytest.Function) and is_fast(item):
            item.add_marker(pytest.mark.fast)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    WATCH.begin(item)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """What is called fast and started something fails. Fixtures of a session, which may be a slow test's, end here."""
    WATCH.watching = False
    told = yield
    WATCH.end()
    return told


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Returns the application, made as the product makes it."""
    return application()


@pytest.fixture(scope="session", autouse=True)
def _fingerprints_once() -> Iterator[None]:
    """Fingerprints are slow to compute on purpose; those of the same keys are computed once in a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_fingerprints, "_digits", cache(key_fingerprints._digits))
        yield


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    """Hashes of passphrases are as cheap as Argon2 allows, but where `earnest_hashes` is asked for."""
    with pytest.MonkeyPatch.context() as patch:
        for name, cost in {"PASSES": 1, "LANES": 1, "KIB": 8}.items():
            patch.setattr(passphrase, name, cost)
        yield


@pytest.fixture
def earnest_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes cost what they do in the product."""
    for name, cost in ARGON2.items():
        monkeypatch.setattr(passphrase, name, cost)


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
