"""What can protect the store's key: a passphrase or a systemd credential, where whoever set the terminal up provides
one; else Windows' DPAPI, and on other systems a key file, which is good for trials only."""

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
"""By the environment; the first that is there is used."""


class KeyProtector(Protocol):
    name: str

    @property
    def available(self) -> bool:
        """Whether it could be used in this environment."""

    def create(self) -> tuple[dict[str, str], bytes]:
        """What the vault is to keep in clear, as text, and the secret, 32 bytes or more. Raises WrongKey, DiskFull."""

    def secret(self, kept: Mapping[str, str]) -> bytes:
        """The same secret again. Raises WrongKey, KeyLost, OtherGuard."""

    def remove(self) -> None:
        """Another protects the key now: remove what this one wrote, if anything."""


def key_protectors(home: Path) -> dict[str, KeyProtector]:
    """By name, with what this process's environment gives them."""
    passphrase, credentials = os.environ.get(PASSPHRASE_FILE), os.environ.get(CREDENTIALS)
    all_: list[KeyProtector] = [
        Passphrase(Path(passphrase) if passphrase else None),
        Credential(Path(credentials) if credentials else None),
        Dpapi(),
        KeyFile(home / "store.key"),
    ]
    return {each.name: each for each in all_}


def default_protector(protectors: Mapping[str, KeyProtector]) -> KeyProtector:
    """For a vault that is to be made."""
    for name in ASKED_FOR:
        if protectors[name].available:
            return protectors[name]
    return protectors["dpapi" if sys.platform == "win32" else "key-file"]
