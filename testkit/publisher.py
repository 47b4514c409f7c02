"""A repository of updates with keys of its own, and versions made for tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from updates.publishing import ROLES, Repository
from updates.release import Kind, Offer

SELF_TEST = "#!/bin/sh\nexit 0\n"
FAILS = "#!/bin/sh\necho 'no window came' >&2\nexit 1\n"


def tree(folder: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
        if content.startswith("#!"):
            path.chmod(0o755)
    return folder


@dataclass
class Publisher:
    folder: Path
    work: Path
    repository: Repository
    root: bytes

    @classmethod
    def begun(cls, folder: Path, ago: timedelta = timedelta()) -> "Publisher":
        signers = {role: [CryptoSigner.generate_ed25519()] for role in ROLES}
        signers["root"] += [CryptoSigner.generate_ed25519(), CryptoSigner.generate_ed25519()]
        now = datetime.now(UTC).replace(microsecond=0) - ago
        repository = Repository(folder / "repository", signers, now)
        return cls(folder / "repository", folder / "trees", repository, repository.begin(threshold=2))

    def publish(self, kind: Kind, version: str, files: Mapping[str, str], ring: str = "general") -> None:
        self.repository.add(kind, version, tree(self.work / f"{kind}-{version}", files))
        self.repository.offer(ring, Offer.model_validate({kind: version}))

    def program(self, version: str, **files: str) -> None:
        own = {"self-test": SELF_TEST, "same/library": "x" * 5000, "version": version}
        self.publish("program", version, own | files)
