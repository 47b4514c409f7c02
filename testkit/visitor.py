"""A simulated visitor of the kiosk: the demo's steps without pictures, and steps that only tests need."""

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from core.draft import Draft
from core.person import Person
from testkit.kiosk_fixture import KioskFixture
from training.scripted_visit import Screenshots, ScriptedVisit
from ui.widgets.button import Button

SOON = 120.0
NARRATIVE = "村口的水管漏了两个月，路面结冰，老人摔了好几跤。"


class NoScreenshots(Screenshots):
    def picture(self, name: str) -> Path:
        return Path(name)


class Visitor(ScriptedVisit):
    def __init__(self, kiosk: KioskFixture) -> None:
        super().__init__(kiosk.shell, kiosk.simulation)
        self.kiosk = kiosk
        self.screenshots = NoScreenshots(kiosk.shell, kiosk.simulation.out)

    def see(self, words: str) -> None:
        self.driver.wait(lambda: self.kiosk.says(words), words, SOON)

    def hear(self, words: str) -> None:
        """Waits until these words were spoken; the voice has a thread of its own and runs after the screen."""
        self.driver.wait(lambda: self.kiosk.said(words), f"spoken: {words}", SOON)

    def answer_notice(self, text: str) -> None:
        """Presses a button of the sheet that lies over the page."""
        overlay = self.kiosk.overlay
        assert overlay
        self.driver.tap(next(each for each in overlay.findChildren(Button) if each.text() == text))

    def stand_on(self, page: str, draft: Draft | None = None) -> None:
        """Shows the page with this draft, as if the visit had come this far."""
        self.shell.show_page(page, draft or Draft())

    def start(self) -> None:
        self.turn("welcome", "我要反映")
        self.turn("consent", "知道了，开始")

    def lay_card(self, person: Person) -> None:
        """Lays the person's card on the reader."""
        self.arrive("identify")
        self.simulation.reader.lay(person)
        self.turn("identify", "是我，下一步")
        self.simulation.reader.lift()

    def write(self, words: str) -> None:
        """Writes into the visible sheet, as if with its pad."""
        sheet = next(each for each in self.shell.findChildren(QPlainTextEdit) if each.isVisible())
        sheet.insertPlainText(words)
        self.driver.touch("好了")

    def tell_by_hand(self, words: str) -> None:
        self.driver.touch("我来打字")
        self.write(words)
        self.turn("tell", "下一步")
        self.pass_questions()

    def choose(self, page: str, text: str) -> None:
        self.arrive(page)
        self.driver.touch(text)

    def gather(self, person: Person, narrative: str = NARRATIVE, purpose: str = "解决我的难处") -> None:
        """Goes from the first page to the last one before 提交."""
        self.start()
        self.lay_card(person)
        self.turn("contact", "下一步" if person.phone else "没有电话")
        self.arrive("tell")
        self.tell_by_hand(narrative)
        self.choose("purpose", purpose)
        self.choose_first("category")
        self.place()
        self.turn("papers", "没有材料，下一步")
        self.review()
        self.sign()
        self.arrive("submit")
