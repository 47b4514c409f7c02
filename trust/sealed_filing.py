"""A filing sealed: its files, to those who may read them, and the envelope that names them.

Terminals seal so before anything is queued, and the platform what an office enters (decision 0102).
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

from pydantic import ValidationError

from core.bounded_json import JsonTooLarge
from core.petition import MOST_ATTACHMENTS, Enclosure, Filing, Petition, Purpose, Role, by_agent
from core.problems import BadFiling, NoKey, TooManyFiles
from core.wire import Envelope, SealedPart, petition_json, petition_of
from trust.annex import sealed_annex, sealed_to_size
from trust.seal import SUITE, pad, pad_text, seal

BUREAU = "bureau"
KeysOf = Callable[[str], list[str]]
"""Gives the age public keys of a recipient set; none where it is not known."""


def recipient_set(purpose: Purpose) -> str:
    """Returns the recipient set: the discipline organ's for an accusation, which nobody at the bureau may read."""
    return "discipline" if purpose is Purpose.ACCUSATION else BUREAU


def with_annex(filing: Filing, keys_of: KeysOf) -> Filing:
    """Returns the filing with its annex: every one of an agent has one, so that nobody can tell whether it says
    anything. Raises NoKey, BadFiling."""
    petition = filing.petition
    if any(each.role is Role.ANNEX for each in petition.attachments) or not (by_agent(petition) or filing.annex):
        return filing
    try:
        content = annex_for(petition.matter.purpose, filing.annex, keys_of)
    except ValueError:
        raise BadFiling("annex") from None
    name = next(name for n in count() if (name := f"annex{n or ''}.age") not in filing.contents)
    added = Enclosure(name=name, role=Role.ANNEX, media_type="application/octet-stream", content=content).described()
    if len(petition.attachments) >= MOST_ATTACHMENTS:
        raise TooManyFiles(MOST_ATTACHMENTS - 1, len(petition.attachments))
    whole = replace(petition, attachments=(*petition.attachments, added))
    return replace(filing, petition=whole, contents={**filing.contents, name: content}, annex="")


def annex_for(purpose: Purpose, words: str, keys_of: KeysOf) -> bytes:
    """Seals what a principal adds for those alone who read petitions of this purpose. Raises NoKey; ValueError for
    more than `trust.annex.MOST_CHARS`."""
    keys = keys_of(recipient_set(purpose))
    if not keys:
        raise NoKey(recipient_set(purpose))
    return sealed_annex(words, keys)


def sealed_files(filing: Filing, keys_of: KeysOf) -> dict[str, bytes]:
    """Returns the sealed files of the item by name, text first. Where an agent files, text and annex are as long as
    their size class says, to the byte: age adds some at random otherwise. Raises NoKey, BadFiling."""
    keys = keys_of(recipient_set(filing.petition.matter.purpose))
    if not keys:
        raise NoKey(recipient_set(filing.petition.matter.purpose))
    wrap = sealed_to_size if by_agent(filing.petition) else seal
    sealed = {"text.age": wrap(pad_text(_text(filing.petition)), keys)}
    for number, attachment in enumerate(filing.petition.attachments, 1):
        content = filing.contents.get(attachment.name)
        if content is None or hashlib.sha256(content).hexdigest() != attachment.sha256:
            raise BadFiling("attachment")
        exact = attachment.role is Role.ANNEX
        sealed[f"{number}.age"] = (sealed_to_size if exact else seal)(pad(content), keys)
    return sealed


def _text(petition: Petition) -> bytes:
    """Returns petition.json, parsed once more as the platform will, so that nothing unreadable is sealed."""
    text = petition_json(petition)
    try:
        petition_of(text)
    except ValidationError as trouble:
        raise BadFiling(_places(trouble)) from None
    except JsonTooLarge as trouble:
        raise BadFiling(str(trouble)) from None
    return text


def envelope_of(petition: Petition, terminal: str, sealed: Mapping[str, bytes]) -> Envelope:
    """Returns the envelope of what `sealed_files` made, text first. Raises BadFiling."""
    try:
        return Envelope(
            item=petition.item,
            suite=SUITE,
            recipient_set=recipient_set(petition.matter.purpose),
            size_class=len(pad_text(_text(petition))),
            created=petition.created,
            terminal=terminal,
            place_code=petition.matter.place.code,
            kind=petition.matter.purpose,
            parts=[_part(name, content) for name, content in sealed.items()],
        )
    except ValidationError as trouble:
        raise BadFiling(_places(trouble)) from None


def _part(name: str, content: bytes) -> SealedPart:
    return SealedPart(name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _places(trouble: ValidationError) -> str:
    """Returns the names of wrong fields, never their values."""
    return ", ".join(".".join(str(step) for step in error["loc"]) for error in trouble.errors())
