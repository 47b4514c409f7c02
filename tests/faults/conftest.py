from collections.abc import Iterator

import pytest

from tests.sync.naughty import Naughty


@pytest.fixture
def platform() -> Iterator[Naughty]:
    with Naughty() as running:
        yield running
