"""A machine takes a new version: found, verified, made ready, exchanged, taken back."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from core.problems import (
    NothingBefore,
    NothingStaged,
    NoUpdateKeys,
    UpdateExpired,
    UpdateForged,
    UpdateMixed,
    UpdateOlder,
    UpdateProblem,
    UpdateUnderWay,
    UpdateUnfit,
    VisitUnderWay,
)
from core.settings import Updates
from storage.file_lock import FileLock
from testkit.publisher import FAILS, SELF_TEST, Publisher, tree
from tests.updates.conftest import machine_at
from updates import switching
from updates.installation import RELEASE, Installation
from updates.release import Offer
from updates.sources import Folder
from updates.updater import Updater


def source(publisher: Publisher) -> Folder:
    return Folder(publisher.folder)


def take(machine: Updater, publisher: Publisher) -> Folder:
    given = source(publisher)
    machine.stage(given)
    machine.apply()
    return given


def runs(machine: Updater) -> str | None:
    (here,) = machine.installations
    if here.current is None:
        return None
    content = (here.root / "current" / "version").read_text("utf-8")
    assert content == here.current
    return content


def test_a_version_is_offered_made_ready_and_runs(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    (seen,) = machine.check(source(publisher))
    assert seen.told() == {
        "kind": "program",
        "runs": None,
        "offered": "1.0",
        "staged": None,
        "size": seen.size,
        "wanted": True,
    }
    assert runs(machine) is None
    take(machine, publisher)
    assert runs(machine) == "1.0"
    (here,) = machine.installations
    assert (here.root / "current" / "self-test").stat().st_mode & 0o111


def test_what_the_present_version_has_is_not_fetched_again(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    publisher.program("1.1", more="three words more")
    metadata_and_new = take(machine, publisher).traffic
    blobs = sum(len(each) for each in ("1.1", "three words more"))
    everything = sum(path.stat().st_size for path in publisher.folder.rglob("*") if path.is_file())
    assert runs(machine) == "1.1"
    assert blobs < metadata_and_new < everything - 5000


def test_a_version_that_never_comes_up_is_taken_back(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    (here,) = machine.installations
    switching.confirm(here)
    publisher.program("1.1")
    take(machine, publisher)
    assert [switching.began(here) for _ in range(switching.STARTS)] == [None] * switching.STARTS
    assert switching.began(here) == "1.0"
    assert runs(machine) == "1.0"
    machine.stage(source(publisher))
    with pytest.raises(NothingStaged):
        machine.apply()


def test_a_version_that_came_up_stays(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    publisher.program("1.1")
    take(machine, publisher)
    (here,) = machine.installations
    switching.began(here)
    switching.confirm(here)
    assert [switching.began(here) for _ in range(9)] == [None] * 9
    assert machine.rollback("program") == "1.0"
    assert runs(machine) == "1.0"
    with pytest.raises(NothingBefore):
        machine.rollback("program")


def test_one_that_fails_its_own_test_never_runs(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    publisher.program("1.1", **{"self-test": FAILS})
    machine.stage(source(publisher))
    with pytest.raises(UpdateUnfit, match="no window came"):
        machine.apply()
    assert runs(machine) == "1.0"
    machine.stage(source(publisher))
    assert machine.installations[0].staged is None


def test_nothing_is_exchanged_while_somebody_is_there(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    machine.stage(source(publisher))
    with FileLock(machine.visit.path), pytest.raises(VisitUnderWay):
        machine.apply()
    machine.apply()
    assert runs(machine) == "1.0"


def test_two_at_once(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    machine.check(source(publisher))
    with FileLock(machine.folder / "lock"), pytest.raises(UpdateUnderWay):
        machine.stage(source(publisher))


def test_without_a_root_nothing_is_taken(machine: Updater, publisher: Publisher) -> None:
    bare = Updater(Updates(root=None), machine.installations, machine.folder, machine.visit)
    with pytest.raises(NoUpdateKeys):
        bare.check(source(publisher))


def test_another_publishers_version_is_forged(tmp_path: Path, machine: Updater) -> None:
    other = Publisher.begun(tmp_path / "other")
    other.program("9.0")
    with pytest.raises(UpdateForged):
        machine.stage(source(other))


def test_a_source_that_stood_still_is_said_to_be_old(tmp_path: Path) -> None:
    still = Publisher.begun(tmp_path / "still", ago=timedelta(days=31))
    still.program("1.0")
    with pytest.raises(UpdateExpired):
        machine_at(tmp_path / "machine", still.root).check(source(still))


def test_yesterdays_source_is_not_taken_for_todays(tmp_path: Path, machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    yesterday = {path: path.read_bytes() for path in publisher.folder.glob("metadata/*")}
    publisher.program("1.1")
    take(machine, publisher)
    for path in publisher.folder.glob("metadata/*"):
        path.unlink()
    for path, content in yesterday.items():
        path.write_bytes(content)
    with pytest.raises(UpdateOlder):
        machine.check(source(publisher))
    assert runs(machine) == "1.1"


def test_an_older_version_that_is_offered_is_not_taken(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    publisher.program("1.1")
    take(machine, publisher)
    publisher.repository.offer("general", Offer(program="1.0"))
    (standing,) = machine.stage(source(publisher))
    assert not standing.wanted and standing.staged is None


def test_a_ring_gets_its_own_offer(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    publisher.publish("program", "1.1", {"self-test": "#!/bin/sh\n", "version": "1.1"}, ring="first")
    assert not machine.check(source(publisher))[0].wanted


def _blobs(publisher: Publisher) -> list[Path]:
    return [path for path in publisher.folder.glob("blobs/*/*") if path.stat().st_size]


HARM = {"changed": lambda c: b"?" + c[1:], "cut short": lambda c: c[:-1], "missing": None}


@pytest.mark.parametrize("harm", HARM)
def test_files_that_are_not_the_signed_ones_are_not_taken(machine: Updater, publisher: Publisher, harm: str) -> None:
    publisher.program("1.0")
    whole = {path: path.read_bytes() for path in publisher.folder.glob("blobs/*/*")}
    for blob, content in whole.items():
        blob.unlink()
        if change := HARM[harm]:
            blob.write_bytes(change(content))
    for _ in range(2):
        with pytest.raises(UpdateMixed):
            machine.stage(source(publisher))
    for blob, content in whole.items():
        blob.write_bytes(content)
    take(machine, publisher)
    assert runs(machine) == "1.0"


def test_what_stands_behind_the_signed_bytes_is_left(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    for blob in publisher.folder.glob("blobs/*/*"):
        blob.write_bytes(blob.read_bytes() + b"!")
    take(machine, publisher)
    assert runs(machine) == "1.0"


@pytest.mark.parametrize("role", ["1.root", "targets", "snapshot", "timestamp"])
def test_no_byte_of_the_metadata_may_be_changed(tmp_path: Path, publisher: Publisher, role: str) -> None:
    publisher.program("1.0")
    for path in publisher.folder.glob(f"metadata/*{role}.json"):
        told = json.loads(path.read_bytes())
        told["signed"]["expires"] = "2099-01-01T00:00:00Z"
        path.write_text(json.dumps(told), "utf-8")
    fresh = machine_at(tmp_path / "fresh", publisher.root)
    if role == "1.root":
        assert fresh.check(source(publisher))[0].offered == "1.0"  # the machine has its own
    else:
        with pytest.raises(UpdateProblem):
            fresh.check(source(publisher))


def test_a_version_changed_on_the_disk_is_not_put_in_force(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    machine.stage(source(publisher))
    (here,) = machine.installations
    (here.folder("1.0") / "version").write_text("1.0 and a worm", "utf-8")
    with pytest.raises(UpdateMixed):
        machine.apply()
    machine.stage(source(publisher))
    machine.apply()
    assert runs(machine) == "1.0"


def test_new_root_keys_are_taken_when_the_old_ones_sign_them(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    old, new = publisher.repository, [CryptoSigner.generate_ed25519() for _ in range(3)]
    rotated = type(old)(old.folder, {**old.signers, "root": new}, old.now)
    rotated.rotate("root", [each.public_key for each in new], old.signers["root"])
    publisher.repository = rotated
    publisher.program("1.1")
    take(machine, publisher)
    assert runs(machine) == "1.1"


@pytest.mark.parametrize("role", ["targets", "snapshot", "timestamp"])
def test_a_lost_key_of_another_role_is_replaced(machine: Updater, publisher: Publisher, role: str) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    before, new = publisher.repository, CryptoSigner.generate_ed25519()
    after = type(before)(before.folder, {**before.signers, role: [new]}, before.now)
    after.rotate(role, [new.public_key], [])
    publisher.repository = after
    publisher.program("1.1")
    take(machine, publisher)
    publisher.repository = before  # whoever found the lost key
    publisher.program("6.6")
    with pytest.raises(UpdateProblem):
        machine.check(source(publisher))
    assert runs(machine) == "1.1"


def test_a_file_that_is_no_program_any_more_takes_nothing_from_the_one_that_runs(
    machine: Updater, publisher: Publisher
) -> None:
    """Both versions share what is linked, its mode too."""
    publisher.program("1.0", start="#!/bin/sh")
    take(machine, publisher)
    tree(publisher.work / "program-1.1", {"start": "#!/bin/sh"})
    folder = publisher.work / "program-1.1"
    for name, content in {"self-test": SELF_TEST, "version": "1.1"}.items():
        (folder / name).write_text(content, "utf-8")
    (folder / "self-test").chmod(0o755)
    (folder / "start").chmod(0o644)
    publisher.repository.add("program", "1.1", folder)
    publisher.repository.offer("general", Offer(program="1.1"))
    machine.stage(source(publisher))
    (here,) = machine.installations
    assert os.access(here.folder("1.0") / "start", os.X_OK)
    assert not os.access(here.folder("1.1") / "start", os.X_OK) or os.geteuid() == 0
    assert not (here.folder("1.1") / "start").stat().st_mode & 0o111


def test_a_power_cut_before_a_file_got_its_mode_leaves_no_dead_program(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    (here,) = machine.installations
    here.begin()
    half = here.partial / "1.0"
    half.mkdir()
    (half / "self-test").write_text(SELF_TEST, "utf-8")
    (half / "self-test").chmod(0o600)
    take(machine, publisher)
    assert (here.folder("1.0") / "self-test").stat().st_mode & 0o111


def test_other_accounts_may_run_what_root_put_together(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)  # with the umask of all our commands, 077
    (here,) = machine.installations
    folder = here.folder("1.0")
    for path in (folder, folder / "same"):
        assert path.stat().st_mode & 0o055 == 0o055
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in folder.rglob("*"))


def test_what_is_said_of_a_version_is_damaged_on_the_disk(machine: Updater, publisher: Publisher) -> None:
    publisher.program("1.0")
    take(machine, publisher)
    publisher.program("1.1")
    take(machine, publisher)
    (here,) = machine.installations
    (here.folder("1.0") / RELEASE).write_bytes(b"{")
    with pytest.raises(UpdateMixed):
        machine.rollback("program")
    (here.folder("1.1") / RELEASE).write_bytes(b"")
    publisher.program("1.2")
    take(machine, publisher)
    assert runs(machine) == "1.2"


@pytest.mark.parametrize("root", [None, b"", b"no json", b"[" * 100_000, b"{}", b"\xff"])
def test_a_root_that_is_none_is_said_in_words(machine: Updater, publisher: Publisher, root: bytes | None) -> None:
    assert machine.settings.root
    machine.settings.root.unlink()
    if root is not None:
        machine.settings.root.write_bytes(root)
    with pytest.raises(NoUpdateKeys if root is None else UpdateForged):
        machine.check(source(publisher))


@pytest.mark.parametrize("name", ["metadata/timestamp.json", "metadata", "blobs"])
def test_a_stick_with_links_is_not_followed(tmp_path: Path, machine: Updater, publisher: Publisher, name: str) -> None:
    publisher.program("1.0")
    (publisher.folder / name).rename(tmp_path / "elsewhere")
    (publisher.folder / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UpdateMixed):
        machine.stage(source(publisher))


def test_who_only_looks_leaves_no_folder(tmp_path: Path) -> None:
    here = Installation("data", tmp_path / "data")
    assert (here.current, switching.began(here)) == (None, None)
    assert not (tmp_path / "data").exists()
