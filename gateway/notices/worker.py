"""The worker: sends what is due, and asks what became of what was sent. Any number of them run at once, on any number
of machines (`gateway.notices.claims`)."""

import os
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gateway.notices import addressee, claims, pauses, sms
from gateway.notices.claims import LEASE, LOOK_UPS, Claim
from gateway.notices.sms.port import (
    Accepted,
    Delivered,
    Failed,
    Fate,
    Message,
    NoAnswer,
    NotFound,
    NotReached,
    Pending,
    Provider,
    Question,
    Refused,
    Sent,
    Unknown,
)
from gateway.notices.states import MOVES, Cause, Channel, State
from gateway.notices.templates import template
from gateway.runtime import Runtime
from gateway.telemetry import metrics

ROUND_SECONDS = 20.0
"""One round takes no longer, the last call apart; the next one goes on."""
CALL_SECONDS = 70.0
"""No call to a provider takes longer (`http_call`)."""
CAUSES = {Accepted: Cause.ACCEPT, Refused: Cause.REFUSE, Unknown: Cause.LOSE, NotReached: Cause.NOT_REACHED}
DOUBTS = 2
"""A provider's list may be behind: so often it may not know what it accepted before that counts."""


def run_once(
    runtime: Runtime, provider: Provider | None = None, go_on: Callable[[], bool] = lambda: True
) -> Counter[str]:
    """Do what is to be done now, and count it: `handed-over` messages, what became of them by state, `looked-up`
    questions, notices `told-otherwise`.

    `provider`: the configured one if none is given. `go_on`: asked between two notices. Raises StoreProblem.
    """
    worker = Worker(runtime, provider or sms.configured(runtime), f"{socket.gethostname()[:40]}:{os.getpid()}")
    ends = time.monotonic() + ROUND_SECONDS
    while time.monotonic() < ends and go_on() and worker.step():
        pass
    metrics.notices_done(worker.counts)
    return worker.counts


@dataclass
class Worker:
    runtime: Runtime
    provider: Provider | None
    owner: str

    def __post_init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def step(self) -> bool:
        """Work on one notice. False when there is nothing to do now."""
        now = self.runtime.now()
        with self.runtime.reading() as db:
            if not claims.anything(db, now):
                return False
            paused = pauses.paused(db, now)
        sending = self.provider is None or (self._daytime(now) and not paused)
        began = time.monotonic()
        with self.runtime.engine.begin() as db:
            claim = claims.next_claim(db, self.owner, now, sending=sending)
        if claim is None:
            return False
        if claim.state is State.DUE:
            self._send(claim, began)
        else:
            self._look_up(claim)
        return True

    def _daytime(self, now: datetime) -> bool:
        return self.runtime.sms.from_hour <= now.hour < self.runtime.sms.until_hour

    def _send(self, claim: Claim, began: float) -> None:
        """Hand the notice over: written first, then done, so that a death in between is seen."""
        to = addressee.find(self.runtime, claim.case_id)
        if why := self._unsendable(claim, to):
            with self.runtime.engine.begin() as db:
                claims.tell_otherwise(db, claim, to.otherwise, why)
            self.counts["told-otherwise"] += 1
            return
        message = self._message(claim, to)
        with self.runtime.engine.begin() as db:
            if not claims.hand_over(db, claim, self.runtime.now()):
                return
        self.counts["handed-over"] += 1
        self._settle_sent(claim, self._called(message, began))

    def _called(self, message: Message, began: float) -> Sent:
        assert self.provider
        if time.monotonic() - began > LEASE.total_seconds() - CALL_SECONDS:
            return NotReached("stood-still")  # by now another worker may have it
        return self.provider.send(message)

    def _unsendable(self, claim: Claim, to: addressee.Addressee) -> str:
        """Why there will be no message; empty if there will."""
        if to.channel is not Channel.SMS:
            return to.reason
        if self.provider is None:
            return "no-provider"
        if self.provider.needs_template and claim.node.value not in self.runtime.sms.templates:
            return "no-template"
        late = self.runtime.now() - claim.due_at > timedelta(days=self.runtime.sms.keep_days)
        return "too-late" if late else ""

    def _message(self, claim: Claim, to: addressee.Addressee) -> Message:
        words = template(claim.node)
        return Message(
            number=to.number,
            text=words.signed(to.case_number, self.runtime.sms.platform),
            template=self.runtime.sms.templates.get(claim.node.value, ""),
            parameters=words.parameters(to.case_number),
            key=self._key(claim, to),
        )

    def _key(self, claim: Claim, to: addressee.Addressee) -> str:
        return message_key(self.runtime, to.case_number, claim.event, claim.node, claim.refusals)

    def _settle_sent(self, claim: Claim, sent: Sent) -> None:
        cause = CAUSES[type(sent)]
        self._settle(
            claim,
            cause,
            **({"receipt": sent.receipt or None} if isinstance(sent, Accepted) else {"reason": sent.reason}),
        )
        failed = isinstance(sent, Unknown | NotReached) or (isinstance(sent, Refused) and sent.general)
        with self.runtime.engine.begin() as db:
            if failed:
                pauses.miss(db, self.runtime.now())
            else:
                pauses.end(db)

    def _settle(self, claim: Claim, cause: Cause, **found: str | None) -> None:
        with self.runtime.engine.begin() as db:
            settled = claims.settle(db, claim, cause, self.runtime.now(), **found)
        if settled:
            self.counts[MOVES[cause][1].value] += 1

    def _look_up(self, claim: Claim) -> None:
        self.counts["looked-up"] += 1
        fate = self._asked(claim)
        claim = replace(claim, looked_up=claim.looked_up + 1)
        match fate:
            case Delivered(receipt):
                self._settle(claim, Cause.DELIVER, **_known(receipt))
            case Failed(reason):
                self._settle(claim, Cause.REFUSE, reason=reason)
            case Pending(receipt) if claim.state is State.UNKNOWN:
                self._settle(claim, Cause.ACCEPT, **_known(receipt))
            case NotFound() if claim.state is State.ACCEPTED and claim.looked_up > DOUBTS:
                self._settle(claim, Cause.LOSE, reason="not-found")
            case NotFound():
                self._put_off(claim, "not-found")
            case NoAnswer("no-query"):
                self._put_off(replace(claim, looked_up=len(LOOK_UPS)), None)
            case NoAnswer(reason):
                self._put_off(claim, reason if claim.state is State.UNKNOWN else None)
            case Pending():
                self._put_off(claim, None)

    def _asked(self, claim: Claim) -> Fate:
        to = addressee.find(self.runtime, claim.case_id)
        if self.provider is None or to.channel is not Channel.SMS or claim.handed_at is None:
            return NoAnswer("no-provider")
        return self.provider.look_up(Question(to.number, claim.receipt, self._key(claim, to), claim.handed_at))

    def _put_off(self, claim: Claim, reason: str | None) -> None:
        with self.runtime.engine.begin() as db:
            claims.put_off(db, claim, self.runtime.now(), reason)


def message_key(runtime: Runtime, case_number: str, event: int, node: str, refusals: int) -> str:
    """By which a provider knows a message: the same for its repetition by a person, unless it refused the first; the
    same also after a backup was restored, when rows get other numbers."""
    return runtime.keys.keyed_hash("notice", case_number, str(event), node, str(refusals))[:32]


def _known(receipt: str) -> dict[str, str | None]:
    return {"receipt": receipt} if receipt else {}
