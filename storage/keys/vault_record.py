"""The content of `vault.json`: the key protector's name, what it needs to find its secret, and the encrypted key."""

import hashlib
import json
import secrets

from pydantic import BaseModel, ConfigDict, ValidationError

from core.problems import SealBroken, WrongKey
from storage.aead import Aead

KEY_BYTES = 32


class VaultRecord(BaseModel):
    """`vault.json`; the field names are those of the file.

    `guard`: the protector; `kept`: what it needs, in hex; `wrapped`: the key, encrypted with the protector's secret, in
    hex; `digest`, over the others, distinguishes a damaged file from a wrong secret.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    guard: str
    kept: dict[str, str]
    wrapped: str
    digest: str

    @classmethod
    def wrapping(cls, guard: str, kept: dict[str, str], secret: bytes, key: bytes) -> "VaultRecord":
        wrapped = Aead(secret, f"vault {guard}").encrypt(key).hex()
        return cls(guard=guard, kept=kept, wrapped=wrapped, digest=_digest(guard, kept, wrapped))

    def as_bytes(self) -> bytes:
        return self.model_dump_json().encode()

    def key(self, secret: bytes) -> bytes:
        """Returns the decrypted key. Raises WrongKey."""
        try:
            return Aead(secret, f"vault {self.guard}").decrypt(bytes.fromhex(self.wrapped))
        except SealBroken:
            raise WrongKey from None


class VaultV1(BaseModel):
    """`vault.json` of the first version, where the protector's secret itself was the key. `mark` is an HMAC of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    salt: str
    mark: str


def read_vault(content: bytes) -> VaultRecord | VaultV1:
    """Parses the file. Raises SealBroken."""
    try:
        told = json.loads(content)
        if isinstance(told, dict) and "mark" in told:
            return VaultV1.model_validate(told)
        record = VaultRecord.model_validate(told)
    except (ValueError, ValidationError):
        raise SealBroken("vault.json") from None
    if record.digest != _digest(record.guard, record.kept, record.wrapped):
        raise SealBroken("vault.json")
    return record


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def _digest(guard: str, kept: dict[str, str], wrapped: str) -> str:
    return hashlib.sha256(json.dumps([guard, kept, wrapped], sort_keys=True).encode()).hexdigest()
