"""The system's print spooler: CUPS, through its own programs. Documents are piped, so this program writes no file."""

import os
import re
import shutil
import subprocess
import time
from contextlib import suppress

from core.problems import DeviceProblem, OutOfPaper, PrintAborted, PrinterMissing, PrintUnconfirmed
from core.resources import resource

EMPTY = re.compile(r"media-(empty|needed)")
DEAF = re.compile(r"offline|shutdown|paused|connecting-to-device|door-open|cover-open|jam")
FINISH_SECONDS = 60.0
POLL_SECONDS = 1.0
JOB = re.compile(r"request id is (\S+-(\d+))")
JOB_STATE = resource("printing", "job-state.test")
PRINTED, ABORTED = "completed", frozenset({"aborted", "canceled"})
"""Job states as ipptool names them (RFC 8011, 5.3.7)."""


class SpoolerPrinter:
    """`queue` empty is the system's default printer; `programs` a search path for lp, lpstat, cancel and ipptool.

    A job that does not come out within a minute is purged. Only a job that CUPS calls completed counts as printed, so
    CUPS has to keep the state of jobs for a while, but not their files (`cupsctl PreserveJobFiles=No
    PreserveJobHistory=300`; a user's program cannot delete a file, tried with 2.4). On Windows, which has no such
    spooler: PrinterMissing.
    """

    paper = True

    def __init__(self, queue: str = "", media: str = "A4", programs: str | None = None) -> None:
        self._queue, self._media, self._programs = queue, media, programs

    def print(self, document: bytes, title: str) -> None:
        """Prints a PDF. Raises PrintAborted, PrintUnconfirmed, OutOfPaper, PrinterMissing."""
        named = self._queue or self._default()
        queue = named.partition("/")[
            0
        ]  # of an instance such as hall/draft, the part after the slash only selects options
        self._ready(queue)
        answer = self._run("lp", "-d", named, "-t", title, "-o", f"media={self._media}", "-", document=document)
        found = JOB.search(answer)
        if not found:
            raise PrintUnconfirmed("lp named no job")
        try:
            self._await(found[1], queue)
        except DeviceProblem:
            with suppress(PrinterMissing):
                self._run("cancel", "-x", found[1])
            raise
        self._confirm(found[2])

    def check(self) -> str:
        """Returns the queue's name if it would take a job; prints nothing. Raises OutOfPaper, PrinterMissing."""
        queue = (self._queue or self._default()).partition("/")[0]
        self._ready(queue)
        return queue

    def queues(self) -> str:
        """Returns what the spooler says of all its queues. Raises PrinterMissing."""
        return self._run("lpstat", "-p")

    def _default(self) -> str:
        found = re.search(r"destination: (\S+)", self._run("lpstat", "-d"))
        if not found:
            raise PrinterMissing("no default printer")
        return found[1]

    def _ready(self, queue: str) -> None:
        """Raises the problem that the printer reports (`printer-state-reasons`)."""
        state = self._run("lpstat", "-l", "-p", queue)
        if EMPTY.search(state):
            raise OutOfPaper
        if "disabled" in state or DEAF.search(state):
            raise PrinterMissing("the queue is disabled or the printer offline")

    def _await(self, job: str, queue: str) -> None:
        began = time.monotonic()
        while re.search(rf"^{re.escape(job)}\s", self._run("lpstat", "-o", queue), re.MULTILINE):
            self._ready(queue)
            if time.monotonic() - began > FINISH_SECONDS:
                raise PrinterMissing("the job does not come out")
            time.sleep(POLL_SECONDS)

    def _confirm(self, number: str) -> None:
        """Checks that a job that left the queue was completed. Raises PrintAborted, PrintUnconfirmed."""
        try:
            said = self._run("ipptool", "-c", f"ipp://localhost/jobs/{number}", str(JOB_STATE)).split()
        except PrinterMissing as trouble:
            raise PrintUnconfirmed(trouble.detail) from None
        if ABORTED & set(said):
            raise PrintAborted
        if PRINTED not in said:
            raise PrintUnconfirmed("no state that is known")

    def _run(self, program: str, *arguments: str, document: bytes | None = None) -> str:
        found = shutil.which(program, path=self._programs)
        if not found:
            raise PrinterMissing(f"no {program} here")
        try:
            done = subprocess.run(  # nosec B603 # no shell
                [found, *arguments],
                input=document or b"",
                capture_output=True,
                timeout=20,
                check=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise PrinterMissing(f"{program}: {type(error).__name__}") from None
        return done.stdout.decode("utf-8", "replace")
