"""Reads a petition prepared by another program: a folder with `petition.json` and the attachments it names."""

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core import bounded_json, untrusted_files
from core.media_type import media_type_of
from core.petition import Channel, Enclosure, Filing, freeze
from core.problems import BadFiling
from core.wire import MAX_PETITION_VALUES, FiledAttachment, PetitionFile

PETITION = "petition.json"
LARGEST_PETITION = 1 << 20
LARGEST_ATTACHMENT = 64 << 20
LINE = b"\n"
UNKNOWN = {"extra_forbidden", "unexpected_keyword_argument"}
LARGEST_FILING = 256 << 20


def read_filing(folder: Path) -> Filing:
    """Returns the filing. Raises BadFiling, Incomplete. Only regular files of that folder are read."""
    file = _parsed(_content(folder, PETITION, LARGEST_PETITION))
    names = [attachment.name for attachment in file.attachments]
    if len({PETITION, *names}) != len(names) + 1:
        raise BadFiling("an attachment is named twice")
    enclosures = tuple(_enclosure(folder, attachment) for attachment in file.attachments)
    if sum(len(each.content) for each in enclosures) > LARGEST_FILING:
        raise BadFiling("attachments are too large")
    return freeze(
        channel=Channel.PROXY if file.agent else Channel.KIOSK,
        created=datetime.now().astimezone(),
        matter=file.matter,
        petitioner=file.petitioner,
        consents=file.consents,
        enclosures=enclosures,
        agent=file.agent,
        authority=file.authority,
    )


def _parsed(content: bytes) -> PetitionFile:
    """Parses petition.json; a byte order mark, as Windows' editors write it, is accepted."""
    try:
        bounded_json.check(content, MAX_PETITION_VALUES)
        return PetitionFile.model_validate_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as trouble:
        raise BadFiling(f"{PETITION} is not UTF-8, line {content[: trouble.start].count(LINE) + 1}") from None
    except ValidationError as trouble:
        places = [".".join(str(step) for step in _known(error)) or PETITION for error in trouble.errors()]
        raise BadFiling(", ".join(places)) from None
    except ValueError as trouble:
        raise BadFiling(f"{PETITION}: {trouble}") from None


def _enclosure(folder: Path, attachment: FiledAttachment) -> Enclosure:
    content = _content(folder, attachment.name, LARGEST_ATTACHMENT)
    if not content:
        raise BadFiling("an attachment is empty")
    return Enclosure(
        name=attachment.name,
        role=attachment.role,
        media_type=attachment.media_type or media_type_of(content),
        content=content,
    )


def _known(error: ErrorDetails) -> tuple[int | str, ...]:
    """Returns the place of an error. Unknown fields are left out, since their names may contain anything,
    even a person's."""
    return error["loc"][:-1] if error["type"] in UNKNOWN else error["loc"]


def _content(folder: Path, name: str, most: int) -> bytes:
    try:
        return untrusted_files.read(folder, name, most)
    except (OSError, ValueError) as trouble:
        raise BadFiling(type(trouble).__name__) from None
