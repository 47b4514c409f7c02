"""The page of a case: what it shows to whom, and the trace that reading leaves."""

from dataclasses import replace

import requests
from sqlalchemy import select

from core.petition import Enclosure, Filing, Purpose, Role
from gateway.storage.schema import journal
from testkit.desk import Desk, main_text
from testkit.filings import a_filing
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, Office
from testkit.terminal import NARRATIVE, Terminal

HTML = "<script>alert(1)</script><b>不要推</b>"


def case_number(terminal: Terminal, purpose: Purpose = Purpose.REQUEST) -> str:
    _item, status = terminal.filed(purpose=purpose)
    assert status.receipt
    return status.receipt.case_number


def filed(terminal: Terminal, filing: Filing) -> str:
    status = terminal.filed_whole(filing)
    assert status.receipt
    return status.receipt.case_number


def told(narrative: str, *enclosures: Enclosure) -> Filing:
    filing = a_filing()
    described = tuple(each.described() for each in enclosures)
    matter = replace(filing.petition.matter, narrative=narrative)
    petition = replace(filing.petition, matter=matter, attachments=described)
    return Filing(petition, {each.name: each.content for each in enclosures}, filing.claim)


def test_words_person_duty_and_what_comes_next_are_on_one_page(terminal: Terminal, clerk: Desk) -> None:
    page = main_text(clerk.get(f"/desk/cases/{case_number(terminal)}"))
    assert NARRATIVE in page
    assert "王小满" in page
    assert "110105********002X" in page
    assert "转送或交办 2026年3月17日 还有 15 天" in page
    assert "接下来可以办 分类 第29–31条" in page


def test_html_in_a_narrative_is_text(terminal: Terminal, clerk: Desk) -> None:
    page = clerk.get(f"/desk/cases/{filed(terminal, told(HTML))}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;不要推&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_reading_leaves_a_line_before_a_word_is_shown(gateway: Gateway, terminal: Terminal, clerk: Desk) -> None:
    number = case_number(terminal)
    clerk.get("/desk")
    assert not read_by(gateway, number), "a list shows no words"
    page = main_text(clerk.get(f"/desk/cases/{number}"))
    assert len(read_by(gateway, number)) == 1
    assert "谁看过" in page and "2026年3月2日 信访局" in page


def read_by(gateway: Gateway, number: str) -> list[str]:
    with gateway.runtime.reading() as db:
        lines = db.execute(select(journal.c.line)).scalars().all()
    return [line for line in lines if '"read"' in line and number in line]


def test_what_is_not_theirs_is_the_same_as_what_there_is_not(terminal: Terminal, office: Office, other: Desk) -> None:
    number = case_number(terminal)
    there_is_not = other.get("/desk/cases/XF2026-99999999", 404)
    for path in (number, f"{number}/acts/forward", f"{number}/files/1", f"{number}/acts/none"):
        assert other.get(f"/desk/cases/{path}", 404) == there_is_not
    assert other.get("/desk/nothing", 404) == there_is_not
    assert number not in other.get("/desk") + other.get("/desk/watch") + other.get("/desk/search?state=registered")
    assert "没有找到" in other.get(f"/desk/search?number={number}")


def test_of_what_is_sealed_to_others_number_day_and_duty_are_shown(terminal: Terminal, clerk: Desk) -> None:
    number = case_number(terminal, Purpose.ACCUSATION)
    page = main_text(clerk.get(f"/desk/cases/{number}"))
    assert "密封给纪检监察机关" in page
    assert "转送或交办" in page
    assert NARRATIVE not in page and "王小满" not in page
    listed = main_text(clerk.get("/desk"))
    assert number in listed and "阳光村" not in listed
    clerk.get(f"/desk/cases/{number}/files/1", 404)


def test_files_are_taken_for_hostile(gateway: Gateway, terminal: Terminal, clerk: Desk) -> None:
    enclosures = (
        Enclosure(name="page.html", role=Role.OTHER, media_type="image/jpeg", content=HTML.encode()),
        Enclosure(name="图.svg", role=Role.OTHER, media_type="image/svg+xml", content=b"<svg onload='alert(1)'/>"),
        Enclosure(name="page.jpg", role=Role.PAGE, media_type="text/html", content=b"\xff\xd8\xff picture"),
    )
    number = filed(terminal, told("有三份材料。", *enclosures))
    answers = [file(gateway, clerk, number, n) for n in (1, 2, 3)]
    assert [each.headers["content-type"] for each in answers] == [
        "application/octet-stream",
        "application/octet-stream",
        "image/jpeg",
    ]
    assert [each.headers["content-disposition"].partition(";")[0] for each in answers] == [
        "attachment",
        "attachment",
        "inline",
    ]
    for each in answers:
        assert "sandbox" in each.headers["content-security-policy"]
        assert each.headers["x-content-type-options"] == "nosniff"
    assert answers[0].content == HTML.encode()


def file(gateway: Gateway, desk: Desk, number: str, n: int) -> requests.Response:
    return desk.browser.get(f"{gateway.url}/desk/cases/{number}/files/{n}", timeout=120)


def test_many_papers_come_page_by_page(terminal: Terminal, clerk: Desk) -> None:
    many = [
        Enclosure(name=f"第{n}页.jpg", role=Role.PAGE, media_type="image/jpeg", content=b"\xff\xd8\xff %d" % n)
        for n in range(1, 51)
    ]
    number = filed(terminal, told("材料很多。", *many))
    pages = [main_text(clerk.get(f"/desk/cases/{number}?papers={n}")) for n in (1, 2, 3)]
    assert [page.count("KB") + page.count("字节") for page in pages] == [24, 24, 2]
    assert "第2页，共3页" in pages[1]
    assert "第50页.jpg" in pages[2]


def test_the_statute_stands_beside_a_shorter_pledge(terminal: Terminal, office: Office, clerk: Desk) -> None:
    number = case_number(terminal)
    office.act(CLERK, number, "classify", kind="request", way="6", profile="520")
    page = main_text(clerk.get(f"/desk/cases/{number}"))
    assert "520 承诺 2026年3月9日" in page  # the fifth day is a Saturday
    assert "法定期限 第22(1)条 2026年3月17日" in page
