from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.running import Door, Gateway, open_door
from tests.gateway.terminal import Terminal


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with open_door(tmp_path_factory.mktemp("door") / "furnished") as door:
        yield door


@pytest.fixture
def gateway(door: Door, tmp_path: Path) -> Iterator[Gateway]:
    with door.gateway(tmp_path / "gateway") as gateway:
        yield gateway


@pytest.fixture
def terminal(gateway: Gateway) -> Terminal:
    return Terminal.enrolled(gateway)
