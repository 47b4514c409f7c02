"""Signing in with password and code, the invitation that gives both, signing out; and the officer's own account:
where they are signed in, and ending it there."""

from fastapi import APIRouter, Response

from gateway.desk import drawing, headers
from gateway.desk.qr import qr_drawing
from gateway.desk.route import DeskRoute, PublicRoute, back_to, own_path
from gateway.desk.visit import Asked, Visit
from gateway.desk.words import staff as words
from gateway.refusals import Refused, not_found
from gateway.staff import invitations, sessions, sign_in

router = APIRouter(prefix="/desk", route_class=PublicRoute, include_in_schema=False)
account = APIRouter(prefix="/desk/account", route_class=DeskRoute, include_in_schema=False)
MOST_CHARS = 400
"""Of what is typed into one field."""


@router.get("/sign-in")
def form(visit: Asked) -> Response:
    if visit.signed_in:
        return back_to(own_path(visit.asked("next", 400)))
    return _form(visit, visit.asked("next", 400))


@router.post("/sign-in")
def signed_in(visit: Asked) -> Response:
    wanted = own_path(visit.said("next", MOST_CHARS))
    login, password, code = (visit.said(name, MOST_CHARS) for name in ("login", "password", "code"))
    try:
        session = sign_in.sign_in(visit.runtime, login, password, code, _address(visit))
    except Refused as refused:
        return _form(visit, wanted, login, refused)
    answer = back_to(wanted)
    headers.remember_session(visit.request, answer, session.token)
    return answer


@router.get("/invitation")
def invitation(visit: Asked) -> Response:
    return _invited(visit, visit.asked("token", 100))


@router.post("/invitation")
def accepted(visit: Asked) -> Response:
    token, password = visit.said("invitation", 100), visit.said("password", MOST_CHARS)
    if password != visit.said("password_again", MOST_CHARS):
        return _invited(visit, token, unequal=True)
    try:
        session = invitations.accept_invitation(visit.runtime, token, password, visit.said("code", MOST_CHARS))
    except Refused as refused:
        return _invited(visit, token, refused=refused)
    answer = back_to("/desk")
    headers.remember_session(visit.request, answer, session.token)
    return answer


@router.post("/sign-out")
def signed_out(visit: Asked) -> Response:
    sign_in.sign_out(visit.runtime, headers.session_token(visit.request))
    answer = back_to("/desk/sign-in")
    headers.forget_session(visit.request, answer)
    return answer


def _form(visit: Visit, wanted: str, login: str = "", refused: Refused | None = None) -> Response:
    status = refused.status_code if refused else 200
    wrong = refused.message if refused else ""
    return drawing.page(visit, "sign_in.html", status=status, next=own_path(wanted), login=login, wrong=wrong)


def _invited(visit: Visit, token: str, *, refused: Refused | None = None, unequal: bool = False) -> Response:
    """Raises Refused 403 for an invitation that is worth nothing."""
    found = invitations.begin_invitation(visit.runtime, token)
    return drawing.page(
        visit,
        "invitation.html",
        status=refused.status_code if refused else (422 if unequal else 200),
        invitation=token,
        invited=found,
        qr=qr_drawing(found.address),
        wrong=refused.message if refused else "",
        unequal=unequal,
    )


def _address(visit: Visit) -> str:
    return visit.request.client.host if visit.request.client else ""


@account.get("")
def sessions_page(visit: Asked) -> Response:
    return drawing.page(
        visit,
        "account.html",
        sessions=sessions.of_officer(visit.runtime, visit.officer.login),
        current=visit.session_of_officer.session.id,
        roles=[words.role(role.value) for role in sorted(visit.officer.roles)],
    )


@account.post("/end")
def ended(visit: Asked) -> Response:
    """Ends another session of the same officer. Raises Refused 404 for one that is not theirs."""
    number = visit.said("session", 12)
    if not number.isdigit() or not sessions.revoke(visit.runtime, visit.officer.login, int(number)):
        raise not_found()
    return back_to("/desk/account")
