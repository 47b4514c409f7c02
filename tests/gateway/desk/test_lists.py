"""Lists of cases: the inbox with its filters, bulk forwarding, the day's clearance, the own list, finding."""

import re

import pytest

from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import inbox
from gateway.cases.inbox import Box, Count, Filter
from gateway.desk import places
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.staff.organs import Organ, OrganKind, OrganTree
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, HANDLER, OTHER, Office
from testkit.terminal import ASKER, Terminal
from tests.gateway.desk.test_case_page import case_number


def numbers(html: str) -> list[str]:
    """Returns the cases listed on a page, in order."""
    return re.findall(r'class="open" href="/desk/cases/([^"]+)"', html)


def ticked(html: str, *wanted: str) -> list[str]:
    boxes = re.findall(r'name="case" value="([^"]+)"', html)
    return [each for each in boxes if each.partition("|")[0] in wanted]


def test_the_earliest_last_day_comes_first_and_boxes_are_counted(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    first = case_number(terminal)
    gateway.clock.turn(days=15)
    second = case_number(terminal)
    clerk = Desk(gateway, CLERK)
    page = clerk.get("/desk")
    assert numbers(page) == [first, second]
    assert "今天到期 1 已逾期 0" in main_text(page)
    assert numbers(clerk.get("/desk?box=today")) == [first]
    gateway.clock.turn(days=1)
    clerk = Desk(gateway, CLERK)
    assert numbers(clerk.get("/desk?box=late")) == [first]
    assert "逾期 1 天" in main_text(clerk.get("/desk?box=late"))


def test_filters_narrow_the_list(terminal: Terminal, office: Office, clerk: Desk) -> None:
    request, suggestion = case_number(terminal), case_number(terminal, Purpose.SUGGESTION)
    office.act(CLERK, request, "classify", kind="request", way="6")
    assert numbers(clerk.get("/desk?kind=suggestion")) == [suggestion]
    assert numbers(clerk.get("/desk?state=classified")) == [request]
    assert numbers(clerk.get("/desk?place=3301")) == [request, suggestion]
    assert numbers(clerk.get("/desk?place=32")) == []
    clerk.get("/desk?state=nothing", 404)
    clerk.get("/desk?after=1|x", 404)


def counted(desk: Desk, path: str) -> dict[str, str]:
    """Returns the counts of the tabs by their names."""
    return dict(re.findall(r">([^<>]+)<b>([^<]+)</b>", desk.get(path)))


def test_the_counts_of_the_tabs_follow_the_filters(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    request, suggestion = case_number(terminal), case_number(terminal, Purpose.SUGGESTION)
    office.act(CLERK, request, "classify", kind="request", way="6")
    gateway.clock.turn(days=15)
    later = case_number(terminal)
    office.lead(later, CaseState.FORWARDED)
    clerk, town = Desk(gateway, CLERK), Desk(gateway, HANDLER)
    all_of_them = counted(clerk, "/desk")
    assert (all_of_them["全部待办"], all_of_them["今天到期"]) == ("2", "2")
    for path, here, today in (
        ("/desk?kind=suggestion", "1", "1"),
        ("/desk?box=late&kind=suggestion", "1", "1"),
        ("/desk?state=classified&until=2026-03-17", "1", "1"),
        ("/desk?until=2026-03-16", "0", "0"),
        ("/desk?place=32", "0", "0"),
    ):
        counts = counted(clerk, path)
        assert (counts["全部待办"], counts["今天到期"], counts["已逾期"]) == (here, today, "0"), path
    assert counted(town, "/desk?organ=town&below=1")["全部待办"] == "1"
    assert numbers(clerk.get("/desk?box=today&kind=suggestion")) == [suggestion]


def test_where_more_may_be_than_was_looked_at_the_count_says_so(
    gateway: Gateway, terminal: Terminal, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        case_number(terminal)
    wanted, officer = Filter(kind=Purpose.REQUEST), office.by[CLERK]
    assert inbox.counts(gateway.runtime, officer, wanted)[Box.ALL] == Count(3, False)
    assert inbox.counts(gateway.runtime, officer, wanted, most=2)[Box.ALL] == Count(2, True)
    assert inbox.counts(gateway.runtime, officer, most=2)[Box.ALL] == Count(2, True)
    monkeypatch.setattr(inbox, "LOOKED_AT", 2)
    assert inbox.counts(gateway.runtime, officer, wanted)[Box.ALL] == Count(2, True)


def test_a_long_inbox_is_read_page_by_page(terminal: Terminal, clerk: Desk) -> None:
    all_of_them = [case_number(terminal) for _ in range(53)]
    first = clerk.get("/desk")
    older = re.search(r'href="([^"]+)" rel="next"', first)
    assert older
    second = clerk.get(older[1].replace("&amp;", "&"))
    assert numbers(first) + numbers(second) == all_of_them
    assert 'rel="next"' not in second


def test_the_order_is_chosen_and_holds_from_page_to_page(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    numbered = [case_number(terminal) for _ in range(52)]
    office.act(CLERK, numbered[51], "classify", kind="request", way="6", profile="520")
    clerk = Desk(gateway, CLERK)
    assert numbers(clerk.get("/desk"))[0] == numbered[51], "its pledge ends first"
    for order, expected in (("newest", numbered[::-1]), ("number", numbered)):
        first = clerk.get(f"/desk?order={order}")
        older = re.search(r'href="([^"]+)" rel="next"', first)
        assert older
        second = clerk.get(older[1].replace("&amp;", "&"))
        assert numbers(first) + numbers(second) == expected
    assert 'aria-sort="descending">登记' in clerk.get("/desk?order=newest")
    clerk.get("/desk?order=loudest", 404)


def test_the_list_is_narrowed_by_day_and_by_organ(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    one = case_number(terminal)
    gateway.clock.turn(days=2)
    two = case_number(terminal)
    office.lead(two, CaseState.FORWARDED)
    clerk, other = Desk(gateway, CLERK), Desk(gateway, OTHER)
    assert numbers(clerk.get("/desk?registered=2026-03-02")) == [one]
    assert numbers(clerk.get("/desk?until=2026-03-16")) == []
    assert numbers(clerk.get("/desk?until=2026-03-17")) == [one]
    town = Desk(gateway, HANDLER)
    assert numbers(town.get("/desk?organ=town")) == [two]
    assert numbers(clerk.get("/desk?organ=town")) == [], "a unit beside the bureau is not below it"
    assert numbers(other.get("/desk?organ=town")) == numbers(other.get("/desk?organ=nothing")) == []
    clerk.get("/desk?until=tomorrow", 404)


def test_places_have_names(terminal: Terminal, clerk: Desk) -> None:
    number = case_number(terminal)
    for path in ("/desk", "/desk/search?state=registered"):
        page = clerk.get(path)
        assert "杭州市上城区" in main_text(page) or "杭州市西湖区" in main_text(page)
        assert "代码" not in main_text(page) and "330106" not in main_text(page)
        assert '<option value="3301">　杭州市</option>' in page
    page = clerk.get("/desk?place=330106")
    assert numbers(page) == [number]
    assert '<option value="330106" selected>杭州市西湖区</option>' in page


def test_what_no_table_knows_is_named_after_its_organ() -> None:
    organs = OrganTree(
        [
            Organ("bureau", "柳溪县信访局", OrganKind.BUREAU, None, ("329901",)),
            Organ("county", "柳溪县人民政府", OrganKind.UNIT, "bureau", ("329901",)),
            Organ("town", "柳河镇人民政府", OrganKind.UNIT, "county", ("329901101",)),
            Organ("lake", "南湖街道办事处", OrganKind.UNIT, "county", ("329901105",)),
            Organ("street", "三墩镇人民政府", OrganKind.UNIT, "bureau", ("330106109",)),
        ]
    )
    for code, name in (
        ("329901", "柳溪县"),
        ("329901101", "柳河镇"),
        ("329901101205", "柳河镇"),
        ("329901105", "南湖街道"),
        ("329901999", "柳溪县"),
        ("330106109000", "西湖区三墩镇"),
        ("330106", "杭州市西湖区"),
        ("999999", "999999"),
    ):
        assert places.name(code, organs) == name
    assert places.choices(organs, "town", "") == [("329901101", "　柳河镇")]
    assert places.choices(organs, "bureau", "") == [
        ("329901", "柳溪县"),
        ("329901101", "　柳河镇"),
        ("329901105", "　南湖街道"),
    ]


def test_many_are_forwarded_at_once_and_each_is_answered_for(
    terminal: Terminal, office: Office, clerk: Desk, handler: Desk
) -> None:
    several = [case_number(terminal) for _ in range(3)]
    page = clerk.get("/desk")
    boxes = ticked(page, *several)
    office.act(CLERK, several[2], "classify", kind="request", way="1")
    form = clerk.post("/desk/bulk", do="forward", case=boxes).text
    assert numbers(form) == several
    told = main_text(clerk.post("/desk/bulk/forward", case=boxes, unit="town", way="6").text)
    assert "办好 2 件" in told
    assert "有 1 件没有办，其余不受影响" in told
    assert f"编号 为什么 {several[2]} 别人刚刚办过" in told
    assert numbers(handler.get("/desk")) == several[:2]


def test_without_ticks_or_without_a_unit_nothing_is_forwarded(terminal: Terminal, clerk: Desk) -> None:
    number = case_number(terminal)
    assert "没有勾选" in clerk.post("/desk/bulk", do="forward").text
    boxes = ticked(clerk.get("/desk"), number)
    answer = clerk.post("/desk/bulk/forward", case=boxes)
    assert (answer.status_code, "请选转给哪个单位" in answer.text) == (422, True)
    assert "已登记" in main_text(clerk.get(f"/desk/cases/{number}"))


def test_others_cases_are_not_forwarded(terminal: Terminal, office: Office, other: Desk) -> None:
    number = case_number(terminal)
    told = main_text(other.post("/desk/bulk/forward", case=[f"{number}|1"], unit="water").text)
    assert "没有找到" in told
    assert other.post("/desk/bulk/forward", case=[f"{number}|x"], unit="water").status_code == 404


def test_what_has_not_moved_by_the_evening_is_explained(terminal: Terminal, office: Office, clerk: Desk) -> None:
    stays, moves = case_number(terminal), case_number(terminal)
    assert "2 件没有说明" in main_text(clerk.get("/desk/today"))
    office.lead(moves, CaseState.FORWARDED)
    clerk.post("/desk/today", **{f"reason-{stays}": "等档案室的原件，明早送到"})
    page = main_text(clerk.get("/desk/today"))
    assert "都有说明" in page
    assert "等档案室的原件，明早送到" in page
    assert moves not in page


def test_the_day_is_told_in_figures(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    tomorrow = case_number(terminal)
    gateway.clock.turn(days=14)
    stays, moves = case_number(terminal), case_number(terminal)
    office.lead(moves, CaseState.FORWARDED)
    clerk = Desk(gateway, CLERK)
    clerk.post("/desk/today", **{f"reason-{stays}": "等原件"})
    clerk.post("/desk/today", **{f"reason-{stays}": "原件明早送到"})
    page = main_text(clerk.get("/desk/today"))
    assert "信访局 2 1 1 1" in page, "came, moved, stays, explained"
    assert "原件明早送到 某人 改说明" in page and "等原件" not in page
    ahead = page.partition("明天到期 1 ")[2]
    assert tomorrow in ahead and stays not in ahead


def test_who_supervises_sees_the_day_of_the_organs_below(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    office.lead(case_number(terminal), CaseState.FORWARDED)
    head = Officer("head", "某人", "county", frozenset({Role.SUPERVISE}))
    officers.add(gateway.runtime, head, by="test")
    page = main_text(Desk(gateway, "head").get("/desk/today"))
    assert "镇人民政府 1 0 1 0" in page and "县水务局" not in page
    assert "县人民政府 0 0 0 0" in page
    assert "镇人民政府" not in main_text(Desk(gateway, OTHER).get("/desk/today"))


def test_nobody_explains_what_is_not_theirs(terminal: Terminal, office: Office, other: Desk) -> None:
    number = case_number(terminal)
    assert other.post("/desk/today", **{f"reason-{number}": "说明"}).status_code == 404


def test_the_own_list_keeps_the_own_order(gateway: Gateway, terminal: Terminal, clerk: Desk, other: Desk) -> None:
    one, two = case_number(terminal), case_number(terminal)
    boxes = ticked(clerk.get("/desk"), one, two)
    assert numbers(clerk.post("/desk/bulk", do="list", case=boxes).text) == [one, two]
    assert numbers(clerk.post("/desk/shortlist", first=two).text) == [two, one]
    assert numbers(clerk.post("/desk/shortlist", do="remove", case=[f"{two}|1"]).text) == [one]
    assert numbers(clerk.get("/desk")) == [one, two]
    other.post("/desk/shortlist", case=[one])
    assert numbers(other.get("/desk/shortlist")) == []


def test_a_number_leads_to_its_case_and_a_person_to_all_of_theirs(terminal: Terminal, clerk: Desk, other: Desk) -> None:
    number = case_number(terminal)
    assert f'<h1 class="number">{number}' in clerk.get(f"/desk/search?number={number.lower()}")
    person = {"name": ASKER.name, "id_number": ASKER.id_number}
    assert numbers(clerk.post("/desk/search", **person).text) == [number]
    assert numbers(other.post("/desk/search", **person).text) == []
    assert "姓名和证件号都要填" in clerk.post("/desk/search", name=ASKER.name).text


def test_cases_are_found_by_place_day_and_state_the_newest_first(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    one = case_number(terminal)
    gateway.clock.turn(days=3)
    two, clerk = case_number(terminal), Desk(gateway, CLERK)
    assert numbers(clerk.get("/desk/search?place=3301")) == [two, one]
    assert numbers(clerk.get("/desk/search?first=2026-03-03")) == [two]
    assert numbers(clerk.get("/desk/search?last=2026-03-02&state=registered")) == [one]
    assert numbers(clerk.get("/desk/search")) == []
    clerk.get("/desk/search?first=yesterday", 404)
