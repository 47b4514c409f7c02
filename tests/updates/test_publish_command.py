"""The ceremony of docs/update-keys.md, walked."""

import json
from pathlib import Path

import pytest

from core.problems import UpdateProblem
from testkit.publisher import SELF_TEST, tree
from tests.updates.conftest import machine_at
from updates import __main__ as program
from updates.publish_command import ASKED_FOR
from updates.sources import Folder

KEYS = ("root-a", "root-b", "root-c", "root-d", "targets", "snapshot", "timestamp", "new-targets")


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Returns a function that says `python -m updates publish …` in a folder, and what it answered."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ASKED_FOR, "three people in a room")

    def said(words: str) -> dict[str, object]:
        monkeypatch.setattr("sys.argv", ["updates", "publish", *words.split()])
        capsys.readouterr()
        assert program.main() == 0
        answer: dict[str, object] = json.loads(capsys.readouterr().out)
        return answer

    for each in KEYS:
        said(f"new-key {each}.pem")
    return said


SIGNED = "--targets targets.pem --snapshot snapshot.pem --timestamp timestamp.pem"


def test_the_ceremony(tmp_path: Path, say) -> None:  # type: ignore[no-untyped-def]
    say(f"begin repository --root root-a.pem --root root-b.pem --root root-c.pem {SIGNED}")
    tree(tmp_path / "v1", {"self-test": SELF_TEST, "version": "1.0"})
    assert say(f"add repository program 1.0 v1 {SIGNED}")["files"] == 2
    say(f"offer repository general --program 1.0 {SIGNED}")
    root = (tmp_path / "repository" / "metadata" / "1.root.json").read_bytes()
    machine, source = machine_at(tmp_path / "machine", root), Folder(tmp_path / "repository")
    machine.stage(source)
    assert machine.apply() == {"program": "1.0"}

    say("rotate repository root --root root-a.pem --root root-b.pem --new root-a.pem --new root-b.pem --new root-d.pem")
    roots = "--root root-a.pem --root root-d.pem"
    fresh = "--snapshot snapshot.pem --timestamp timestamp.pem"
    say(f"rotate repository targets {roots} {fresh} --new new-targets.pem")
    say(f"renew repository {fresh}")
    tree(tmp_path / "v2", {"self-test": SELF_TEST, "version": "1.1"})
    say(f"add repository program 1.1 v2 --targets new-targets.pem {fresh}")
    say(f"offer repository general --program 1.1 --targets new-targets.pem {fresh}")
    machine.stage(source)
    assert machine.apply() == {"program": "1.1"}

    say(f"offer repository general --program 1.0 {SIGNED}")  # with the key that was replaced
    with pytest.raises(UpdateProblem):
        machine.check(source)
    assert all(b"PRIVATE" in path.read_bytes() and b"ENCRYPTED" in path.read_bytes() for path in tmp_path.glob("*.pem"))
