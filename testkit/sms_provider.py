"""A provider of SMS that keeps a book of what it sent to people, and misbehaves when told to: each call to send takes
the next mishap from a list, each question the next from another.

mishaps of sending: "ok", "error inside" (200, and an error in it), "lies accepted" (and sends nothing), "lies refused"
(and sends it), "contradicts", "out of money", "garbage", "html", "huge", "redirect", "500" (not sent), "500 after"
(sent), "cut before", "cut after", "silence" (sent, no answer until the caller hangs up), "dribble" (sent, a head that
comes byte by byte).
mishaps of questions: "ok", "not found", "pending", "failed", "garbage", "another" (about another message), "500"."""

import base64
import json
import ssl
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from testkit.local_server import LocalServer, QuietHandler


@dataclass(frozen=True)
class Sent:
    """A message that reached somebody's telephone."""

    key: str
    number: str
    receipt: str
    text: str


class SmsProvider(LocalServer):
    """`book`: what was sent. `calls`: how often it was asked to send, by key (云MAS: by number)."""

    def __init__(self, *mishaps: str, answers: tuple[str, ...] = (), tls: ssl.SSLContext | None = None) -> None:
        self.mishaps, self.answers = list(mishaps), list(answers)
        self.book: list[Sent] = []
        self.calls: Counter[str] = Counter()
        self.questions = 0
        self.after_booking: Callable[[str], None] = lambda secret: None
        """Called in the middle of a call with its bearer token: after the message went out, before the answer."""
        self.lock = threading.Lock()
        super().__init__(Handler, tls, provider=self)

    def sent(self, key: str) -> int:
        return sum(each.key == key for each in self.book)

    def next_mishap(self) -> str:
        with self.lock:
            return self.mishaps.pop(0) if self.mishaps else "ok"

    def next_answer(self) -> str:
        with self.lock:
            self.questions += 1
            return self.answers.pop(0) if self.answers else "ok"

    def enter(self, key: str, number: str, text: str, secret: str) -> str:
        with self.lock:
            receipt = f"r{len(self.book) + 1}"
            self.book.append(Sent(key, number, receipt, text))
        self.after_booking(secret)
        return receipt

    def known(self, key: str, receipt: str) -> Sent | None:
        with self.lock:
            return next((each for each in self.book if each.key == key or (receipt and each.receipt == receipt)), None)


NOT_SENT = {"lies accepted", "error inside", "out of money", "500", "cut before", "redirect", "garbage", "html", "huge"}


class Handler(QuietHandler):
    provider: SmsProvider

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:  # the caller was killed
            self.close_connection = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        said = {name: values[0] for name, values in parse_qs(parts.query).items()}
        action = self.headers.get("x-acs-action", "")
        if action == "QuerySendDetails" or parts.path == "/query":
            asked = said if action else json.loads(body)
            self.answer_question(asked, aliyun=bool(action))
        elif action:
            self.send(Aliyun(said["OutId"], said["PhoneNumbers"], said["TemplateParam"]))
        elif parts.path == "/sms/tmpsubmit":
            call = json.loads(base64.b64decode(body))
            self.send(Cmas(call["mobiles"], call["mobiles"], call["params"]))
        else:
            call = json.loads(body)
            self.send(Plain(call["key"], call["number"], call["text"]))

    def send(self, call: "Dialect") -> None:
        with self.provider.lock:
            self.provider.calls[call.key] += 1
        mishap = self.provider.next_mishap()
        secret = self.headers.get("Authorization", "").removeprefix("Bearer ")
        receipt = "r0" if mishap in NOT_SENT else self.provider.enter(call.key, call.number, call.text, secret)
        if misbehave := MISHAPS.get(mishap):
            misbehave(self)
            return
        if mishap in {"error inside", "lies refused"}:
            self.reply(200, call.refusal("isv.BUSINESS_LIMIT_CONTROL"))
        elif mishap == "out of money":
            self.reply(call.poor_status, call.refusal("isv.AMOUNT_NOT_ENOUGH"))
        elif mishap == "contradicts":
            self.reply(200, call.contradiction(receipt))
        else:
            self.reply(200, call.acceptance(receipt))

    def answer_question(self, asked: dict[str, Any], *, aliyun: bool) -> None:
        how = self.provider.next_answer()
        if how in {"garbage", "500"}:
            self.reply(500 if how == "500" else 200, b"\x00\xff{]")
            return
        key = asked.get("key", "")
        found = self.provider.known(key, asked.get("receipt", asked.get("BizId", "")))
        if aliyun and not found:
            found = next((each for each in self.provider.book if each.number == asked["PhoneNumber"]), None)
        if how == "not found" or not found:
            self.reply(200, _details([]) if aliyun else {"key": key, "state": "not-found"})
            return
        word, number = {"pending": ("pending", 1), "failed": ("failed", 2)}.get(how, ("delivered", 3))
        if aliyun:
            out = "somebody-elses" if how == "another" else found.key
            self.reply(200, _details([{"OutId": out, "SendStatus": number, "ErrCode": "UNDELIV"}]))
        else:
            told = {"key": "another" if how == "another" else found.key, "state": word, "receipt": found.receipt}
            self.reply(200, told | ({"reason": "UNDELIV"} if how == "failed" else {}))

    def reply(self, status: int, said: dict[str, Any] | bytes, headers: dict[str, str] | None = None) -> None:
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except OSError:  # the caller hung up, or was killed
            self.close_connection = True

    def cut(self) -> None:
        self.close_connection = True
        self.connection.close()


