"""Each consent is asked for, said, given or refused by itself, and recorded with the digest of its words; none is a
condition of filing. And the summary is heard, or knowingly not, before it can be called right."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import product

import pytest
from pytestqt.qtbot import QtBot

from core.consents import Consents
from core.draft import Draft
from core.flow import ON, Runner
from core.petition import Petition
from core.wire import PETITION
from kiosk.flow import RESIDENT
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from training import example
from ui.pages.consent import OPTIONAL
from ui.pages.review import KNOWINGLY, ReviewPage

NAMES = [name for name, _text, _note in OPTIONAL]


def fill(draft: Draft) -> Callable[[str], None]:
    """Returns what a person does on each page of the way, at the least."""
    whole = example.draft()

    def do(page: str) -> None:
        if page == "identify":
            draft.petitioner = whole.petitioner
        elif page == "tell":
            draft.told = whole.told
        elif page in {"purpose", "category", "place"}:
            setattr(draft, page, getattr(whole, page))
        elif page == "review":
            draft.reviewed = True
        elif page == "sign":
            draft.signature = b"drawn"

    return do


@pytest.mark.parametrize("given", list(product([True, False], repeat=len(NAMES))))
def test_every_combination_of_consents_reaches_a_filing(kiosk: Panel, given: tuple[bool, ...]) -> None:
    kiosk.open("consent", Draft())
    for (_name, text, _note), wanted in zip(OPTIONAL, given, strict=True):
        if wanted:
            press(kiosk.shell, text)
    press(kiosk.shell, "知道了，开始")
    assert kiosk.page == "identify"
    draft = kiosk.shell.draft
    runner, do = Runner(RESIDENT, draft), fill(draft)
    runner.answer("file")
    while runner.step.page != "submit":
        do(runner.step.page)
        runner.answer(ON)
    filing = draft.freeze(example.WHEN)
    assert kiosk.terminal.submissions.accept(filing)
    recorded = {each.id: each.given for each in filing.petition.consent_record}
    assert recorded == dict(zip(NAMES, given, strict=True))
    assert filing.petition.consents == Consents(**recorded)


def test_each_is_recorded_with_the_digest_of_what_was_shown_and_said(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("consent", Draft())
    first, second, third = OPTIONAL
    with qtbot.waitSignal(kiosk.shell.station.speech_output.said):
        press(kiosk.shell, second[1])
    press(kiosk.shell, "知道了，开始")
    entries = {each.id: each for each in kiosk.shell.draft.consent_record}
    assert entries[second[0]].spoken and entries[second[0]].given
    assert not entries[third[0]].given
    assert entries[first[0]].text_sha256 == sha256(f"{first[1]}\n{first[2]}".encode()).hexdigest()


def test_the_opening_says_every_consent(kiosk: Panel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(kiosk.shell.station.speech_output.said):
        kiosk.open("consent", Draft())
    press(kiosk.shell, "知道了，开始")
    assert all(each.spoken and not each.given for each in kiosk.shell.draft.consent_record)


def test_who_takes_the_name_away_has_taken_the_consents_back(kiosk: Panel) -> None:
    kiosk.open("consent", Draft())
    press(kiosk.shell, OPTIONAL[0][1], "我要检举控告")
    draft = kiosk.shell.draft
    press(kiosk.shell, "不写名字")
    draft.told, draft.category, draft.place = example.draft().told, "070200", example.draft().place
    assert [each.given for each in draft.freeze(example.WHEN).petition.consent_record] == [False] * len(NAMES)


def test_the_summary_is_heard_before_it_is_called_right(kiosk: Panel, qtbot: QtBot) -> None:
    speech = kiosk.shell.station.speech_output
    speech.hold_while_listening(True)
    kiosk.open("review", replace(kiosk.draft, reviewed=False))
    assert not kiosk.enabled("都对，去签名")
    with qtbot.waitSignal(speech.said):
        speech.hold_while_listening(False)
    assert kiosk.enabled("都对，去签名") and not button(kiosk.shell, KNOWINGLY)
    words = kiosk.showing(ReviewPage).guidance()
    press(kiosk.shell, "都对，去签名")
    read_back = kiosk.shell.draft.read_back
    assert read_back and read_back.heard and read_back.text_sha256 == sha256(words.encode()).hexdigest()


def test_or_knowingly_left_unheard(kiosk: Panel) -> None:
    kiosk.shell.station.speech_output.hold_while_listening(True)
    kiosk.open("review", replace(kiosk.draft, reviewed=False))
    assert not kiosk.enabled("都对，去签名")
    press(kiosk.shell, KNOWINGLY, "都对，去签名")
    assert kiosk.page == "sign"
    read_back = kiosk.shell.draft.read_back
    assert read_back and not read_back.heard


def test_changed_words_are_read_back_again_and_the_same_are_not(kiosk: Panel) -> None:
    kiosk.shell.station.speech_output.hold_while_listening(True)
    kiosk.open("review", replace(kiosk.draft, reviewed=False))
    press(kiosk.shell, KNOWINGLY, "都对，去签名")
    draft = kiosk.shell.draft
    kiosk.open("review", draft)
    assert kiosk.enabled("都对，去签名")
    draft.narrative += "还有一件事。"
    kiosk.open("review", draft)
    assert not kiosk.enabled("都对，去签名")


def test_petitions_of_a_version_before_stay_valid() -> None:
    petition = replace(example.draft(), scans=[]).freeze(example.WHEN).petition
    text = PETITION.dump_python(petition, mode="json")
    del text["consent_record"], text["read_back"]
    before: Petition = PETITION.validate_json(json.dumps(text))
    assert (before.consent_record, before.read_back) == ((), None)
