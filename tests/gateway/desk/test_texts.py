"""常用语: kept by an officer or for their organ, chosen at the form of an act."""

import json
import re

from sqlalchemy import select, update

from core.cases.state import CaseState
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.storage import staff_tables
from gateway.storage.desk_tables import saved_texts
from gateway.storage.schema import journal
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import HANDLER, Office
from testkit.terminal import Terminal
from tests.gateway.desk.test_case_page import case_number

WORDS = "经核查，反映的情况属实。"
OURS = {"use": "reply", "title": "属实", "words": WORDS}


def keep(desk: Desk, **changed: str) -> None:
    answer = desk.post("/desk/texts", **{**OURS, **changed})
    assert answer.status_code == 200, answer.text
    assert "已保存" in answer.text


def ids(desk: Desk) -> list[str]:
    return re.findall(r'href="/desk/texts/(\d+)"', desk.get("/desk/texts"))


def colleague(gateway: Gateway, login: str, organ: str, *roles: Role) -> Desk:
    officers.add(gateway.runtime, Officer(login, "某人", organ, frozenset(roles)), by="test")
    return Desk(gateway, login)


def test_a_text_is_put_behind_what_stands_there_and_nothing_is_lost(
    gateway: Gateway, terminal: Terminal, office: Office, handler: Desk
) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.ACCEPTED)
    keep(handler)
    path = f"/desk/cases/{number}/acts/reply"
    assert '<option value="1">属实</option>' in handler.get(path)
    written = {"facts": "三月二日到了现场。", "opinion": "三日内修好。", "outcomes": "supported"}
    page = handler.post(path, seen=path, version="6", do="fill-facts", **{"saved-facts": "1"}, **written).text
    assert f"三月二日到了现场。\n{WORDS}</textarea>" in page
    assert "三日内修好。</textarea>" in page
    assert '<option value="supported" selected>' in page
    assert "办理中" in main_text(handler.get(f"/desk/cases/{number}")), "nothing was done"


def test_nothing_chosen_changes_nothing(terminal: Terminal, office: Office, handler: Desk) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.ACCEPTED)
    keep(handler)
    path = f"/desk/cases/{number}/acts/reply"
    for chosen in ("", "99", "x"):
        page = handler.post(path, seen=path, do="fill-facts", facts="写好的", **{"saved-facts": chosen}).text
        assert "写好的</textarea>" in page and WORDS not in page


def test_a_text_for_replies_is_not_offered_for_a_reason(terminal: Terminal, office: Office, handler: Desk) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.ACCEPTED)
    keep(handler)
    assert "属实" not in handler.get(f"/desk/cases/{number}/acts/extend")
    keep(handler, use="explanation", title="天气")
    assert "天气" in handler.get(f"/desk/cases/{number}/acts/extend")


def test_the_menu_leads_there(handler: Desk) -> None:
    entry = '<a href="/desk/texts" accesskey="5"{}>常用语'
    assert entry.format("") in handler.get("/desk")
    assert entry.format(' aria-current="page"') in handler.get("/desk/texts")


def test_places_behind_the_tenth_have_no_key_of_another(clerk: Desk) -> None:
    keys = re.findall(r'<li><a href="/desk[^"]*" accesskey="([^"]*)"', clerk.get("/desk/keys"))
    assert keys == list("1234567890")


def test_texts_are_changed_and_dropped(handler: Desk) -> None:
    keep(handler)
    assert WORDS in handler.get("/desk/texts/1")
    keep(handler, text="1", words="经核查，部分属实。")
    page = handler.get("/desk/texts")
    assert "部分属实" in page and WORDS not in page
    assert "已删除" in handler.post("/desk/texts/1/drop").text
    assert ids(handler) == []
    handler.get("/desk/texts/1", 404)
    assert handler.post("/desk/texts/1/drop").status_code == 404


def test_whose_a_text_is(gateway: Gateway, office: Office, handler: Desk, other: Desk) -> None:
    keep(handler, title="自用")
    keep(handler, title="大家的", whose="organ")
    beside = colleague(gateway, "beside", "town", Role.HANDLE)
    seen = beside.get("/desk/texts")
    assert "大家的" in seen and "自用" not in seen
    assert ids(beside) == [], "they may use it, not change it"
    assert beside.post("/desk/texts", text="2", **OURS).status_code == 404
    assert beside.post("/desk/texts/2/drop").status_code == 404
    elsewhere = other.get("/desk/texts")
    assert "大家的" not in elsewhere and "自用" not in elsewhere
    assert other.post("/desk/texts/2/drop").status_code == 404
    chief = colleague(gateway, "chief", "town", Role.APPROVE)
    assert ids(chief) == ["2"]


def test_a_text_stays_with_the_organ_in_which_it_was_written(gateway: Gateway, office: Office, handler: Desk) -> None:
    keep(handler, title="自用")
    with gateway.runtime.engine.begin() as db:
        db.execute(update(staff_tables.officers).where(staff_tables.officers.c.login == HANDLER).values(organ="water"))
    assert "自用" not in Desk(gateway, HANDLER).get("/desk/texts")


def test_what_is_empty_or_too_long_is_shown_again(handler: Desk) -> None:
    for changed in ({"title": ""}, {"words": " "}, {"title": "长" * 41}, {"words": "长" * 5001}):
        answer = handler.post("/desk/texts", **{**OURS, **changed})
        assert answer.status_code == 422
        assert "都要填" in answer.text
    assert ids(handler) == []
    assert handler.post("/desk/texts", **{**OURS, "use": "other"}).status_code == 404


def test_the_audit_log_knows_its_number_alone_and_the_store_no_word(gateway: Gateway, handler: Desk) -> None:
    keep(handler, whose="organ")
    handler.post("/desk/texts/1/drop")
    keep(handler)
    with gateway.runtime.reading() as db:
        lines = [json.loads(each) for each in db.execute(select(journal.c.line)).scalars() if "a text" in each]
        row = db.execute(select(saved_texts)).one()
    told = [each["did"]["text"] if isinstance(each["did"], dict) else each["text"] for each in lines]
    assert told == ["1", "1", "2"], "a number is given once"
    assert not any("属实" in str(each) for each in lines)
    assert "属实".encode() not in row.words + row.title
