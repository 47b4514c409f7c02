"""What this terminal tells the platform of itself: its version, how much waits for how long, and the states of its
machine's checks. Nothing of anybody."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib import metadata

from core.problems import NotFound, PlatformProblem, PlatformRefused
from core.wire import CheckState, TerminalReport
from sync.identity import Identities
from sync.outbox import Outbox
from sync.platform.client import PlatformClient
from sync.platform.cooldown import Cooldown


@cache
def version() -> str:
    """Returns the version that was installed; empty in a bundle that does not say."""
    try:
        return metadata.version("sunlit-window")
    except metadata.PackageNotFoundError:
        return ""


log = logging.getLogger(__name__)
Checks = Callable[[], Mapping[str, CheckState]]
EVERY = timedelta(minutes=15)
UNKNOWN_THERE = timedelta(days=1)
"""How long nothing is told to a platform that does not know the call."""


class Heartbeat:
    def __init__(self, identities: Identities, platform: PlatformClient, outbox: Outbox) -> None:
        self._identities, self._platform, self._outbox = identities, platform, outbox
        self._cooldown = Cooldown()
        self.checks: Checks = dict
        """Returns the state of each check by its name; set by the program that can make them (doctor/checks.py)."""

    def when_due(self, now: datetime) -> None:
        """Tells it if due. A platform that is not reached hears it the next time."""
        if not self._identities.enrolled or self._cooldown.holds(now):
            return
        self._cooldown.begin(now, EVERY)
        try:
            self._tell(self.report())
        except NotFound:
            self._cooldown.begin(now, UNKNOWN_THERE)
        except PlatformProblem as problem:
            log.info("not told how it is here: %s %s", problem.code, problem.detail)

    def _tell(self, report: TerminalReport) -> None:
        """A platform of the version before refuses a report with checks, and hears the rest."""
        try:
            self._platform.report(report)
        except PlatformRefused:
            if not report.checks:
                raise
            self._platform.report(report.model_copy(update={"checks": {}}))

    def report(self) -> TerminalReport:
        queue, oldest = self._outbox.waiting()
        return TerminalReport(
            version=version(), queue=queue, quarantined=self._outbox.set_aside(), oldest=oldest, checks=self._checked()
        )

    def _checked(self) -> dict[str, CheckState]:
        """Returns what the checks say; nothing where they break, as the rest is worth telling."""
        try:
            return dict(self.checks())
        except Exception:
            log.exception("a bug in the checks")
            return {}
