"""Accusations: what is said before, with a name or without, and that no page of the way says what is true of other
petitions only."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from core.company import Companion, Company
from core.consents import Consents
from core.draft import Draft
from core.flow import ON, Runner
from core.ink import Ink
from core.narrative import narrative_from_text
from core.person import Person
from core.petition import Purpose
from core.problems import Incomplete
from core.receipt import Slip
from kiosk.flow import RESIDENT
from testkit.hands import press
from testkit.kiosk_window import Panel
from training import example
from ui.documents.slip import receipt_document
from ui.pages.accusation import NAMED, TOLD, UNNAMED
from ui.pages.receipt import HOW_TO_ASK
from ui.pages.review import ReviewPage

WAY = "consent accuse identify contact tell ask purpose accusation category place papers review sign submit".split()
AFTER = "registering slip receipt code_query".split()
UNTRUE = (
    *(
        "六十",
        "60天",
        "十五天",
        "15天",
        "责任单位",
        "信访部门应当",
        "信访部门好联系",
        "好转给管事的单位",
        "复查",
        "复核",
    ),
    *("回访", "看到哪一步", "您是在检举"),
)
"""What is said of other petitions, and is not so of an accusation."""
TRUE_BEFORE = "没有六十天的期限"


def accusation(draft: Draft, *, named: bool = True) -> Draft:
    made = replace(draft, scans=[], inks={}, category="070200", question=type(draft.question)())
    made.accuse(named=named)
    made.reviewed = True
    return made


def words_of(kiosk: Panel) -> str:
    assert kiosk.shell.page
    return "\n".join([*kiosk.texts, kiosk.shell.page.guidance()])


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("page", [*WAY, *AFTER])
def test_no_page_of_the_way_says_what_is_untrue_of_an_accusation(kiosk: Panel, page: str, named: bool) -> None:
    kiosk.open(page, accusation(kiosk.draft, named=named))
    said = words_of(kiosk).replace(TRUE_BEFORE, "")
    assert [each for each in UNTRUE if each in said] == []


def test_the_words_looked_for_are_those_of_other_petitions(kiosk: Panel) -> None:
    said = ""
    for page in (*WAY, *AFTER):
        kiosk.open(page)
        said += words_of(kiosk)
    assert {"责任单位", "信访部门应当", "信访部门好联系", "好转给管事的单位"} <= {
        each for each in UNTRUE if each in said
    }


def test_all_is_said_before_and_aloud_only_when_asked(kiosk: Panel) -> None:
    kiosk.open("consent", Draft())
    press(kiosk.shell, "我要检举控告")
    assert kiosk.page == "accuse"
    assert all(kiosk.shows(text) for _icon, text in TOLD)
    assert all(kiosk.shows(text) for pair in (NAMED, UNNAMED) for text in pair)
    assert kiosk.shell.page and not any(text in kiosk.shell.page.opening() for _icon, text in TOLD)
    assert kiosk.shell.draft.purpose is None, "looking makes nothing of it"


def test_early_with_a_name(kiosk: Panel) -> None:
    kiosk.open("consent", Draft())
    press(kiosk.shell, "我要检举控告", "写名字")
    assert kiosk.page == "identify"
    draft = kiosk.shell.draft
    assert draft.accuses and draft.consented and not draft.unnamed


def test_early_without_a_name_one_is_not_asked_who_one_is(kiosk: Panel) -> None:
    kiosk.open("consent", Draft())
    press(kiosk.shell, "我要检举控告", "不写名字")
    assert kiosk.page == "tell"


def test_late_after_the_story_one_is_told_too(kiosk: Panel) -> None:
    kiosk.open("purpose", replace(kiosk.draft, scans=[], purpose=None))
    press(kiosk.shell, "检举干部或单位")
    assert kiosk.page == "accusation"
    press(kiosk.shell, "返回", "解决我的难处")
    assert kiosk.page == "category", "who thinks better of it is told nothing more"


def test_a_name_that_was_given_goes_only_when_that_was_asked(kiosk: Panel) -> None:
    company = Company(people=[Companion(petitioner=Person(name="李秀英"))])
    kiosk.open("accusation", replace(kiosk.draft, purpose=None, company=company))
    press(kiosk.shell, "不写名字")
    assert kiosk.shows("姓名和证件、电话和住址、签名、一起反映的人就没有了。")
    press(kiosk.shell, "接着办")
    assert kiosk.page == "accusation" and kiosk.shell.draft.petitioner.name
    press(kiosk.shell, "不写名字", "去掉")
    assert kiosk.page != "accusation" and kiosk.shell.draft.petitioner == Person(name="")
    assert not kiosk.shell.draft.company.people


def test_a_name_in_the_words_is_said_to_be_there(kiosk: Panel) -> None:
    """Taking it out of somebody's words is theirs to do."""
    told = narrative_from_text("我叫王建国。村里的水管漏水。")
    kiosk.open("review", replace(accusation(kiosk.draft, named=False), told=told, reviewed=False))
    assert kiosk.shows("您说的话里有名字：王建国。不想留，就把话改一改。")
    assert kiosk.shell.page and "王建国。不想留" in kiosk.shell.page.guidance()


