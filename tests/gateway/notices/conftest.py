from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.runtime import Stores
from testkit.gateway_in_process import SwitchableApp
from testkit.noticed_gateway import NoticedGateway, noticed_gateway


@pytest.fixture
def noticed(switchable: SwitchableApp, tmp_path: Path, stores: Stores) -> Iterator[NoticedGateway]:
    """Returns a gateway with a provider of SMS."""
    with noticed_gateway(switchable, tmp_path, stores) as noticed:
        yield noticed
