"""Identification by card, reader, another document, or by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from capture.card import CardReading
from core.consents import Consents
from core.draft import Draft
from core.id_document import IdDocument
from core.introduction import Evidence
from core.person import Cardholder, Person, expiry_remark
from core.problems import NotACard, SeveralCards
from core.sentences import sentence_of
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from testkit.stand_ins import CARD
from ui.identity.person_form import region_image
from ui.pages.identify import IdentifyPage
from ui.widgets.images import jpeg

EMBLEM = CardReading("emblem", {"issuer": "杨柳县公安局", "valid_from": "2004-05-01", "valid_to": "2024-05-01"})


@pytest.fixture
def empty(kiosk: Panel, qtbot: QtBot) -> Panel:
    """Returns the page as a person first sees it, with something before the camera."""
    return met(kiosk, qtbot, Draft())


def met(kiosk: Panel, qtbot: QtBot, draft: Draft) -> Panel:
    kiosk.open("identify", draft)
    qtbot.waitUntil(lambda: kiosk.shell.station.camera.latest is not None)
    return kiosk


def lay(kiosk: Panel, qtbot: QtBot, reading: CardReading, sees: str) -> None:
    kiosk.cards.reading = reading
    press(kiosk.shell, "拍照")
    qtbot.waitUntil(lambda: kiosk.shows(sees))


def shown(kiosk: Panel, field: str) -> str:
    return str(kiosk.showing(IdentifyPage).form.fields[field].field.shown.text())


def can_go_on(kiosk: Panel) -> bool:
    found = button(kiosk.shell, "是我，下一步")
    return found is not None and found.isEnabled()


def test_what_is_doubtful_must_be_confirmed_before_it_counts(empty: Panel, qtbot: QtBot) -> None:
    lay(empty, qtbot, CARD, "请翻到国徽面")
    press(empty.shell, "不翻了")
    assert shown(empty, "name") == "王建国"
    assert not empty.showing(IdentifyPage).form.fields["address"].field.mark.isHidden()
    assert not can_go_on(empty)
    press(empty.shell, "对的，住址没错")
    assert can_go_on(empty)
    press(empty.shell, "是我，下一步")
    assert empty.page == "contact"
    assert empty.shell.draft.evidence is Evidence.CAMERA


def test_or_corrected(empty: Panel, qtbot: QtBot) -> None:
    lay(empty, qtbot, CARD, "请翻到国徽面")
    press(empty.shell, "不翻了", "住址", "清空", *"cun", "村", "好了")
    assert can_go_on(empty)
    assert empty.shell.draft.petitioner.address == "村"


def test_the_strip_of_the_card_stands_beside_what_is_doubtful(empty: Panel, qtbot: QtBot) -> None:
    lay(empty, qtbot, CARD, "请翻到国徽面")
    press(empty.shell, "不翻了")
    fields = empty.showing(IdentifyPage).form.fields
    assert fields["address"].strip.isVisible()
    assert not fields["name"].strip.isVisible()


def test_a_card_that_has_run_out_is_said_and_refused_nothing(empty: Panel, qtbot: QtBot) -> None:
    lay(empty, qtbot, replace(CARD, doubtful=()), "请翻到国徽面")
    lay(empty, qtbot, EMBLEM, "2024年5月1日到期了")
    assert can_go_on(empty)


def test_the_portrait_once_more_is_no_emblem(empty: Panel, qtbot: QtBot) -> None:
    lay(empty, qtbot, CARD, "请翻到国徽面")
    lay(empty, qtbot, CARD, "这还是有照片的一面")
    assert button(empty.shell, "不翻了") is not None


def test_of_two_peoples_cards_nobodys_is_taken(empty: Panel, qtbot: QtBot) -> None:
    lay(empty, qtbot, replace(CARD, cards_seen=2), sentence_of(SeveralCards))
    assert empty.shell.draft.petitioner == Person(name="")
    lay(empty, qtbot, CARD, "请翻到国徽面")
    lay(empty, qtbot, replace(EMBLEM, cards_seen=2), sentence_of(SeveralCards))
    assert not empty.shell.draft.card_valid_to


def test_a_copy_with_both_sides_need_not_be_turned(empty: Panel, qtbot: QtBot) -> None:
    both = replace(CARD, doubtful=(), copied=True, other_side={"valid_to": "2024-05-01"})
    lay(empty, qtbot, both, "看着是黑白复印件")
    assert empty.shows("2024年5月1日到期了")
    assert can_go_on(empty)


def test_another_document_is_called_what_it_is(empty: Panel, qtbot: QtBot) -> None:
    permit = replace(CARD, doubtful=(), document=IdDocument.HMT_RESIDENCE_PERMIT)
    lay(empty, qtbot, permit, "这是港澳台居民居住证")
    assert empty.shell.draft.petitioner.document is IdDocument.HMT_RESIDENCE_PERMIT
    assert can_go_on(empty)
    press(empty.shell, "重新拍")
    lay(empty, qtbot, CARD, "请翻到国徽面")
    press(empty.shell, "不翻了")
    assert not empty.shows("这是港澳台居民居住证")


@pytest.mark.parametrize(("away", "said"), [(-1, "到期了"), (60, "快了"), (400, "")])
def test_terms(away: int, said: str) -> None:
    today = date(2026, 11, 20)
    found = sentence_of(expiry_remark((today + timedelta(days=away)).isoformat(), today))
    assert said in found
    assert bool(found) == bool(said)


@pytest.mark.parametrize("valid_to", ["长期", "", "2024-13-41"])
def test_no_day_no_remark(valid_to: str) -> None:
    assert expiry_remark(valid_to, date(2026, 11, 20)) is None


@pytest.mark.parametrize(
    ("side", "advice"), [("emblem", "这是国徽面，请翻到有照片的一面。"), (None, sentence_of(NotACard))]
)
def test_what_is_no_card_side_with_a_face(
    empty: Panel, qtbot: QtBot, side: Literal["emblem"] | None, advice: str
) -> None:
    lay(empty, qtbot, CardReading(side, {}), advice)
    assert empty.shell.draft.petitioner == Person(name="")
    assert button(empty.shell, "手工填写") is not None


def test_by_hand(empty: Panel) -> None:
    press(empty.shell, "手工填写", "姓名", *"wang", "王", "好了")
    assert not can_go_on(empty)
    press(empty.shell, "身份证号", *"32990119530612047X", "好了")
    assert can_go_on(empty)
    person = empty.shell.draft.petitioner
    assert (person.id_number, person.birth, person.sex) == ("32990119530612047X", "1953-06-12", "男")
    assert empty.shell.draft.evidence is Evidence.TOLD


def test_a_wrong_number_is_said_and_stops(empty: Panel) -> None:
    press(empty.shell, "手工填写", "姓名", *"wang", "王", "好了", "身份证号", *"329901195306120471", "好了")
    assert empty.shows("身份证号不对")
    assert not can_go_on(empty)


def test_without_any_document_one_is_heard_all_the_same(empty: Panel) -> None:
    press(empty.shell, "没有身份证", "没带证件", "姓名", *"wang", "王", "好了")
    assert empty.shows("没带证件也能反映")
    press(empty.shell, "是我，下一步")
    assert empty.page == "contact"
    person = empty.shell.draft.petitioner
    assert (person.document, person.id_number) == (IdDocument.NONE, "")
    press(empty.shell, "没有电话")
    assert empty.page == "contact", "somebody without card, telephone and address could not be answered"
    assert empty.overlay is not None


def test_a_residence_permit_has_a_number_like_a_card(empty: Panel) -> None:
    press(empty.shell, "没有身份证", "港澳台居民居住证", "姓名", *"wang", "王", "好了")
    assert not can_go_on(empty)
    press(empty.shell, "身份证号", *"81000019900307405", "好了")
    assert not can_go_on(empty)


def test_the_reader_knows_best(empty: Panel, qtbot: QtBot) -> None:
    empty.simulation.reader.lay(Person(name="李秀英", id_number="329901198503172062", address="杨柳村"))
    qtbot.waitUntil(lambda: empty.shell.draft.petitioner.name == "李秀英")
    empty.simulation.reader.lift()
    assert shown(empty, "name") == "李秀英"
    assert empty.shell.draft.evidence is Evidence.CHIP


def test_a_chip_says_its_term(empty: Panel, qtbot: QtBot) -> None:
    holder = Cardholder(name="李秀英", id_number="32990119530612047X", valid_to="2020-01-01", doubtful=("name",))
    empty.simulation.reader.lay(holder)
    qtbot.waitUntil(lambda: empty.shows("2020年1月1日到期了"))
    assert not can_go_on(empty)
    press(empty.shell, "对的，姓名没错")
    assert can_go_on(empty)
    assert type(empty.shell.draft.petitioner) is Person


def test_once_more(empty: Panel, qtbot: QtBot) -> None:
    lay(empty, qtbot, CARD, "请翻到国徽面")
    press(empty.shell, "不翻了", "重新拍")
    assert button(empty.shell, "拍照") is not None


@pytest.mark.parametrize("agreed", [True, False])
def test_the_picture_of_the_card_is_kept_by_consent_alone(kiosk: Panel, qtbot: QtBot, *, agreed: bool) -> None:
    met(kiosk, qtbot, Draft(consents=Consents(keep_card_image=agreed)))
    lay(kiosk, qtbot, replace(CARD, doubtful=(), image=np.zeros((30, 50, 3), np.uint8)), "请翻到国徽面")
    press(kiosk.shell, "不翻了", "是我，下一步")
    assert bool(kiosk.shell.draft.card_image) is agreed


def test_the_strip_is_where_the_field_was_read(kiosk: Panel) -> None:
    card = jpeg(np.zeros((540, 856, 3), np.uint8))
    usual, read = region_image(card, "name"), region_image(card, "name", ((100, 50), (300, 50), (300, 90), (100, 90)))
    assert usual is not None
    assert read is not None
    assert read.width() < usual.width()
    assert region_image(b"", "name") is None
