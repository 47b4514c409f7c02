"""The officers' part of a demo: they classify, forward, accept, answer and deliver the case, in a browser at the desk.

Where no browser is installed the same acts are done by `gateway.casework`, as on the command line.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from core import places
from core.cases.actions import Action
from core.command_line import print_text
from core.language import _
from core.petition import Purpose
from gateway.cases import records
from gateway.cases.acts import Act
from gateway.casework.acts import do
from gateway.letters.schema import schemas
from gateway.runtime import Runtime, open_runtime
from gateway.staff import officers
from training.county import staff
from training.county.staff import Account
from training.county.stories import stories
from training.local_gateway import LocalGateway

CHROMIUM = Path("/usr/bin/chromium")
MANNER = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
"""A demo may run as root, in a container with a small /dev/shm."""
SIZE = {"width": 1366, "height": 768}
PATIENCE_MS = 120_000
BUREAU, DISCIPLINE, OTHERWISE = "bureau", "discipline", "town-liuhe"
ANSWER = {
    "matters": "核查所反映的情况并解决",
    "facts": "经核查，反映的情况基本属实。",
    "opinion": "已责成有关单位限期解决，进展及时告知您。",
    "basis": "《信访工作条例》第三十二条",
    "proof": "在终端查收",
}
"""What the officers write: it fits whatever was told."""
REPLY = ("facts", "opinion", "basis")
OPINION = schemas()["reply"].title
"""The title of the document that answers a request."""
Picture = Callable[[str], Path]


@dataclass(frozen=True)
class Wanted:
    """An act of a demo. `organ`: whose officer does it."""

    organ: str
    action: Action
    given: Mapping[str, str]


class Desk(Protocol):
    """How officers do their acts."""

    browser: bool

    def do(self, officer: Account, number: str, acts: list[Wanted]) -> None: ...


@dataclass
class Office:
    """Officers at the platform of a demo. `acts`: those that were done."""

    gateway: LocalGateway
    accounts: list[Account] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)
    browser: bool = False

    def open(self) -> None:
        """The organs and officers of the made-up county; its bureau answers for every place."""
        with _runtime(self.gateway.data) as runtime:
            provinces = tuple(each.code for each in places.provinces())
            self.accounts = staff.settle(runtime, {BUREAU: provinces})

    def answer(self, number: str, kind: Purpose, category: str, picture: Picture) -> None:
        """Leads the case as far as officers can: an accusation goes to the discipline organ, and no further. `picture`:
        returns where the next picture goes."""
        with self._desk(picture) as desk:
            self.browser = desk.browser
            way = _way(kind, _unit_for(category))
            for organ in dict.fromkeys(each.organ for each in way):
                officer = next(each for each in self.accounts if each.organ_id == organ)
                theirs = [each for each in way if each.organ == organ]
                desk.do(officer, number, theirs)
                self.acts += [
                    {"action": each.action.value, "by": officer.login, "organ": officer.organ} for each in theirs
                ]

    def record(self, number: str) -> dict[str, Any]:
        """The case as the platform keeps it."""
        with _runtime(self.gateway.data) as runtime:
            return records.show(runtime, number) or {}

    @contextmanager
    def _desk(self, picture: Picture) -> Iterator[Desk]:
        try:
            from playwright.sync_api import sync_playwright  # a package of developers: make setup brings it
        except ImportError:
            sync_playwright = None  # type: ignore[assignment]
        if sync_playwright is None or not CHROMIUM.exists():
            print_text(_("没有装浏览器，工作人员的步骤直接办理，没有图片。"))
            with _runtime(self.gateway.data) as runtime:
                yield ByCommand(runtime)
            return
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=MANNER)
            try:
                yield InBrowser(browser, self.gateway, picture)
            finally:
                browser.close()


def _unit_for(category: str) -> str:
    """The unit of the county that matters of this group go to."""
    alike = [each.unit for each in stories(Purpose.REQUEST) if each.category[:2] == category[:2]]
    return alike[0] if alike else OTHERWISE


def _way(kind: Purpose, unit: str) -> list[Wanted]:
    """The acts for a case of this kind. What was only reported is handled as a request."""
    if kind is Purpose.ACCUSATION:
        classified = Wanted(BUREAU, Action.CLASSIFY, {"kind": "accusation"})
        return [classified, Wanted(BUREAU, Action.FORWARD, {"unit": DISCIPLINE})]
    forward, delivered = (
        Wanted(BUREAU, Action.FORWARD, {"unit": unit}),
        Wanted(unit, Action.DELIVER, {"how": "electronic", "proof": ANSWER["proof"]}),
    )
    if kind is Purpose.SUGGESTION:
        answer = Wanted(unit, Action.REPLY, {"opinion": ANSWER["opinion"], "outcomes": "adopted"})
        classified = Wanted(BUREAU, Action.CLASSIFY, {"kind": "suggestion"})
        return [classified, forward, Wanted(unit, Action.NOTIFY, {}), answer, delivered]
    return [
        Wanted(BUREAU, Action.CLASSIFY, {"kind": "request", "way": "6"}),
        forward,
        Wanted(unit, Action.ACCEPT, {"matters": ANSWER["matters"]}),
        Wanted(unit, Action.REPLY, {**{name: ANSWER[name] for name in REPLY}, "outcomes": "supported"}),
        delivered,
    ]


@dataclass
class ByCommand:
    runtime: Runtime
    browser: bool = False

    def do(self, officer: Account, number: str, acts: list[Wanted]) -> None:
        who = officers.acting(self.runtime, officer.login)
        for each in acts:
            do(self.runtime, who, Act(number, each.action, each.given))


@dataclass
class InBrowser:
    """A browser at the desk; each officer has a session of their own."""

    chromium: Any
    gateway: LocalGateway
    picture: Picture
    browser: bool = True

    def do(self, officer: Account, number: str, acts: list[Wanted]) -> None:
        context = self.chromium.new_context(base_url=self.gateway.url, viewport=SIZE, locale="zh-CN")
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        try:
            self._sign_in(page, officer)
            page.screenshot(path=self.picture("desk-inbox"))
            page.click(f"a[href$='/desk/cases/{number}']")
            page.wait_for_url(f"**/desk/cases/{number}")
            page.screenshot(path=self.picture("desk-case"))
            for each in acts:
                self._act(page, number, each)
        finally:
            context.close()

    def _sign_in(self, page: Any, officer: Account) -> None:
        page.goto("/desk/sign-in")
        page.fill("#f-login", officer.login)
        page.fill("#f-password", staff.PASSWORD)
        page.fill("#f-code", officer.code(self.gateway.now()))
        page.screenshot(path=self.picture("desk-sign-in"))
        page.click("form button.primary")
        page.wait_for_url("**/desk")

    def _act(self, page: Any, number: str, wanted: Wanted) -> None:
        page.click(f"a[href$='/desk/cases/{number}/acts/{wanted.action}']")
        page.wait_for_url(f"**/acts/{wanted.action}")
        for name, value in wanted.given.items():
            _fill(page, f"#f-{name}-1" if name == "outcomes" else f"#f-{name}", value)
        page.screenshot(path=self.picture(f"desk-{wanted.action}"))
        page.click("button[name='do'][value='act']:not(.unseen)")
        page.wait_for_url(f"**/desk/cases/{number}?told=done")
        page.screenshot(path=self.picture(f"desk-{wanted.action}-done"))


def _fill(page: Any, where: str, value: str) -> None:
    field = page.wait_for_selector(where)  # the page may still be on its way
    if field.evaluate("each => each.tagName") == "SELECT":
        page.select_option(where, value)
    else:
        page.fill(where, value)


@contextmanager
def _runtime(data: Path) -> Iterator[Runtime]:
    runtime = open_runtime(data)
    try:
        yield runtime
    finally:
        runtime.engine.dispose()
