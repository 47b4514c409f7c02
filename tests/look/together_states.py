"""The states of the pages on which several people file together."""

from collections.abc import Callable
from dataclasses import replace

from core.company import Companion, Company
from core.draft import Draft
from core.introduction import Evidence
from core.joint import MOST_REPRESENTATIVES, JointConsent
from core.person import Person
from testkit.kiosk_window import Panel
from tests.look.pressing import press
from training import example

NAMES = ("李秀英", "阿卜杜热合曼·麦麦提依明", "赵六", "古丽娜·苏莱曼", "孙大娘", "周铁柱")
NUMBER = "320102193505053316"
CONSENT = JointConsent(text_sha256="0" * 64, at=example.WHEN)


def gathered(panel: Panel, representing: int = 3) -> Draft:
    """Returns the draft with neighbours: the first represent, the others sign, the last by hand."""
    draft = replace(panel.draft, scans=[], company=Company())
    for n, name in enumerate(NAMES):
        companion = Companion(represents=n < representing)
        if n + 1 < len(NAMES):
            companion.take_card(Person(name=name, id_number=f"{NUMBER[:-4]}{n:04}"), Evidence.CHIP)
        else:
            companion.identify(name=name)
        companion.agree(CONSENT, draft.words_joined)
        draft.company.people.append(companion)
    return draft


def together(panel: Panel) -> None:
    panel.open("together", gathered(panel))


def changed(panel: Panel) -> None:
    draft = gathered(panel)
    draft.narrative += "还淹了地。"
    panel.open("together", draft)


def accused(panel: Panel) -> None:
    draft = gathered(panel)
    draft.accuse(named=True)
    panel.open("together", draft)


def a_sixth(panel: Panel) -> None:
    panel.open("together", gathered(panel, MOST_REPRESENTATIVES - 1))
    press(panel, "加一位代表")


def going(panel: Panel) -> None:
    panel.open("together", gathered(panel))
    press(panel, "去掉李秀英")


def joining(page: str, *, represents: bool, evidence: Evidence) -> Callable[[Panel], None]:
    """Returns a function that opens the page for somebody who comes forward."""

    def show(panel: Panel) -> None:
        draft = gathered(panel)
        draft.company.joining = Companion(represents=represents)
        person = Person(name="王桂兰", id_number=NUMBER, address="江苏省南京市江宁区杨柳村三组17号")
        draft.company.joining.take_card(person, evidence)
        panel.open(page, draft)

    return show


def reviewed(panel: Panel) -> None:
    panel.open("review", gathered(panel))


TOGETHER: dict[str, Callable[[Panel], None]] = {
    "neighbours": together,
    "neighbours, the words changed": changed,
    "neighbours who accuse": accused,
    "a sixth representative": a_sixth,
    "a neighbour goes": going,
    "a neighbour's card": joining("join", represents=True, evidence=Evidence.CHIP),
    "a neighbour represents": joining("agree", represents=True, evidence=Evidence.CAMERA),
    "a neighbour signs": joining("agree", represents=False, evidence=Evidence.TOLD),
    "the review of neighbours": reviewed,
}
