"""systemd hears that the window is there once it is painted, and a beat as long as its event loop turns."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.startup.heartbeat import ALIVE, READY, Heartbeat, interval


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "60000")
        yield listening


def heard(listening: socket.socket) -> list[bytes]:
    said = []
    while True:
        try:
            said.append(listening.recv(100))
        except BlockingIOError:
            return said


def test_nothing_is_said_before_the_window_is_painted_then_ready_and_beats(
    systemd: socket.socket, qtbot: QtBot, qapp: QApplication
) -> None:
    heart = Heartbeat(qapp)
    qapp.processEvents()
    assert heard(systemd) == []
    window = QLabel("窗口")
    qtbot.addWidget(window)
    window.show()
    said: list[bytes] = []

    def beats() -> int:
        said.extend(heard(systemd))
        return said.count(ALIVE)

    qtbot.waitUntil(lambda: beats() > 2)
    assert said[0] == READY
    assert said.count(READY) == 1
    heart.deleteLater()


def test_the_address_is_not_handed_on_to_programs_that_the_window_starts(
    systemd: socket.socket, qapp: QApplication
) -> None:
    Heartbeat(qapp).deleteLater()
    assert "NOTIFY_SOCKET" not in os.environ


def test_a_beat_for_another_process_is_not_ours() -> None:
    assert interval({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid() + 1)}) == 0
    assert interval({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}) == 10_000


@given(st.text(max_size=20))
def test_what_is_no_number_asks_for_no_beat(limit: str) -> None:
    assert interval({"WATCHDOG_USEC": limit}) >= 0
