"""With their card at a kiosk a principal sees who filed in their name, and takes the authority back there."""

from datetime import date

from pytestqt.qtbot import QtBot

from core.authority.letter import AgentClass
from core.case import CaseStep, CaseSummary
from core.draft import Draft
from core.problems import NotNow
from core.sentences import sentence_of
from core.wire import AuthorityWithdrawal, ByAgent, CardQuery, OwnAct, OwnActDone
from testkit.hands import press
from testkit.kiosk_window import Panel

NUMBER, OTHER = "XF2026-00000001", "XF2026-00000002"


def asked_by_card() -> Draft:
    draft, day = Draft(), date(2026, 11, 20)
    draft.inquiry.cases = tuple(
        CaseSummary(case_number=each, registered_on=day, step=CaseStep.REGISTERED) for each in (NUMBER, OTHER)
    )
    draft.inquiry.by_agent = (ByAgent(case_number=NUMBER, agent="李秀英", agent_class=AgentClass.GRID_WORKER),)
    draft.inquiry.card_query = CardQuery(name="王小满", id_number="11010519491231002X")
    return draft


def test_who_filed_is_shown_and_the_authority_taken_back(kiosk: Panel, qtbot: QtBot) -> None:
    calls: list[AuthorityWithdrawal] = []

    def taken(call: AuthorityWithdrawal) -> OwnActDone:
        calls.append(call)
        return OwnActDone(act=OwnAct.WITHDRAW_AUTHORITY, on=date(2026, 11, 30), version=2)

    kiosk.shell.station.sync.withdraw_authority = taken  # type: ignore[method-assign]
    kiosk.open("card_cases", asked_by_card())
    assert kiosk.shows("李秀英，网格员")
    press(kiosk.shell, "撤回委托")
    press(kiosk.shell, "先不办")
    assert calls == []
    press(kiosk.shell, "撤回委托")
    press(kiosk.shell, "撤回委托")
    qtbot.waitUntil(lambda: kiosk.shows("委托撤回了，代办的人不再办这件事。日期：2026年11月30日。"))
    assert [(each.case_number, each.card.name) for each in calls] == [(NUMBER, "王小满")]


def test_what_is_refused_is_said_in_place_and_may_be_tried_again(kiosk: Panel, qtbot: QtBot) -> None:
    def refused(call: AuthorityWithdrawal) -> OwnActDone:
        raise NotNow

    kiosk.shell.station.sync.withdraw_authority = refused  # type: ignore[method-assign]
    kiosk.open("card_cases", asked_by_card())
    press(kiosk.shell, "撤回委托")
    press(kiosk.shell, "撤回委托")
    qtbot.waitUntil(lambda: kiosk.shows(sentence_of(NotNow)))
