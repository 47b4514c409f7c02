"""`python -m capture page` and `idcard` as outside scripts use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from capture.__main__ import main
from core.resources import resource

pytestmark = pytest.mark.usefixtures("orientation_pack")


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def broken(tmp_path: Path) -> str:
    file = tmp_path / "broken.jpg"
    file.write_bytes(resource("samples", "documents", "page_s17_note.jpg").read_bytes()[:5000])
    return str(file)


def test_a_broken_page_does_not_stop_the_next(broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(resource("samples", "documents", "page_s17_note.jpg"))
    assert main(["page", "--pdf", str(tmp_path / "out.pdf"), broken, good]) == 1
    refused, read = said(capsys)
    assert refused["error"]["code"] == "P203"
    assert read["file"] == good
    assert set(read) == {"file", "corners", "rotation", "quality", "lines", "text", "seconds", "cpu_seconds"}
    assert set(read["lines"][0]) == {"text", "confidence", "box"}
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_all_pages_of_a_file_stand_in_its_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (
        Image.open(resource("samples", "documents", name)) for name in ("page_s17_note.jpg", "page_s27_note.jpg")
    )
    file = tmp_path / "two.tif"
    first.save(file, save_all=True, append_images=[second], compression="jpeg")
    assert main(["page", "--pdf", str(tmp_path / "out.pdf"), str(file)]) == 0
    (read,) = said(capsys)
    assert read["text"].count("欠条") == 2
    assert {line["frame"] for line in read["lines"]} == {1, 2}
    assert [each["frame"] for each in read["frames"]] == [1, 2]
    assert all(each["text"] in read["text"] for each in read["frames"])
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page ") == 2


def test_a_broken_card_does_not_stop_the_next(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["idcard", broken, str(resource("samples", "idcards", "card_s26_back.jpg"))]) == 1
    refused, read = said(capsys)
    assert refused["error"]["message"]
    assert read["side"] == "emblem"
    assert set(read) >= {"file", "side", "fields", "doubtful", "corners", "seconds", "cpu_seconds"}
