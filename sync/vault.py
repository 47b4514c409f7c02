"""The key of this terminal's store, behind one door.

From the passphrase in `$SUNLIT_PASSPHRASE_FILE` (Argon2id, RFC 9106's second recommended set), or, for development
and first steps, from a random key in `store.key` that only the owner may read. `vault.json` keeps the salt and a mark
of the key, so that a wrong key is told from a damaged store. Where a system can guard a key (TPM, DPAPI), it will
come in through `_secret`.
"""

import hmac
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import BaseModel, ValidationError

from core.problems import StoreDamaged, WrongKey
from sync import disk

KEY_BYTES = 32
PASSPHRASE_FILE = "SUNLIT_PASSPHRASE_FILE"


class Vault(BaseModel):
    """`salt` and `mark` in hex. The mark tells no more about the key than the store's own first page does."""

    salt: str
    mark: str


def store_key(home: Path) -> bytes:
    """32 bytes, the same each time. The first call makes the vault. Raises WrongKey, StoreDamaged, DiskFull."""
    path = home / "vault.json"
    if not path.exists():
        salt = secrets.token_bytes(16)
        made = Vault(salt=salt.hex(), mark=_mark(_secret(home, salt)))
        disk.write_once(path, made.model_dump_json().encode())
    vault = _read(path)
    key = _secret(home, bytes.fromhex(vault.salt))
    if not hmac.compare_digest(_mark(key), vault.mark):
        raise WrongKey
    return key


def _read(path: Path) -> Vault:
    try:
        return Vault.model_validate_json(path.read_bytes())
    except ValidationError:
        raise StoreDamaged(path.name) from None


def _secret(home: Path, salt: bytes) -> bytes:
    file = os.environ.get(PASSPHRASE_FILE)
    return _from_passphrase(Path(file), salt) if file else _from_key_file(home / "store.key")


def _from_passphrase(file: Path, salt: bytes) -> bytes:
    try:
        passphrase = file.read_bytes().strip()
    except OSError as trouble:
        raise WrongKey(f"passphrase file: {type(trouble).__name__}") from None
    if not passphrase:
        raise WrongKey("passphrase file is empty")
    return Argon2id(salt=salt, length=KEY_BYTES, iterations=3, lanes=4, memory_cost=64 * 1024).derive(passphrase)


def _from_key_file(file: Path) -> bytes:
    key = file.read_bytes() if file.exists() else disk.write_once(file, secrets.token_bytes(KEY_BYTES))
    if len(key) != KEY_BYTES:
        raise StoreDamaged(file.name)
    return key


def _mark(key: bytes) -> str:
    return hmac.digest(key, b"sunlit store key", "sha256").hex()
