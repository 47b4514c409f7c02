"""Compares the items here with the platform's, and each side's journal with what the other saw of it.

It runs daily, and whenever the platform's journal has become shorter: then the platform was restored from a backup, and
what it lost is sent again from the sealed files (decision 0019).
"""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from core.problems import AuditLogBroken, PlatformGarbled, PlatformProblem
from core.reconciliation import HeldItem, ReconciliationAnswer, ReconciliationCall, SignedCheckpoint
from core.wire import ChainEnd
from storage.audit_log import AuditLog
from sync.comparison.difference import Difference, Kind, Report
from sync.comparison.repair import ItemRepair
from sync.feed import Feed
from sync.identity import Identities, Identity
from sync.outbox import Outbox
from sync.platform.client import PlatformClient
from sync.platform.cooldown import Cooldown
from sync.platform_checkpoint import PlatformCheckpoint, Seen
from trust.checkpoint import Checkpoint

log = logging.getLogger(__name__)
PAGE = 100
"""Items per call: 20 KB, so that no text waits long behind it."""
AGAIN = timedelta(minutes=10)


class Reconciler:
    def __init__(
        self,
        *,
        identities: Identities,
        platform: PlatformClient,
        outbox: Outbox,
        repair: ItemRepair,
        audit_log: AuditLog,
        platform_checkpoint: PlatformCheckpoint,
        feed: Feed,
        meanwhile: Callable[[], object],
    ) -> None:
        """`meanwhile` is called between two pages and sends new items."""
        self._identities, self._platform, self._outbox, self._repair = identities, platform, outbox, repair
        self._audit_log, self._platform_checkpoint, self._feed, self._meanwhile = (
            audit_log,
            platform_checkpoint,
            feed,
            meanwhile,
        )
        self._cooldown = Cooldown()

    def when_due(self, now: datetime) -> None:
        """Runs if due. Without a network it is postponed. Raises StoreProblem."""
        if not self._identities.enrolled or self._cooldown.holds(now):
            return
        terminal = self._identities.current().terminal
        if not self._platform_checkpoint.due(terminal, now):
            return
        self._cooldown.begin(now, AGAIN)
        try:
            report = self.run(now, whole=self._platform_checkpoint.seen(terminal).compared is None)
        except PlatformProblem as problem:
            log.info("not compared: %s %s", problem.code, problem.detail)
        else:
            for each in report.differences:
                log.warning("difference: %s %s", each.kind, each.item)

    def run(self, now: datetime, whole: bool = True) -> Report:
        """Runs a comparison. `whole`: of all items ever, not only of repairable ones. Raises PlatformProblem,
        StoreProblem."""
        identity = self._identities.current()
        seen = self._platform_checkpoint.seen(identity.terminal)
        whole = whole or seen.went_back
        round_ = Round(identity, seen, list(self._repair.held(whole)))
        differences, compared, cleared = self._own_journal(round_, now), 0, 0
        since = None if whole else now + self._identities.clock_offset - self._repair.keep
        while not round_.over:
            said = self._platform.reconcile(round_.call(since))
            if not said.goes_on and not whole:
                return self.run(now, whole=True)
            if round_.after is None:
                differences += self._journals(round_, said)
            asked = {each.item: each for each in round_.held}
            differences += self._mended(asked, said)
            cleared += sum(self._repair.clear(asked[each.item], each, said.at) for each in said.items)
            compared += len(said.items)
            round_.turn_page(said.until)
            if not round_.over:
                self._meanwhile()
        for each in differences:
            self._audit_log.write("difference", kind=each.kind.value, **({"item": each.item} if each.item else {}))
        assert round_.chain
        self._platform_checkpoint.compared(identity.terminal, round_.chain, now)
        return Report(compared=compared, differences=tuple(differences), cleared=cleared)

    def _mended(self, asked: dict[UUID, HeldItem], said: ReconciliationAnswer) -> list[Difference]:
        found = (self._repair.mend(asked[each.item], each) for each in said.items)
        strangers = (each for each in said.unlisted if self._outbox.find(each.item) is None)
        return [*(each for each in found if each), *map(Difference.not_here, strangers)]

    def _own_journal(self, round_: "Round", now: datetime) -> list[Difference]:
        """Signs a checkpoint of our journal. A damaged journal is left out; the rest is still compared."""
        try:
            ours = Checkpoint(now, {round_.identity.terminal: self._audit_log.verified()})
        except AuditLogBroken:
            return [Difference(Kind.OWN_JOURNAL)]
        round_.checkpoint = SignedCheckpoint(**ours.signed(round_.identity.key))
        return []

    def _journals(self, round_: "Round", said: ReconciliationAnswer) -> list[Difference]:
        """Records the platform's checkpoint in our journal and returns differences between the journals."""
        terminal, differences = round_.identity.terminal, []
        try:
            theirs = Checkpoint.opened(**said.checkpoint.model_dump(), public_keys=[round_.identity.gateway_key])
            events, head = theirs.chains[terminal]
        except (AuditLogBroken, KeyError):
            raise PlatformGarbled("no checkpoint") from None
        round_.chain = ChainEnd(events=events, head=head)
        if said.told and round_.checkpoint and not self._goes_on_from(said.told, round_.identity):
            differences.append(Difference(Kind.OWN_JOURNAL))
        if not said.goes_on:
            differences.append(Difference(Kind.PLATFORM_JOURNAL))
            self._feed.fetch_all_again()
        self._audit_log.write("checkpoint", **said.checkpoint.model_dump())
        return differences

    def _goes_on_from(self, told: SignedCheckpoint, identity: Identity) -> bool:
        """True if our journal still contains what was signed. A checkpoint that we did not sign is ignored."""
        try:
            ours = Checkpoint.opened(**told.model_dump(), public_keys=identity.public_keys)
        except AuditLogBroken:
            return True
        return self._audit_log.goes_on_from(*ours.chains[identity.terminal])


class Round:
    """One comparison in progress, page by page."""

    def __init__(self, identity: Identity, seen: Seen, held: list[HeldItem]) -> None:
        self.identity, self.held, self._seen = identity, held, seen
        self.checkpoint: SignedCheckpoint | None = None
        self.chain: ChainEnd | None = None
        self.after: UUID | None = None
        self.over = False

    def call(self, since: datetime | None) -> ReconciliationCall:
        page = [each for each in self.held if self.after is None or str(each.item) > str(self.after)]
        return ReconciliationCall(
            nonce=secrets.token_urlsafe(18),
            after=self.after,
            until=page[PAGE - 1].item if len(page) > PAGE else None,
            since=since,
            items=page[:PAGE],
            seen=self._seen.chain,
            checkpoint=self.checkpoint if self.after is None else None,
        )

    def turn_page(self, until: UUID | None) -> None:
        self.after, self.over = until, until is None