def _details(found: list[dict[str, Any]]) -> dict[str, Any]:
    return {"Code": "OK", "TotalCount": str(len(found)), "SmsSendDetailDTOs": {"SmsSendDetailDTO": found}}


@dataclass(frozen=True)
class Dialect:
    """How one kind of provider says yes and no."""

    key: str
    number: str
    text: str
    poor_status = 402

    def acceptance(self, receipt: str) -> dict[str, Any]:
        raise NotImplementedError

    def refusal(self, code: str) -> dict[str, Any]:
        raise NotImplementedError

    def contradiction(self, receipt: str) -> dict[str, Any]:
        return self.refusal("isv.SOMETHING") | {"success": True} | self.acceptance(receipt)


class Plain(Dialect):
    def acceptance(self, receipt: str) -> dict[str, Any]:
        return {"success": True, "receipt": receipt}

    def refusal(self, code: str) -> dict[str, Any]:
        return {"error": {"code": code, "message": f"no message to {self.number}"}}


class Aliyun(Dialect):
    poor_status = 400

    def acceptance(self, receipt: str) -> dict[str, Any]:
        return {"Code": "OK", "Message": "OK", "BizId": receipt}

    def refusal(self, code: str) -> dict[str, Any]:
        return {"Code": code, "Message": f"no message to {self.number}"}

    def contradiction(self, receipt: str) -> dict[str, Any]:
        return {"Code": 17, "BizId": receipt}


class Cmas(Dialect):
    def acceptance(self, receipt: str) -> dict[str, Any]:
        return {"success": True, "rspcod": "success", "msgGroup": receipt}

    def refusal(self, code: str) -> dict[str, Any]:
        return {"success": False, "rspcod": "InvalidUsrOrPwd" if code == "isv.AMOUNT_NOT_ENOUGH" else code}

    def contradiction(self, receipt: str) -> dict[str, Any]:
        return {"success": False, "rspcod": "success", "msgGroup": receipt}


def _silence(handler: Handler) -> None:
    handler.connection.recv(1)  # until the caller hangs up
    handler.cut()


def _dribble(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    try:
        while True:
            handler.wfile.write(b"x")
            threading.Event().wait(0.01)
    except OSError:  # the caller hung up
        handler.close_connection = True


MISHAPS: dict[str, Callable[[Handler], None]] = {
    "garbage": lambda handler: handler.reply(200, b"\x00\xff{]"),
    "html": lambda handler: handler.reply(200, b"<html>Welcome to our hotel</html>"),
    "huge": lambda handler: handler.reply(200, b'{"receipt": "' + b"x" * (1 << 20) + b'"}'),
    "redirect": lambda handler: handler.reply(302, b"", {"Location": "http://127.0.0.1:1/"}),
    "500": lambda handler: handler.reply(500, {"error": "broken"}),
    "500 after": lambda handler: handler.reply(500, {"error": "broken"}),
    "cut before": Handler.cut,
    "cut after": Handler.cut,
    "silence": _silence,
    "dribble": _dribble,
}
