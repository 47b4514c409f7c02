"""The key of an agent: their people and drafts are sealed to it, and only their passphrase opens it.

It has two halves (age, X25519). Anybody at the terminal may seal something to an agent, so that a list can be brought
in for somebody who is not there; reading takes the passphrase. Whoever steals the disk, or signs in as another agent,
reads nothing of it.
"""

import secrets
from dataclasses import dataclass, field

import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.problems import SealBroken
from storage.aead import Aead
from storage.agent_register import Account
from storage.keys.passphrase import argon2id
from trust.keys import SigningKey
from trust.seal import open_sealed, seal

PURPOSE = "agent key"
SIGNS = b"sunlit-window-v1 agent signs"


@dataclass(frozen=True)
class AgentKey:
    """`recipient`: the public half, age1…; `identity`: the private one, which is never written in clear."""

    recipient: str
    identity: str = field(repr=False)

    @classmethod
    def generate(cls) -> "AgentKey":
        drawn = pyrage.x25519.Identity.generate()
        return cls(str(drawn.to_public()), str(drawn))

    @property
    def signing(self) -> SigningKey:
        """Returns the key the agent signs with. It follows from the private half: one passphrase guards both."""
        return SigningKey(HKDF(SHA256(), 32, salt=None, info=SIGNS).derive(self.identity.encode()))

    def seal(self, clear: bytes) -> bytes:
        return seal(clear, [self.recipient])

    def open(self, sealed: bytes) -> bytes:
        """Raises NotAddressed for what is another agent's, SealBroken."""
        return open_sealed(sealed, self.identity)


def locked(account: Account, key: AgentKey, passphrase: str) -> Account:
    """Returns the account with the key, its private half encrypted under the passphrase."""
    salt = secrets.token_bytes(16)
    encrypted = _cipher(passphrase, salt).encrypt(key.identity.encode())
    return account.model_copy(
        update={
            "recipient": key.recipient,
            "key_salt": salt.hex(),
            "sealed_identity": encrypted.hex(),
            "signer": key.signing.public,
        }
    )


def unlocked(account: Account, passphrase: str) -> AgentKey:
    """Returns the key of an account that has one. Raises SealBroken for another passphrase."""
    try:
        encrypted = bytes.fromhex(account.sealed_identity)
        identity = _cipher(passphrase, bytes.fromhex(account.key_salt)).decrypt(encrypted).decode()
    except ValueError:
        raise SealBroken(PURPOSE) from None
    return AgentKey(account.recipient, identity)


def _cipher(passphrase: str, salt: bytes) -> Aead:
    """By a hash of its own: the one that recognises the passphrase is stored."""
    return Aead(argon2id(passphrase.encode(), salt), PURPOSE)
