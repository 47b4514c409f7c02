"""An officer at the desk: signed in, asking for pages and sending forms as a browser would, without one."""

import re
from dataclasses import dataclass, field
from typing import Any

import requests
from playwright.sync_api import Page

from gateway.staff import sessions
from testkit.gateway_in_process import Gateway

COOKIE = "sunlit-desk"
TOKEN = re.compile(r'name="token" value="([^"]*)"')


def session_token(gateway: Gateway, login: str) -> str:
    """Begins a session of the officer, who has proved nothing."""
    with gateway.runtime.engine.begin() as db:
        return sessions.begin(gateway.runtime, login, "password", db).token


@dataclass
class Desk:
    """The desk as `login` has it."""

    gateway: Gateway
    login: str
    browser: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.browser.cookies.set(COOKIE, session_token(self.gateway, self.login))

    def get(self, path: str, status: int = 200) -> str:
        answer = self.browser.get(self.gateway.url + path, timeout=120)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path: str, seen: str = "/desk/keys", **fields: Any) -> requests.Response:
        """Sends a form with the token of the page `seen`."""
        token = TOKEN.search(self.get(seen))
        assert token
        return self.browser.post(self.gateway.url + path, {"token": token[1], **fields}, timeout=120)

    def act(self, number: str, action: str, **given: Any) -> requests.Response:
        """Does an act by its form, as drawn now."""
        path = f"/desk/cases/{number}/acts/{action}"
        version = re.search(r'name="version" value="(\d+)"', self.get(path))
        assert version
        return self.post(path, version=given.pop("version", version[1]), **given)


def signed_in(page: Page, gateway: Gateway, login: str) -> None:
    """Gives the browser of `page` a session of that officer."""
    page.context.add_cookies([{"name": COOKIE, "value": session_token(gateway, login), "url": gateway.url}])


def main_text(html: str) -> str:
    """Returns what stands between the tags of the page's main part, with blanks made one."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())
