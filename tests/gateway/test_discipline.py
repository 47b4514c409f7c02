"""The organ renews its keys on its own machine; the gateway only carries what it signed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gateway.cli import main
from gateway.keys import keyring
from trust.keys import AgeKey
from trust.organ_keys import OrganIdentity, key_lines
from trust.seal import open_sealed, seal

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, Any]:
        code = main([*map(str, words), "--data", str(tmp_path / "gateway")])
        return code, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def identity(run: Run, tmp_path: Path) -> Path:
    """Returns the identity file that was handed over, on the organ's machine."""
    run("keygen")
    here = tmp_path / "organ.identity"
    (tmp_path / "gateway" / "keys" / keyring.HAND_OVER).rename(here)
    return here


def test_what_is_handed_over_opens_and_signs(run: Run, identity: Path) -> None:
    theirs = OrganIdentity.read(identity.read_text())
    _, told = run("discipline", "show")
    assert (told["keys"], told["number"]) == ([theirs.ages[0].recipient], 0)
    assert theirs.signing and told["signing_key"] == theirs.signing.public
    assert key_lines(identity.read_text()) == [theirs.ages[0].identity], "a remark to age"


def test_a_renewal_signed_by_the_key_before(run: Run, identity: Path, tmp_path: Path) -> None:
    old = run("discipline", "show")[1]
    code, renewed = run("discipline", "renew", identity, "--out", tmp_path / "new")
    assert code == 0 and renewed["keys"] != old["keys"] and renewed["number"] == 1
    code, taken = run("discipline", "take", tmp_path / "new" / keyring.STATEMENT)
    assert (code, taken["signed_by_the_key_before"], taken["code"]) == (0, True, renewed["code"])
    assert run("discipline", "show")[1] == renewed
    theirs = OrganIdentity.read((tmp_path / "new" / "discipline.identity").read_text())
    for keys in (old["keys"], renewed["keys"]):
        assert open_sealed(seal(b"accused", keys), *(key.identity for key in theirs.ages)) == b"accused"


def test_an_identity_is_never_written_over(run: Run, identity: Path, tmp_path: Path) -> None:
    run("discipline", "renew", identity, "--out", tmp_path / "new")
    before = (tmp_path / "new" / "discipline.identity").read_text()
    code, said = run("discipline", "renew", identity, "--out", tmp_path / "new")
    assert (code, said["error"]["code"]) == (3, "P421")
    assert (tmp_path / "new" / "discipline.identity").read_text() == before


def test_one_of_the_version_before_gets_a_signing_key(run: Run, tmp_path: Path) -> None:
    theirs = AgeKey.generate()
    keys = tmp_path / "gateway" / "keys"
    keys.mkdir(parents=True)
    (keys / keyring.RECIPIENT).write_text(theirs.recipient + "\n")
    (tmp_path / "old.identity").write_text(f"# created: 2026\n{theirs.identity}\n")
    run("keygen")
    assert run("discipline", "show")[1]["signing_key"] == ""
    _, renewed = run(
        "discipline", "renew", tmp_path / "old.identity", "--out", tmp_path / "new", "--recipient", theirs.recipient
    )
    assert renewed["keys"] == [theirs.recipient] and renewed["signing_key"]
    assert run("discipline", "take", tmp_path / "new" / keyring.STATEMENT)[1]["signed_by_the_key_before"] is False


def test_what_is_no_statement_is_not_taken(run: Run, identity: Path, tmp_path: Path) -> None:
    run("discipline", "renew", identity, "--out", tmp_path / "new")
    statement = tmp_path / "new" / keyring.STATEMENT
    whole = json.loads(statement.read_text())
    keys, before = tmp_path / "gateway" / "keys", run("discipline", "show")
    bureau = OrganIdentity((AgeKey(key_lines((keys / "bureau.identity").read_text())[0]),)).renewed(fresh_key=False)
    ours = bureau.signed_statement()
    assert ours
    mine = whole["text"].replace("age1", "age1q", 1)
    for text in (
        "",
        "{}",
        json.dumps({**whole, "text": mine}),
        json.dumps({**whole, "signature": "AAAA"}),
        ours.model_dump_json(),
    ):
        (tmp_path / "bad").write_text(text)
        code, said = run("discipline", "take", tmp_path / "bad")
        assert (code, said["error"]["code"]) == (1, "bad-statement")
    assert run("discipline", "show") == before
    assert run("discipline", "take", statement)[0] == 0
    assert run("discipline", "take", statement)[1]["error"]["code"] == "bad-statement", "an older one by now"
    assert run("discipline", "take")[1]["error"]["code"] == "no-file"
    assert run("discipline", "renew", statement)[1]["error"]["code"] == "bad-identity"
