"""Accepts petitions: seals and queues them, after which nobody on this terminal can read them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from core.petition import (
    Filing,
    Petition,
    Purpose,
    by_agent,
    judge_filing,
)
from core.problems import NoKey, NotQuarantined, Problem
from core.receipt import Slip
from storage.audit_log import AuditLog
from storage.file_lock import FileLock
from storage.sealed_items import SealedItems
from storage.store import retry_once_if_damaged
from sync.identity import Identities
from sync.item import Item
from sync.latest_time import LatestTime
from sync.outbox import Outbox
from sync.outbox_recovery import adopt
from sync.removable_media import acknowledged, export
from trust.sealed_filing import BUREAU, annex_for, envelope_of, recipient_set, sealed_files, with_annex


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
            filing = with_annex(filing, identity.keys_of)
            sealed = sealed_files(filing, identity.keys_of)
            envelope = envelope_of(filing.petition, identity.terminal, sealed)
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
        return annex_for(purpose, words, self._identities.current().keys_of)

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


def goes_first(petition: Petition) -> bool:
    """Returns whether the item is sent before others. An accusation shows nothing outside its seal, not even that."""
    return bool(petition.urgency) and petition.matter.purpose is not Purpose.ACCUSATION
