"""Accepts petitions: seals and queues them, after which nobody on this terminal can read them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from core.bounded_json import JsonTooLarge
from core.petition import (
    MOST_ATTACHMENTS,
    Enclosure,
    Filing,
    Petition,
    Purpose,
    Role,
    by_agent,
    judge_filing,
)
from core.problems import BadFiling, NoKey, NotQuarantined, Problem, TooManyFiles
from core.receipt import Slip
from core.wire import Envelope, SealedPart, petition_json, petition_of
from storage.audit_log import AuditLog
from storage.file_lock import FileLock
from storage.sealed_items import SealedItems
from storage.store import retry_once_if_damaged
from sync.identity import Identities, Identity
from sync.item import Item
from sync.latest_time import LatestTime
from sync.outbox import Outbox
from sync.outbox_recovery import adopt
from sync.removable_media import acknowledged, export
from trust.annex import sealed_annex, sealed_to_size
from trust.seal import SUITE, pad, pad_text, seal

BUREAU = "bureau"


class Submissions:
    def __init__(
        self,
        *,
        outbox: Outbox,
        sealed_items: SealedItems,
        identities: Identities,
        audit_log: AuditLog,
        lock: FileLock,
        engine_lock: FileLock,
        latest_time: LatestTime,
        wake: Callable[[], None],
    ) -> None:
        self._outbox, self._sealed_items, self._identities = outbox, sealed_items, identities
        self._audit_log, self._lock, self._engine_lock, self._wake = audit_log, lock, engine_lock, wake
        self._latest_time = latest_time

    def accept(self, filing: Filing) -> Slip:
        """Seals, signs and queues; on the disk when this returns. Submitting the same filing again gives the same slip.

        Raises NotEnrolled (NoKey), BadFiling, AuthorityProblem and DiskFull; then nothing is kept and it can be
        submitted again.
        """
        slip = retry_once_if_damaged(lambda: self._accept(filing))
        self._wake()
        return slip

    def _accept(self, filing: Filing) -> Slip:
        item = filing.petition.item
        with self._lock:
            if known := self._known(item):
                return known.slip
            self._check_authority(filing.petition)
            identity = self._identities.current()
            filing = with_annex(filing, identity)
            sealed = _sealed(filing, identity)
            envelope = _envelope(filing.petition, identity, sealed)
            self._sealed_items.put(item, identity.sign(envelope), sealed, filing.claim)
            try:
                self._audit_log.write(
                    "sealed", item=str(item)
                )  # the purpose is not logged: an accusation must not be noticed
                slip = self._outbox.add(envelope, urgent=goes_first(filing.petition)).slip
            except BaseException:
                if self._outbox.find(item) is None:  # if that is unknown the folder is kept: rather twice than never
                    self._sealed_items.withdraw(item)
                raise
        return slip

    def annex(self, purpose: Purpose, words: str) -> bytes:
        """Seals what a principal adds for those alone who read petitions of this purpose. Raises NotEnrolled (NoKey);
        ValueError for more than `trust.annex.MOST_CHARS`."""
        return _annex(purpose, words, self._identities.current())

    def _check_authority(self, petition: Petition) -> None:
        """Judges an agent's filing again, by the latest time this terminal ever knew. Raises AuthorityProblem."""
        if by_agent(petition):
            judge_filing(petition, self._latest_time.at_least(petition.created.astimezone()).date())

    def _known(self, item: UUID) -> Item | None:
        """Returns the item if it is queued, or sealed and not queued because of an interruption;
        then it is queued now."""
        if self._sealed_items.has(item) and self._outbox.find(item) is None:
            adopt(self._outbox, self._sealed_items, item)
        return self._outbox.find(item)

    def hindrance(self) -> Problem | None:
        """Returns why nothing could be accepted at present; None if it could."""
        try:
            identity = self._identities.current()
        except Problem as problem:
            return problem
        lacking = [name for name in map(recipient_set, Purpose) if not identity.keys_of(name)]
        return NoKey(lacking[0]) if lacking else None

    def status(self, item: UUID) -> Item:
        """Returns the item. Raises UnknownItem."""
        return retry_once_if_damaged(lambda: self._outbox.get(item))

    def items(self) -> list[Item]:
        return retry_once_if_damaged(self._outbox.all)

    def retry(self, item: UUID) -> Item:
        """Sends a quarantined item again, for a technician. Raises NotQuarantined, UnknownItem."""
        self._quarantined(item)
        self._audit_log.write("retried", item=str(item))
        retried = self._outbox.retry(item)
        self._wake()
        return retried

    def release(self, item: UUID) -> Item:
        """Marks an item as settled by hand. Its sealed files are kept. Raises NotQuarantined, UnknownItem."""
        self._quarantined(item)
        self._audit_log.write("released", item=str(item))
        return self._outbox.release(item)

    def export(self, stick: Path) -> list[Item]:
        """Copies everything unregistered to a folder or stick, urgent items first.

        Raises RemovableMediaUnwritable, DiskFull, SealBroken.
        """
        waiting = sorted((item for item in self.items() if not item.settled), key=lambda item: not item.urgent)
        for item in waiting:
            if export(item, self._sealed_items, self._identities.current().keys_of(BUREAU), stick):
                self._audit_log.write("exported", item=str(item.item))
        return waiting

    def drop_parts(self, query_code: str, names: Sequence[str]) -> bool:
        """Deletes sealed files of a case that was handed in here, the consent to them being withdrawn; returns whether
        it was. Raises StoreProblem, DiskFull."""
        item = self._outbox.by_query_code(query_code.replace("-", ""))
        return item is not None and self.drop_parts_of(item.item, names)

    def drop_parts_of(self, item: UUID, names: Sequence[str]) -> bool:
        """The same of an item that was added to a case: it has no query code."""
        with self._lock:
            if not self._sealed_items.has(item):
                return False
            self._sealed_items.drop(item, names)
        self._audit_log.write("parts dropped", item=str(item), parts=" ".join(names))
        return True

    def settle(self, letter: Path) -> Item:
        """Takes in an acknowledgement carried by hand. Raises NotAddressed, SealBroken, UnknownItem."""
        status = acknowledged(letter, self._identities.current())
        with self._engine_lock:
            item = self._outbox.acknowledge(status)
        self._audit_log.write("acknowledged", item=str(item.item))
        self._wake()
        return item

    def _quarantined(self, item: UUID) -> None:
        if not self._outbox.get(item).quarantined:
            raise NotQuarantined


