"""Who is calling: checks the signature of every call but health and enrolment."""

from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import RowMapping, delete, insert
from sqlalchemy.exc import IntegrityError

from gateway import enrolment
from gateway.database import may_be_lost
from gateway.office import Office
from gateway.refusals import Refused
from gateway.schema import nonces
from trust.http_sign import WINDOW, Arrived, SignatureRefused, verify_request

SAID = {
    "unsigned": "this call must be signed",
    "altered": "the signature does not fit the call",
    "stale": "the terminal's clock is too far from the gateway's",
    "replayed": "this call was already made; sign again with a new nonce",
    "unknown-terminal": "no terminal is enrolled by that name",
    "revoked": "this terminal is no longer trusted",
}


def the_office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(the_office)]


async def whole_body(request: Request) -> bytes:
    return await request.body()


def nonce_seen(office: Office, terminal: str, nonce: str) -> bool:
    """Note the nonce; True when it was there. Nonces are forgotten once their signature would be stale anyway.

    One that is lost in a power cut lets a call be made again within the window; every call may be, by its key.
    """
    now = office.now()
    old = (nonces.c.terminal == terminal, nonces.c.at < now - 3 * WINDOW)
    try:
        with office.engine.begin() as db:
            may_be_lost(db)
            db.execute(delete(nonces).where(*old))
            db.execute(insert(nonces).values(terminal=terminal, nonce=office.keys.mark(nonce), at=now))
    except IntegrityError:
        return True
    return False


def the_terminal(request: Request, office: TheOffice, body: Annotated[bytes, Depends(whole_body)]) -> str:
    """The id of the terminal that signed this call. Raises Refused 401 with the reason as code."""
    known: dict[str, RowMapping] = {}

    def key_of(terminal: str) -> str | None:
        if record := enrolment.find(office, terminal):
            known[terminal] = record
        return str(known[terminal]["public_key"]) if record else None

    arrived = Arrived(request.method, str(request.url), request.headers)
    try:
        terminal = verify_request(
            arrived, body, key_of, lambda who, nonce: nonce_seen(office, who, nonce), office.now()
        )
        if known[terminal]["revoked_at"]:
            raise SignatureRefused("revoked")
    except SignatureRefused as refused:
        raise Refused(401, refused.reason, SAID[refused.reason]) from refused
    request.state.terminal = terminal
    return terminal


TheTerminal = Annotated[str, Depends(the_terminal)]
