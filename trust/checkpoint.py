"""A signed statement of the length of audit logs at one moment, kept apart from the logs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core import untrusted_files
from core.problems import AuditLogBroken
from trust.keys import SigningKey
from trust.sign import sign_bytes, verify_bytes

MAX_FILE = 64 << 20
"""Bytes: a line for each terminal of a province, with the checkpoint of its own log."""


@dataclass(frozen=True)
class Checkpoint:
    """`chains`: by terminal, the number of lines and the digest of the last."""

    at: datetime
    chains: Mapping[str, tuple[int, str]]

    def _text(self) -> str:
        return json.dumps({"at": self.at.isoformat(), "chains": self.chains}, ensure_ascii=False, sort_keys=True)

    def signed(self, key: SigningKey) -> dict[str, str]:
        return {"checkpoint": self._text(), "signature": sign_bytes(self._text().encode(), key)}

    @classmethod
    def read(cls, file: Path, *public_keys: str) -> "Checkpoint":
        """Reads a checkpoint file. Raises AuditLogBroken if it is invalid or not signed by one of these keys."""
        try:
            told = json.loads(untrusted_files.read(file.parent, file.name, MAX_FILE))
            return cls.opened(told["checkpoint"], told["signature"], public_keys)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise AuditLogBroken("not a checkpoint") from error

    @classmethod
    def opened(cls, checkpoint: str, signature: str, public_keys: Iterable[str]) -> "Checkpoint":
        """Verifies and parses what `signed` wrote. Raises AuditLogBroken as `read` does."""
        if not any(verify_bytes(checkpoint.encode(), signature, key) for key in public_keys):
            raise AuditLogBroken("the checkpoint is not signed by a key we know")
        return cls.unverified(checkpoint)

    @classmethod
    def unverified(cls, checkpoint: str) -> "Checkpoint":
        """Parses a checkpoint without verifying its signature. Raises AuditLogBroken if it is invalid."""
        try:
            text = json.loads(checkpoint)
            chains = {str(chain): (int(events), str(head)) for chain, (events, head) in text["chains"].items()}
            return cls(datetime.fromisoformat(text["at"]), chains)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise AuditLogBroken("not a checkpoint") from error
