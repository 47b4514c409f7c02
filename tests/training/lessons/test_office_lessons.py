"""The lessons of an agent's office: a draft of the day before, a new agent, the day's report."""

from datetime import timedelta

from agency.filings import filing_of
from agency.invitations import Invitations, Invited
from agency.reports import Span
from core.authority.letter import AgentClass, Authority, Power
from core.person import Person
from core.petition import Purpose
from core.places import place
from proxy_client.example import OTHER_NUMBER, WORK_NUMBER
from proxy_client.report_words import workbook
from training.lessons.course import Course


def test_a_draft_of_yesterday(reached: Course) -> None:
    reached.begin("draft")
    assert "冯桂兰" in (reached.missing("draft") or "")
    here = reached.practice
    (listed,) = here.drafts.listed()
    opened, record = here.drafts.open(listed.id)
    draft, today = record.draft, here.now().date()
    assert record.at.astimezone().date() == today - timedelta(days=1) and "垃圾" in draft.narrative
    draft.purpose, draft.category, draft.place = Purpose.REQUEST, "070200", place("320115", "槐树村")
    draft.authority = Authority(
        matter="垃圾没有人拉",
        powers=(Power.FILE,),
        starts=today.isoformat(),
        ends=(today + timedelta(days=90)).isoformat(),
        letter="authority.pdf",
        category=draft.category,
        place=draft.place.code,
    )
    draft.letter = b"%PDF-1.4"
    filing = draft.freeze(here.now())
    here.work.filings.keep(filing_of(filing.petition))
    here.here.submissions.accept(filing)
    opened.remove()
    assert reached.missing("draft") == ""
    reached.begin("draft")
    (again,) = here.drafts.listed()
    here.drafts.remove(again.id)
    assert "再按一次" in (reached.missing("draft") or "")


def test_a_new_agent(course: Course) -> None:
    course.begin("invite")
    assert course.missing("invite")
    here = course.practice
    invitations = Invitations.of(here.here)
    whom = Invited(
        name="王小燕",
        organisation="杨柳村村民委员会",
        agent_class=AgentClass.GRID_WORKER,
        number=OTHER_NUMBER,
        machine=invitations.machine,
    )
    text = invitations.issue(whom, 3, by=WORK_NUMBER, key=here.key, now=here.now())
    assert course.missing("invite"), "a letter alone registers nobody"
    invitations.take(text, Person(name="王小燕"), "一句别人猜不到的长口令", here.now())
    assert course.missing("invite") == ""


def test_the_report_of_the_day(course: Course) -> None:
    course.begin("report")
    here, file = course.practice, course.practice.desktop / "日清理.xlsx"
    assert "没有新存" in (course.missing("report") or "")
    file.write_bytes(b"PK\x03\x04 cut short")
    assert "今天" in (course.missing("report") or "")
    now = here.now()
    before = here.work.report(Span.DAY, now.date() - timedelta(days=2), now)
    file.write_bytes(workbook(before, band="演练"))
    assert "今天" in (course.missing("report") or "")
    file.write_bytes(workbook(here.work.report(Span.DAY, now.date(), now), band="演练"))
    assert course.missing("report") == ""
