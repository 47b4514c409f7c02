"""Aliyun's SMS service: SendSms, and QuerySendDetails by number and day.

Aliyun says itself that SendSms is not idempotent, so nothing is repeated. Our key goes with each message as `OutId`, by
which a message is found again whose answer never came. Source: help.aliyun.com, dysmsapi 2017-05-25."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from gateway.clock import CHINA
from gateway.notices.sms.aliyun_signature import Action, Credentials, signed
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

URL = "https://dysmsapi.aliyuncs.com/"
VERSION = "2017-05-25"
FINE = "OK"
ITS_OWN_TROUBLE = ("isp.", "InternalError", "ServiceUnavailable")
"""Beginnings of codes after which it is open whether the message was sent."""
GENERAL = (
    *("isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE", "isv.PRODUCT_UN_SUBSCRIPT", "isv.ACCOUNT_", "isv.DAY_LIMIT"),
    *(
        "Throttling",
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "SignatureNonceUsed",
        "InvalidTimeStamp",
        "Forbidden",
    ),
)
"""Beginnings of codes for troubles of the account, which every other message would meet as well."""
WAITING, FAILED, DELIVERED = 1, 2, 3
PAGE = "50"


@dataclass(frozen=True)
class Aliyun:
    credentials: Credentials
    sign: str
    now: Callable[[], datetime]
    url: str = URL
    seconds: float = 10.0
    ca_file: str = ""
    nonce: Callable[[], str] = field(default=lambda: token_hex(16), repr=False)
    needs_template: bool = True

    def send(self, message: Message) -> Sent:
        asked = {
            "PhoneNumbers": message.number,
            "SignName": self.sign,
            "TemplateCode": message.template,
            "TemplateParam": json.dumps(dict(message.parameters), ensure_ascii=False),
            "OutId": message.key,
        }
        try:
            status, said = self._call("SendSms", asked)
        except NotConnected as trouble:
            return NotReached(str(trouble))
        except Unanswered as trouble:
            return Unknown(str(trouble))
        return judged(status, said, message.number)

    def look_up(self, question: Question) -> Fate:
        asked = {
            "PhoneNumber": question.number,
            "SendDate": question.handed_at.astimezone(CHINA).strftime("%Y%m%d"),
            "PageSize": PAGE,
            "CurrentPage": "1",
            **({"BizId": question.receipt} if question.receipt else {}),
        }
        try:
            _, said = self._call("QuerySendDetails", asked)
        except (NotConnected, Unanswered) as trouble:
            return NoAnswer(str(trouble))
        return fate(said, question)

    def _call(self, name: str, parameters: dict[str, str]) -> tuple[int, dict[str, Any]]:
        action = Action(urlsplit(self.url).netloc, name, VERSION, parameters)
        headers = signed(action, self.credentials, self.now(), self.nonce())
        return made(Call(f"{self.url.rstrip('/')}/?{action.query}", headers, b"", self.seconds, self.ca_file))


def judged(status: int, said: dict[str, Any], number: str) -> Sent:
    code = said.get("Code")
    if not isinstance(code, str):
        return Unknown("garbage")
    if code == FINE:
        return Accepted(kept_receipt(said.get("BizId"), number)) if status == 200 else Unknown("contradicts-itself")
    if code.startswith(ITS_OWN_TROUBLE):
        return Unknown(kept_reason(code))
    return Refused(kept_reason(code), general=code.startswith(GENERAL))


def fate(said: dict[str, Any], question: Question) -> Fate:
    """Of several messages under one key (a person had it sent again), the best."""
    if said.get("Code") != FINE:
        return NoAnswer(kept_reason(said.get("Code")))
    ours = [each for each in _details(said) if each.get("OutId", question.key) == question.key]
    if not question.receipt:
        ours = [each for each in ours if each.get("OutId") == question.key]
    states = {each.get("SendStatus") for each in ours}
    if DELIVERED in states:
        return Delivered()
    if WAITING in states:
        return Pending()
    if FAILED in states:
        return Failed(next(kept_reason(each.get("ErrCode")) for each in ours if each.get("SendStatus") == FAILED))
    return NoAnswer("garbage") if ours else NotFound()


def _details(said: dict[str, Any]) -> list[dict[str, Any]]:
    box = said.get("SmsSendDetailDTOs")
    found = box.get("SmsSendDetailDTO") if isinstance(box, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