def test_without_a_name_nothing_names_the_person(kiosk: Panel) -> None:
    whole = kiosk.draft
    draft = accusation(
        replace(whole, card_image=b"card", signature=b"drawn", consents=Consents(keep_audio=True)), named=False
    )
    draft.inks["sign"] = Ink((), "")
    draft.accuse(named=False)
    filing = draft.freeze(example.WHEN)
    assert filing.petition.petitioner == Person(name="")
    assert filing.petition.attachments == ()
    assert draft.inks == {}


def test_only_an_accusation_may_be_without_a_name(kiosk: Panel) -> None:
    draft = accusation(kiosk.draft, named=False)
    assert draft.freeze(example.WHEN)
    draft.choose(Purpose.REQUEST)
    assert not draft.unnamed
    with pytest.raises(Incomplete, match="name"):
        draft.freeze(example.WHEN)


def walk(runner: Runner[Draft], do: Callable[[str], None], until: str) -> list[str]:
    seen = [runner.step.page]
    while runner.step.page != until:
        do(runner.step.page)
        seen.append(runner.answer(ON).page)
    return seen


def test_the_way_without_a_name_has_neither_card_nor_signature() -> None:
    draft = accusation(example.draft(), named=False)
    draft.slip = Slip(item=uuid4(), local_number="1120-000001", created=example.WHEN)
    runner = Runner(RESIDENT, draft)
    runner.answer("file")
    seen = walk(runner, lambda page: None, "registering")
    assert seen == "consent tell category place papers review submit registering".split()


def test_who_then_wants_something_else_gives_a_name_first() -> None:
    draft = accusation(example.draft(), named=False)
    runner = Runner(RESIDENT, draft)
    runner.jump("review")
    runner.answer("purpose")
    draft.choose(Purpose.REQUEST)
    assert runner.answer(ON).page == "identify_now"
    draft.petitioner = example.person()
    assert runner.answer(ON).page == "review"


@pytest.mark.parametrize("given", [{"phone": "13951234567"}, {"address": "杨柳村三组"}])
def test_who_then_gives_a_name_says_how_an_answer_reaches_them(kiosk: Panel, given: dict[str, str]) -> None:
    draft = accusation(example.draft(), named=False)
    runner = Runner(RESIDENT, draft)
    runner.jump("review")
    runner.answer("accuse")
    draft.accuse(named=True)
    assert runner.answer(ON).page == "identify_now"
    draft.identify(name="王建国", id_number=example.person().id_number)
    assert runner.answer(ON).page == "contact_now"
    kiosk.open("contact_now", draft)
    assert kiosk.shows("没有电话")
    draft.identify(**given)
    assert runner.answer(ON).page == "review"
    draft.freeze(example.WHEN)


def test_at_the_review_one_may_still_give_a_name_or_take_it_away(kiosk: Panel) -> None:
    kiosk.open("review", accusation(kiosk.draft, named=False))
    page = kiosk.showing(ReviewPage)
    assert "您不写名字" in page.guidance() and "去签名" not in page.guidance()
    page.answered.emit("accuse")
    assert kiosk.page == "accuse"
    press(kiosk.shell, "写名字")
    assert kiosk.page == "identify_now"


def test_the_paper_does_not_tell_what_it_is(kiosk: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []

    def pdf(html: str, *_given: object, **_named: object) -> bytes:
        printed.append(html)
        return b""

    monkeypatch.setattr("ui.documents.slip.pdf", pdf)
    receipt, theme = kiosk.draft.receipt, kiosk.shell.station.theme
    assert receipt
    receipt_document(theme, receipt, "", None, band="")
    assert not any(word in printed[0] for word in ("检举", "纪检", "封好", "后四位", "哪一步"))
    kiosk.open("receipt", accusation(kiosk.draft))
    assert not kiosk.shows(HOW_TO_ASK)
    said = kiosk.shell.page.guidance() if kiosk.shell.page else ""
    assert not any(word in said for word in ("检举", "纪检"))


def test_what_the_bureau_and_this_terminal_know(kiosk: Panel) -> None:
    draft = accusation(replace(kiosk.draft, claim=b"c" * 32), named=True)
    slip = kiosk.terminal.submissions.accept(draft.freeze(example.WHEN))
    folder = kiosk.terminal.home / "outbox" / str(slip.item)
    clear = json.loads((folder / "envelope.json").read_text())
    told = json.dumps(clear, ensure_ascii=False)
    assert draft.narrative not in told and draft.petitioner.name not in told
    words = [draft.petitioner.name, draft.petitioner.phone, draft.narrative[:12]]
    lying = [path for path in Path(kiosk.terminal.home).rglob("*") if path.is_file()]
    assert not [path for path in lying for word in words if word.encode() in path.read_bytes()]
