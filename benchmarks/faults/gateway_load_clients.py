"""Terminals that hand in items and parts, repeat each call until it is answered, and check that the gateway keeps to
its answers."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import requests

from core.petition import Purpose
from core.receipt import Receipt
from core.wire import Enrolment, ItemStatus
from gateway.auth import enrolment
from gateway.clock import china_now
from gateway.runtime import Runtime
from testkit.terminal import Item, Terminal, Upload, petition
from trust.keys import SigningKey

CHUNK = 5000
REST = 0.02
"""Seconds before a call is repeated."""
TRIES = 3000
T = TypeVar("T")
TRY_LATER = {409, 429, 503}


class AnswerBroken(AssertionError):
    """Raised when the gateway contradicts an earlier answer."""


@dataclass
class GatewayEndpoints:
    """The gateways' addresses; each call uses any one of them."""

    urls: Sequence[str]
    runtime: Runtime
    clock: Callable[[], datetime] = china_now

    @property
    def url(self) -> str:
        return random.choice(self.urls)


def enrolled(doors: GatewayEndpoints) -> Terminal:
    """Returns a terminal enrolled without a call."""
    key, code = SigningKey.generate(), enrolment.issue_secret(doors.runtime)[0]
    told = enrolment.enrol(doors.runtime, Enrolment(code=code, public_key=key.public))
    return Terminal(doors, told.terminal, key, {each.name: each.keys for each in told.recipients})


@dataclass
class Job:
    """An item to hand in, sometimes by two clients at once."""

    terminal: Terminal
    item: Item


@dataclass
class RecordedAnswers:
    """The gateway's answers so far, which must stay true."""

    receipts: dict[UUID, Receipt] = field(default_factory=dict)
    whole: set[UUID] = field(default_factory=set)
    newly: Counter[UUID] = field(default_factory=Counter)
    owners: dict[UUID, Terminal] = field(default_factory=dict)


