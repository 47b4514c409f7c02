"""On the agent's pages too, signatures and texts are kept or asked about."""

from core.authority.letter import Power
from core.case import OwnCase
from core.introduction import Evidence
from core.wire import EarlierQuery
from proxy_client.authority_terms import MONTHS, matter_of
from proxy_client.keys_sheet import KeysSheet
from proxy_client.pages.powers import PowersPage
from proxy_client.session import AgentDraft
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from ui.base.confirmation import Confirmation
from ui.pages.earlier import may_ask
from ui.pages.signing import CHANGED
from ui.widgets.signature import SignaturePad


def gathered(here: Terminal) -> AgentDraft:
    draft = filed(here)
    assert isinstance(draft, AgentDraft)
    draft.slip = draft.receipt = None
    draft.letter = draft.signature = b""
    return draft


def powers_page(desk: AgentWindowFixture) -> PowersPage:
    assert isinstance(desk.shell.page, PowersPage)
    return desk.shell.page


def pad(desk: AgentWindowFixture) -> SignaturePad:
    return desk.shell.findChildren(SignaturePad)[-1]


def test_a_letter_opened_again_has_its_signature(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = gathered(here)
    desk.shell.show_page("authority", draft)
    desk.draw()
    ink = pad(desk).png()
    desk.turn("authority", "签好了")
    desk.visit.arrive("sign")
    letter = draft.letter
    desk.turn("sign", "返回")
    desk.visit.arrive("authority")
    assert pad(desk).png() == ink
    assert draft.letter == letter
    desk.turn("authority", "签好了")
    desk.visit.arrive("sign")


def test_the_platform_is_asked_about_the_principal_once_the_letter_is_signed(
    desk: AgentWindowFixture, here: Terminal
) -> None:
    asked: list[EarlierQuery] = []

    def earlier(query: EarlierQuery) -> tuple[OwnCase, ...]:
        asked.append(query)
        return ()

    desk.shell.station.sync.earlier = earlier  # type: ignore[method-assign]
    draft = gathered(here)
    draft.take_card(draft.petitioner, Evidence.CAMERA)
    assert draft.authority is not None and Power.QUERY in draft.authority.powers
    desk.shell.show_page("authority", draft)
    assert not may_ask(draft)
    desk.draw()
    desk.visit.driver.wait(lambda: bool(asked), "the question")
    desk.turn("authority", "签好了")
    desk.visit.arrive("sign")
    assert [each.by_agent for each in asked] == [True]


def test_a_letter_that_says_something_else_is_signed_anew_and_says_so(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = gathered(here)
    desk.shell.show_page("authority", draft)
    desk.draw()
    desk.turn("authority", "签好了")
    desk.shell.show_page("powers", draft)
    desk.turn("powers", "一年")
    desk.turn("powers", "写委托书")
    desk.visit.arrive("authority")
    assert not pad(desk).signed
    assert CHANGED in desk.seen
    assert draft.letter == b""


def test_powers_and_period_and_matter_outlive_the_page(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = gathered(here)
    desk.shell.show_page("powers", draft)
    desk.turn("powers", "一年")
    powers_page(desk).matter._take("就水管一事，提出求决")
    desk.shell.show_page("powers", draft)
    page = powers_page(desk)
    assert (page.months, page.matter.value) == (MONTHS[2], "就水管一事，提出求决")


def test_a_matter_nobody_wrote_follows_the_petition(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = gathered(here)
    desk.shell.show_page("powers", draft)
    desk.turn("powers", "半年")
    draft.category = "0101"
    desk.shell.show_page("powers", draft)
    assert powers_page(desk).matter.value == matter_of(draft)


def test_digits_of_new_keys_are_asked_about(desk: AgentWindowFixture) -> None:
    sheet = KeysSheet(desk.shell.station, desk.shell)
    sheet.code.insert("4")
    sheet.back.click()
    (question,) = [each for each in desk.shell.findChildren(Confirmation) if each.isVisible()]
    question.stay.click()
    assert sheet.isVisible()
    sheet.code.backspace()
    sheet.back.click()
    assert not sheet.isVisible()


def test_where_nothing_is_filed_there_is_nothing_to_give_up(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    for page in ("queue", "agents", "invite"):
        desk.shell.show_page(page, AgentDraft())
        assert not desk.shell.header.leave.isVisible(), page
    desk.shell.show_page("consent", AgentDraft())
    assert desk.shell.header.leave.isVisible()
