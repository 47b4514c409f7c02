"""The keys this terminal seals for: the bureau's as the platform names them, the discipline organ's as vouched for.

The organ's keys are pinned. New ones are accepted when signed by the organ's pinned signing key, or when a technician
typed their fingerprint from the organ's own paper. Until then they wait, and accusations are sealed for the known keys,
which the organ still holds. A change is logged before it takes effect.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from core.problems import NothingToConfirm, OtherRecipients
from core.typed_digits import without_check_digits
from core.wire import Bulletin, OrganKeys, RecipientSet
from storage.audit_log import AuditLog
from sync.identity import BUREAU, DISCIPLINE, By, Change, Identities, Identity
from trust import key_fingerprints, organ_keys
from trust.seal import sealable

log = logging.getLogger(__name__)
CODE = 20
"""Digits of an organ's fingerprint as printed."""
KEPT_CHANGES = 5


class Recipients:
    def __init__(self, identities: Identities, audit_log: AuditLog) -> None:
        self._identities, self._audit_log = identities, audit_log

    def hear(self, said: Bulletin, platform: str) -> None:
        """Takes the recipients named by the platform with that signing key; ignored if enrolled elsewhere meanwhile."""

        def change(known: Identity) -> Identity:
            if known.gateway_key != platform:
                return known
            after = with_bulletin_keys(known, said)
            if after.waiting != known.waiting:
                self._offered(after.waiting)
            return self._noted(known, after)

        self._identities.change(change)

    def confirm(self, typed: str, now: datetime) -> OrganKeys:
        """Confirms the offered keys by the fingerprint on the organ's paper. Idempotent.

        Raises GroupMistyped, DigitsMissing, NothingToConfirm, OtherRecipients.
        """
        digits = without_check_digits(typed, CODE)

        def change(known: Identity) -> Identity:
            if without_check_digits(key_fingerprints.of_organ(known.pinned), CODE) == digits:
                return known
            if known.offered is None:
                raise NothingToConfirm
            if without_check_digits(key_fingerprints.of_organ(known.offered), CODE) != digits:
                raise OtherRecipients
            return self._noted(known, _pinned(known, known.offered, "confirmed", now))

        return self._identities.change(change).pinned

    def _noted(self, before: Identity, after: Identity) -> Identity:
        for each in after.changes[len(before.changes) :]:
            self._audit_log.write("recipients changed", set=each.name, by=each.by, keys=" ".join(each.keys))
        if (key := after.pinned.signing_key) != before.pinned.signing_key:
            self._audit_log.write("organ's signing key pinned", key=key)
        return after.model_copy(update={"changes": after.changes[-KEPT_CHANGES:]})

    def _offered(self, public: OrganKeys | None) -> None:
        if public:
            log.warning("the platform offers other keys of the discipline organ; nobody vouches for them yet")
            self._audit_log.write("recipients offered", set=DISCIPLINE, keys=" ".join(public.keys))
        else:
            self._audit_log.write("recipients no longer offered", set=DISCIPLINE)


def with_bulletin_keys(known: Identity, said: Bulletin) -> Identity:
    """Returns the identity with new sets. A set that is empty or cannot be sealed for is kept as it was; unknown
    sets are dropped."""
    after, bureau = known, keys_of(said.recipients, BUREAU)
    if sealable(bureau) and sorted(bureau) != sorted(known.keys_of(BUREAU)):
        after = _sealing_for(after, BUREAU, bureau, "platform", said.at)
    signed = organ_keys.verified_statement(said.organ, known.pinned.signing_key) if said.organ else None
    if signed and signed.number > known.pinned.number and sealable(signed.keys):
        after = _pinned(after, signed, "organ", said.at)
    signs = known.answers_signed or said.answers_signed
    return after.model_copy(update={"offered": _beside(after.pinned, said), "answers_signed": signs})


def keys_of(sets: Sequence[RecipientSet], name: str) -> list[str]:
    return [key for each in sets if each.name == name for key in each.keys]


def _beside(pinned: OrganKeys, said: Bulletin) -> OrganKeys | None:
    """Returns the platform's keys of the organ if they are valid and differ from the known ones."""
    keys = keys_of(said.recipients, DISCIPLINE)
    if not sealable(keys):
        return None
    told = organ_keys.self_signed_statement(said.organ) if said.organ else None
    if told is None or sorted(told.keys) != sorted(keys):
        told = OrganKeys(keys=keys)
    if sorted(keys) == sorted(pinned.keys) and not told.signing_key:
        return None
    return told if told.canonical != pinned.canonical else None


def _pinned(known: Identity, public: OrganKeys, by: By, at: datetime) -> Identity:
    after = known.model_copy(update={"organ": public, "offered": None})
    same = sorted(public.keys) == sorted(known.keys_of(DISCIPLINE))
    return after if same else _sealing_for(after, DISCIPLINE, public.keys, by, at)


def _sealing_for(known: Identity, name: str, keys: list[str], by: By, at: datetime) -> Identity:
    others = [each for each in known.recipients if each.name in {BUREAU, DISCIPLINE} - {name}]
    change = Change(at=at, name=name, by=by, keys=keys)
    return known.model_copy(
        update={"recipients": [*others, RecipientSet(name=name, keys=keys)], "changes": [*known.changes, change]}
    )
