"""Acts by their forms: what is missing is said, two at once lose nothing, a form that comes late comes back."""

import re

from core.cases.state import CaseState
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, HANDLER, Office
from testkit.terminal import Terminal
from tests.gateway.desk.test_case_page import case_number

OPINION = {
    "facts": "水管三月一日破裂，一日修好。",
    "opinion": "同意修复，费用由镇里出。",
    "basis": "《城市供水条例》第二十七条",
    "outcomes": "supported",
}


def test_a_case_goes_from_registration_to_a_delivered_opinion(terminal: Terminal, clerk: Desk, handler: Desk) -> None:
    number = case_number(terminal)
    clerk.act(number, "classify", kind="request", way="6")
    clerk.act(number, "forward", unit="town", note="请尽快办")
    handler.act(number, "notify", way="6")
    handler.act(number, "accept", matters="修好水管")
    handler.act(number, "reply", **OPINION)
    page = main_text(handler.act(number, "deliver", how="in-hand", proof="本人签收", signer="王小满").text)
    assert "已办，记入经过" in page
    assert "已答复" in page
    assert OPINION["opinion"] in page


def test_what_is_missing_is_said_with_its_article_and_nothing_written_is_lost(
    terminal: Terminal, office: Office, handler: Desk
) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.ACCEPTED)
    answer = handler.act(number, "reply", **(OPINION | {"basis": ""}))
    page = main_text(answer.text)
    assert answer.status_code == 422
    assert "第32条" in page
    assert OPINION["opinion"] in answer.text
    again = handler.get(f"/desk/cases/{number}/acts/reply")
    assert OPINION["facts"] in again and "草稿" in main_text(again)


def test_of_two_at_once_one_is_first_and_the_other_sees_both(
    gateway: Gateway, terminal: Terminal, office: Office, clerk: Desk
) -> None:
    number = case_number(terminal)
    office.act(CLERK, number, "classify", kind="request", way="6")
    path = f"/desk/cases/{number}/acts/forward"
    version = re.search(r'name="version" value="(\d+)"', clerk.get(path))
    assert version
    office.act(CLERK, number, "forward", unit="water", note="水务局来办")
    answer = clerk.post(path, version=version[1], unit="town", note="我写了很久的说明")
    page = main_text(answer.text)
    assert answer.status_code == 409
    assert "别人办了" in page and "县水务局" in page
    assert "我写了很久的说明" in answer.text
    assert "我写了很久的说明" not in clerk.get(f"/desk/cases/{number}"), "nothing of it was done"


def test_a_draft_is_the_officers_own(gateway: Gateway, terminal: Terminal, office: Office, handler: Desk) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.ACCEPTED)
    handler.act(number, "reply", do="keep", facts="刚写了一半")
    assert "刚写了一半" in handler.get(f"/desk/cases/{number}/acts/reply")
    assert "刚写了一半" not in Desk(gateway, CLERK).get(f"/desk/cases/{number}")


def test_a_form_of_an_ended_session_comes_back_with_every_word(
    gateway: Gateway, terminal: Terminal, office: Office, handler: Desk
) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.ACCEPTED)
    path = f"/desk/cases/{number}/acts/reply"
    page = handler.get(path)
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    handler.browser.cookies.clear()
    form = {"token": token[1], "version": "5", "do": "act", **OPINION}
    late = handler.browser.post(gateway.url + path, form, timeout=120)
    assert late.status_code == 401
    assert OPINION["opinion"] in late.text and "登录已经过期" in main_text(late.text)
    fresh = Desk(gateway, HANDLER)
    again = fresh.browser.post(gateway.url + path, form, timeout=120)
    assert again.status_code == 409
    assert OPINION["opinion"] in again.text, "another session's token does nothing by itself"
    token = re.search(r'name="token" value="([^"]+)"', again.text[again.text.index("<main") :])
    assert token
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    done = fresh.browser.post(gateway.url + path, form | {"token": token[1], "version": version[1]}, timeout=120)
    assert "已办，记入经过" in main_text(done.text)


def test_an_act_that_is_not_possible_is_no_page(terminal: Terminal, clerk: Desk) -> None:
    clerk.get(f"/desk/cases/{case_number(terminal)}/acts/reply", 404)


def test_a_scanned_paper_comes_with_an_act_and_is_read_again(
    gateway: Gateway, terminal: Terminal, office: Office, handler: Desk, other: Desk
) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.REPLIED)
    path = f"/desk/cases/{number}/acts/deliver"
    page = handler.get(path)
    token, version = (re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("token", "version"))
    assert token and version
    form = {"token": token[1], "version": version[1], "how": "post", "proof": "EMS 123"}
    scan = {"brought": ("回证.jpg", b"\xff\xd8\xff signed")}
    done = handler.browser.post(gateway.url + path, form, files=scan, timeout=120)
    kept = re.search(rf'href="(/desk/cases/{number}/brought/[\d/]+)"', done.text)
    assert kept, main_text(done.text)
    answer = handler.browser.get(gateway.url + kept[1], timeout=120)
    assert (answer.content, answer.headers["content-type"]) == (b"\xff\xd8\xff signed", "image/jpeg")
    other.get(kept[1], 404)


def test_the_opinion_is_a_document_to_read_and_print(
    gateway: Gateway, terminal: Terminal, office: Office, handler: Desk, other: Desk
) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.REPLIED)
    page = handler.get(f"/desk/cases/{number}")
    letters = re.findall(rf'href="(/desk/cases/{number}/letters/\d+)"[^>]*>([^<]+)<', page)
    paths = {title: path for path, title in letters}
    assert "信访事项处理意见书" in paths
    answer = handler.browser.get(gateway.url + paths["信访事项处理意见书"], timeout=120)
    assert answer.content.startswith(b"%PDF-") and answer.headers["content-type"] == "application/pdf"
    other.get(paths["信访事项处理意见书"], 404)


def test_a_letter_is_written_at_the_desk_with_what_the_record_does_not_know(
    terminal: Terminal, office: Office, clerk: Desk, handler: Desk
) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.FORWARDED)
    assert "告知单" in clerk.get(f"/desk/cases/{number}") and "/letters/new/receipt" not in handler.get(
        f"/desk/cases/{number}"
    )
    path = f"/desk/cases/{number}/letters/new/signpost"
    assert "写明" not in main_text(clerk.get(path)) and 'name="organ_to_go"' in clerk.get(path)
    lacking = clerk.post(path, organ_to_go="县人民法院")
    assert lacking.status_code == 422 and "县人民法院" in lacking.text and "缺“" in main_text(lacking.text)
    said = {"procedure": "起诉", "address": "县城", "phone": "12368", "term": "三年内", "bring": "身份证\n合同"}
    done = clerk.post(path, organ_to_go="县人民法院", matter="工钱", addressee="王小满", **said)
    assert done.status_code == 200 and "/letters/1" in done.text


def test_the_fields_of_a_hearings_letter_stand_in_its_form(terminal: Terminal, office: Office, handler: Desk) -> None:
    number = case_number(terminal)
    office.lead(number, CaseState.ACCEPTED)
    form = handler.get(f"/desk/cases/{number}/acts/invite")
    assert all(f'name="letter.{name}"' in form for name in ("public", "chair", "listeners", "absence"))
