from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.runtime import Stores
from gateway.staff import passwords
from gateway.staff.passwords import HASHER
from gateway.storage.database import connect, migrate
from testkit.cheap_passwords import cheap_passwords
from testkit.gateway_in_process import Gateway, SwitchableApp, serve_switchable
from testkit.province import Database, binaries, bucket, object_store, postgresql
from testkit.terminal import Terminal


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Hashes of officers' passwords are as cheap as Argon2 allows, but where `earnest_passwords` is asked for."""
    with cheap_passwords():
        yield


@pytest.fixture
def earnest_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of officers' passwords cost what they do in the product."""
    monkeypatch.setattr(passwords, "HASHER", HASHER)


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


@pytest.fixture(scope="session")
def tables(database: Database) -> str:
    """Returns a database with today's tables and no rows, to be copied."""
    url = database.fresh()
    engine = connect(url)
    migrate(engine)
    engine.dispose()
    return url


@pytest.fixture
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    """Yields the gateway's own folder; for tests marked `either_store` also a province's stores, in a second run."""
    kind = getattr(request, "param", "folder")
    if kind == "folder":
        yield Stores()
        return
    database, endpoint = request.getfixturevalue("database"), request.getfixturevalue("s3")
    url = database.fresh() if kind == "empty province" else database.copy_of(request.getfixturevalue("tables"))
    yield Stores(url, bucket(endpoint))
    database.drop(url)


@pytest.fixture
def gateway(switchable: SwitchableApp, tmp_path: Path, stores: Stores) -> Iterator[Gateway]:
    with switchable.gateway(tmp_path / "gateway", stores) as gateway:
        yield gateway


@pytest.fixture
def terminal(gateway: Gateway) -> Terminal:
    return Terminal.enrolled(gateway)
