"""An accusation is carried sealed to the discipline organ and opened there, with its identity and no gateway."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.petition import CaseProof, Purpose
from core.problems import FolderTaken, NotAddressed, SealBroken
from core.wire import ItemStatus
from gateway.cases import sealed_export
from gateway.cli import main
from gateway.keys.keyring import HAND_OVER
from testkit.gateway_in_process import Gateway
from testkit.terminal import NARRATIVE, PAGE, Terminal, petition
from trust.organ_keys import OrganIdentity


@pytest.fixture
def number(terminal: Terminal) -> str:
    item, status = terminal.filed(purpose=Purpose.ACCUSATION)
    assert terminal.upload(item).patch(item.files["1.age"]).status_code == 204
    assert status.receipt
    return status.receipt.case_number


@pytest.fixture
def identity(gateway: Gateway) -> OrganIdentity:
    return OrganIdentity.read((gateway.data / "keys" / HAND_OVER).read_text())


def test_what_was_carried_is_opened(gateway: Gateway, number: str, identity: OrganIdentity, tmp_path: Path) -> None:
    assert sealed_export.export(gateway.runtime, number, tmp_path / "stick") == ["envelope.json", "1.age", "text.age"]
    carried = tmp_path / "stick" / number
    assert all(NARRATIVE.encode() not in file.read_bytes() for file in carried.iterdir())
    names = sealed_export.open_export(carried, identity, tmp_path / "opened")
    assert names == ["petition.json", "1-page-1.jpg"]
    told = json.loads((tmp_path / "opened" / "petition.json").read_text())
    assert told["matter"]["narrative"] == NARRATIVE
    assert (tmp_path / "opened" / "1-page-1.jpg").read_bytes() == PAGE.content
    with pytest.raises(FolderTaken):
        sealed_export.open_export(carried, identity, tmp_path / "opened")


def test_the_code_of_a_case_that_it_adds_to_is_told_to_nobody(
    gateway: Gateway, terminal: Terminal, identity: OrganIdentity, tmp_path: Path
) -> None:
    proof = CaseProof(query_code="1111-2222-3333-4444", last_four="1234")
    filed = petition(gateway.clock(), Purpose.ACCUSATION)
    added = replace(filed, supplements="XF2026-00000001", supplements_proof=proof)
    said = ItemStatus.model_validate_json(terminal.hand_in(terminal.sealed(added)).text).receipt
    assert said
    sealed_export.export(gateway.runtime, said.case_number, tmp_path)
    sealed_export.open_export(tmp_path / said.case_number, identity, tmp_path / "opened")
    written = (tmp_path / "opened" / "petition.json").read_text()
    assert "XF2026-00000001" in written and "1111" not in written and "supplements_proof" not in written


def test_nobody_else_opens_it(gateway: Gateway, number: str, tmp_path: Path) -> None:
    sealed_export.export(gateway.runtime, number, tmp_path)
    with pytest.raises(NotAddressed):
        sealed_export.open_export(tmp_path / number, OrganIdentity.generate(), tmp_path / "opened")
    assert not (tmp_path / "opened").exists()


def test_what_was_changed_on_its_way_is_told(
    gateway: Gateway, number: str, identity: OrganIdentity, tmp_path: Path
) -> None:
    sealed_export.export(gateway.runtime, number, tmp_path)
    part = tmp_path / number / "1.age"
    part.write_bytes(part.read_bytes() + b"x")
    with pytest.raises(SealBroken):
        sealed_export.open_export(tmp_path / number, identity, tmp_path / "opened")


def test_by_command_from_an_export_and_here(
    gateway: Gateway, number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identity = str(gateway.data / "keys" / HAND_OVER)
    assert main(["export", number, "--out", str(tmp_path / "stick"), "--data", str(gateway.data)]) == 0
    for data, out in ((tmp_path / "stick", "there"), (gateway.data, "here")):
        words = ["open", number, "--identity", identity, "--out", str(tmp_path / out), "--data", str(data)]
        assert main(words) == 0
        assert (tmp_path / out / "petition.json").exists()
    capsys.readouterr()
    words = ["open", "XF2026-99999999", "--identity", identity, "--out", str(tmp_path / "x")]
    assert main([*words, "--data", str(tmp_path / "stick")]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "not-found"
