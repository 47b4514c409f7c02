"""A small platform that keeps the contract until told to misbehave: each call takes the next mishap from a list.

mishaps: "ok", "500", "garbage", "html", "busy", "too many", "cut before" (nothing was done), "cut after" (it was done,
nobody is told), "half" (half an answer), "stale", "revoked", "refuse", "elsewhere" (a redirect), "endless", "silence",
"dribble" (a head that comes byte by byte), "kill before", "kill after" (a cut, and the process `victim` is killed)."""

import base64
import json
import os
import signal
import ssl
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from core.invitation import EnrolmentCode
from core.receipt import Receipt
from core.wire import Enrolled, Enrolment, ItemStatus, OrganKeys, RecipientSet, SignedEnvelope, SignedText
from testkit.local_server import LocalServer, QuietHandler
from trust import key_fingerprints
from trust import receipt_signature as receipts
from trust.keys import AgeKey, SigningKey
from trust.request_signature import ReceivedRequest, SignatureRefused, verify_request
from trust.sign import sign_bytes, verify_bytes

BUREAU, DISCIPLINE, KEY = AgeKey.generate(), AgeKey.generate(), SigningKey.generate()
ORGAN = OrganKeys(keys=[DISCIPLINE.recipient])
SECRET = "123456789012"
CODE = EnrolmentCode(SECRET, key_fingerprints.of_platform(KEY.public, ORGAN, SECRET)).text
"""All faulty platforms have the same keys, so that one code fits all."""
WRONG = EnrolmentCode("0" * 12, EnrolmentCode.read(CODE).fingerprint).text
"""A well-formed code that no platform knows."""


class FaultyPlatform(LocalServer):
    def __init__(self, *mishaps: str, ahead: timedelta = timedelta(), tls: ssl.SSLContext | None = None) -> None:
        """`ahead`: how far its clock is ahead of ours."""
        self.mishaps = list(mishaps)
        self.misbehaves_at = "/"
        """Calls whose path begins otherwise take no mishap from the list."""
        self.ahead = ahead
        self.bureau, self.discipline, self.key = BUREAU, DISCIPLINE, KEY
        self.terminals: dict[str, str] = {}
        self.items: dict[str, dict[str, Any]] = {}
        self.uploads: dict[str, bytearray] = {}
        self.nonces: set[tuple[str, str]] = set()
        self.calls: Counter[str] = Counter()
        self.order: list[str] = []
        self.received = 0
        self.refuses_with = "conflict"
        self.enrolled_just_now = False
        self.victim = 0
        self.lock = threading.Lock()
        super().__init__(Handler, tls, platform=self)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def misbehave_at(self, path: str, *mishaps: str) -> None:
        """For windows, whose engine makes calls of its own: only a call to `path` takes a mishap."""
        self.misbehaves_at, self.mishaps = path, list(mishaps)

    def next_mishap(self, path: str) -> str:
        return self.mishaps.pop(0) if self.mishaps and path.startswith(self.misbehaves_at) else "ok"

    def enrol(self, call: Enrolment) -> tuple[int, bytes]:
        if call.code != SECRET:
            return 422, refusal("code", self.now())
        name = f"t{len(self.terminals) + 1}"
        self.terminals[name] = call.public_key
        sets = [
            RecipientSet(name="bureau", keys=[self.bureau.recipient]),
            RecipientSet(name="discipline", keys=[self.discipline.recipient]),
        ]
        asked = call.model_dump(include={"code", "public_key"})
        answer = Enrolled(**asked, terminal=name, gateway_key=self.key.public, recipients=sets, organ=ORGAN)
        text = answer.model_dump_json()
        said = SignedText(text=text, signature=sign_bytes(text.encode(), self.key))
        return 201, said.model_dump_json().encode()

    def register(self, signed: SignedEnvelope, text: bytes, terminal: str) -> tuple[int, bytes]:
        envelope = signed.opened()
        name = str(envelope.item)
        assert verify_bytes(signed.envelope.encode(), signed.signature, self.terminals[terminal])
        known = self.items.get(name)
        if known is None:
            self.order.append(name)
            receipt = Receipt(
                item=envelope.item,
                case_number=f"XF-{len(self.items) + 1:05d}",
                query_code=f"{envelope.item.int % 10**16:016d}",
                registered_at=self.now(),
            )
            signed_receipt = receipts.sign_receipt(receipt, self.key)
            self.items[name] = {"envelope": envelope, "text": text, "receipt": signed_receipt, "parts": {}}
        elif known["envelope"].model_copy(update={"terminal": envelope.terminal}) != envelope:
            return 422, refusal("conflict", self.now())
        else:
            known["envelope"] = envelope  # from a box enrolled anew: handed on
        return (200 if known else 201), self.status(name)

    def status(self, name: str) -> bytes:
        item = self.items[name]
        wanted = [part.name for part in item["envelope"].parts[1:] if not self.complete(name, part)]
        return ItemStatus(item=UUID(name), wanted=wanted, receipt=item["receipt"]).model_dump_json().encode()

    def complete(self, name: str, part: Any) -> bool:
        return len(self.uploads.get(f"{name}-{part.name.split('.')[0]}", b"")) == int(part.size)


