"""The consent to a recording or a card's picture is withdrawn: its file goes, whenever it comes, and once."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from sqlalchemy import select

from core import claim
from core.consents import Consents
from core.introduction import Evidence
from core.petition import Channel, Enclosure, Filing, Matter, Purpose, Role, freeze
from core.places import Place
from core.wire import OwnAct, PossibleActs
from gateway.backup import backup, integrity
from gateway.cases import records, withdrawn_parts
from gateway.intake import offline_import
from gateway.intake.abandoned_uploads import remove_abandoned
from gateway.runtime import open_runtime
from gateway.storage.schema import journal, parts
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, open_office
from testkit.terminal import ASKER, CLAIMS, NARRATIVE, PAGE, Item, Terminal, refusal

SPEECH = Enclosure(name="speech.wav", role=Role.AUDIO, media_type="audio/wav", content=b"RIFF" + bytes(4000))
CARD = Enclosure(name="card.jpg", role=Role.CARD, media_type="image/jpeg", content=b"\xff\xd8\xff a card \xff\xd9" * 50)
AUDIO_PART, CARD_PART, PAGE_PART = "1.age", "2.age", "3.age"


def filing(terminal: Terminal) -> Filing:
    made = freeze(
        channel=Channel.KIOSK,
        created=terminal.gateway.clock(),
        matter=Matter(
            purpose=Purpose.REQUEST, category="照明", place=Place(code="330106", name="阳光村"), narrative=NARRATIVE
        ),
        petitioner=ASKER,
        consents=Consents(keep_audio=True, keep_card_image=True),
        enclosures=(SPEECH, CARD, PAGE),
        evidence=Evidence.CAMERA,
        claim=claim.new_claim(),
    )
    CLAIMS[made.petition.item] = made.claim
    return made


def handed_in(terminal: Terminal, *sent: str) -> tuple[Item, Any]:
    """Returns the item and its receipt; of its parts those in `sent` have arrived."""
    made = filing(terminal)
    item = terminal.sealed(made.petition, made.contents)
    answer = terminal.hand_in(item)
    assert answer.status_code == 201, answer.text
    for name in sent:
        assert terminal.upload(item, name).patch(item.files[name]).status_code == 204
    return item, records_receipt(answer)


def records_receipt(answer: requests.Response) -> Any:
    return answer.json()["receipt"]


def query(receipt: Any) -> dict[str, str]:
    return {"query_code": receipt["query_code"], "last_four": ASKER.phone[-4:]}


def withdrawn(terminal: Terminal, receipt: Any, act: str = "no-audio", this: UUID | None = None) -> requests.Response:
    call = {"id": str(this or uuid4()), "query": query(receipt), "act": act}
    return terminal.call("POST", "/v1/own-acts", call)


def offered(terminal: Terminal, receipt: Any, ask: str = "?consents=true") -> set[OwnAct]:
    answer = terminal.call("POST", f"/v1/queries/possible{ask}", query(receipt))
    return {each.act for each in PossibleActs.model_validate_json(answer.text).acts}


def stored(gateway: Gateway, item: Item) -> set[str]:
    names = ("text.age", AUDIO_PART, CARD_PART, PAGE_PART)
    return {name for name in names if gateway.runtime.blobs.has(f"{item.id}/{name}")}


def wanted(terminal: Terminal, item: Item) -> list[str]:
    told: list[str] = terminal.call("GET", f"/v1/items/{item.id}").json()["wanted"]
    return told


@either_store
def test_the_recording_goes_and_that_there_was_one_stays(gateway: Gateway, terminal: Terminal) -> None:
    item, receipt = handed_in(terminal, AUDIO_PART, CARD_PART, PAGE_PART)
    assert {OwnAct.NO_AUDIO, OwnAct.NO_CARD_IMAGE} <= offered(terminal, receipt)
    assert OwnAct.NO_AUDIO not in offered(terminal, receipt, ask=""), "a terminal of before knows no such act"
    this = uuid4()
    first = withdrawn(terminal, receipt, this=this)
    assert (first.status_code, first.json()["erased"]) == (200, [AUDIO_PART])
    assert "refused" not in first.json()
    assert stored(gateway, item) == {"text.age", CARD_PART, PAGE_PART}
    assert withdrawn(terminal, receipt, this=this).json() == first.json()
    assert refusal(withdrawn(terminal, receipt)) == (422, "not-now")
    assert offered(terminal, receipt) >= {OwnAct.NO_CARD_IMAGE} and OwnAct.NO_AUDIO not in offered(terminal, receipt)
    with gateway.runtime.reading() as db:
        row = db.execute(select(parts).where(parts.c.item == str(item.id), parts.c.name == AUDIO_PART)).mappings().one()
        lines = [each for each in db.execute(select(journal.c.line)).scalars() if "part erased" in each]
    assert row["received_at"] and row["erased_at"] and row["sha256"] in lines[0] and len(lines) == 1
    shown = records.show(gateway.runtime, receipt["case_number"])
    assert shown and [each["path"] is None for each in shown["attachments"]] == [True, False, False]
    assert list(integrity.problems(gateway.runtime)) == [] and wanted(terminal, item) == []


@either_store
def test_what_has_not_come_is_not_taken_in_any_more(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> None:
    item, receipt = handed_in(terminal, PAGE_PART)
    assert withdrawn(terminal, receipt, "no-card-image").json()["refused"] == [CARD_PART]
    assert wanted(terminal, item) == [AUDIO_PART]
    size = str(len(item.files[CARD_PART]))
    assert refusal(terminal.call("POST", f"/v1/items/{item.id}/parts/2", Upload_Length=size)) == (409, "withdrawn")
    carried = item.laid(tmp_path / "stick").parent
    assert [each["case_number"] for each in offline_import.import_items(gateway.runtime, carried)]
    assert stored(gateway, item) == {"text.age", AUDIO_PART, PAGE_PART}
    assert wanted(terminal, item) == [] and list(integrity.problems(gateway.runtime)) == []


@either_store
def test_half_an_upload_goes_too(gateway: Gateway, terminal: Terminal) -> None:
    item, receipt = handed_in(terminal)
    upload, content = terminal.upload(item, AUDIO_PART), item.files[AUDIO_PART]
    assert upload.patch(content[:2000]).status_code == 204
    assert withdrawn(terminal, receipt).json()["refused"] == [AUDIO_PART]
    assert upload.patch(content[2000:], 2000).status_code == 404
    assert list(gateway.runtime.blobs.unfinished()) == [] and AUDIO_PART not in stored(gateway, item)
    assert AUDIO_PART not in wanted(terminal, item)


@either_store
@pytest.mark.parametrize("at", ["digest", "keep"])
def test_withdrawn_while_its_last_bytes_are_taken_in(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    item, receipt = handed_in(terminal)
    blobs, answers = type(gateway.runtime.blobs), list[requests.Response]()
    done = getattr(blobs, at)

    def meanwhile(*given: Any) -> Any:
        said = done(*given)
        if not answers:
            answers.append(withdrawn(terminal, receipt))
        return said

    upload = terminal.upload(item, AUDIO_PART)
    monkeypatch.setattr(blobs, at, meanwhile)
    assert upload.patch(item.files[AUDIO_PART]).status_code in (204, 409)
    assert [each.status_code for each in answers] == [200]
    assert AUDIO_PART not in stored(gateway, item) and AUDIO_PART not in wanted(terminal, item)
    assert list(gateway.runtime.blobs.unfinished()) == []


def test_a_store_that_does_not_answer_is_asked_again_and_nothing_is_said_before(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, receipt = handed_in(terminal, AUDIO_PART)
    this = uuid4()
    with monkeypatch.context() as patch:
        patch.setattr(type(gateway.runtime.blobs), "remove", broken)
        assert withdrawn(terminal, receipt, this=this).status_code == 503
    assert AUDIO_PART in stored(gateway, item)
    assert withdrawn(terminal, receipt, this=this).json()["erased"] == [AUDIO_PART]
    assert AUDIO_PART not in stored(gateway, item)


def broken(*_given: Any) -> None:
    raise OSError("the store does not answer")


def test_what_a_kill_left_is_swept(gateway: Gateway, terminal: Terminal) -> None:
    item, _receipt = handed_in(terminal, AUDIO_PART)
    with gateway.runtime.engine.begin() as db:
        withdrawn_parts.withdraw(db, gateway.runtime, str(item.id), [AUDIO_PART])
    assert AUDIO_PART in stored(gateway, item)
    assert remove_abandoned(gateway.runtime)["withdrawn"] == 1
    assert AUDIO_PART not in stored(gateway, item)
    assert remove_abandoned(gateway.runtime)["withdrawn"] == 0


def test_the_desk_says_what_happened(gateway: Gateway, terminal: Terminal) -> None:
    open_office(gateway.runtime)
    _item, receipt = handed_in(terminal, AUDIO_PART)
    clerk, path = Desk(gateway, CLERK), f"/desk/cases/{receipt['case_number']}"
    assert "<audio" in clerk.get(path)
    withdrawn(terminal, receipt)
    withdrawn(terminal, receipt, "no-card-image")
    page = clerk.get(path)
    assert "<audio" not in page and "本人撤回同意，录音已删除。 2026年3月2日" in main_text(page)
    assert "本人撤回同意，不再留存" in main_text(page), "the card's picture had not come"
    clerk.get(f"{path}/files/1", 404)


def test_a_backup_made_meanwhile_leaves_it_out(
    gateway: Gateway, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, receipt = handed_in(terminal, AUDIO_PART, CARD_PART)
    copied, answers = backup._copy_rows, list[requests.Response]()

    def then(*given: Any) -> Any:
        rows = copied(*given)
        answers.append(withdrawn(terminal, receipt))
        return rows

    monkeypatch.setattr(backup, "_copy_rows", then)
    manifest = backup.back_up(gateway.runtime, gateway.data, tmp_path / "saved")
    assert (manifest.damaged, manifest.files, answers[0].status_code) == ([], 2, 200)
    backup.restore(tmp_path / "saved", tmp_path / "again", gateway.clock)
    again = open_runtime(tmp_path / "again", gateway.clock)
    assert not again.blobs.has(f"{item.id}/{AUDIO_PART}") and again.blobs.has(f"{item.id}/{CARD_PART}")
    assert list(integrity.problems(again)) == []
    again.engine.dispose()


def test_what_is_put_back_is_found(gateway: Gateway, terminal: Terminal) -> None:
    item, receipt = handed_in(terminal, AUDIO_PART)
    withdrawn(terminal, receipt)
    gateway.runtime.blobs.put(f"{item.id}/{AUDIO_PART}", item.files[AUDIO_PART])
    (found,) = integrity.problems(gateway.runtime)
    assert json.loads(json.dumps(found))["error"]["code"] == "not-erased"
