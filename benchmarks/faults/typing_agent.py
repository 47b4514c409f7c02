"""A process in which an agent types into a draft that the product's own keeper keeps, until it is killed.

It is forked from a process that has imported everything and opened nothing. Each keystroke is told on a pipe after it
is made, with its time.
"""

import os
import random
import struct
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QTimer

from agency.agent_key import AgentKey
from agency.draft_record import DraftState, Written
from agency.drafts import Drafts
from core.flow import Whereabouts
from core.narrative import Clause, SpokenClause
from core.petition import Filing
from core.scan import Scan
from proxy_client.draft_keeper import DraftKeeper
from proxy_client.session import AgentDraft
from sync.terminal import Terminal, open_terminal
from testkit.filings import a_filing
from ui.background.tasks import TaskRunner

NUMBER = "320115"
TICK_MS = 20
KEYSTROKE = struct.Struct("<dI")
"""When, by the machine's monotonic clock, and how many characters there are then."""
FILED, SAVING = 0, 1 << 31
"""The first stands for the number where the draft was filed; the second is added while a save is under way."""
CHARACTERS = "村口的井水发黑三个月了没有人来看老人挑水要走二里路"
HERE = Whereabouts("tell", ("desk", "consent", "identify"))
FILES, ADDS = 0.006, 0.03
"""Share of keystrokes after which the draft is filed, or gets a paper or a sentence with its sound."""
MOST_UNTIL_DELETED_MS = 400
"""From the filing until the draft is deleted: more than the window takes, so that kills fall between."""


def text_of(count: int) -> str:
    return "".join(CHARACTERS[at % len(CHARACTERS)] for at in range(count))


def filing_of(draft: AgentDraft) -> Filing:
    """Returns a filing under the draft's claim: the same item, however often."""
    filing = a_filing()
    return replace(filing, claim=draft.claim, petition=replace(filing.petition, item=draft.item))


def drafts_of(here: Terminal, key: AgentKey) -> Drafts:
    return Drafts(here, NUMBER, key, AgentDraft)


@dataclass
class TypingAgent:
    """Types one character every `TICK_MS`, adds papers and sound, files at some moment and begins another."""

    here: Terminal
    key: AgentKey
    dice: random.Random
    pipe: int

    def __post_init__(self) -> None:
        self.drafts = drafts_of(self.here, self.key)
        self.draft, self.typed = AgentDraft(), 0
        tasks = TaskRunner(ThreadPoolExecutor(1))
        self.keeper = DraftKeeper(tasks, self.state, lambda: self.drafts, lambda: datetime.now(UTC))
        self._go_on()

    def _go_on(self) -> None:
        """Takes up the draft of the life before, if there is one that was not filed."""
        for listed in self.drafts.listed():
            if listed.record and not listed.record.slip:
                opened, record = self.drafts.open(listed.id)
                assert isinstance(record.draft, AgentDraft)
                self.draft, self.typed = record.draft, len(record.written.text) if record.written else 0
                self.keeper.resume(opened)
                return

    def state(self) -> DraftState | None:
        written = Written("写下来，或者改一改", text_of(self.typed))
        return DraftState.of(self.draft, HERE, written) if self.typed and not self.draft.slip else None

    def _begin_anew(self) -> None:
        self.keeper.discard()
        self.draft, self.typed = AgentDraft(), 0

    def type(self) -> None:
        if self.draft.slip:
            return
        self.typed += 1
        saving = SAVING if self.keeper.saving else 0
        os.write(self.pipe, KEYSTROKE.pack(monotonic(), self.typed | saving))
        chance = self.dice.random()
        if chance < FILES:
            self.draft.slip = self.here.submissions.accept(filing_of(self.draft))
            os.write(self.pipe, KEYSTROKE.pack(monotonic(), FILED))
            QTimer.singleShot(self.dice.randrange(MOST_UNTIL_DELETED_MS), self._begin_anew)
        elif chance < ADDS and len(self.draft.scans) < 20:
            self.draft.scans.append(Scan(self.dice.randbytes(60_000), source=self.dice.randbytes(90_000)))
            said = SpokenClause(Clause("井水发黑。", 0, 3, 0.9), self.dice.randbytes(96_000))
            self.draft.told = (*self.draft.told, said)


def forked(child: Callable[[int], None]) -> tuple[int, int]:
    """Forks a process that runs `child` with the end of a pipe to write to; returns its id and the end to read from."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    os.close(reading)
    try:
        child(writing)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(70)


def live(home: Path, key: AgentKey, seed: int, pipe: int) -> None:
    """Types until the process is killed."""
    app = QCoreApplication([])
    agent = TypingAgent(open_terminal(home), key, random.Random(seed), pipe)
    timer = QTimer()
    timer.timeout.connect(agent.type)
    timer.start(TICK_MS)
    app.exec()


def keystrokes(pipe: int) -> list[tuple[float, int]]:
    """Returns all that were told until the process died."""
    with os.fdopen(pipe, "rb") as told:
        content = told.read()
    whole = len(content) // KEYSTROKE.size * KEYSTROKE.size
    return list(KEYSTROKE.iter_unpack(content[:whole]))
