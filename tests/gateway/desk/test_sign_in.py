"""Signing in at the desk: the invitation, password and code, ending sessions."""

import re

import pyotp
import requests

from gateway.staff import invitations, sessions
from testkit.desk import COOKIE, Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, HANDLER, Office

PASSWORD = "阳光窗口-办件台-2026"


def invited(gateway: Gateway) -> tuple[requests.Session, str]:
    """Returns a browser that took the clerk's invitation, and the secret of the authenticator."""
    token = invitations.invite(gateway.runtime, CLERK, "test").token
    browser = requests.Session()
    page = browser.get(f"{gateway.url}/desk/invitation?token={token}", timeout=120).text
    found = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert found and "<svg" in page
    form = {"invitation": token, "password": PASSWORD, "password_again": PASSWORD, "code": code(gateway, found[1])}
    answer = browser.post(f"{gateway.url}/desk/invitation", form, timeout=120)
    assert answer.status_code == 200, main_text(answer.text)
    return browser, found[1]


def code(gateway: Gateway, secret: str) -> str:
    return pyotp.TOTP(secret).at(gateway.clock())


def sign_in(gateway: Gateway, **form: str) -> requests.Response:
    return requests.post(f"{gateway.url}/desk/sign-in", form, allow_redirects=False, timeout=120)


def test_an_invitation_gives_password_and_second_factor_and_signs_in(gateway: Gateway, office: Office) -> None:
    browser, secret = invited(gateway)
    assert "收件箱" in browser.get(f"{gateway.url}/desk", timeout=120).text
    gateway.clock.turn(minutes=2)
    answer = sign_in(gateway, login=CLERK, password=PASSWORD, code=code(gateway, secret), next="/desk/today")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/today")
    said = answer.headers["set-cookie"]
    assert "HttpOnly" in said and "SameSite=strict" in said
    assert "Secure" not in said, "on loopback there is no TLS"


def test_whatever_is_wrong_the_same_is_said(gateway: Gateway, office: Office) -> None:
    _browser, secret = invited(gateway)
    gateway.clock.turn(minutes=2)
    right = {"login": CLERK, "password": PASSWORD, "code": code(gateway, secret)}
    for wrong in ({"login": "nobody"}, {"password": "其他口令-办件台-2026"}, {"code": "000000"}):
        answer = sign_in(gateway, **(right | wrong))
        assert answer.status_code == 401
        assert "登录名、口令或验证码不对" in main_text(answer.text)
        assert PASSWORD not in answer.text


def test_an_invitation_is_used_once(gateway: Gateway, office: Office) -> None:
    token = invitations.invite(gateway.runtime, CLERK, "test").token
    invitations.invite(gateway.runtime, CLERK, "test")
    page = requests.get(f"{gateway.url}/desk/invitation?token={token}", timeout=120)
    assert page.status_code == 403
    assert "这份邀请用过了或者过期了" in main_text(page.text)


def test_who_signs_out_has_signed_out_everywhere_that_cookie_went(gateway: Gateway, clerk: Desk) -> None:
    copy = clerk.browser.cookies[COOKIE]
    clerk.post("/desk/sign-out")
    answer = requests.get(f"{gateway.url}/desk", cookies={COOKIE: copy}, allow_redirects=False, timeout=120)
    assert answer.headers["location"] == "/desk/sign-in"


def test_own_sessions_are_listed_and_can_be_ended(gateway: Gateway, clerk: Desk) -> None:
    elsewhere = Desk(gateway, CLERK)
    page = clerk.get("/desk/account")
    others = re.findall(r'name="session" value="(\d+)"', page)
    assert len(others) == 1
    clerk.post("/desk/account/end", session=others[0])
    elsewhere.get("/desk/account")  # ends at the sign-in
    assert 'name="password"' in elsewhere.get("/desk/account")


def test_nobody_ends_the_sessions_of_others(gateway: Gateway, clerk: Desk, handler: Desk) -> None:
    theirs = sessions.of_officer(gateway.runtime, HANDLER)[0].id
    assert clerk.post("/desk/account/end", session=str(theirs)).status_code == 404
    assert "在哪里登录着" in handler.get("/desk/account")
