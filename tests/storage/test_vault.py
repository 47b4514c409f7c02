"""The key's vault: the same key each time, a clear message when it cannot be read, never silently another key."""

import hmac
import json
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from core.problems import KeyLost, OtherKeyProtector, SealBroken, WrongKey
from storage.keys import passphrase
from storage.keys.credential import NAME, Credential
from storage.keys.dpapi import Dpapi
from storage.keys.key_file import KeyFile
from storage.keys.key_protectors import CREDENTIALS, PASSPHRASE_FILE, KeyProtector, key_protectors
from storage.keys.passphrase import Passphrase
from storage.keys.vault import Vault
from storage.keys.vault_record import VaultRecord, read_vault

Files = dict[str, bytes]


def files(home: Path) -> Files:
    return {file.name: file.read_bytes() for file in home.iterdir()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the passphrase file that the environment names."""
    file = tmp_path / "passphrase"
    file.write_text("correct horse\n")
    monkeypatch.setenv(PASSPHRASE_FILE, str(file))
    return file


@pytest.fixture
def credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a credential placed as by systemd."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / NAME).write_bytes(secrets.token_bytes(32))
    monkeypatch.setenv(CREDENTIALS, str(folder))
    return folder / NAME


def test_a_file_guards_it_where_nothing_better_is_asked_for(home: Path) -> None:
    key = Vault(home).key()
    assert (len(key), Vault(home).key(), Vault(home).protector()) == (32, key, "key-file")
    assert {file.stat().st_mode & 0o777 for file in home.iterdir()} == {0o600}
    assert not any(part in content for content in files(home).values() for part in (key, key.hex().encode()))


def test_a_passphrase_is_kept_nowhere_and_a_wrong_one_changes_nothing(home: Path, words: Path) -> None:
    key = Vault(home).key()
    assert (Vault(home).key(), Vault(home).protector()) == (key, "passphrase")
    before = files(home)
    assert "store.key" not in before and not any(b"horse" in content for content in before.values())
    for content in (b"wrong horse", b" \n", None):
        words.unlink(missing_ok=True)
        if content is not None:
            words.write_bytes(content)
        with pytest.raises(WrongKey):
            Vault(home).key()
    assert files(home) == before
    words.write_text("correct horse")
    assert Vault(home).key() == key


def test_opening_costs_one_argon(home: Path, words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[bytes] = []

    def counted(*, salt: bytes, **numbers: Any) -> Argon2id:
        runs.append(salt)
        return Argon2id(salt=salt, **numbers)

    monkeypatch.setattr(passphrase, "Argon2id", counted)
    Vault(home).key()
    Vault(home).key()
    assert len(runs) == 2


def test_a_credential_guards_it(home: Path, credential: Path) -> None:
    key = Vault(home).key()
    assert (Vault(home).key(), Vault(home).protector()) == (key, "credential")
    content = credential.read_bytes()
    credential.write_bytes(content[::-1])
    with pytest.raises(WrongKey):
        Vault(home).key()
    credential.write_bytes(b"too short")
    with pytest.raises(WrongKey, match="shorter"):
        Vault(home).key()
    credential.unlink()
    with pytest.raises(OtherKeyProtector, match="not given"):
        Vault(home).key()
    credential.write_bytes(content)
    assert Vault(home).key() == key


def test_a_passphrase_no_longer_named_is_told_in_words(
    home: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Vault(home).key()
    before = files(home)
    monkeypatch.delenv(PASSPHRASE_FILE)
    with pytest.raises(OtherKeyProtector, match="SUNLIT_PASSPHRASE_FILE is not set"):
        Vault(home).key()
    assert files(home) == before


def test_who_asks_for_a_passphrase_later_is_told_that_none_guards(home: Path, request: pytest.FixtureRequest) -> None:
    key = Vault(home).key()
    request.getfixturevalue("words")
    with pytest.raises(OtherKeyProtector, match="python -m sync guard passphrase"):
        Vault(home).key()
    Vault(home).change_protector(key_protectors(home)["passphrase"])
    assert (Vault(home).key(), Vault(home).protector(), (home / "store.key").exists()) == (key, "passphrase", False)


class Toy:
    """Replaces Windows' DPAPI: decrypts only for the same account on the same machine."""

    def __init__(self) -> None:
        self.held: dict[bytes, bytes] = {}
        self.machine = False

    def protect(self, secret: bytes, machine: bool) -> bytes:
        blob = secrets.token_bytes(8)
        self.held[blob], self.machine = secret, machine
        return blob

    def unprotect(self, blob: bytes) -> bytes:
        if blob not in self.held:
            raise OSError(13, "the data is invalid")
        return self.held[blob]


def test_windows_guards_it() -> None:
    toy = Toy()
    kept, secret = Dpapi(toy, machine=True).create()
    assert (Dpapi(toy).secret(kept), len(secret), toy.machine) == (secret, 32, True)
    with pytest.raises(WrongKey, match="another account"):
        Dpapi(Toy()).secret(kept)


@pytest.mark.skipif(sys.platform == "win32", reason="where Windows is")
def test_a_vault_of_windows_is_told_elsewhere(home: Path) -> None:
    vault = Vault(home)
    vault.change_protector(Dpapi(Toy()))
    assert vault.protector() == "dpapi"
    with pytest.raises(OtherKeyProtector, match="another system"):
        Vault(home).key()


@pytest.mark.skipif(sys.platform != "win32", reason="DPAPI is a part of Windows")
@pytest.mark.parametrize("machine", [False, True])
def test_the_real_windows(machine: bool, home: Path) -> None:
    key = Vault(home).key()
    Vault(home).change_protector(Dpapi(machine=machine))
    assert (Vault(home).key(), Vault(home).protector()) == (key, "dpapi")


def first_form(home: Path, key: bytes, salt: bytes) -> None:
    """Writes `vault.json` in the first version's format."""
    mark = hmac.digest(key, b"sunlit store key", "sha256").hex()
    (home / "vault.json").write_text(json.dumps({"salt": salt.hex(), "mark": mark}))


def test_a_key_file_of_the_first_version_opens(home: Path) -> None:
    key = secrets.token_bytes(32)
    (home / "store.key").write_bytes(key)
    first_form(home, key, b"s" * 16)
    assert [Vault(home).key() for _ in range(2)] == [key, key]
    assert (Vault(home).protector(), b"mark" in (home / "vault.json").read_bytes()) == ("key-file", False)


@pytest.mark.usefixtures("earnest_hashes")
def test_a_passphrase_of_the_first_version_opens(home: Path, words: Path) -> None:
    salt = b"s" * 16
    key = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive(b"correct horse")
    first_form(home, key, salt)
    before = files(home)
    words.write_text("wrong horse")
    with pytest.raises(WrongKey):
        Vault(home).key()
    assert files(home).items() >= before.items()
    words.write_text("correct horse")
    assert [Vault(home).key() for _ in range(2)] == [key, key]


def test_a_vault_of_the_first_version_without_its_secret_is_a_lost_key(home: Path) -> None:
    first_form(home, b"k" * 32, b"s" * 16)
    with pytest.raises(KeyLost):
        Vault(home).key()
    assert not (home / "store.key").exists()


def test_one_copy_of_the_vault_is_enough(home: Path) -> None:
    key = Vault(home).key()
    for name in ("vault.json", "vault.spare.json"):
        for ruin in (Path.unlink, lambda file: file.write_bytes(b"torn"), lambda file: file.write_bytes(b"")):
            ruin(home / name)
            assert Vault(home).key() == key
            assert Vault(home).copies.in_sync


@pytest.mark.parametrize(
    "ruin", [b"", b"torn", b"{}", b'{"guard": "key-file", "kept": {}, "wrapped": "", "digest": ""}']
)
def test_a_lost_vault_is_a_lost_key_and_nobody_gets_another(ruin: bytes, home: Path) -> None:
    Vault(home).key()
    for copy in Vault(home).copies.files:
        copy.write_bytes(ruin)
    before = files(home)
    with pytest.raises(KeyLost):
        Vault(home).key()
    assert files(home) == before


def test_a_home_that_lived_gets_no_second_vault(home: Path) -> None:
    (home / "identity.sealed").write_bytes(b"sealed with a key nobody has now")
    with pytest.raises(KeyLost):
        Vault(home).key()


def test_a_lost_key_file_can_come_back(home: Path) -> None:
    key, file = Vault(home).key(), home / "store.key"
    content = file.read_bytes()
    for ruin in (content[:-1], None):
        file.unlink()
        if ruin is not None:
            file.write_bytes(ruin)
        with pytest.raises(KeyLost):
            Vault(home).key()
    file.write_bytes(content)
    assert Vault(home).key() == key


@given(st.binary(max_size=40), st.integers(0, 400))
def test_no_changed_vault_is_taken_for_a_wrong_key(put: bytes, at: int) -> None:
    record = VaultRecord.wrapping("key-file", {}, b"s" * 32, b"k" * 32)
    whole = record.as_bytes()
    with suppress(SealBroken):
        assert read_vault(whole[:at] + put + whole[at + len(put) :]) == record


NEW: dict[str, Callable[[Path], KeyProtector]] = {
    "passphrase": lambda folder: Passphrase(folder / "new"),
    "credential": Credential,
    "key-file": lambda folder: KeyFile(folder / "home" / "store.key"),
}


@pytest.mark.parametrize("name", NEW)
def test_another_may_guard_the_same_key(
    name: str, home: Path, tmp_path: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").write_text("new horse")
    (tmp_path / NAME).write_bytes(secrets.token_bytes(40))
    key = Vault(home).key()
    spare = (home / "vault.spare.json").read_bytes()
    Vault(home).change_protector(NEW[name](tmp_path))
    assert Vault(home).protector() == name

    if name != "passphrase":
        monkeypatch.delenv(PASSPHRASE_FILE)
    monkeypatch.setenv(CREDENTIALS, str(tmp_path) if name == "credential" else "")
    words.write_text("new horse")
    (home / "vault.spare.json").write_bytes(spare)  # as if the power had gone between the copies
    assert [Vault(home).key() for _ in range(2)] == [key, key]
    assert Vault(home).copies.in_sync


def test_a_wrong_passphrase_changes_no_guard(home: Path, words: Path) -> None:
    Vault(home).key()
    before = files(home)
    words.write_text("wrong horse")
    with pytest.raises(WrongKey):
        Vault(home).change_protector(KeyFile(home / "store.key"))
    assert files(home) == before
