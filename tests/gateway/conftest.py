from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.running import Gateway, running_gateway
from tests.gateway.terminal import Terminal


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    with running_gateway(tmp_path / "gateway") as running:
        yield running


@pytest.fixture
def terminal(gateway: Gateway) -> Terminal:
    return Terminal.enrolled(gateway)
