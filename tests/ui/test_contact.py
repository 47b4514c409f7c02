"""An impossible telephone number is reported on its page; having no telephone is fine."""

import pytest

from core import validation
from core.draft import Draft
from core.sentences import sentence_of
from testkit.hands import press
from testkit.kiosk_window import Panel
from ui.pages.contact import FINE, NONE, ContactPage


def note(kiosk: Panel) -> str:
    return kiosk.showing(ContactPage).note.text()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", NONE),
        ("1380013", "手机号是11位，还差4位。"),
        ("13800138000", FINE),
        ("02552123456", FINE),
        ("120341203434", sentence_of(validation.TELEPHONE)),
        ("138001380001", sentence_of(validation.TELEPHONE)),
        ("52123456", sentence_of(validation.TELEPHONE)),
    ],
)
def test_what_is_said_of_a_number(kiosk: Panel, number: str, said: str) -> None:
    kiosk.open("contact", Draft())
    press(kiosk.shell, *number)
    assert note(kiosk) == said
    assert kiosk.enabled("下一步") == (said == FINE)
    assert kiosk.shell.draft.petitioner.phone == (number if said == FINE else "")


def test_a_number_is_not_thrown_away_by_having_none(kiosk: Panel) -> None:
    kiosk.open("contact", Draft())
    assert kiosk.enabled("没有电话")
    press(kiosk.shell, "1")
    assert not kiosk.enabled("没有电话")
