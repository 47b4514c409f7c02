"""A training home with its sample village and a platform on this machine, as whoever practises has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from proxy_client.practice_lessons import practice
from proxy_client.sample_village import settle
from sync.terminal import Terminal, terminal
from training.lessons.course import Course
from training.lessons.network import Network
from training.local_gateway import practice_gateway


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path / "training", training=True) as opened:
        settle(opened)
        yield opened


@pytest.fixture
def course(here: Terminal) -> Course:
    """Returns the lessons where nothing has to be reached."""
    return Course(practice(here, Settings(), Network(None, here.engine)))


@pytest.fixture
def reached(here: Terminal) -> Iterator[Course]:
    """Yields the lessons with the practice platform, which is a process of its own."""
    with practice_gateway(here) as gateway:
        yield Course(practice(here, Settings(), Network(gateway, here.engine)))
