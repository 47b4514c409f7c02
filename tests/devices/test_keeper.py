"""One fault after another; time is turned by hand."""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest

from core.problems import CameraMissing, EngineFailed, MicrophoneMissing, Problem
from devices.camera.simulated import SimulatedCamera
from devices.keeper import RETRY_SECONDS, Keeper
from devices.microphone.simulated import SimulatedMicrophone
from devices.ports import CHUNK_SAMPLES, Device, Picture, Samples, Sound
from devices.sound_file import write_wav

SOON = 120


class Visit:
    """What a page sees of a keeper, and a clock turned by hand."""

    def __init__(self, device: Device[Any], sink: Callable[[Any], None] | None = None) -> None:
        self.readings: queue.Queue[Any] = queue.Queue(2)
        self.troubles: queue.Queue[Problem | None] = queue.Queue()
        self.waits: queue.Queue[float] = queue.Queue()
        self.turn = threading.Semaphore(0)
        self.keeper = Keeper(device, sink or self.take, self.troubles.put, self.pause)

    def take(self, reading: object) -> None:
        with suppress(queue.Full):
            self.readings.put(reading, timeout=0.01)

    def pause(self, seconds: float) -> bool:
        self.waits.put(seconds)
        self.turn.acquire(timeout=SOON)
        return False

    def __enter__(self) -> Self:
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.turn.release(100)
        self.keeper.stop()


@pytest.fixture
def camera() -> SimulatedCamera:
    return SimulatedCamera(pace=0)


def test_hands_on_what_the_device_reads_and_closes_it_at_the_end(camera: SimulatedCamera) -> None:
    with Visit(camera) as visit:
        assert visit.readings.get(timeout=SOON).shape == (960, 1280, 3)
    assert camera.read() is None
    assert visit.troubles.empty()


def test_says_when_the_camera_is_pulled_out_and_when_it_is_back(camera: SimulatedCamera) -> None:
    with Visit(camera) as visit:
        visit.readings.get(timeout=SOON)
        camera.unplug()
        assert isinstance(visit.troubles.get(timeout=SOON), CameraMissing)
        camera.plug()
        visit.turn.release()
        assert visit.troubles.get(timeout=SOON) is None


def test_waits_a_little_longer_each_time_and_says_it_once(camera: SimulatedCamera) -> None:
    camera.unplug()
    with Visit(camera) as visit:
        waits = []
        for _ in range(5):
            waits.append(visit.waits.get(timeout=SOON))
            visit.turn.release()
    assert waits == [*RETRY_SECONDS, RETRY_SECONDS[-1]]
    assert isinstance(visit.troubles.get(), CameraMissing)
    assert visit.troubles.empty()


def test_can_be_stopped_while_it_waits_and_more_than_once(camera: SimulatedCamera) -> None:
    camera.unplug()
    troubled = threading.Event()
    keeper = Keeper(camera, lambda picture: None, lambda problem: troubled.set())
    keeper.start()
    assert troubled.wait(SOON)
    keeper.stop()
    keeper.stop()


def test_stopping_what_never_started_is_nothing(camera: SimulatedCamera) -> None:
    Keeper(camera, print, print).stop()


def test_the_sink_may_stop_it(camera: SimulatedCamera) -> None:
    seen = threading.Event()

    def sink(picture: Picture) -> None:
        keeper.stop()
        seen.set()

    keeper = Keeper(camera, sink, print)
    keeper.start()
    assert seen.wait(SOON)
    keeper.stop()
    assert camera.read() is None


def test_finishing_hands_on_every_word_that_was_spoken(tmp_path: Path) -> None:
    write_wav(tmp_path / "clip.wav", Sound(np.full(50 * CHUNK_SAMPLES, 0.5, np.float32), 16_000))
    heard: list[Samples] = []
    first, go = threading.Event(), threading.Event()

    def slow(chunk: Samples) -> None:
        first.set()
        go.wait(SOON)
        heard.append(chunk)

    keeper = Keeper(SimulatedMicrophone(tmp_path / "clip.wav", pace=0), slow, print)
    keeper.start()
    assert first.wait(SOON)
    threading.Timer(0, go.set).start()
    keeper.finish()
    assert sum(bool(chunk.any()) for chunk in heard) == 50


def test_a_problem_of_the_sink_is_told_like_one_of_the_device(camera: SimulatedCamera) -> None:
    def sink(picture: Picture) -> None:
        raise MicrophoneMissing

    with Visit(camera, sink) as visit:
        assert isinstance(visit.troubles.get(timeout=SOON), MicrophoneMissing)


def test_a_bug_in_the_sink_is_told_and_not_hidden(camera: SimulatedCamera, monkeypatch: pytest.MonkeyPatch) -> None:
    bugs: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda bug: bugs.append(bug.exc_type))

    def sink(picture: Picture) -> None:
        raise ZeroDivisionError

    with Visit(camera, sink) as visit:
        problem = visit.troubles.get(timeout=SOON)
    assert isinstance(problem, EngineFailed)
    assert problem.detail == "ZeroDivisionError"
    assert bugs == [ZeroDivisionError]
    assert camera.read() is None
