"""云MAS of China Mobile: messages by template (`tmpsubmit`), as JSON in Base64.

Its "success" means that the message was taken, not that it arrived. It tells what became of messages only to an address
that it calls itself, so nothing can be looked up here: what got no answer stays unknown until a person looks into its
own list. Its https paper tells clients not to check the certificate; it is checked. The shape was read in public
sources, not in the provider's own text."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from gateway.notices.sms.http_call import Call, NotConnected, Unanswered, made
from gateway.notices.sms.port import (
    Accepted,
    Fate,
    Message,
    NoAnswer,
    NotReached,
    Question,
    Refused,
    Sent,
    Unknown,
    kept_reason,
    kept_receipt,
)

FINE = "success"
GENERAL = {"IllegalMac", "IllegalSignId", "NoSignId", "InvalidUsrOrPwd", "InvalidECName", "TooManyRequests"}
"""Troubles of the account, which every other message would meet as well."""


@dataclass(frozen=True)
class Cmas:
    """`company`: ecName, as registered with the provider; `account`: apId; `sign`: the code of the signature."""

    url: str
    company: str
    account: str
    sign: str
    secret: str = field(repr=False)
    seconds: float = 10.0
    ca_file: str = ""
    needs_template: bool = True

    def send(self, message: Message) -> Sent:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            status, said = made(Call(self.url, headers, self.body(message), self.seconds, self.ca_file))
        except NotConnected as trouble:
            return NotReached(str(trouble))
        except Unanswered as trouble:
            return Unknown(str(trouble))
        return judged(status, said, message.number)

    def look_up(self, question: Question) -> Fate:
        return NoAnswer("no-query")

    def body(self, message: Message) -> bytes:
        values = json.dumps([*message.parameters.values()], ensure_ascii=False)
        order = (self.company, self.account, self.secret, message.template, message.number, values, self.sign, "")
        digest = hashlib.md5("".join(order).encode(), usedforsecurity=False)  # the provider's own check
        call = {
            "ecName": self.company,
            "apId": self.account,
            "secretKey": self.secret,
            "templateId": message.template,
            "mobiles": message.number,
            "params": values,
            "sign": self.sign,
            "addSerial": "",
            "mac": digest.hexdigest(),
        }
        return base64.b64encode(json.dumps(call, ensure_ascii=False).encode())


def judged(status: int, said: dict[str, Any], number: str) -> Sent:
    success, code = said.get("success"), said.get("rspcod")
    if not isinstance(success, bool) or (success and (status >= 400 or code not in {FINE, None})):
        return Unknown("contradicts-itself" if isinstance(success, bool) else "garbage")
    if success:
        return Accepted(kept_receipt(said.get("msgGroup"), number))
    return Unknown("contradicts-itself") if code == FINE else Refused(kept_reason(code), general=code in GENERAL)
