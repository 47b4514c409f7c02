"""The steps of a visit as a person does them, page by page, in either window."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QAbstractButton, QWidget

from core.case import CaseView, Grade
from core.draft import Draft
from core.language import _
from core.outbox_state import OutboxState
from core.sentences import joined, label
from devices.sound_file import read_wav
from training.simulation import Simulation
from training.touch_driver import NeverCame, TouchDriver
from ui.pages.speaking import SpeakingPage
from ui.shell.shell import Shell
from ui.widgets.button import ChoiceButton
from ui.widgets.signature import SignaturePad

LONG = 240.0
"""Seconds that loading a model or reading a page may take on a slow machine."""
PATIENCE = 8.0
"""Seconds a person waits for the automatic picture before pressing the button."""
PAPER = "document.pdf"
"""The file of a printed document of a case."""
NAME = [(0.2, 0.4), (0.45, 0.35), (0.3, 0.7), (0.5, 0.5), (0.6, 0.3), (0.62, 0.75), (0.75, 0.45), (0.8, 0.7)]


class Screenshots:
    """Pictures of the window, numbered in the order they were taken, and how long each page took."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window, self._folder = window, folder
        self._taken = 0
        self._since = monotonic()
        self.steps: list[dict[str, object]] = []

    def picture(self, name: str) -> Path:
        path = self.next_path(name)
        self._window.grab().save(str(path))
        return path

    def next_path(self, name: str) -> Path:
        """Returns where the next picture goes; of another window than ours, too."""
        self._taken += 1
        return self._folder / f"{self._taken:02d}-{name}.png"

    def turn(self, page: str) -> None:
        """Saves a picture of a page that is done, and the seconds it took."""
        self.picture(page)
        self.steps.append({"page": page, "seconds": round(monotonic() - self._since, 2)})
        self._since = monotonic()


def leave_unheard(driver: TouchDriver, agreed: str = "") -> None:
    """Touches the button that leaves the read-back unheard, unless it has been heard meanwhile."""
    agreed, unheard = agreed or _("都对，去签名"), _("不用念，我自己看过了")
    driver.wait(lambda: driver.button(agreed) or driver.button(unheard), "the read-back")
    if skip := driver.button(unheard):
        driver.wait(lambda: not skip.isVisible() or driver.takes(skip), "a page that takes touches")
        if skip.isVisible():
            driver.tap(skip)


