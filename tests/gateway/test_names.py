"""Names that strangers give their files and themselves do no harm to the officer who looks."""

import json
from dataclasses import replace
from typing import Any

import pytest

from core.file_name import is_safe
from core.petition import Petition
from gateway.cli import main
from testkit.gateway_in_process import Gateway
from testkit.terminal import ASKER, PAGE, Terminal, petition

NAMES = ["../../x.jpg", "CON", "page.", "-rf", "photo\u202egpj.exe", "a\x1b[2Jb.png", "/etc/passwd", "page-1.jpg"]


def called(made: Petition, name: str) -> Petition:
    """Returns a petition with this file name, as a foreign terminal or one of a version before may seal it."""
    (page,) = made.attachments
    return replace(made, attachments=(replace(page, name=name),))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_an_attachment_is_shown_by_a_name_that_stays_where_it_is_saved(
    gateway: Gateway, terminal: Terminal, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """It is registered and opened whatever the name: no complaint is refused for that."""
    item = terminal.sealed(called(petition(gateway.clock()), name))
    assert terminal.hand_in(item).status_code == 201
    assert main(["show", "XF2026-00000001", "--json", "--data", str(gateway.data)]) == 0
    shown = json.loads(capsys.readouterr().out)
    (attachment,) = shown["attachments"]
    assert is_safe(attachment["name"]) and (attachment["name"] == PAGE.name) == (name == PAGE.name)
    assert shown["petition"]["attachments"][0]["name"] == name, "what was sealed is repeated as it is"


def test_nothing_a_petitioner_is_called_repaints_the_screen(
    gateway: Gateway, terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "王\x1b]0;x\x07\x9b2J\u202e小满\u2066"
    made = petition(gateway.clock())
    item = terminal.sealed(replace(made, petitioner=replace(ASKER, name=hostile)))
    assert terminal.hand_in(item).status_code == 201
    for manner in ([], ["--json"], ["--fields"]):
        capsys.readouterr()
        assert main(["show", "XF2026-00000001", *manner, "--data", str(gateway.data)]) == 0
        out = capsys.readouterr().out
        assert not {*out} & {*"\x1b\x07\x9b\u202e\u2066"}
        assert hostile in strings(json.loads(out)), "and comes back from the JSON as it was"


def strings(told: Any) -> list[str]:
    if isinstance(told, str):
        return [told]
    inner = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    return [text for each in inner for text in strings(each)]
