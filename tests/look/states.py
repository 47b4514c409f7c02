"""The states of pages beside their opening: lists one level down, sheets on top, problems."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from capture.card.detection import find_card, flatten
from capture.card.result import PERSON_FIELDS, CardReading
from capture.page import load
from capture.speech.port import Partial
from core.claim import new_claim
from core.draft import Draft
from core.inquiry import Inquiry
from core.narrative import Clause, SpokenClause, narrative_from_text
from core.outbox_state import OutboxState
from core.petition import NameMeant, Purpose
from core.problems import (
    ClockWrong,
    DateWrong,
    MicrophoneMissing,
    NoKey,
    OutOfPaper,
    PlatformRefused,
    PlatformUnreachable,
    Problem,
)
from core.sentences import sentence_of
from core.wire import Notice
from testkit.kiosk_window import Panel
from tests.look.case_states import CASES
from tests.look.pressing import press
from tests.look.question_states import QUESTIONS
from tests.look.supplement_states import SUPPLEMENTS
from tests.look.together_states import TOGETHER
from training import example
from training.simulation import CARD
from training.touch_driver import TouchDriver
from ui.entry.typing_sheet import Keys, TypingSheet
from ui.identity.spoken_names import explain
from ui.pages.identify import IdentifyPage
from ui.pages.papers import PapersPage
from ui.pages.speaking import SpeakingPage
from ui.widgets.images import jpeg
from ui.widgets.microphone_button import MicrophoneButton

LONG_WORDS = "我家住在杨柳村三组，去年冬天村口的自来水管冻裂了，一直漏到现在，路面结冰，老人小孩走路摔了好几跤。" * 6


LIVES = "我叫王建国，家住洋楼村三组，"
FROZEN = "村口的自来水管冻裂了，一直漏到现在，路面结冰，"
DOUBTED = (
    SpokenClause(
        Clause("我叫王建国，家住洋楼村三组，", 0, 3, 0.6, ("我叫王建国，家住杨柳村三组，",), ((8, 10),)), bytes(96_000)
    ),
    SpokenClause(
        Clause(FROZEN, 3, 7, 0.6, (FROZEN.replace("冻", "动"), FROZEN.replace("冰", "饼")), ((8, 10), (20, 22)))
    ),
    *narrative_from_text("老人小孩走路摔了好几跤。"),
)


def urgent(story: str) -> Callable[[Panel], None]:
    return lambda kiosk: kiosk.open("urgent", replace(kiosk.draft, told=narrative_from_text(story)))


def pressing(page: str, *texts: str) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.open(page)
        press(panel, *texts)

    return show


def typing(keys: Keys, value: str, *texts: str, tall: bool = False) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.open("tell")
        TypingSheet(panel.shell.station, panel.shell, "写下来，或者改一改", value, keys=keys, tall=tall)
        press(panel, *texts)

    return show


def one_notice(panel: Panel) -> None:
    said = panel.terminal.feed.bulletin()
    assert said is not None
    notices = [
        Notice(title="今天下午两点到四点停电检修" * 4, text="停电时交进来的信访件不会丢。" * 4, dated=date(2026, 12, 1))
    ]
    panel.terminal.feed.take(said.model_copy(update={"number": said.number + 1, "notices": notices}))
    panel.open("welcome")
    panel.terminal.feed.take(said.model_copy(update={"number": said.number + 2}))


def wrong_number(panel: Panel) -> None:
    person = replace(panel.draft.petitioner, id_number="329901195306120470", name="阿卜杜热合曼·麦麦提依明")
    panel.open("identify", replace(panel.draft, petitioner=person))


def long_story(page: str) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.open(page, replace(panel.draft, told=narrative_from_text(LONG_WORDS), purpose=Purpose.ACCUSATION))

    return show


def doubted(*texts: str) -> Callable[[Panel], None]:
    """Returns a function that tells a story with doubtful words, then presses these."""

    def show(panel: Panel) -> None:
        panel.open("tell", replace(panel.draft, told=DOUBTED))
        press(panel, *texts)

    return show


def reading_again(panel: Panel) -> None:
    panel.open("tell", replace(panel.draft, told=DOUBTED))
    page = panel.shell.page
    assert isinstance(page, SpeakingPage)
    page.dictation.reading_again = True
    page.refresh()


NOT_UNDERSTOOD = (*DOUBTED[:2], SpokenClause(Clause("", 7, 12, 0, unheard=True), bytes(160_000)), *DOUBTED[2:])


def unheard(*texts: str) -> Callable[[Panel], None]:
    """Returns a function that tells a story with an unheard part, then presses these."""

    def show(panel: Panel) -> None:
        panel.open("tell", replace(panel.draft, told=NOT_UNDERSTOOD))
        press(panel, *texts)

    return show


def gaps_reviewed(panel: Panel) -> None:
    panel.open("review", replace(panel.draft, told=NOT_UNDERSTOOD))


def unheard_review(panel: Panel) -> None:
    """Opens the review and breaks off the read-back."""
    panel.open("review", replace(panel.draft, read_back=None))
    panel.shell.station.speech_output.hush()


def read_again(panel: Panel) -> None:
    panel.open("tell", replace(panel.draft, told=DOUBTED))
    page = panel.shell.page
    assert isinstance(page, SpeakingPage)
    page.dictation.changed_words = True
    page.refresh()


def dictating(panel: Panel) -> None:
    panel.open("tell", replace(panel.draft, told=DOUBTED))
    TouchDriver(panel.shell).wait(lambda: panel.shell.station.engines.has("speech"), "the engine", 120)
    press(panel, "接着说")
    panel.shell.station.dictation.partial.emit(Partial("找村里反映过两次都没有人来", 0))


def asking(told: str, *texts: str) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.open("ask", replace(panel.draft, told=narrative_from_text(told), asked={}))
        press(panel, *texts)

    return show


def many_papers(panel: Panel) -> None:
    panel.open("papers", replace(panel.draft, scans=panel.draft.scans * 5))


def card_read(*doubtful: str) -> Callable[[Panel], None]:
    """Returns a function that shows a card read by the camera, with some fields in doubt."""

    def show(panel: Panel) -> None:
        panel.open("identify", Draft())
        page = panel.shell.page
        assert isinstance(page, IdentifyPage)
        person = panel.draft.petitioner
        fields = {name: getattr(person, name) for name in PERSON_FIELDS}
        page._took(CardReading("portrait", fields, doubtful), flat_card())
        if doubtful:
            panel.shell.draft.card_valid_to = "2024-05-01"
            press(panel, "不翻了")

    return show


def flat_card() -> bytes:
    picture = load(CARD)
    found = find_card(picture)
    assert found is not None
    return jpeg(flatten(picture, found))


def without_card(*texts: str) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.open("identify", Draft())
        press(panel, "没有身份证", *texts)

    return show


def bad_papers(panel: Panel) -> None:
    """Lays papers: a blank one, an unreadable one, the letter, and one just deleted."""
    first, second = panel.draft.scans[:2]
    scans = [replace(first, letter=True), replace(second, blank=True), replace(first, unreadable=True), second, first]
    panel.open("papers", replace(panel.draft, scans=scans))
    press(panel, "第5页", "删掉")


def unreadable(panel: Panel) -> None:
    panel.open("papers")
    page = panel.shell.page
    assert isinstance(page, PapersPage)
    page.table.read.emit(replace(panel.draft.scans[0], unreadable=True))


def letter_read(panel: Panel) -> None:
    first, second = panel.draft.scans[:2]
    panel.open("letter", replace(panel.draft, scans=[replace(first, letter=True), second]))


def out_of_paper(page: str) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.simulation.printer.out_of_paper = True
        panel.open(page)
        TouchDriver(panel.shell).wait(lambda: panel.shows(sentence_of(OutOfPaper)), "the sentence", 120)
        panel.simulation.printer.out_of_paper = False

    return show


def with_card(page: str) -> Callable[[Panel], None]:
    """Returns a function that opens the page after a card was read and a slip printed."""

    def show(panel: Panel) -> None:
        panel.open(page, replace(panel.draft, card_shown=True, card_reminder_due=page != "thanks", slip_printed=True))

    return show


def standing(state: OutboxState, why: type[Problem] | None) -> Callable[[Panel], None]:
    """Returns a function that shows the status page of a slip's holder."""

    def show(panel: Panel) -> None:
        known = panel.draft.inquiry.standing
        assert known is not None
        kept = replace(known, state=state, why=why.plain() if why else None, case_number="", steps=(), due=None)
        panel.open("standing", replace(panel.draft, inquiry=Inquiry(standing=kept)))

    return show


