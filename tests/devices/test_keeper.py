"""One fault after another; time is turned by hand."""

import queue
import threading
from contextlib import suppress

import numpy as np
import pytest

from core.problems import CameraMissing, EngineFailed, MicrophoneMissing
from devices.camera.simulated import SimulatedCamera
from devices.keeper import RETRY_SECONDS, Keeper
from devices.microphone.simulated import SimulatedMicrophone
from devices.ports import CHUNK_SAMPLES, Sound
from devices.sound_file import write_wav

SOON = 10


class Visit:
    """What a page sees of a keeper, and a clock turned by hand."""

    def __init__(self, device, sink=None):
        self.readings, self.troubles, self.waits = queue.Queue(2), queue.Queue(), queue.Queue()
        self.turn = threading.Semaphore(0)
        self.keeper = Keeper(device, sink or self.take, self.troubles.put, self.pause)

    def take(self, reading):
        with suppress(queue.Full):
            self.readings.put(reading, timeout=0.01)

    def pause(self, seconds):
        self.waits.put(seconds)
        self.turn.acquire(timeout=SOON)
        return False

    def __enter__(self):
        self.keeper.start()
        return self

    def __exit__(self, *_):
        self.turn.release(100)
        self.keeper.stop()


@pytest.fixture
def camera():
    return SimulatedCamera(pace=0)


def test_hands_on_what_the_device_reads_and_closes_it_at_the_end(camera):
    with Visit(camera) as visit:
        assert visit.readings.get(timeout=SOON).shape == (960, 1280, 3)
    assert camera.read() is None
    assert visit.troubles.empty()


def test_says_when_the_camera_is_pulled_out_and_when_it_is_back(camera):
    with Visit(camera) as visit:
        visit.readings.get(timeout=SOON)
        camera.unplug()
        assert isinstance(visit.troubles.get(timeout=SOON), CameraMissing)
        camera.plug()
        visit.turn.release()
        assert visit.troubles.get(timeout=SOON) is None


def test_waits_a_little_longer_each_time_and_says_it_once(camera):
    camera.unplug()
    with Visit(camera) as visit:
        waits = []
        for _ in range(5):
            waits.append(visit.waits.get(timeout=SOON))
            visit.turn.release()
    assert waits == [*RETRY_SECONDS, RETRY_SECONDS[-1]]
    assert isinstance(visit.troubles.get(), CameraMissing)
    assert visit.troubles.empty()


def test_can_be_stopped_while_it_waits_and_more_than_once(camera):
    camera.unplug()
    troubled = threading.Event()
    keeper = Keeper(camera, lambda picture: None, lambda problem: troubled.set())
    keeper.start()
    assert troubled.wait(SOON)
    keeper.stop()
    keeper.stop()


def test_stopping_what_never_started_is_nothing(camera):
    Keeper(camera, print, print).stop()


def test_the_sink_may_stop_it(camera):
    seen = threading.Event()
    keeper = Keeper(camera, lambda picture: (keeper.stop(), seen.set()), print)
    keeper.start()
    assert seen.wait(SOON)
    keeper.stop()
    assert camera.read() is None


def test_finishing_hands_on_every_word_that_was_spoken(tmp_path):
    write_wav(tmp_path / "clip.wav", Sound(np.full(50 * CHUNK_SAMPLES, 0.5, np.float32), 16_000))
    heard, first, go = [], threading.Event(), threading.Event()

    def slow(chunk):
        first.set()
        go.wait(SOON)
        heard.append(chunk)

    keeper = Keeper(SimulatedMicrophone(tmp_path / "clip.wav", pace=0), slow, print)
    keeper.start()
    assert first.wait(SOON)
    threading.Timer(0, go.set).start()
    keeper.finish()
    assert sum(bool(chunk.any()) for chunk in heard) == 50


def test_a_problem_of_the_sink_is_told_like_one_of_the_device(camera):
    def sink(picture):
        raise MicrophoneMissing

    with Visit(camera, sink) as visit:
        assert isinstance(visit.troubles.get(timeout=SOON), MicrophoneMissing)


def test_a_bug_in_the_sink_is_told_and_not_hidden(camera, monkeypatch):
    bugs = []
    monkeypatch.setattr(threading, "excepthook", lambda bug: bugs.append(bug.exc_type))

    def sink(picture):
        raise ZeroDivisionError

    with Visit(camera, sink) as visit:
        problem = visit.troubles.get(timeout=SOON)
    assert isinstance(problem, EngineFailed)
    assert problem.detail == "ZeroDivisionError"
    assert bugs == [ZeroDivisionError]
    assert camera.read() is None
