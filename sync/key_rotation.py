"""Replaces this terminal's key, by command or when the key has reached its age limit.

The new key is stored before the platform learns of it, and the old one signs until the platform has confirmed. If the
confirmation is lost the same key is announced again.
"""

import logging
from datetime import datetime, timedelta

from core.problems import PlatformProblem
from storage.audit_log import AuditLog
from sync.identity import Identities, Identity
from sync.platform.client import PlatformClient
from sync.platform.cooldown import Cooldown

log = logging.getLogger(__name__)
AGAIN = timedelta(hours=1)


class Rotation:
    def __init__(self, identities: Identities, platform: PlatformClient, audit_log: AuditLog, every: timedelta) -> None:
        """`every`: the age limit of a key; None for no limit."""
        self._identities, self._platform, self._audit_log, self._every = identities, platform, audit_log, every
        self._cooldown = Cooldown()

    def when_due(self, now: datetime) -> None:
        """Rotates the key if due, or completes a rotation. Without a network it is postponed. Raises StoreProblem."""
        if not self._identities.enrolled or self._cooldown.holds(now):
            return
        if not self._due(self._identities.current(), now):
            return
        self._cooldown.begin(now, AGAIN)
        try:
            self.run(now)
        except PlatformProblem as problem:
            log.info("no new key: %s %s", problem.code, problem.detail)

    def run(self, now: datetime) -> Identity:
        """Rotates the key. Raises PlatformProblem, StoreProblem; then the old key stays in use."""
        fresh = self._identities.next_key()
        self._platform.announce_key(fresh)
        self._identities.change_key(fresh, now)
        self._audit_log.write("key changed", terminal=self._identities.current().terminal)
        try:
            self._platform.bulletin()  # from the first call signed with the new key, the platform rejects the old one
        except PlatformProblem as problem:
            log.info("the new key was not tried yet: %s", problem.code)
        return self._identities.current()

    def _due(self, identity: Identity, now: datetime) -> bool:
        if identity.next_key:
            return True
        return bool(self._every and identity.key_since and now >= identity.key_since + self._every)
