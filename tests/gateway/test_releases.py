"""Terminals fetch new versions from the gateway, in pieces; what it serves is what a publisher laid there."""

import json
from pathlib import Path

import pytest
import requests

from core.problems import PlatformBusy
from core.settings import Platform
from sync.platform.http import Transport
from testkit.gateway_in_process import Gateway, ask
from testkit.publisher import Publisher
from testkit.terminal import refusal
from tests.updates.conftest import machine_at
from updates.sources import Gateway as Source
from updates.updater import Updater


@pytest.fixture
def publisher(gateway: Gateway, tmp_path: Path) -> Publisher:
    made = Publisher.begun(tmp_path / "publisher")
    made.program("1.0", big="as long as a piece " * 80_000)
    made.folder.rename(gateway.data / "updates")
    return made


@pytest.fixture
def machine(tmp_path: Path, publisher: Publisher) -> Updater:
    return machine_at(tmp_path / "machine", publisher.root)


def source(gateway: Gateway) -> Source:
    return Source(Transport(gateway.url, Platform()))


def test_a_machine_takes_a_version_from_it(gateway: Gateway, machine: Updater) -> None:
    machine.stage(source(gateway))
    assert machine.apply() == {"program": "1.0"}


def test_it_goes_on_where_it_was_cut_off(gateway: Gateway, machine: Updater) -> None:
    cut = source(gateway)
    (here,) = machine.installations

    def pull_the_plug(done: int, _all: int) -> None:
        if done > 600_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        machine.stage(cut, pull_the_plug)
    (partial,) = here.root.glob("partial/*/.big.part")
    fetched = partial.stat().st_size
    rest = source(gateway)
    (standing,) = machine.stage(rest)
    assert fetched > 0 and rest.traffic < standing.size - fetched + 30_000  # the metadata is asked for again
    machine.apply()


def test_while_the_roll_out_is_stopped_nobody_gets_anything(gateway: Gateway, machine: Updater) -> None:
    assert json.loads(ask(gateway.data, "fleet", "stop")) == {"stopped": True}
    with pytest.raises(PlatformBusy):
        machine.check(source(gateway))
    assert json.loads(ask(gateway.data, "fleet", "go-on")) == {"stopped": False}
    assert machine.check(source(gateway))[0].offered == "1.0"


@pytest.mark.usefixtures("publisher")
@pytest.mark.parametrize(
    "name",
    [
        "..%2fkeys%2fsigning.key",
        "metadata/..%2f..%2fgateway.toml",
        "STOPPED",
        "metadata",
        "blobs//x",
        "metadata/%2e%2e/x",
        "",
    ],
)
def test_nothing_else_is_served(gateway: Gateway, name: str) -> None:
    (gateway.data / "updates" / "metadata" / "out.json").symlink_to(gateway.data / "gateway.toml")
    for each in (name, "metadata/out.json"):
        assert refusal(requests.get(f"{gateway.url}/v1/updates/{each}", timeout=120))[0] == 404
