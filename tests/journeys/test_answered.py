"""A demo's second half: officers answer at the desk, in a browser or without, and the person hears of it."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from core.case import Grade
from core.draft import Draft
from core.petition import Purpose
from testkit.gateway_in_process import ServedGateway
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from tests.journeys.test_query import filed
from training import demo_office, example
from training.demo_office import ANSWER, OPINION, Office
from training.demo_result import answered
from training.local_gateway import LocalGateway
from training.scripted_visit import PAPER


def drafted(purpose: Purpose = Purpose.REQUEST) -> Draft:
    return replace(example.draft(), purpose=purpose, scans=[])


@pytest.fixture
def office(gateway: ServedGateway) -> Office:
    office = Office(LocalGateway(gateway.data, urlsplit(gateway.url).port))
    office.open()
    return office


def test_officers_answer_in_a_browser_and_the_person_evaluates(
    office: Office, kiosk: KioskFixture, visitor: Visitor, tmp_path: Path, paper: Path
) -> None:
    if not demo_office.CHROMIUM.exists():
        pytest.skip("no Chromium is installed: sh installers/system_packages.sh test")
    receipt = filed(kiosk, visitor, drafted())
    office.answer(receipt.case_number, Purpose.REQUEST, "070200", lambda name: tmp_path / f"{name}.png")
    view = visitor.ask(receipt.query_code, example.person().phone[-4:])
    assert view.reply == ANSWER["opinion"]
    assert visitor.take_paper(OPINION) == (paper / PAPER).exists()
    visitor.judge(Grade.SATISFIED)
    told = answered(office, receipt.case_number, view)
    acts = ["classify", "forward", "accept", "reply", "deliver"]
    assert told["officers"] == {"browser": True, "acts": office.acts}
    assert [each["action"] for each in office.acts] == acts
    assert {path.stem for path in tmp_path.glob("*.png")} >= {f"desk-{act}-done" for act in acts}
    assert told["evaluation"]


def test_without_a_browser_the_same_is_done(
    office: Office, kiosk: KioskFixture, visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_office, "CHROMIUM", tmp_path / "none")
    suggestion, accusation = (filed(kiosk, visitor, drafted(each)) for each in (Purpose.SUGGESTION, Purpose.ACCUSATION))
    office.answer(suggestion.case_number, Purpose.SUGGESTION, "070200", lambda name: tmp_path / name)
    assert visitor.ask(suggestion.query_code, example.person().phone[-4:]).reply == ANSWER["opinion"]
    assert not office.browser
    office.answer(accusation.case_number, Purpose.ACCUSATION, "130200", lambda name: tmp_path / name)
    assert office.record(accusation.case_number)["petition"] == "sealed to discipline"
    assert [each["by"] for each in office.acts[-2:]] == [office.acts[0]["by"]] * 2