def still_there(panel: Panel) -> None:
    panel.open("sign")
    panel.clock.now += 100
    panel.shell.station.presence.check()


def trouble(problem: Problem) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.open("identify", type(panel.draft)())
        panel.shell.tell_trouble(problem)

    return show


def stuck(state: OutboxState, problem: type[Problem]) -> Callable[[Panel], None]:
    """Returns a function that hands in and is hindered while the page shows."""

    def show(panel: Panel) -> None:
        slip = panel.terminal.submissions.accept(replace(panel.draft, claim=new_claim(), scans=[]).freeze(example.WHEN))
        panel.terminal.outbox.move(slip.item, OutboxState.SENDING)
        panel.terminal.outbox.move(slip.item, state, f"P{problem.number}")
        panel.open("slip", replace(panel.draft, slip=slip, receipt=None))

    return show


def working(panel: Panel) -> None:
    panel.open("tell", Draft())
    panel.shell.findChildren(MicrophoneButton)[-1].show_state("writing")


def not_heard(panel: Panel) -> None:
    dictating(panel)
    panel.shell.station.dictation.unheard.emit(True)


def other_card(page: str) -> Callable[[Panel], None]:
    """Returns a function that opens the page with a story by somebody else than the card's holder; at the review that
    was explained."""

    def show(panel: Panel) -> None:
        draft = replace(panel.draft, petitioner=replace(panel.draft.petitioner, name="古丽娜·苏莱曼"), spoken_names=())
        if page == "review":
            explain(draft, NameMeant.SOMEBODY_ELSE)
        panel.open(page, draft)

    return show


