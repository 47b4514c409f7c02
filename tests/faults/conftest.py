from collections.abc import Iterator

import pytest

from testkit.faulty_platform import FaultyPlatform


@pytest.fixture
def platform() -> Iterator[FaultyPlatform]:
    with FaultyPlatform() as running:
        yield running
