"""What is kept of a draft: all that a person gave, where they were, what stood on an open sheet. One JSON text, with
sound, pictures and long lists apart, each under a name that says nothing (a keyed digest).
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from agency.draft_values import Reader, Writer, held
from core.draft import Draft
from core.flow import Whereabouts
from core.ink import Ink
from core.problems import DraftUnreadable
from core.receipt import Slip

VERSION = 1
SECRET_BYTES = 32
NOT_KEPT: Mapping[str, str] = {
    "slip": "a draft that is filed is deleted",
    "slip_printed": "of what is filed",
    "receipt": "of what is filed",
    "inquiry": "what somebody asked about a case is the case's, not a draft's",
    "question": "what is asked without a name is kept nowhere",
    "card_shown": "no card lies on the reader when somebody comes back",
    "card_reminder_due": "no card lies on the reader when somebody comes back",
}
"""Fields of a draft that are not kept, and why."""
PETITION_INKS = ("sign", "authority")
"""Signatures of the petition; others belong to cases that were asked about."""


@dataclass(frozen=True)
class Written:
    """Text on a sheet that is open and has not been taken into the draft. `sheet`: its title; `clause`: the number of
    the clause that is being written, None for the whole."""

    sheet: str
    text: str = field(repr=False)
    clause: int | None = None


@dataclass(frozen=True, repr=False)
class DraftState:
    """A draft at one moment, to be compared and written. `values` is a copy that nobody changes."""

    values: dict[str, Any]
    whereabouts: Whereabouts
    written: Written | None = None

    @classmethod
    def of(cls, draft: Draft, whereabouts: Whereabouts, written: Written | None = None) -> "DraftState":
        numbers: dict[int, int] = {}
        given = {each.name: getattr(draft, each.name) for each in fields(draft) if each.name not in NOT_KEPT}
        given["inks"] = {page: ink for page, ink in draft.inks.items() if page in PETITION_INKS}
        return cls({name: held(value, numbers) for name, value in given.items()}, whereabouts, written)

    def as_left(self) -> "DraftState":
        """Returns it without what can be taken back until the visit ends."""
        return replace(self, values={**self.values, "former_told": [], "removed_scans": []})


@dataclass(frozen=True, repr=False)
class DraftRecord:
    """`at`: when it was written; `left`: the agent left it on purpose, as against a crash. `slip`: it is filed."""

    draft: Draft
    whereabouts: Whereabouts
    written: Written | None
    at: datetime
    left: bool
    slip: Slip | None = None


class RecordWriter:
    """Writes one draft again and again."""

    def __init__(self, id_: str, secret: bytes = b"") -> None:
        """`secret`: of its parts, 32 bytes; a new one for a new draft."""
        self._id, self.secret = id_, secret or secrets.token_bytes(SECRET_BYTES)
        self._values = Writer(lambda content: part_name(self.secret, content))

    def write(self, state: DraftState, at: datetime, *, left: bool = False) -> tuple[bytes, dict[str, bytes]]:
        """Returns the text, and all parts it names."""
        values, parts = self._values.write(state.values)
        said = {
            "version": VERSION,
            "id": self._id,
            "secret": self.secret.hex(),
            "at": at.isoformat(),
            "left": left,
            "whereabouts": asdict(state.whereabouts),
            "written": asdict(state.written) if state.written else None,
            "draft": values,
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), parts


def part_name(secret: bytes, content: bytes) -> str:
    """Returns the name of a part: who does not have the secret cannot tell what is under it."""
    return hashlib.blake2b(content, key=secret, digest_size=16).hexdigest()


def secret_of(text: bytes) -> bytes:
    """Returns the secret that a record holds. Raises DraftUnreadable."""
    try:
        secret = bytes.fromhex(json.loads(text)["secret"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DraftUnreadable("secret") from None
    if len(secret) != SECRET_BYTES:
        raise DraftUnreadable("secret")
    return secret


def read_record(text: bytes, id_: str, kind: type[Draft], part: Callable[[str], bytes]) -> DraftRecord:
    """Reads what `RecordWriter` wrote. `kind`: of the draft to return; `part`: returns a part by its name. Raises
    DraftUnreadable, also for what another version wrote and this one would lose."""
    try:
        said = json.loads(text.decode("utf-8", "surrogatepass"))
        if said["version"] > VERSION:
            raise DraftUnreadable(f"version {said['version']}", "newer")
        if said["id"] != id_:
            raise DraftUnreadable("another draft's")
        values = Reader(_sound(bytes.fromhex(said["secret"]), part)).read(said["draft"])
        if not all(isinstance(each, Ink) for each in values["inks"].values()):
            raise DraftUnreadable("inks")
        there = said["whereabouts"]
        return DraftRecord(
            kind(**values),
            Whereabouts(there["page"], tuple(there["path"]), tuple(there["returning"])),
            Written(**said["written"]) if said["written"] else None,
            datetime.fromisoformat(said["at"]),
            said["left"],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise DraftUnreadable(type(trouble).__name__) from None


def _sound(secret: bytes, part: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Returns `part`, which then raises DraftUnreadable for a part that is not what was written; an empty one is of
    somebody who does not want to see it."""

    def checked(name: str) -> bytes:
        content = part(name)
        if content and part_name(secret, content) != name:
            raise DraftUnreadable("part")
        return content

    return checked
