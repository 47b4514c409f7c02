"""The key protectors for the store's key: a passphrase or a systemd credential where a technician provides one; else
Windows' DPAPI, and on other systems a key file, for trials only."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from storage.keys.credential import Credential
from storage.keys.dpapi import Dpapi
from storage.keys.key_file import KeyFile
from storage.keys.passphrase import Passphrase

PASSPHRASE_FILE = "SUNLIT_PASSPHRASE_FILE"  # nosec B105 # the name of a variable
CREDENTIALS = "CREDENTIALS_DIRECTORY"
ASKED_FOR = ("passphrase", "credential")
"""Protectors configured by the environment; the first one available is used."""


class KeyProtector(Protocol):
    name: str

    @property
    def available(self) -> bool:
        """True if it can be used in this environment."""

    def create(self) -> tuple[dict[str, str], bytes]:
        """Returns what the vault keeps in clear, and the secret of 32 bytes or more. Raises WrongKey, DiskFull."""

    def secret(self, kept: Mapping[str, str]) -> bytes:
        """Returns the same secret again. Raises WrongKey, KeyLost, OtherKeyProtector."""

    def remove(self) -> None:
        """Removes what this protector wrote, if anything; called after another one has taken over."""


def key_protectors(home: Path) -> dict[str, KeyProtector]:
    """Returns all protectors by name, configured from this process's environment."""
    passphrase, credentials = os.environ.get(PASSPHRASE_FILE), os.environ.get(CREDENTIALS)
    all_: list[KeyProtector] = [
        Passphrase(Path(passphrase) if passphrase else None),
        Credential(Path(credentials) if credentials else None),
        Dpapi(),
        KeyFile(home / "store.key"),
    ]
    return {each.name: each for each in all_}


def default_protector(protectors: Mapping[str, KeyProtector]) -> KeyProtector:
    """Returns the protector for a new vault."""
    for name in ASKED_FOR:
        if protectors[name].available:
            return protectors[name]
    return protectors["dpapi" if sys.platform == "win32" else "key-file"]
