"""Acts make their letters, filled from the record; what came with an act is sealed; what was written is not lost."""

from pathlib import Path

import pytest
from sqlalchemy import update

from core.cases.actions import Action
from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import drafts, tick
from gateway.cases.acts import Act, RefusedAct
from gateway.casework import files, written_letters
from gateway.casework.acts import do
from gateway.letters import documents
from gateway.letters.documents import LetterStopped
from gateway.refusals import Refused
from gateway.storage import letter_tables
from gateway.storage.case_tables import case_files
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, Office, open_office
from testkit.terminal import ASKER, Terminal


@pytest.fixture
def office(gateway: Gateway) -> Office:
    return open_office(gateway.runtime)


def filed(terminal: Terminal, purpose: Purpose = Purpose.REQUEST) -> str:
    receipt = terminal.filed(purpose=purpose)[1].receipt
    assert receipt
    return receipt.case_number


def kinds(gateway: Gateway) -> list[str]:
    with gateway.runtime.reading() as db:
        return [each.kind for each in documents.documents_of(db, 1)]


@either_store
def test_the_ordinary_way_makes_its_letters(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = filed(terminal)
    office.lead(number, CaseState.ACCEPTED)
    office.act(HANDLER, number, "extend", days="10", reasons="还在等检测结果")
    office.lead(number)
    assert kinds(gateway) == ["forward", "notify", "accept", "extend", "reply"]
    with gateway.runtime.reading() as db:
        reply = documents.documents_of(db, 1, "reply")[0]
    record = documents.sheet_of_document(gateway.runtime, reply.id).record
    for words in (ASKER.name, "水管破裂属实", "已修好", "供水条例第十条", "县人民政府"):
        assert words in record
    office.act(CLERK, number, "review-request", reasons="还是漏水")


def terminated(gateway: Gateway, office: Office, number: str, **given: str) -> str:
    """Lets nobody ask for a review in time, ends the case, and returns the letter's words."""
    office.lead(number)
    office.close(number)
    gateway.clock.turn(days=60)
    tick.run(gateway.runtime)
    office.act(CLERK, number, "terminate", minutes="〔2026〕8号", reasons="程序都走完了", **given)
    with gateway.runtime.reading() as db:
        (letter,) = documents.documents_of(db, 1, "termination")
    return documents.sheet_of_document(gateway.runtime, letter.id).text


@either_store
def test_a_termination_tells_what_it_means_and_names_no_court(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    text = terminated(gateway, office, filed(terminal))
    for words in (
        *(ASKER.name, "镇人民政府2026年3月2日作出的信访事项处理意见书（"),
        *(
            "没有提出复查、复核申请（《信访工作条例》第三十五条）",
            "信访工作联席会议（会议纪要〔2026〕8号）认定本事项终结",
        ),
        *("程序都走完了", "不再受理（《信访工作条例》第三十六条第三款）", "有新的事实和理由的，可以另行提出"),
    ):
        assert words in text
    for never in ("起诉", "诉讼", "法院", "行政复议"):
        assert never not in text


def test_an_officer_names_the_conference(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    text = terminated(gateway, office, filed(terminal), **{"letter.conference": "柳溪县信访工作联席会议"})
    assert "柳溪县信访工作联席会议（会议纪要" in text


def test_a_termination_without_a_last_opinion_is_stopped_with_its_article(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    number = filed(terminal)
    office.lead(number)
    office.close(number)
    gateway.clock.turn(days=60)
    tick.run(gateway.runtime)
    with gateway.runtime.engine.begin() as db:
        db.execute(update(letter_tables.documents).values(kind="receipt"))
    given = {"minutes": "〔2026〕8号", "reasons": "程序都走完了"}
    with pytest.raises(LetterStopped) as stopped:
        office.act(CLERK, number, "terminate", **given)
    assert [(each.field, each.article) for each in stopped.value.faults] == [("last_opinion", "36(3)")]
    office.act(CLERK, number, "terminate", **given, **{"letter.last_opinion": "省政府2020年的复核意见书"})
    assert kinds(gateway)[-1] == "termination"


def test_an_accusation_makes_none(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = filed(terminal, Purpose.ACCUSATION)
    office.act(CLERK, number, "classify", kind="accusation")
    office.act(CLERK, number, "forward", unit="discipline")
    assert kinds(gateway) == []


def test_what_was_brought_is_kept_sealed(gateway: Gateway, terminal: Terminal, office: Office, tmp_path: Path) -> None:
    number, paper = filed(terminal), tmp_path / "answer.txt"
    paper.write_text("纸上的答复")
    do(gateway.runtime, office.by[CLERK], Act(number, Action.URGE, {}), files.read([paper]))
    with gateway.runtime.reading() as db:
        row = db.execute(case_files.select()).mappings().one()
    sealed = gateway.runtime.blobs.get(row["place"])
    assert sealed and gateway.runtime.keys.opened(sealed).decode() == "纸上的答复"
    assert gateway.runtime.keys.open_text(row["name"]) == "answer.txt"


def test_who_was_slower_has_lost_no_word(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = filed(terminal)
    office.act(CLERK, number, "classify", kind="request", way="6")
    with pytest.raises(RefusedAct):
        office.act(CLERK, number, "classify", version="1", kind="request", way="6", note="写了很久")
    (kept,) = drafts.kept(gateway.runtime, office.by[CLERK], number)
    assert (kept.action, kept.given["note"]) == (Action.CLASSIFY, "写了很久")


def test_a_delivery_stands_with_its_letter(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    office.lead(filed(terminal))
    with gateway.runtime.reading() as db:
        (reply,) = documents.documents_of(db, 1, "reply")
    assert (reply.delivery_way, reply.delivered_at) == ("hand", gateway.clock.now)
    assert documents.proof_of_delivery(gateway.runtime, reply.id) == "本人签收"


HEARD = {
    "letter.public": "open",
    "letter.chair": "张建国",
    "letter.listeners": "王芳；赵敏",
    "letter.absence": "无正当理由不参加的，听证照常举行",
}


def test_what_only_an_officer_can_say_comes_with_the_act(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = filed(terminal)
    office.lead(number, CaseState.ACCEPTED)
    invited = {"about": "hearing", "on": "2026-03-12", "at": "09:30", "place": "镇政府二楼"}
    with pytest.raises(documents.LetterStopped) as stopped:
        office.act(HANDLER, number, "invite", **invited, **{"letter.public": "open"})
    assert {each.field for each in stopped.value.faults} == {"chair", "listeners", "absence"}
    office.act(HANDLER, number, "invite", **invited, **HEARD)
    assert kinds(gateway)[-1] == "hearing"
    with gateway.runtime.reading() as db:
        paper = documents.documents_of(db, 1, "hearing")[0]
    text = documents.sheet_of_document(gateway.runtime, paper.id).text
    assert "3月12日 09:30" in text and "王芳" in text and "张建国" in text


def test_what_was_not_said_then_is_written_later(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number, runtime = filed(terminal), gateway.runtime
    office.lead(number, CaseState.ACCEPTED)
    handler, clerk = office.by[HANDLER], office.by[CLERK]
    assert "hearing" not in written_letters.writable(runtime, handler, number)
    office.act(HANDLER, number, "invite", about="hearing", on="2026-03-12", at="09:30", place="镇政府二楼")
    assert "hearing" not in kinds(gateway)
    assert "hearing" in written_letters.writable(runtime, handler, number)
    assert "signpost" not in written_letters.writable(runtime, handler, number)
    assert {"signpost", "receipt", "forward-told"} <= set(written_letters.writable(runtime, clerk, number))
    typed = {name.removeprefix("letter."): text for name, text in HEARD.items()}
    assert written_letters.write(runtime, handler, number, "hearing", typed).kind == "hearing"
    assert written_letters.write(runtime, clerk, number, "forward-told", {}).kind == "forward-told"
    with pytest.raises(documents.LetterStopped, match="to_organ: against-record"):
        written_letters.write(runtime, clerk, number, "forward-told", {"to_organ": "县水务局"})
    with pytest.raises(Refused, match="not written by itself"):
        written_letters.write(runtime, handler, number, "reply", {})


def test_an_objection_and_its_answer_have_their_letters(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = filed(terminal)
    office.lead(number, CaseState.FORWARDED)
    office.act(HANDLER, number, "object", reasons="管网归水务局", should_have="县水务局")
    office.act(CLERK, number, "agree-objection", reasons="属实", **{"letter.verified_by": "县信访局办信科"})
    assert kinds(gateway) == ["forward", "objection", "objection-answer"]