class Handler(QuietHandler):
    platform: FaultyPlatform

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        platform = self.platform
        with platform.lock:
            platform.calls[f"{self.command} {self.path.split('/')[2]}"] += 1
            mishap = "ok" if self.enrolling() else platform.next_mishap(self.path)
            if misbehave := MISHAPS.get(mishap):
                misbehave(self)
                return None
            status, content, headers = self.result(body)
            if mishap in {"cut after", "kill after"}:
                return self.cut() if mishap == "cut after" else _kill(self)
            if mishap == "half":
                self.reply(status, content[: len(content) // 2], headers, claimed=len(content))
                return self.cut()
            return self.reply(status, content, headers)

    def enrolling(self) -> bool:
        """Returns whether this call is an enrolment: the exchange of a code, or the signed call that follows it."""
        proving = self.platform.enrolled_just_now and self.path == "/v1/bulletin"
        self.platform.enrolled_just_now = self.path.startswith("/v1/enrolments")
        return self.platform.enrolled_just_now or proving

    do_GET = do_POST = do_HEAD = do_PATCH = handle_any  # noqa: N815

    def result(self, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        path = self.path.partition("?")[0].strip("/").split("/")[1:]
        if path == ["enrolments"]:
            return *self.platform.enrol(Enrolment.model_validate_json(body)), {}
        if path[0] == "uploads":
            return self.upload(path[1], body)
        try:
            return self.signed(path, body, self.signer(body))
        except SignatureRefused as refused:
            return 401, refusal(refused.reason, self.platform.now()), {}

    def signed(self, path: list[str], body: bytes, terminal: str) -> tuple[int, bytes, dict[str, str]]:
        match path:
            case ["items"]:
                call = json.loads(body)
                signed = SignedEnvelope.model_validate(call["signed"])
                assert self.headers["Idempotency-Key"] == str(signed.opened().item)
                return *self.platform.register(signed, base64.b64decode(call["text"]), terminal), {}
            case ["items", item] if item in self.platform.items:
                return 200, self.platform.status(item), {}
            case ["items", item, "parts", number]:
                self.platform.uploads.setdefault(f"{item}-{number}", bytearray())
                return 201, b'{"token": "bearer-of-one"}', {"Location": f"/v1/uploads/{item}-{number}"}
        return 404, refusal("unknown", self.platform.now()), {}

    def upload(self, name: str, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        assert self.headers["Authorization"] == "Bearer bearer-of-one"
        held = self.platform.uploads[name]
        if self.command == "PATCH":
            if int(self.headers["Upload-Offset"]) != len(held):
                return 409, refusal("offset", self.platform.now()), {}
            held += body
            self.platform.received += len(body)
        return (204 if self.command == "PATCH" else 200), b"", {"Upload-Offset": str(len(held))}

    def signer(self, body: bytes) -> str:
        platform = self.platform

        def seen(terminal: str, nonce: str) -> bool:
            known = (terminal, nonce) in platform.nonces
            platform.nonces.add((terminal, nonce))
            return known

        arrived = ReceivedRequest(self.command, f"{platform.url}{self.path}", dict(self.headers))
        return verify_request(arrived, body, platform.terminals.get, seen, platform.now())

    def reply(
        self, status: int, content: bytes, headers: dict[str, str] | None = None, claimed: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content) if claimed is None else claimed))
        self.end_headers()
        self.wfile.write(content)

    def cut(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.close()


def refusal(code: str, at: datetime) -> bytes:
    return json.dumps({"code": code, "message": "no", "at": at.isoformat()}).encode()


def _endless(handler: Handler) -> None:
    handler.reply(200, b"x" * (2 << 20))
    handler.close_connection = True


def _silence(handler: Handler) -> None:
    handler.connection.recv(1)  # until the terminal hangs up
    handler.cut()


def _dribble(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    try:
        while True:
            handler.wfile.write(b"x")
            threading.Event().wait(0.02)
    except OSError:  # the terminal hung up
        handler.close_connection = True


def _kill(handler: Handler) -> None:
    os.kill(handler.platform.victim, signal.SIGKILL)
    handler.cut()


MISHAPS = {
    "500": lambda handler: handler.reply(500, refusal("broken", handler.platform.now())),
    "garbage": lambda handler: handler.reply(200, b"\x00\xff{]"),
    "html": lambda handler: handler.reply(200, b"<html>Welcome to our hotel</html>"),
    "busy": lambda handler: handler.reply(503, b"", {"Retry-After": "120"}),
    "too many": lambda handler: handler.reply(429, b"", {"Retry-After": "120"}),
    "cut before": Handler.cut,
    "kill before": _kill,
    "stale": lambda handler: handler.reply(401, refusal("stale", handler.platform.now())),
    "revoked": lambda handler: handler.reply(401, refusal("revoked", handler.platform.now())),
    "refuse": lambda handler: handler.reply(422, refusal(handler.platform.refuses_with, handler.platform.now())),
    "elsewhere": lambda handler: handler.reply(302, b"", {"Location": "http://127.0.0.1:1/"}),
    "endless": _endless,
    "silence": _silence,
    "dribble": _dribble,
}
