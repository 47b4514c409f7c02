"""What administrators and those on duty do at the desk: organs, people, terminals, publishing, notices."""

import json
import re
from typing import Any

import pytest
import requests

from core.wire import Bulletin
from gateway.cases import bulletin
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.staff.tree import tree
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import COUNTY, Office
from testkit.terminal import Terminal
from tests.gateway.desk.test_case_page import case_number


@pytest.fixture
def plain(gateway: Gateway, office: Office) -> Desk:
    """Returns the desk of an officer who handles cases and administers nothing."""
    officers.add(gateway.runtime, Officer("plain", "李办事", "town", frozenset({Role.HANDLE})), by="test")
    return Desk(gateway, "plain")


def test_what_is_for_administrators_is_not_there_for_others(terminal: Terminal, plain: Desk) -> None:
    there_is_not = plain.get("/desk/nothing", 404)
    for path in ("organs", "terminals", "bulletin", "watch", f"terminals/{terminal.id}/revoke"):
        assert plain.get(f"/desk/{path}", 404) == there_is_not
    for path in ("bulletin", "organs/officers", "organs/officers/clerk/disable", f"terminals/{terminal.id}/revoke"):
        assert plain.post(f"/desk/{path}").status_code == 404
    assert "/desk/organs" not in plain.get("/desk")


def test_somebody_new_is_added_and_the_invitation_shown_once(gateway: Gateway, clerk: Desk) -> None:
    form: dict[str, Any] = {"organ": "town", "login": "Wang.Min", "name": "王敏", "role": ["handle", "approve"]}
    page = clerk.post("/desk/organs/officers", **form).text
    address = re.search(r"/desk/invitation\?token=[\w-]+", page)
    assert address and "<svg" in page
    assert "王敏，请设置口令和验证器" in requests.get(gateway.url + address[0], timeout=120).text
    listed = main_text(clerk.get("/desk/organs?organ=town"))
    assert "王敏 wang.min 审批、办理 待设口令" in listed
    assert address[0] not in clerk.get("/desk/organs?organ=town")


def test_what_is_wrong_with_somebody_new_is_said_and_kept(clerk: Desk) -> None:
    answer = clerk.post("/desk/organs/officers", organ="town", login="x", name="王敏")
    assert answer.status_code == 422
    assert "至少要给一个角色" in main_text(answer.text)
    assert 'value="王敏"' in answer.text


def test_who_leaves_hands_over_and_acts_no_more(
    gateway: Gateway, terminal: Terminal, office: Office, clerk: Desk, plain: Desk
) -> None:
    clerk.post("/desk/organs/officers/plain/hand-over", to="handler")
    clerk.post("/desk/organs/officers/plain/disable")
    assert 'name="password"' in plain.get("/desk")
    assert "不能停用自己" in clerk.post("/desk/organs/officers/clerk/disable").text
    assert "已停用" in main_text(clerk.get("/desk/organs?organ=town"))


def test_a_list_of_organs_is_looked_at_before_it_is_taken(gateway: Gateway, clerk: Desk) -> None:
    rows = [{"id": "bureau", "name": "信访局", "kind": "bureau"}]
    rows += [{"id": id_, "name": name, "kind": kind, "parent": up or "bureau"} for id_, name, kind, up in COUNTY]
    rows.append({"id": "school", "name": "县教育局", "kind": "unit", "parent": "county"})
    good = json.dumps(rows).encode()
    token = re.search(r'name="token" value="([^"]+)"', clerk.get("/desk/organs"))
    assert token

    def sent(content: bytes, do: str = "") -> str:
        address, form = f"{gateway.url}/desk/organs/list", {"token": token[1], "do": do}
        return main_text(clerk.browser.post(address, form, files={"list": ("list.json", content)}, timeout=120).text)

    assert "新增 1" in sent(good)
    assert "school" not in tree(gateway.runtime)
    assert "有 1 处不对，什么都没有改" in sent(b"[{")
    assert "名单已换成新的" in sent(good, "write")
    assert tree(gateway.runtime)["school"].name == "县教育局"


def test_what_fails_at_a_terminal_is_named(terminal: Terminal, clerk: Desk) -> None:
    told = {"version": "1.2.0", "queue": 0, "quarantined": 0, "checks": {"disk": "fail", "new-one": "fail"}}
    terminal.call("POST", "/v1/report", told)
    assert "机器有毛病 磁盘、new-one" in main_text(clerk.get("/desk/terminals"))


