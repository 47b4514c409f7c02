"""What came by letter, by a visit or by telephone: entered once by an officer, and then a case like any other."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.petition import AT_AN_OFFICE, Channel, Purpose
from core.petition_folder import read_filing
from core.problems import BadFiling, Incomplete
from core.wire import ItemStatus
from gateway.audit_log import hash_chain
from gateway.auth import enrolment
from gateway.backup import integrity
from gateway.cases import case_file, records, sealed_export
from gateway.cli import main
from gateway.fleet import reports
from gateway.intake import office_intake, uploads
from gateway.keys.keyring import HAND_OVER
from gateway.refusals import Refused
from gateway.reports import cohort
from gateway.reports.cohort import By, Period
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.staff.tree import tree
from gateway.storage.schema import cases, events, journal
from testkit.desk import Desk
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, DISCIPLINE, HANDLER, led, open_office
from testkit.terminal import ASKER, Terminal
from tests.gateway.petitioner.test_life import told
from tests.gateway.test_races import at_once
from trust.organ_keys import OrganIdentity

PETITION: dict[str, Any] = {
    "matter": {
        "purpose": "request",
        "category": "水利",
        "place": {"code": "331181", "name": "龙泉市"},
        "narrative": "井水发黑三个月了。",
    },
    "petitioner": {"name": "王小满", "id_number": ASKER.id_number, "phone": "13800001234"},
    "attachments": [{"name": "信.jpg", "role": "page"}],
}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return written(tmp_path / "letter")


def written(folder: Path, text: bytes = b"", **changes: Any) -> Path:
    folder.mkdir()
    (folder / "petition.json").write_bytes(text or json.dumps({**PETITION, **changes}).encode())
    (folder / "信.jpg").write_bytes(b"\xff\xd8\xff a letter \xff\xd9" * 900)
    return folder


def entered(gateway: Gateway, folder: Path, channel: Channel = Channel.LETTER) -> tuple[ItemStatus, bool]:
    runtime = gateway.runtime
    officer = office_intake.registrar(runtime, CLERK)
    filing = read_filing(folder, lambda own: runtime.now(), channel)
    return office_intake.enter(runtime, officer, filing, gateway.data)


def waiting(gateway: Gateway) -> list[Path]:
    return list((gateway.data / office_intake.WAITING).iterdir())


def count(gateway: Gateway) -> int:
    with gateway.runtime.reading() as db:
        return int(db.execute(select(func.count()).select_from(cases)).scalar_one())


@either_store
def test_a_letter_is_a_case_whose_first_event_is_the_officers(
    gateway: Gateway, terminal: Terminal, letter: Path
) -> None:
    office = open_office(gateway.runtime)
    status, new = entered(gateway, letter)
    assert new and status.receipt and status.wanted == []
    assert waiting(gateway) == []
    shown = records.show(gateway.runtime, status.receipt.case_number)
    assert shown and shown["petition"]["channel"] == "letter"
    assert shown["petition"]["matter"]["narrative"] == "井水发黑三个月了。"
    assert shown["attachments"][0]["received"]
    (first,) = case_file.opened(gateway.runtime, office.by[CLERK], status.receipt.case_number).events
    assert (first.action, first.officer, first.organ) == ("register", CLERK, "bureau")
    assert list(integrity.problems(gateway.runtime)) == []

    life = told(terminal, status.receipt.query_code)
    assert [(each.action, bool(each.organ)) for each in life.events] == [("register-letter", True)]
    led(gateway.runtime, status.receipt.case_number)
    assert told(terminal, status.receipt.query_code).answer == "已修好"


@either_store
def test_twice_is_the_same_case_by_whatever_way_it_is_said_to_have_come(gateway: Gateway, letter: Path) -> None:
    open_office(gateway.runtime)
    first, new = entered(gateway, letter)
    gateway.clock.turn(days=3)
    again, anew = entered(gateway, letter, Channel.VISIT)
    assert (new, anew) == (True, False)
    assert again.receipt == first.receipt
    assert count(gateway) == 1


@either_store
def test_twice_at_once_is_one_case(gateway: Gateway, letter: Path) -> None:
    open_office(gateway.runtime)
    one: Callable[[], tuple[ItemStatus, bool]] = lambda: entered(gateway, letter)  # noqa: E731
    said = [each for each in at_once([one] * 4) if not isinstance(each, str)]
    assert len(said) == 4
    assert len({each.receipt.case_number for each, _new in said if each.receipt}) == 1
    assert count(gateway) == 1
    status, _new = entered(gateway, letter)
    assert status.wanted == [] and waiting(gateway) == []


@either_store
def test_at_two_machines_at_once_is_one_case(gateway: Gateway, letter: Path, tmp_path: Path) -> None:
    open_office(gateway.runtime)
    other = replace(gateway, data=tmp_path / "another machine")
    said = at_once([lambda: entered(gateway, letter), lambda: entered(other, letter)])
    assert not [each for each in said if isinstance(each, str)]
    assert count(gateway) == 1
    assert entered(gateway, letter)[0].wanted == []
    assert waiting(gateway) == waiting(other) == []


@either_store
def test_what_was_killed_before_its_papers_were_stored_is_completed(
    gateway: Gateway, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_office(gateway.runtime)

    def killed(*_about: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(uploads, "store_whole", killed)
        entered(gateway, letter)
    assert count(gateway) == 1 and len(waiting(gateway)) == 1
    status, new = entered(gateway, letter)
    assert (new, status.wanted, waiting(gateway)) == (False, [], [])
    assert list(integrity.problems(gateway.runtime)) == []


@either_store
def test_an_accusation_is_sealed_and_the_desk_sees_number_and_date(gateway: Gateway, tmp_path: Path) -> None:
    matter = {**PETITION["matter"], "purpose": "accusation"}
    office = open_office(gateway.runtime)
    status, _new = entered(gateway, written(tmp_path / "accused", matter=matter), Channel.VISIT)
    assert status.receipt
    number = status.receipt.case_number
    assert records.show(gateway.runtime, number) is not None
    file = case_file.opened(gateway.runtime, office.by[CLERK], number)
    assert file.sealed and [(each.officer, each.organ) for each in file.events] == [("", "")]
    assert file.row["category"] == "" and file.row["kind"] == Purpose.ACCUSATION
    with gateway.runtime.reading() as db:
        lines = db.execute(select(journal.c.line).where(journal.c.chain == hash_chain.GATEWAY)).scalars().all()
    assert any(json.loads(line)["did"] == "registered" and json.loads(line)["officer"] == CLERK for line in lines)
    if not gateway.runtime.engine.url.drivername.startswith("sqlite"):
        return
    page = Desk(gateway, CLERK).get(f"/desk/cases/{number}")
    assert "来访" not in page and "王小满" not in page
    sealed_export.export(gateway.runtime, number, tmp_path / "stick")
    identity = OrganIdentity.read((gateway.data / "keys" / HAND_OVER).read_text())
    opened = sealed_export.open_export(tmp_path / "stick" / number, identity, tmp_path / "opened")
    assert "petition.json" in opened
    assert '"channel":"visit"' in (tmp_path / "opened" / "petition.json").read_text("utf-8").replace(" ", "")


@either_store
def test_a_second_letter_that_names_its_case_is_joined_to_it(gateway: Gateway, letter: Path, tmp_path: Path) -> None:
    open_office(gateway.runtime)
    first = entered(gateway, letter)[0].receipt
    assert first
    proof = {"query_code": first.query_code, "last_four": "1234"}
    more = written(tmp_path / "more", supplements=first.case_number, supplements_proof=proof)
    status, new = entered(gateway, more)
    assert new and status.receipt and status.wanted == []
    assert (status.receipt.case_number, status.receipt.query_code) == (first.case_number, "")
    assert entered(gateway, more)[1] is False
    assert count(gateway) == 1


@pytest.mark.parametrize("channel", AT_AN_OFFICE)
def test_the_desk_says_how_it_came(gateway: Gateway, letter: Path, channel: Channel) -> None:
    open_office(gateway.runtime)
    status, _new = entered(gateway, letter, channel)
    assert status.receipt
    page = Desk(gateway, CLERK).get(f"/desk/cases/{status.receipt.case_number}")
    assert {"letter": "来信", "visit": "来访", "phone": "来电", "network": "网上"}[channel] in page


@either_store
def test_rates_count_it_by_its_channel(gateway: Gateway, letter: Path, tmp_path: Path) -> None:
    open_office(gateway.runtime)
    entered(gateway, letter, Channel.PHONE)
    accused = written(tmp_path / "accused", matter={**PETITION["matter"], "purpose": "accusation"})
    entered(gateway, accused, Channel.VISIT)
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    with gateway.runtime.reading() as db:
        found = list(cohort.of_duties(db, tree(gateway.runtime), year, None))
    assert sorted(each.groups[By.CHANNEL] for each in found) == ["", "phone"]


def test_the_platform_itself_is_no_terminal_that_stands_somewhere(gateway: Gateway, letter: Path) -> None:
    open_office(gateway.runtime)
    entered(gateway, letter)
    assert enrolment.listed(gateway.runtime) == []
    assert reports.listed(gateway.runtime) == []
    assert not enrolment.revoke(gateway.runtime, hash_chain.GATEWAY)
    with gateway.runtime.reading() as db:
        assert db.execute(select(events.c.terminal)).scalar_one() == hash_chain.GATEWAY


@either_store
@pytest.mark.parametrize(
    ("login", "code"), [(HANDLER, "not-allowed"), (DISCIPLINE, "not-allowed"), ("nobody", "unknown-officer")]
)
def test_who_is_no_registrar_of_a_bureau_enters_nothing(gateway: Gateway, login: str, code: str) -> None:
    open_office(gateway.runtime)
    with pytest.raises(Refused) as refused:
        office_intake.registrar(gateway.runtime, login)
    assert refused.value.code == code


def test_nor_one_of_the_bureau_without_the_role(gateway: Gateway) -> None:
    open_office(gateway.runtime)
    officers.add(gateway.runtime, Officer("forwarder", "某人", "bureau", frozenset({Role.FORWARD})), by="test")
    with pytest.raises(Refused, match="信访局管登记"):
        office_intake.registrar(gateway.runtime, "forwarder")


@pytest.fixture
def run(gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> Any:
    open_office(gateway.runtime)

    def run(folder: Path, *, by: str = CLERK) -> tuple[int, Any]:
        words = ["intake", "--data", str(gateway.data), str(folder), "--channel", "letter", "--by", by]
        code = main(words)
        return code, json.loads(capsys.readouterr().out)

    return run


def test_as_an_outside_script_runs_it(run: Any, letter: Path) -> None:
    code, said = run(letter)
    assert code == 0 and said["case_number"].startswith("XF") and said["query_code"]
    assert (said["new"], said["wanted"]) == (True, [])
    assert run(letter) == (0, {**said, "new": False})


def test_by_a_stranger_nothing_is_entered(run: Any, gateway: Gateway, letter: Path) -> None:
    code, said = run(letter, by=HANDLER)
    assert (code, said["item"], said["error"]["code"]) == (1, "letter", "not-allowed")
    assert count(gateway) == 0


def test_a_byte_order_mark_is_no_hindrance(run: Any, tmp_path: Path) -> None:
    text = json.dumps(PETITION, ensure_ascii=False).encode("utf-8-sig")
    assert run(written(tmp_path / "bom", text))[0] == 0


BROKEN = {
    "gbk": (json.dumps(PETITION, ensure_ascii=False).encode("gb18030"), BadFiling().code),
    "torn": (b'{"matter": ', BadFiling().code),
    "no words": (
        json.dumps({**PETITION, "matter": {**PETITION["matter"], "narrative": ""}}).encode(),
        Incomplete().code,
    ),
    "no file": (json.dumps({**PETITION, "attachments": [{"name": "x.pdf"}]}).encode(), BadFiling().code),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_folder_is_refused_with_its_code(run: Any, gateway: Gateway, tmp_path: Path, kind: str) -> None:
    text, expected = BROKEN[kind]
    code, said = run(written(tmp_path / "broken", text))
    assert (code, said["error"]["code"]) == (1, expected)
    assert said["error"]["message"]
    assert count(gateway) == 0


def test_no_folder_at_all(run: Any, tmp_path: Path) -> None:
    code, said = run(tmp_path / "nowhere")
    assert (code, said["error"]["code"]) == (1, BadFiling().code)
