"""What a source says, as far as the keys that this machine trusts have signed it (TUF 1.0, the client's workflow).

The first root of trust was put on the machine by a person, with the package or the site file; later ones are signed by
the one before. What was seen once is kept: nothing older is taken any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from tuf.api import exceptions
from tuf.ngclient import Updater

from core.problems import Problem, UpdateExpired, UpdateForged, UpdateMixed, UpdateOlder, UpdateProblem
from updates.release import Kind, Offer, Release, Signed, offer_name, release_name
from updates.sources import Metadata, Source

M = TypeVar("M", bound=Signed)
ROOT = "root.json"
"""In the folder of updates: the root that a person put there."""
MEANINGS: tuple[tuple[type[Exception], type[UpdateProblem]], ...] = (
    (exceptions.ExpiredMetadataError, UpdateExpired),
    (exceptions.BadVersionNumberError, UpdateOlder),
    (exceptions.LengthOrHashMismatchError, UpdateMixed),
    (exceptions.DownloadLengthMismatchError, UpdateMixed),
    (exceptions.RepositoryError, UpdateForged),
    (exceptions.DownloadHTTPError, UpdateMixed),
)


class Trusted:
    def __init__(self, folder: Path, source: Source, root: bytes) -> None:
        """`folder`: keeps what was seen. Raises UpdateForged for a root that is none."""
        metadata, targets = folder / "metadata", folder / "targets"
        for each in (metadata, targets):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _said():
            self._updater = Updater(
                str(metadata),
                "source:/metadata/",
                str(targets),
                "source:/targets/",
                Metadata(source),
                bootstrap=root,
            )
            self._updater.refresh()

    def offer(self, ring: str) -> Offer:
        """Raises UpdateProblem, PlatformProblem."""
        return self._read(offer_name(ring), Offer) or Offer()

    def release(self, kind: Kind, version: str) -> Release:
        """Raises UpdateMixed where it was offered and is not there; UpdateProblem, PlatformProblem."""
        found = self._read(release_name(kind, version), Release)
        if found is None or (found.kind, found.version) != (kind, version):
            raise UpdateMixed(f"{kind}-{version}")
        return found

    def _read(self, name: str, model: type[M]) -> M | None:
        with _said():
            target = self._updater.get_targetinfo(name)
            if target is None:
                return None
            path = self._updater.find_cached_target(target) or self._updater.download_target(target)
            try:
                return model.model_validate_json(Path(path).read_bytes())
            except ValidationError:
                raise UpdateMixed(name) from None


@contextmanager
def _said() -> Iterator[None]:
    """Turns what python-tuf says into problems."""
    try:
        yield
    except exceptions.DownloadError as trouble:
        cause = trouble.__cause__
        if isinstance(cause, (Problem, OSError)):
            raise cause from None
        raise _meaning(trouble) from None
    except exceptions.RepositoryError as trouble:
        raise _meaning(trouble) from None


def _meaning(trouble: Exception) -> UpdateProblem:
    kind = next((problem for error, problem in MEANINGS if isinstance(trouble, error)), UpdateMixed)
    return kind(type(trouble).__name__)