def test_a_terminal_is_revoked_after_a_second_look(terminal: Terminal, clerk: Desk) -> None:
    told = {"version": "1.2.0", "queue": 3, "quarantined": 0, "oldest": "2026-02-27T09:00:00+08:00"}
    terminal.call("POST", "/v1/report", told)
    page = main_text(clerk.get("/desk/terminals"))
    assert "1 台要看一下" in page
    assert "大厅一号 代办员 阳光乡便民中心 有件积压 2026年3月2日" in page
    assert "1.2.0" in page and "2026年2月27日" in page
    assert "不能恢复" in clerk.get(f"/desk/terminals/{terminal.id}/revoke")
    assert "已停用" in main_text(clerk.post(f"/desk/terminals/{terminal.id}/revoke").text)
    assert terminal.call("GET", "/v1/bulletin").status_code == 401


def test_a_notice_is_published_to_the_terminals(gateway: Gateway, terminal: Terminal, clerk: Desk) -> None:
    form: dict[str, Any] = {
        "title": ["停水公告", ""],
        "text": ["三月五日停水。", ""],
        "until": ["2026-03-06", ""],
        "telephone": "12345",
    }
    assert "已发布" in clerk.post("/desk/bulletin", **form).text
    now = bulletin.current(gateway.runtime)
    assert [(each.title, each.text, str(each.until)) for each in now.notices] == [
        ("停水公告", "三月五日停水。", "2026-03-06")
    ]
    assert now.telephone == "12345"
    assert now.off, "days off stay as they were"
    told = terminal.call("GET", "/v1/bulletin").text
    assert "停水公告" in told
    wrong = clerk.post("/desk/bulletin", **(form | {"until": ["morgen", ""]}))
    assert wrong.status_code == 422 and "停水公告" in wrong.text


def test_notices_are_shown_of_the_cases_one_sees(terminal: Terminal, office: Office, clerk: Desk, other: Desk) -> None:
    number = case_number(terminal)
    office.lead(number)
    mine = main_text(clerk.get("/desk/notices?state=all"))
    assert number in mine
    assert number not in other.get("/desk/notices?state=all")
    clerk.get("/desk/notices?state=nothing", 404)
    assert clerk.post("/desk/notices/again", notice="1").status_code in {404, 409}
    assert other.post("/desk/notices/again", notice="1").status_code == 404


def offices(clerk: Desk, *rows: tuple[str, ...]) -> requests.Response:
    columns = ("route", "place", "name", "address", "telephone", "hours")
    sent: dict[str, Any] = {name: [row[n] for row in rows] for n, name in enumerate(columns)}
    return clerk.post("/desk/bulletin/offices", **sent)


def test_where_routes_begin_is_published_by_place_to_terminals_that_ask(
    gateway: Gateway, terminal: Terminal, clerk: Desk
) -> None:
    court = ("court", "330106", "西湖区人民法院", "文一路 1 号", "0571-12368000", "工作日九点到五点")
    empty = ("",) * 6
    answer = offices(clerk, court, empty)
    assert "已发布" in answer.text and "文一路 1 号" in answer.text
    clerk.post("/desk/bulletin", title="停电通知", text="", until="", telephone="12345")
    asked = terminal.call("GET", "/v1/bulletin?offices=true").json()["text"]
    said = Bulletin.model_validate_json(asked)
    assert {at: each.telephone for at, each in said.directory.items()} == {"court@330106": "0571-12368000"}, (
        "another publishing leaves them as they were"
    )
    assert [each.address for each in said.offices] == ["文一路 1 号"]
    assert "offices" not in json.loads(terminal.call("GET", "/v1/bulletin").json()["text"]), (
        "older ones know no such word"
    )
    offices(clerk, empty)
    assert bulletin.current(gateway.runtime).offices == []
    assert bulletin.current(gateway.runtime).notices[0].title == "停电通知"


def test_an_office_without_a_place_or_told_twice_is_shown_again(clerk: Desk, terminal: Terminal) -> None:
    court = ("court", "330106", "法院", "", "1", "")
    for rows, sentence in (
        ((("court", "", "法院", "", "", ""),), "每一行都要选途径和地方"),
        ((court, court), "写了两行"),
    ):
        answer = offices(clerk, *rows)
        assert (answer.status_code, sentence in answer.text) == (422, True)
        assert 'value="法院"' in answer.text
