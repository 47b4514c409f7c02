"""New versions that terminals fetch: signed metadata and files, as `updates.publishing` writes them, in the folder
`updates` of the gateway's data. Nothing here is secret and nothing here is trusted: terminals check every byte.

While the roll-out is stopped nobody gets anything; machines that run a version go on with it."""

import re
from pathlib import Path

from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime

NAME = re.compile(r"(metadata|targets|blobs)(/[a-zA-Z0-9][a-zA-Z0-9._-]{0,120}){1,3}")
STOPPED = "STOPPED"
STOPPED_RETRY_AFTER = 3600
"""Seconds until a terminal asks again."""


def file_of(runtime: Runtime, name: str) -> Path:
    """The file of this name. Raises Refused 404, 503 `stopped`."""
    root = _folder(runtime)
    if stopped(runtime):
        raise Refused(503, "stopped", "the roll-out is stopped", retry_after=STOPPED_RETRY_AFTER)
    path = root / name
    if not NAME.fullmatch(name) or not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        raise not_found()
    return path


def stopped(runtime: Runtime) -> bool:
    return (_folder(runtime) / STOPPED).exists()


def stop(runtime: Runtime) -> None:
    folder = _folder(runtime)
    folder.mkdir(exist_ok=True)
    (folder / STOPPED).touch()


def go_on(runtime: Runtime) -> None:
    (_folder(runtime) / STOPPED).unlink(missing_ok=True)


def _folder(runtime: Runtime) -> Path:
    assert runtime.releases, "a gateway that was opened from a folder has one"
    return runtime.releases