class ScriptedVisit:
    def __init__(self, shell: Shell, simulation: Simulation) -> None:
        self.shell, self.simulation = shell, simulation
        self.driver = TouchDriver(shell)
        self.screenshots = Screenshots(shell, simulation.out)

    @property
    def draft(self) -> Draft:
        return self.shell.draft

    @property
    def page(self) -> str:
        return self.shell.page.name if self.shell.page else ""

    def arrive(self, page: str, seconds: float = 30) -> None:
        self.driver.wait(lambda: self.page == page, f"page {page}", seconds)

    def turn(self, page: str, text: str) -> None:
        """Takes the page's screenshot, then touches the button that leads on."""
        self.arrive(page)
        self.driver.wait(lambda: self.driver.button(text), f"button {text}", LONG)
        self.screenshots.turn(page)
        self.driver.touch(text)

    def identify(self, card: Path) -> None:
        self.arrive("identify")
        self.driver.wait(lambda: self.shell.station.engines.has("cards"), "card engine", LONG)
        self.simulation.camera.lay(card)
        self.driver.rest(900)
        self.screenshots.picture("identify-looking")
        self._shoot(lambda: bool(self.draft.petitioner.name))
        if self.shell.station.settings.policy.both_card_sides:
            self.screenshots.picture("identify-other-side")
            self.driver.touch(_("不翻了"))
        while doubt := self.driver.button(_("对的")):
            self.screenshots.picture("identify-doubtful")
            self.driver.tap(doubt)
        self.turn("identify", _("是我，下一步"))

    def contact(self, phone: str) -> None:
        self.arrive("contact")
        self.driver.type(phone)
        self.turn("contact", _("下一步"))

    def tell(self, voice: Path) -> None:
        self.arrive("tell")
        self.simulation.microphone.load(voice)
        self.driver.touch(_("开始说"), LONG)
        spoken = int(read_wav(voice).seconds * 1000)
        self.driver.rest(spoken * 3 // 4)
        self.screenshots.picture("tell-listening")
        self.driver.rest(spoken // 4 + 700)
        self.driver.touch(_("说完了"))
        self.driver.wait(lambda: self.driver.button(_("接着说")), "the last words", LONG)
        self.driver.wait(self._settled, "the second hearing", LONG)
        self.turn("tell", _("下一步"))
        self.pass_questions()

    def _settled(self) -> bool:
        """Returns whether the second hearing is over; a person who reads the text takes longer than it."""
        page = self.shell.page
        return isinstance(page, SpeakingPage) and not page.dictation.reading_again

    def pass_questions(self) -> None:
        """Looks at the telephones where the story is urgent, and at each follow-up question, and skips it: the
        recording has no answer to it."""
        self.driver.wait(lambda: self.shell.page and self.shell.page.name != "tell", "the next page")
        if self.shell.page and self.shell.page.name == "urgent":
            self.turn("urgent", _("接着办"))
        while self.shell.page and self.shell.page.name == "ask":
            self.turn("ask", _("不清楚，跳过"))
        if self.shell.page and self.shell.page.name == "speaker":
            self.turn("speaker", _("说的是别人"))
        if self.shell.page and self.shell.page.name == "conflict":
            self.turn("conflict", _("接着办"))
        if self.shell.page and self.shell.page.name == "tidy":
            self.turn("tidy", _("下一步"))

    def choose_first(self, page: str) -> None:
        """Touches the first choice offered, and again on each list that follows it."""
        self.arrive(page)
        self.screenshots.turn(page)
        while self.shell.page and self.shell.page.name == page:
            self.driver.tap(self._first_choice())

    def _first_choice(self) -> ChoiceButton:
        assert self.shell.page is not None
        return next(each for each in self.shell.page.findChildren(ChoiceButton) if each.isVisible())

    def place(self) -> None:
        self.arrive("place")
        self.driver.tap(self._first_choice())
        self.turn("place", _("下一步"))

    def papers(self, pages: Sequence[Path]) -> None:
        self.arrive("papers")
        for number, page in enumerate(pages, 1):
            self.simulation.camera.lay(page)
            self._shoot(partial(self._scanned, number))
        self.turn("papers", _("下一步"))

    def _scanned(self, number: int) -> bool:
        """Returns whether this many pages are in the draft. An unreadable page is kept: there is no better one."""
        if keep := self.driver.button(_("留下")):
            self.driver.tap(keep)
        return len(self.draft.scans) >= number

    def _shoot(self, taken: Callable[[], bool]) -> None:
        """Waits for the automatic picture; after PATIENCE seconds presses the button instead."""
        try:
            self.driver.wait(lambda: taken() or self.shell.station.reading.busy, "automatic picture", PATIENCE)
        except NeverCame:
            self.driver.touch(_("拍照"))
        self.driver.wait(taken, "picture read", LONG)

    def review(self) -> None:
        """Agrees to what is read back, without waiting for the end of it: the scripted person has read it."""
        self.arrive("review")
        leave_unheard(self.driver)
        self.turn("review", _("都对，去签名"))

    def confirm(self) -> None:
        """Goes through the principal's own pages of an agent's window: heard alone, and called what is meant."""
        self.turn("step_aside", _("我是委托人，我一个人听"))
        self.arrive("true_intent")
        leave_unheard(self.driver, _("是我的真实意思"))
        self.turn("true_intent", _("是我的真实意思"))
        self.turn("annex", _("封好，下一步"))
        self.turn("hand_back", _("我是代理人，接着办"))

    def sign(self) -> None:
        self.arrive("sign")
        self.driver.draw(self.shell.findChildren(SignaturePad)[-1], NAME)
        self.turn("sign", _("签好了"))

    def submit(self) -> None:
        """Submits and waits until the platform has answered, or until the terminal's own slip is printed because it did
        not."""
        self.turn("submit", _("提交"))
        self.arrive("registering")
        self.screenshots.turn("registering")
        self.driver.wait(lambda: self.page != "registering", "an answer, or the end of waiting", LONG)
        if self.page == "slip":
            self.driver.wait((self.simulation.out / "slip.pdf").exists, "slip on paper")
            self.screenshots.turn("slip")

    def receive(self) -> None:
        """Waits for the platform's answer, and until every paper has arrived there too."""
        self.arrive("receipt", LONG)
        self.driver.wait(self._registered, "registration", LONG)
        self.driver.wait((self.simulation.out / "receipt.pdf").exists, "receipt on paper")
        self.driver.wait(lambda: self.driver.button(_("办好了，离开")), "the way out")
        self.screenshots.turn("receipt")

    def leave(self) -> None:
        self.driver.touch(_("办好了，离开"))
        self.arrive("welcome")

    def ask(self, query_code: str, last_four: str) -> CaseView:
        """Asks how the matter stands, with the code on the receipt. Returns what the page shows."""
        self.turn("welcome", _("查进度"))
        self.turn("query", _("输号码"))
        self.arrive("code_query")
        self.driver.type(query_code.replace("-", "") + last_four)
        self.turn("code_query", _("查询"))
        self.arrive("case")
        self.screenshots.picture("case")
        view = self.draft.inquiry.view
        assert view is not None
        return view

    def take_paper(self, title: str) -> bool:
        """Opens this document of the case, prints it, and comes back. Returns False where the page offers none such."""
        buttons = self.shell.findChildren(QAbstractButton)
        opener = next((each for each in buttons if each.isVisible() and title in each.accessibleName()), None)
        if opener is None:
            return False
        self.driver.tap(opener)
        self.arrive("paper")
        self.driver.tap(getattr(self.shell.page, "print", opener))
        self.driver.wait((self.simulation.out / PAPER).exists, "the document on paper")
        self.screenshots.turn("paper")
        self.driver.touch(_("返回"))
        self.arrive("case")
        return True

    def judge(self, grade: Grade) -> None:
        """Evaluates both, bureau and unit."""
        self.driver.touch(_("去评价"))
        self.arrive("evaluate")
        for question in (_("信访部门办得"), _("办事单位办得")):
            self.driver.touch(joined(question, label(grade)))
        if grade is Grade.DISSATISFIED:
            self.driver.touch(_("不说了，下一步"))
        self.turn("evaluate", _("送出评价"))
        self.turn("thanks", _("好的"))
        self.arrive("welcome")

    def _registered(self) -> bool:
        slip = self.draft.slip
        return slip is not None and self.shell.station.sync.status(slip.item).state is OutboxState.REGISTERED