class LoadClients:
    def __init__(self, runtime: Runtime, urls: Sequence[str], dice: random.Random, members: int = 4) -> None:
        self.doors, self.dice = GatewayEndpoints(urls, runtime), dice
        self.told, self.answers, self.faults = RecordedAnswers(), Counter[str](), list[str]()
        self._lock, self._stop, self._pause = threading.Lock(), threading.Event(), threading.Event()
        self._terminals = [enrolled(self.doors) for _ in range(2)]
        self._jobs = self._endless()
        self._members = [threading.Thread(target=self._work, daemon=True) for _ in range(members)]

    def start(self) -> None:
        for member in self._members:
            member.start()

    def wait_for(self, items: int) -> None:
        for _ in range(TRIES):
            if len(self.told.whole) >= items or self.faults:
                return
            self._stop.wait(REST)
        self.faults.append("hardly anything arrives")

    def finish(self) -> None:
        """Waits until each client has finished its present item."""
        self._stop.set()
        for member in self._members:
            member.join(120)
            if member.is_alive():
                self.faults.append("somebody still waits for an answer")

    def _endless(self) -> Iterator[Job]:
        while True:
            terminal = self.dice.choice(self._terminals)
            purpose = self.dice.choice([Purpose.REQUEST, Purpose.REQUEST, Purpose.ACCUSATION])
            job = Job(terminal, terminal.sealed(petition(china_now(), purpose)))
            self.told.owners[job.item.id] = terminal
            yield job
            if self.dice.random() < 0.4:
                yield job

    def _next(self) -> Job:
        with self._lock:
            return next(self._jobs)

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                self.deliver(self._next())
                self._remember()
            except Exception as error:
                self.faults.append(f"{type(error).__name__}: {error}")

    def deliver(self, job: Job) -> None:
        whole = self._is_whole(job.item.id)
        answer = self._answered(lambda: job.terminal.hand_in(job.item), {200, 201})
        self._hold(job.item.id, ItemStatus.model_validate_json(answer.text), whole, new=answer.status_code == 201)
        self._send_part(job)
        self._look(job.item.id)

    def _send_part(self, job: Job) -> None:
        content, reached = job.item.files["1.age"], 0
        upload = self._upload(job, len(content))
        while upload and reached < len(content):
            head = self._answered(partial(self._head, upload), {200, 404})
            if head.status_code == 404:  # a twin was given a newer token
                threading.Event().wait(random.uniform(0, 10 * REST))
                upload = self._upload(job, len(content))
                continue
            offset = int(head.headers["Upload-Offset"])
            if offset < reached:
                raise AnswerBroken(f"an upload that had {reached} bytes has {offset}")
            reached = self._patched(upload, content[offset : offset + CHUNK], offset) if content[offset:] else offset
        with self._lock:
            self.told.whole.add(job.item.id)

    def _upload(self, job: Job, length: int) -> Upload | None:
        """Returns the upload to continue; None when the part is complete."""
        path = f"/v1/items/{job.item.id}/parts/1"
        made = self._answered(lambda: job.terminal.call("POST", path, Upload_Length=str(length)), {201, 409})
        if made.status_code == 201:
            return Upload(made.headers["Location"], made.json()["token"])
        if made.json()["code"] != "received":
            raise AnswerBroken(made.text)
        return None

    def _anywhere(self, upload: Upload) -> Upload:
        return replace(upload, url=self.doors.url + upload.url)

    def _head(self, upload: Upload) -> requests.Response:
        return self._anywhere(upload).head()

    def _patched(self, upload: Upload, chunk: bytes, offset: int) -> int:
        """Sends one chunk and returns the offset reached; without an answer, a HEAD asks for it."""
        try:
            answer = self._anywhere(upload).patch(chunk, offset)
        except requests.RequestException:
            threading.Event().wait(REST)
            return offset
        self._count("PATCH", answer)
        if answer.status_code not in {204, 404, *TRY_LATER}:
            raise AnswerBroken(f"PATCH: {answer.status_code} {answer.text[:80]}")
        if answer.status_code in TRY_LATER:
            threading.Event().wait(REST)
        return int(answer.headers["Upload-Offset"]) if answer.status_code == 204 else offset

    def _remember(self) -> None:
        """Asks again about an old receipt."""
        with self._lock:
            old = self.dice.choice(list(self.told.receipts))
        self._look(old)

    def _look(self, item: UUID) -> None:
        terminal, whole = self.told.owners[item], self._is_whole(item)
        answer = self._answered(lambda: terminal.call("GET", f"/v1/items/{item}"), {200, 404})
        if answer.status_code == 404:
            raise AnswerBroken(f"{item}: it was registered, and is unknown now")
        self._hold(item, ItemStatus.model_validate_json(answer.text), whole)

    def _is_whole(self, item: UUID) -> bool:
        """Returns whether the item is complete. It is read before a call, since a twin may complete it while an earlier
        answer is under way."""
        with self._lock:
            return item in self.told.whole

    def _hold(self, item: UUID, status: ItemStatus, whole: bool, new: bool = False) -> None:
        with self._lock:
            known = self.told.receipts.setdefault(item, status.receipt) if status.receipt else None
            self.told.newly[item] += new
            if known is None or known != status.receipt or self.told.newly[item] > 1:
                raise AnswerBroken(f"{item}: one receipt, then another")
            if whole and status.wanted:
                raise AnswerBroken(f"{item}: a part that had arrived is wanted again")

    def _answered(self, call: Callable[[], requests.Response], wanted: set[int]) -> requests.Response:
        for _ in range(TRIES):
            try:
                answer = call()
            except requests.RequestException:
                threading.Event().wait(REST)
                continue
            self._count(str(answer.request.method), answer)
            if answer.status_code in wanted:
                return answer
            if answer.status_code not in TRY_LATER:
                raise AnswerBroken(f"{answer.request.method} {answer.status_code} {answer.text[:80]}")
            threading.Event().wait(REST)
        raise AnswerBroken("never answered")

    def _count(self, method: str, answer: requests.Response) -> None:
        with self._lock:
            self.answers[f"{method} {answer.status_code}"] += 1

    def _blame(self, fault: str, soft: bool = False) -> None:
        with self._lock:
            (self.answers.update([fault.split(" that", maxsplit=1)[0]]) if soft else self.faults.append(fault))


def tally(counted: dict[str, Any]) -> str:
    return "\n".join(f"{number:6} {name}" for name, number in sorted(counted.items(), key=lambda each: -each[1]))
