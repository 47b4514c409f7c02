from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.runtime import Stores
from testkit.gateway_in_process import Gateway, SwitchableApp, serve_switchable
from testkit.province import Database, binaries, bucket, object_store, postgresql
from testkit.terminal import Terminal


@pytest.fixture(scope="session")
def switchable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SwitchableApp]:
    with serve_switchable(tmp_path_factory.mktemp("switchable") / "furnished") as switchable:
        yield switchable


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: sh installers/system_packages.sh test")
    with postgresql(programs) as database:
        yield database


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    with object_store() as endpoint:
        yield endpoint


@pytest.fixture
def stores(request: pytest.FixtureRequest) -> Stores:
    """Returns the gateway's own folder; for tests marked `either_store` also a province's stores, in a second run."""
    if getattr(request, "param", "folder") == "folder":
        return Stores()
    database, endpoint = request.getfixturevalue("database"), request.getfixturevalue("s3")
    return Stores(database.fresh(), bucket(endpoint))


@pytest.fixture
def gateway(switchable: SwitchableApp, tmp_path: Path, stores: Stores) -> Iterator[Gateway]:
    with switchable.gateway(tmp_path / "gateway", stores) as gateway:
        yield gateway


@pytest.fixture
def terminal(gateway: Gateway) -> Terminal:
    return Terminal.enrolled(gateway)
