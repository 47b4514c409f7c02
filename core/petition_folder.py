"""Petitions prepared by another program: a folder with `petition.json` and the attachments it names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core import bounded_json, untrusted_files, validation
from core.joint import MOST_REPRESENTATIVES, MOST_SIGNERS
from core.media_type import media_type_of
from core.petition import MOST_ATTACHMENTS, Channel, Enclosure, Filing, Role, freeze
from core.problems import BadFiling, Problem, TooManyFiles, TooManyRepresentatives, TooManySigners
from core.wire import PETITION, FiledAttachment, PetitionFile, empty_later

PETITION_FILE = "petition.json"
LARGEST_PETITION = 1 << 20
LARGEST_ATTACHMENT = 64 << 20
MOST_VALUES = 20_000
"""Values in petition.json: enough to count some thousand attachments and say that there are too many."""
LINE = b"\n"
UNKNOWN = {"extra_forbidden", "unexpected_keyword_argument"}
LARGEST_FILING = 256 << 20


def read_filing(
    folder: Path, known_time: Callable[[datetime], datetime] = lambda own: own, channel: Channel | None = None
) -> Filing:
    """Returns the filing. Raises BadFiling, Incomplete, TooManyFiles, AuthorityProblem, and what is wrong with a
    joint petition. Only regular files of that folder are read. `known_time`: what a letter of authority is
    judged by, where the own clock may be behind. `channel`: by which it came to an office, which enters it; that goes
    by the known time alone."""
    file = _parsed(_content(folder, PETITION_FILE, PETITION_FILE, LARGEST_PETITION))
    names = [attachment.name for attachment in file.attachments]
    if len({PETITION_FILE, *names}) != len(names) + 1:
        raise BadFiling("an attachment is named twice")
    enclosures = tuple(_enclosure(folder, number, each) for number, each in enumerate(file.attachments))
    if sum(len(each.content) for each in enclosures) > LARGEST_FILING:
        raise BadFiling("attachments are too large")
    if file.agent_notes.strip() and not file.agent:
        raise BadFiling("agent_notes: there is no agent")
    if validation.story(file.annex):
        raise BadFiling("annex: it has signs that cannot be shown, or no words")
    if any(each.role is Role.ANNEX for each in file.attachments):
        raise BadFiling("attachments: an annex is given as words, in annex")
    agency, now = bool(file.agent or file.authority), datetime.now().astimezone()
    filing = freeze(
        channel=channel or (Channel.PROXY if agency else Channel.KIOSK),
        created=known_time(now) if agency or channel else now,
        matter=file.matter,
        petitioner=file.petitioner,
        consents=file.consents,
        enclosures=enclosures,
        agent=file.agent,
        authority=file.authority,
        urgency=tuple(dict.fromkeys(file.urgency)),
        joint=file.joint,
        supplements=file.supplements.strip(),
        supplements_proof=file.supplements_proof,
        spoken_words=file.spoken_words.strip(),
        agent_notes=file.agent_notes.strip(),
    )
    return replace(filing, annex=file.annex.strip())


def _parsed(content: bytes) -> PetitionFile:
    """Parses petition.json; a byte order mark, as Windows' editors write it, is accepted."""
    try:
        bounded_json.check(content, MOST_VALUES)
        return PetitionFile.model_validate_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as trouble:
        raise BadFiling(f"{PETITION_FILE} is not UTF-8, line {content[: trouble.start].count(LINE) + 1}") from None
    except ValidationError as trouble:
        if many := next(filter(None, map(_too_many, trouble.errors())), None):
            raise many from None
        raise BadFiling(", ".join(_fault(error) for error in trouble.errors())) from None
    except ValueError as trouble:
        raise BadFiling(f"{PETITION_FILE}: {trouble}") from None


def _too_many(error: ErrorDetails) -> Problem | None:
    """Returns what is said where a list is too long; None for any other fault."""
    if error["type"] != "too_long":
        return None
    if error["loc"] == ("attachments",):
        return TooManyFiles(MOST_ATTACHMENTS, error["ctx"]["actual_length"] or MOST_ATTACHMENTS + 1)
    if error["loc"] == ("joint", "representatives"):
        return TooManyRepresentatives(MOST_REPRESENTATIVES)
    return TooManySigners(MOST_SIGNERS) if error["loc"] == ("joint", "signers") else None


def _enclosure(folder: Path, number: int, attachment: FiledAttachment) -> Enclosure:
    place = f"attachments.{number}"
    content = _content(folder, attachment.name, place, LARGEST_ATTACHMENT)
    if not content:
        raise BadFiling(f"{place}: the file is empty")
    return Enclosure(
        name=attachment.name,
        role=attachment.role,
        media_type=attachment.media_type or media_type_of(content),
        content=content,
    )


def _fault(error: ErrorDetails) -> str:
    """Returns place and kind of an error. The names of unknown fields are left out, since they may contain anything,
    even a person's."""
    place = error["loc"][:-1] if error["type"] in UNKNOWN else error["loc"]
    return f"{'.'.join(str(step) for step in place) or PETITION_FILE}: {error['type']}"


def _content(folder: Path, name: str, place: str, most: int) -> bytes:
    """`place` stands for the file in a fault: its name may contain a person's."""
    try:
        return untrusted_files.read(folder, name, most)
    except (OSError, ValueError) as trouble:
        raise BadFiling(f"{place}: {type(trouble).__name__}") from None


def content_of(filing: Filing, *left_out: str) -> bytes:
    """Returns what the petition says, to be told from others by: without id, slip number, time and the fields
    `left_out`, and without later fields that are empty, so that a folder read by the version before has the same."""
    later = {name: which for name, which in empty_later(filing.petition).items() if name != "urgency"}
    without = {**later, **dict.fromkeys(("item", "local_number", "created", *left_out), True)}
    said = PETITION.dump_python(filing.petition, mode="json", exclude=without)
    return repr(sorted({**said, **({"annex": filing.annex} if filing.annex else {})}.items())).encode()
