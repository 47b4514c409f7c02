"""Nothing passes between training and a real platform: by network, stick, folder or command line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from core.problems import NotAddressed, PracticePlatform, RealHome, RealPlatform, StoreProblem, TrainingHome
from core.training import marked
from gateway.intake.offline_import import import_items
from gateway.runtime import open_runtime
from sync.removable_media import acknowledgements
from sync.terminal import Terminal, open_terminal, terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from tests.sync.conftest import Sync


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedGateway]:
    running = ServedGateway(tmp_path_factory.mktemp("practice"), training=True)
    yield running
    running.close()


@pytest.fixture
def trainee(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path / "home" / "training", training=True) as opened:
        yield opened


def test_who_practises_is_taken_in_by_the_practice_platform(trainee: Terminal, practice: ServedGateway) -> None:
    identity = trainee.enrol(practice.url, practice.call("code")["code"])
    assert identity.training
    slip = trainee.submissions.accept(a_filing())
    trainee.engine.run_once()
    assert trainee.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_a_real_platform_refuses_who_practises_and_no_code_is_spent(
    trainee: Terminal, gateway: ServedGateway, tmp_path: Path
) -> None:
    code = gateway.call("code")["code"]
    with pytest.raises(RealPlatform):
        trainee.enrol(gateway.url, code)
    assert not trainee.identities.enrolled
    with terminal(tmp_path / "real") as real:
        assert real.enrol(gateway.url, code)


def test_a_practice_platform_refuses_a_real_terminal_and_no_code_is_spent(
    trainee: Terminal, practice: ServedGateway, tmp_path: Path
) -> None:
    code = practice.call("code")["code"]
    with terminal(tmp_path / "real") as real:
        with pytest.raises(PracticePlatform):
            real.enrol(practice.url, code)
        assert not real.identities.enrolled
    assert trainee.enrol(practice.url, code)


def test_who_practises_calls_nobody_outside_this_machine(trainee: Terminal) -> None:
    with pytest.raises(RealPlatform):
        trainee.enrol("https://petition.example", CODE)


def test_an_answer_that_does_not_say_which_it_is_enrols_nobody(trainee: Terminal, platform: FaultyPlatform) -> None:
    """Another maker's platform knows nothing of training."""
    with pytest.raises(RealPlatform):
        trainee.enrol(platform.url, CODE)
    assert not trainee.identities.enrolled


def test_the_command_line_on_a_training_home_enrols_nowhere_else(
    tmp_path: Path, gateway: ServedGateway, sync: Sync, home: Path
) -> None:
    open_terminal(home / "new", training=True).close()
    shutil.move(home / "new", tmp_path / "moved")
    home.joinpath("settings.toml").unlink()
    home.rmdir()
    shutil.move(tmp_path / "moved", home)
    code, said = sync("enrol", gateway.url, gateway.call("code")["code"])
    assert (code, said["error"]["code"]) == (3, "P532")
    code, said = sync("enrol", "https://petition.example", CODE)
    assert (code, said["error"]["code"]) == (3, "P532")


def test_what_was_practised_and_carried_is_not_taken_in(
    trainee: Terminal, practice: ServedGateway, gateway: ServedGateway, tmp_path: Path
) -> None:
    """The real platform does not know the signing terminal."""
    trainee.enrol(practice.url, practice.call("code")["code"])
    trainee.submissions.accept(a_filing())
    assert trainee.submissions.export(tmp_path / "stick")
    runtime = open_runtime(gateway.data)
    results = list(import_items(runtime, tmp_path / "stick"))
    runtime.engine.dispose()
    assert [each["error"]["code"] for each in results] == ["unknown-terminal"]
    assert not list(acknowledgements(tmp_path / "stick"))


def test_nor_does_it_open_there(trainee: Terminal, practice: ServedGateway, gateway: ServedGateway) -> None:
    """Even when signed by a known terminal it does not open: it is sealed to other keys."""
    trainee.enrol(practice.url, practice.call("code")["code"])
    slip = trainee.submissions.accept(a_filing())
    text = (trainee.home / "outbox" / str(slip.item) / "text.age").read_bytes()
    runtime = open_runtime(gateway.data)
    try:
        with pytest.raises(NotAddressed):
            runtime.keys.opened(text)
    finally:
        runtime.engine.dispose()


def test_what_is_real_is_not_taken_in_by_the_practice_platform(
    opened: Terminal, practice: ServedGateway, tmp_path: Path
) -> None:
    opened.submissions.accept(a_filing())
    opened.submissions.export(tmp_path / "stick")
    runtime = open_runtime(practice.data)
    results = list(import_items(runtime, tmp_path / "stick"))
    runtime.engine.dispose()
    assert [each["error"]["code"] for each in results] == ["unknown-terminal"]


@pytest.mark.parametrize(("made", "wanted", "problem"), [(True, False, TrainingHome), (False, True, RealHome)])
def test_a_home_keeps_its_side(tmp_path: Path, made: bool, wanted: bool, problem: type[StoreProblem]) -> None:
    open_terminal(tmp_path, training=made).close()
    with pytest.raises(problem):
        open_terminal(tmp_path, training=wanted)
    open_terminal(tmp_path, training=made).close()


@pytest.mark.parametrize("wanted", [None, False])
def test_taking_the_mark_away_helps_nobody(trainee: Terminal, practice: ServedGateway, wanted: bool | None) -> None:
    trainee.enrol(practice.url, practice.call("code")["code"])
    trainee.close()
    (trainee.home / "TRAINING").unlink()
    with pytest.raises(TrainingHome):
        open_terminal(trainee.home, training=wanted)


def test_nor_does_putting_it_on_a_real_home(opened: Terminal) -> None:
    opened.close()
    (opened.home / "TRAINING").touch()
    for wanted in (None, True):
        with pytest.raises(RealHome):
            open_terminal(opened.home, training=wanted)
    (opened.home / "TRAINING").unlink()
    with terminal(opened.home, training=False) as again:
        assert again.identities.current() == opened.identities.current()


def test_a_home_is_marked_before_anything_lies_in_it(tmp_path: Path) -> None:
    with terminal(tmp_path / "home", training=True):
        assert marked(tmp_path / "home")
    with terminal(tmp_path / "other"):
        assert not marked(tmp_path / "other")
