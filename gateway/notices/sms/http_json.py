"""A provider, or a province's own SMS service, that takes JSON over HTTP.

Such services agree on little. So names can be changed (`[sms.fields]`), and an answer is read for the marks that most
of them use: an error, a word for success, a number of the message. One with no mark, or with two that contradict each
other, is no answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.notices.sms.http_call import Call, NotConnected, Unanswered, made
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
    Question,
    Refused,
    Sent,
    Unknown,
    kept_reason,
    kept_receipt,
)

RECEIPTS = ("receipt", "message_id", "messageId", "msg_id", "msgId", "msgid", "bizId", "BizId", "taskId", "sid", "id")
INSIDE = ("data", "result", "response")
CODES = ("code", "Code", "status", "Status", "rspcod", "result", "resultCode", "errcode", "state")
ERRORS = ("error", "errors", "Error", "errorCode", "error_code")
FINE = {"0", "00", "000000", "200", "201", "202", "ok", "success", "successful", "accepted", "queued", "sent", "true"}
DELIVERED = {"delivered", "delivrd", "success", "arrived", "received"}
PENDING = {"pending", "accepted", "queued", "sent", "sending", "waiting", "submitted", "ok"}
FAILED = {"failed", "undelivered", "undeliv", "rejected", "refused", "expired", "error"}
UNKNOWN = {"unknown", "not-found", "not_found", "notfound", "none", "missing"}


@dataclass(frozen=True)
class HttpJson:
    """`fields`: our names to theirs; an empty one leaves a field out."""

    url: str
    query_url: str = ""
    secret: str = field(default="", repr=False)
    fields: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 10.0
    ca_file: str = ""
    needs_template: bool = False

    def send(self, message: Message) -> Sent:
        named = {"number": message.number, "text": message.text, "template": message.template}
        try:
            status, said = self._call(self.url, message.key, named | {"parameters": dict(message.parameters)})
        except NotConnected as trouble:
            return NotReached(str(trouble))
        except Unanswered as trouble:
            return Unknown(str(trouble))
        return judged(status, said, message.number)

    def look_up(self, question: Question) -> Fate:
        if not self.query_url:
            return NoAnswer("no-query")
        try:
            status, said = self._call(self.query_url, question.key, {"receipt": question.receipt})
        except (NotConnected, Unanswered) as trouble:
            return NoAnswer(str(trouble))
        return fate(status, said, question)

    def _call(self, url: str, key: str, named: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        body = {self.fields.get(name, name): value for name, value in {**named, "key": key}.items()}
        body.pop("", None)
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        return made(Call(url, headers, json.dumps(body, ensure_ascii=False).encode(), self.seconds, self.ca_file))


def judged(status: int, said: dict[str, Any], number: str) -> Sent:
    """What an answer to a message means. A success by its status with an error inside is a refusal; with both, neither
    is believed."""
    errors, codes = _marks(said)
    good = [code for code in codes if code in FINE]
    bad = [code for code in codes if code not in FINE] + errors
    if status == 429:
        return Refused("http-429", general=True)
    if status >= 400:
        return Unknown("contradicts-itself") if good and not bad else _refused(bad or [f"http-{status}"], status)
    if good and bad:
        return Unknown("contradicts-itself")
    if bad:
        return _refused(bad, status)
    receipt = _receipt(said, number)
    return Accepted(receipt) if good or receipt else Unknown("says-nothing")


def _refused(reasons: list[str], status: int) -> Refused:
    return Refused(kept_reason(reasons[0]), general=status in {401, 402, 403})


def _marks(said: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Errors, and codes in small letters; `success` counts as one."""
    errors = [_code(said[name]) for name in ERRORS if said.get(name)]
    codes = [str(said[name]).lower() for name in CODES if isinstance(said.get(name), str | int)]
    if isinstance(said.get("success"), bool):
        codes.append("true" if said["success"] else "refused")
    return errors, codes


def _code(error: Any) -> str:
    if isinstance(error, dict):
        return next((str(error[name]) for name in CODES if error.get(name)), "other")
    return str(error) if isinstance(error, str | int) else "other"


def _receipt(said: dict[str, Any], number: str) -> str:
    for place in (said, *(said[name] for name in INSIDE if isinstance(said.get(name), dict))):
        for name in RECEIPTS:
            if receipt := kept_receipt(place.get(name), number):
                return receipt
    return ""


def fate(status: int, said: dict[str, Any], question: Question) -> Fate:
    """What an answer about a message means. One about another message is none."""
    asked = {"key": question.key, "receipt": question.receipt}
    if any(asked[name] and said.get(name, asked[name]) != asked[name] for name in asked):
        return NoAnswer("another-message")
    if status == 404:
        return NotFound()
    if status >= 400:
        return NoAnswer(f"http-{status}")
    word = next((str(said[name]).lower() for name in ("state", "status", "result") if said.get(name)), "")
    if word in FAILED:
        return Failed(kept_reason(said.get("reason") or word))
    if word in UNKNOWN:
        return NotFound()
    return _known(word, _receipt(said, question.number))


def _known(word: str, receipt: str) -> Fate:
    if word in DELIVERED:
        return Delivered(receipt)
    return Pending(receipt) if word in PENDING else NoAnswer("says-nothing")