def recipient_set(purpose: Purpose) -> str:
    """Returns the recipient set: the discipline organ's for an accusation, which nobody at the bureau may read."""
    return "discipline" if purpose is Purpose.ACCUSATION else BUREAU


def with_annex(filing: Filing, identity: Identity) -> Filing:
    """Returns the filing with its annex: every one of an agent has one, so that nobody can tell whether it says
    anything. Raises NoKey, BadFiling."""
    petition = filing.petition
    if any(each.role is Role.ANNEX for each in petition.attachments) or not (by_agent(petition) or filing.annex):
        return filing
    try:
        content = _annex(petition.matter.purpose, filing.annex, identity)
    except ValueError:
        raise BadFiling("annex") from None
    name = next(name for n in count() if (name := f"annex{n or ''}.age") not in filing.contents)
    added = Enclosure(name=name, role=Role.ANNEX, media_type="application/octet-stream", content=content).described()
    if len(petition.attachments) >= MOST_ATTACHMENTS:
        raise TooManyFiles(MOST_ATTACHMENTS - 1, len(petition.attachments))
    whole = replace(petition, attachments=(*petition.attachments, added))
    return replace(filing, petition=whole, contents={**filing.contents, name: content}, annex="")


def _annex(purpose: Purpose, words: str, identity: Identity) -> bytes:
    keys = identity.keys_of(recipient_set(purpose))
    if not keys:
        raise NoKey(recipient_set(purpose))
    return sealed_annex(words, keys)


def goes_first(petition: Petition) -> bool:
    """Returns whether the item is sent before others. An accusation shows nothing outside its seal, not even that."""
    return bool(petition.urgency) and petition.matter.purpose is not Purpose.ACCUSATION


def _sealed(filing: Filing, identity: Identity) -> dict[str, bytes]:
    """Returns the sealed files of the item by name, text first. Where an agent files, text and annex are as long as
    their size class says, to the byte: age adds some at random otherwise."""
    keys = identity.keys_of(recipient_set(filing.petition.matter.purpose))
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


def _envelope(petition: Petition, identity: Identity, sealed: dict[str, bytes]) -> Envelope:
    try:
        return Envelope(
            item=petition.item,
            suite=SUITE,
            recipient_set=recipient_set(petition.matter.purpose),
            size_class=len(pad_text(_text(petition))),
            created=petition.created,
            terminal=identity.terminal,
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
