"""A terminal that does what the contract describes and no more: enrols, seals, signs, calls."""

import base64
import hashlib
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

import requests

from core import claim
from core.authority.letter import Agent, AgentClass, Authority, Power
from core.introduction import Evidence
from core.person import Person
from core.petition import Channel, Enclosure, Filing, Matter, Petition, Purpose, Role, freeze
from core.places import Place
from core.wire import CarriedClaim, Envelope, ItemStatus, SealedPart, SignedEnvelope, petition_json
from gateway.auth import enrolment
from gateway.intake.envelopes import recipient_set_for
from gateway.runtime import Runtime
from testkit.gateway_process import Line
from trust import response_signature as signed_answer
from trust.keys import SigningKey
from trust.request_signature import sign_request
from trust.seal import SUITE, pad, pad_text, seal
from trust.sign import sign_bytes

NARRATIVE = "村口的路灯坏了三个月，晚上看不见路。"
ASKER = Person(name="王小满", id_number="11010519491231002X", phone="13800001234", address="阳光村一组")
PAGE = Enclosure(
    name="page-1.jpg", role=Role.PAGE, media_type="image/jpeg", content=b"\xff\xd8\xff one page \xff\xd9" * 900
)


NOTHING: Mapping[str, bytes] = {}
CLAIMS: dict[UUID, bytes] = {}
"""The claims of every petition written here. Each terminal holds those of its own."""


def petition(created: datetime, purpose: Purpose = Purpose.REQUEST, asker: Person = ASKER) -> Petition:
    filing = freeze(
        channel=Channel.KIOSK,
        created=created,
        matter=Matter(purpose=purpose, category="照明", place=Place(code="330106", name="阳光村"), narrative=NARRATIVE),
        petitioner=asker,
        enclosures=(PAGE,),
        evidence=Evidence.CAMERA,
        claim=claim.new_claim(),
    )
    CLAIMS[filing.petition.item] = filing.claim
    return filing.petition


AGENT = Agent(person=Person(name="李秀英", phone="13900001111"), agent_class=AgentClass.GRID_WORKER)


def represented(filed: Petition, **terms: Any) -> Petition:
    """Returns the petition as an agent files it, its page being the letter; `terms` differ from a good letter's, or
    name another agent."""
    agent = terms.pop("agent", AGENT)
    page = replace(filed.attachments[0], role=Role.AUTHORITY)
    usual = {"matter": "路灯", "powers": (Power.FILE, Power.QUERY), "starts": "2026-01-01", "ends": "2026-12-31"}
    authority = Authority(**{**usual, "letter": page.name, **terms})
    return replace(filed, channel=Channel.PROXY, agent=agent, authority=authority, attachments=(page,))


@dataclass
class Item:
    signed: SignedEnvelope
    files: dict[str, bytes] = field(repr=False)

    @property
    def id(self) -> UUID:
        return self.signed.opened().item

    def laid(self, root: Path) -> Path:
        """Returns the item's folder in `root`, laid out as in a terminal's outbox."""
        folder = root / str(self.id)
        folder.mkdir(parents=True)
        (folder / "envelope.json").write_text(self.signed.model_dump_json())
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        return folder

    def as_call(self, claim: bytes | None = None) -> dict[str, Any]:
        text = base64.b64encode(self.files["text.age"]).decode()
        return {"signed": self.signed.model_dump(), "text": text, "claim": claim.hex() if claim else None}


