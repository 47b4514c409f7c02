"""A new key for this terminal: by command, and by itself when the old one has served long enough.

The new key is on the disk before it is announced, and the old one signs until the platform has confirmed it. Where that
answer is lost, the same key is announced again.
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
        """`every`: how long a key is used; zero: for ever."""
        self._identities, self._platform, self._audit_log, self._every = identities, platform, audit_log, every
        self._cooldown = Cooldown()

    def when_due(self, now: datetime) -> None:
        """A rotation that was begun is finished. Without a network it is put off. Raises StoreProblem."""
        if not self._identities.enrolled or self._cooldown.active(now):
            return
        if not self._due(self._identities.current(), now):
            return
        self._cooldown.start(now, AGAIN)
        try:
            self.run(now)
        except PlatformProblem as problem:
            log.info("no new key: %s %s", problem.code, problem.detail)

    def run(self, now: datetime) -> Identity:
        """Raises PlatformProblem, StoreProblem; then the old key stays in use."""
        fresh = self._identities.next_key()
        self._platform.announce_key(fresh)
        self._identities.change_key(fresh, now)
        self._audit_log.write("key changed", terminal=self._identities.current().terminal)
        try:
            self._platform.bulletin()  # with the first call that the new key signs, the platform refuses the old one
        except PlatformProblem as problem:
            log.info("the new key was not tried yet: %s", problem.code)
        return self._identities.current()

    def _due(self, identity: Identity, now: datetime) -> bool:
        if identity.next_key:
            return True
        return bool(self._every and identity.key_since and now >= identity.key_since + self._every)