STATES: dict[str, Callable[[Panel], None]] = {
    "category-group": pressing("category", "打工和工资"),
    "place-provinces": pressing("place", "别的地方"),
    "place-counties": pressing("place", "别的地方", "江苏", "南京"),
    "place-long-names": pressing("place", "别的地方", "云南", "红河"),
    "welcome-notices": pressing("welcome", "下周三"),
    "welcome-notice": one_notice,
    "identify-wrong": wrong_number,
    "identify-turn": card_read(),
    "identify-doubtful": card_read("name", "id_number", "address"),
    "identify-documents": without_card(),
    "identify-none": without_card("没带证件"),
    "review-long": long_story("review"),
    "tell-long": long_story("tell"),
    "tell-working": working,
    "tell-not-heard": not_heard,
    "typing-nothing-yet": typing("name", ""),
    "typing-long-spelling": typing("address", "", *"jiangsushengnanjingshijiang"),
    "typing-no-sound": typing("name", "", "v"),
    "typing-not-picked": typing("name", "", *"wang", "好了"),
    "typing-not-wanted": typing("name", "", *"wang", "王", "不改了"),
    "typing-impossible": typing("digits", "120341203434", "好了"),
    "tell-doubtful": doubted(),
    "tell-taken-back": doubted("我叫王建国", "删这句"),
    "tell-listening": dictating,
    "tell-reading-again": reading_again,
    "tell-read-again": read_again,
    "tell-unheard": unheard(),
    "review-gaps": gaps_reviewed,
    "review-unheard": unheard_review,
    "clause-unheard": unheard("（这里没听清"),
    "clause": doubted("我叫王建国"),
    "clause-readings": doubted("村口"),
    "clause-written": doubted("老人"),
    "clause-again": doubted("我叫王建国", "重说这句"),
    "urgent-fire": urgent("楼下着火了，三楼冒黑烟，有人喊救命。"),
    "urgent-gentle": urgent("我不想活了，活着没意思。"),
    "urgent-many": urgent("停电停水三天了，家里没有暖气，老人冻病了，工资也拖欠不给，孩子找不到了。"),
    "speaker-two-people": other_card("speaker"),
    "review-two-people": other_card("review"),
    "ask-first": asking("水管漏水。"),
    "ask-answered": asking("水管漏水。", "我来打字", *"xiu", "修", "好了"),
    "ask-done": asking(LONG_WORDS + "找过村里。希望修好。"),
    "papers-many": many_papers,
    "letter-check": letter_read,
    "papers-bad": bad_papers,
    "papers-page": pressing("papers", "第1页"),
    "papers-crop": pressing("papers", "第1页", "裁边"),
    "papers-unreadable": unreadable,
    "standing-saved": standing(OutboxState.SAVED, PlatformUnreachable),
    "standing-quarantined": standing(OutboxState.QUARANTINED, PlatformRefused),
    "standing-registered": standing(OutboxState.REGISTERED, None),
    "slip-no-paper": out_of_paper("slip"),
    "receipt-no-paper": out_of_paper("receipt"),
    **{f"{page}-card": with_card(page) for page in ("contact", "card_cases", "slip", "receipt", "thanks")},
    **CASES,
    **QUESTIONS,
    **TOGETHER,
    **SUPPLEMENTS,
    "typing-pinyin": typing("pinyin", "王建国", *"shuiguan"),
    "typing-signs": typing("pinyin", "", "符号"),
    "typing-tall": typing("pinyin", LONG_WORDS, tall=True),
    "typing-digits": typing("digits", "12069738989"),
    "typing-id": typing("id", "32990119530612047X"),
    "still-there": still_there,
    "trouble": trouble(MicrophoneMissing()),
    "trouble-date": trouble(DateWrong(date(2023, 1, 5))),
    "trouble-no-key": trouble(NoKey()),
    "slip-clock": stuck(OutboxState.SAVED, ClockWrong),
    "slip-refused": stuck(OutboxState.QUARANTINED, PlatformRefused),
}