def described(name: str, content: bytes) -> SealedPart:
    return SealedPart(name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


class Endpoint(Protocol):
    """A terminal's view of a gateway, with what tests need of it."""

    @property
    def url(self) -> str: ...

    @property
    def runtime(self) -> Runtime: ...

    @property
    def clock(self) -> Callable[[], datetime]: ...


@dataclass
class Terminal:
    gateway: Endpoint
    id: str
    key: SigningKey
    keys: dict[str, list[str]]
    claims: dict[UUID, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def enrolled(cls, gateway: Endpoint) -> "Terminal":
        key = SigningKey.generate()
        code = enrolment.issue_secret(gateway.runtime)[0]
        call = {"code": code, "public_key": key.public, "name": "大厅一号", "site": "阳光乡便民中心"}
        answer = requests.post(f"{gateway.url}/v1/enrolments", json=call, timeout=120)
        assert answer.status_code == 201
        told = json.loads(answer.json()["text"])
        return cls(gateway, told["terminal"], key, {each["name"]: each["keys"] for each in told["recipients"]})

    def sealed(self, petition: Petition, contents: Mapping[str, bytes] = NOTHING, **changed: Any) -> Item:
        """Returns the sealed item of a petition; `changed` replaces envelope fields by false ones. `contents`: of its
        attachments by name, where they are not all the same page."""
        recipients = self.keys[recipient_set_for(petition.matter.purpose)]
        text = pad_text(petition_json(petition))
        files = {"text.age": seal(text, recipients)}
        for n, each in enumerate(petition.attachments, 1):
            files[f"{n}.age"] = seal(pad(contents.get(each.name, PAGE.content)), recipients)
        envelope = Envelope(
            item=petition.item,
            suite=SUITE,
            recipient_set=recipient_set_for(petition.matter.purpose),
            size_class=len(text),
            created=petition.created,
            terminal=self.id,
            place_code=petition.matter.place.code,
            kind=petition.matter.purpose,
            parts=[described(name, content) for name, content in files.items()],
        ).model_copy(update=changed)
        item = Item(self.signed(envelope.model_dump_json()), files)
        if whose := CLAIMS.get(petition.item):
            self.claims[petition.item] = whose
            said = CarriedClaim(item=petition.item, terminal=self.id, claim=whose.hex())
            files["claim.age"] = seal(said.model_dump_json().encode(), self.keys["bureau"])
        return item

    def signed(self, envelope: str) -> SignedEnvelope:
        return SignedEnvelope(envelope=envelope, signature=sign_bytes(envelope.encode(), self.key))

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> requests.PreparedRequest:
        """Returns a signed request, to send or to tamper with."""
        content = b"" if body is None else json.dumps(body).encode()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given |= {"Content-Type": "application/json"} if content else {}
        prepared = requests.Request(method, self.gateway.url + path, data=content or None, headers=given).prepare()
        self.sign(prepared, content)
        return prepared

    def sign(self, request: requests.PreparedRequest, content: bytes) -> None:
        sign_request(request, content, self.id, self.key, self.gateway.clock())

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        """Sends a signed call and returns the answer; asserts that the answer is signed."""
        answer = sent(asked := self.request(method, path, body, **headers))
        assert vouched(self.gateway, asked, answer), f"{answer.status_code} to {method} {path} is not signed"
        return answer

    def as_call(self, item: Item) -> dict[str, Any]:
        """Returns the item as a call's arguments, with its claim where this terminal holds it."""
        return item.as_call(self.claims.get(item.id))

    def hand_in(self, item: Item) -> requests.Response:
        return sent(self.handing_in(item))

    def handing_in(self, item: Item) -> requests.PreparedRequest:
        return self.request("POST", "/v1/items", self.as_call(item), Idempotency_Key=str(item.id))

    def filed(self, **about: Any) -> tuple[Item, ItemStatus]:
        item = self.sealed(petition(self.gateway.clock(), **about))
        answer = self.hand_in(item)
        assert answer.status_code == 201, answer.text
        return item, ItemStatus.model_validate_json(answer.text)

    def filed_whole(self, filing: Filing) -> ItemStatus:
        """Files it with the contents of all its attachments; returns what the platform says of it."""
        CLAIMS[filing.petition.item] = filing.claim
        item = self.sealed(filing.petition, filing.contents)
        answer = self.hand_in(item)
        assert answer.status_code == 201, answer.text
        for name in item.files.keys() - {"text.age", "claim.age"}:
            assert self.upload(item, name).patch(item.files[name]).status_code == 204
        return ItemStatus.model_validate_json(answer.text)

    def upload(self, item: Item, name: str = "1.age", length: int | None = None) -> "Upload":
        number, size = name.partition(".")[0], str(length or len(item.files[name]))
        answer = self.call("POST", f"/v1/items/{item.id}/parts/{number}", Upload_Length=size)
        assert answer.status_code == 201, answer.text
        return Upload(self.gateway.url + answer.headers["Location"], answer.json()["token"])


@dataclass(frozen=True)
class Upload:
    """A plain tus client: it has a URL and a token, and no key."""

    url: str
    token: str

    def with_token(self, token: str) -> "Upload":
        return replace(self, token=token)

    def _headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Tus-Resumable": "1.0.0", **more}

    def at(self, gateway: str) -> "Upload":
        """Returns the same upload at a gateway with another address."""
        return replace(self, url=gateway + urlsplit(self.url).path)

    def begin_on(self, line: Line, content: bytes) -> None:
        """Sends half of `content` and waits until it has arrived."""
        more = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        line.begin(requests.Request("PATCH", self.url, data=content, headers=self._headers(**more)).prepare())
        while self.head().headers["Upload-Offset"] != str(len(content) // 2):
            pass

    def head(self) -> requests.Response:
        return requests.head(self.url, headers=self._headers(), timeout=120)

    def patch(self, content: bytes, offset: int = 0) -> requests.Response:
        more = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return requests.patch(self.url, data=content, headers=self._headers(**more), timeout=120)

    def break_off(self, content: bytes, after: int) -> None:
        """Announces all of `content`, sends the first bytes and closes the connection once they have arrived."""
        url = urlsplit(self.url)
        more = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream", "Host": url.netloc}
        lines = [f"{name}: {value}" for name, value in self._headers(**more).items()]
        head = "\r\n".join([f"PATCH {url.path} HTTP/1.1", *lines, f"Content-Length: {len(content)}", "", ""])
        with socket.create_connection((url.hostname or "", url.port or 0), 10) as line:
            line.sendall(head.encode() + content[:after])
            while self.head().headers["Upload-Offset"] != str(after):
                pass


def sent(request: requests.PreparedRequest) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False  # to look for a proxy costs as much as the call
        return session.send(request, timeout=120)


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes


def vouched(gateway: Endpoint, asked: requests.PreparedRequest, answer: requests.Response) -> bool:
    """Returns whether the gateway signed this answer to this call."""
    said = Answered(answer.status_code, answer.headers, answer.content)
    return signed_answer.verify_response(asked, said, gateway.runtime.keys.signing.public)


def refusal(answer: requests.Response) -> tuple[int, str]:
    """Returns status and code; asserts that the body is a complete Refusal."""
    told = answer.json()
    assert set(told) == {"code", "message", "at"}
    return answer.status_code, told["code"]


NAMES = {"text": "text.age", "part": "1.age"}


def holding(terminal: Terminal, **files: bytes) -> Item:
    """Returns an item of `terminal` whose `text` or `part` are these bytes."""
    item = terminal.sealed(petition(terminal.gateway.clock()))
    contents = {**item.files, **{NAMES[name]: content for name, content in files.items()}}
    envelope = item.signed.opened()
    parts = [described(part.name, contents[part.name]) for part in envelope.parts]
    envelope = envelope.model_copy(update={"parts": parts})
    return Item(terminal.signed(envelope.model_dump_json()), contents)
