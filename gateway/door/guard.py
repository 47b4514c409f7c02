"""Who is calling: checks the signature of every call but health and enrolment."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import Depends, Request

from gateway.door import enrolment, nonces, rotation
from gateway.door.senders import Sender
from gateway.office import Office
from gateway.refusals import Refused
from trust.http_sign import Arrived, SignatureRefused, verify_request

SAID = {
    "unsigned": "this call must be signed",
    "altered": "the signature does not fit the call",
    "stale": "the terminal's clock is too far from the gateway's",
    "replayed": "this call was already made; sign again with a new nonce",
    "unknown-terminal": "no terminal is enrolled by that name",
    "revoked": "this terminal is no longer trusted",
    "former-key": "this terminal has another key by now",
}


@dataclass(frozen=True)
class Caller:
    """Who signed a call. `nonce`: the mark of what makes it the only one of its kind; not noted yet."""

    sender: Sender
    nonce: str


LookUp = Callable[[str], Sender | None]


async def the_office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(the_office)]


async def whole_body(request: Request) -> bytes:
    return await request.body()


TheBody = Annotated[bytes, Depends(whole_body)]


def the_caller(request: Request, office: TheOffice, body: TheBody) -> Caller:
    """Who signed this call; its nonce is still to be noted. Raises Refused 401 with the reason as code."""
    return _checked(request, office, body, partial(enrolment.sender, office))


def recognised(request: Request, office: Office, body: bytes) -> Caller:
    """As `the_caller`, but a terminal this process has met is remembered (`Sender.remembered`)."""
    caller = _checked(request, office, body, lambda it: office.senders.recall(it) or enrolment.sender(office, it))
    if not caller.sender.remembered:
        office.senders.meet(caller.sender)
    return caller


def _checked(request: Request, office: Office, body: bytes, look_up: LookUp) -> Caller:
    try:
        caller = _verified(Arrived(request.method, str(request.url), request.headers), body, office, look_up)
    except SignatureRefused as refused:
        raise Refused(401, refused.reason, SAID[refused.reason]) from refused
    request.state.terminal = caller.sender.id
    return caller


def _verified(arrived: Arrived, body: bytes, office: Office, look_up: LookUp) -> Caller:
    found: list[Sender] = []

    def in_use(terminal: str) -> str | None:
        if sender := look_up(terminal):
            found.append(sender)
        return found[-1].public_key if found else None

    try:
        nonce = _nonce(arrived, body, office, in_use)
    except SignatureRefused as refused:
        if refused.reason != "altered" or not found:
            raise
        if found[-1].remembered:
            return _verified(arrived, body, office, partial(enrolment.sender, office))
        return _by_another_key(arrived, body, office, found[-1])
    if found[-1].revoked:
        raise SignatureRefused("revoked")
    return Caller(found[-1], office.keys.mark(nonce))


def _nonce(arrived: Arrived, body: bytes, office: Office, key_of: Callable[[str], str | None]) -> str:
    """Of a call that is signed by this key, now."""
    fresh: list[str] = []

    def later(_terminal: str, nonce: str) -> bool:
        fresh.append(nonce)
        return False

    verify_request(arrived, body, key_of, later, office.now())
    return fresh[-1]


def _by_another_key(arrived: Arrived, body: bytes, office: Office, sender: Sender) -> Caller:
    """The announced one, which takes over with this call. One from before is told from a forgery."""
    for key in list(rotation.trusted(office, sender))[1:]:
        try:
            nonce = _nonce(arrived, body, office, lambda _terminal, key=key: key)  # type: ignore[misc]
        except SignatureRefused as refused:
            if refused.reason == "altered":
                continue
            raise
        if sender.revoked:
            raise SignatureRefused("revoked")
        if key != sender.next_key:
            raise SignatureRefused("former-key")
        return Caller(rotation.take_over(office, sender), office.keys.mark(nonce))
    raise SignatureRefused("altered")


TheCaller = Annotated[Caller, Depends(the_caller)]


def spend(office: Office, caller: Caller) -> None:
    """Note the call's nonce. Raises Refused 401 when it is known: the call was made before."""
    if caller.nonce.startswith(nonces.SWEEPING):
        nonces.sweep(office)
    if nonces.known(office, caller.sender.id, caller.nonce):
        raise Refused(401, "replayed", SAID["replayed"])


def the_terminal(request: Request, office: TheOffice, body: TheBody) -> str:
    """The id of the terminal that signed this call, which nobody made before. Raises Refused 401."""
    caller = the_caller(request, office, body)
    spend(office, caller)
    return caller.sender.id


TheTerminal = Annotated[str, Depends(the_terminal)]
