"""A visit ends clean, however it ends: nothing of it is on the disk, in memory or on the screen of the next person."""

import gc
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import CellType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from core.draft import Draft
from core.narrative import Clause, narrative_from_text
from sync.terminal import terminal
from testkit.faulty_platform import FaultyPlatform
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from tests.journeys.traces import Told, files
from training.simulation import SPEECH

VISIT_PROCESS = Path(__file__).with_name("visit_process.py")


def visit_process(end: str, folder: Path, told: Told) -> "subprocess.Popen[str]":
    user, temp = folder / "user", folder / "temp"
    user.mkdir()
    temp.mkdir()
    here = {"HOME": str(user), "TMPDIR": str(temp), "PYTHONPATH": str(Path.cwd()), "SUNLIT_HOME": str(folder / "home")}
    unset = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, str(VISIT_PROCESS), end, str(folder)],
            env={**unset, **here},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdin
    json.dump({"person": asdict(told.person), "narrative": told.narrative}, process.stdin)
    process.stdin.close()
    return process


def ended(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    with process.stdout:
        said = process.stdout.readline()
        if said == "cut\n":
            process.kill()
    process.wait(120)
    return said


@pytest.mark.parametrize(("end", "says"), [("abandoned", "0\n"), ("cut", "cut\n")])
def test_an_unfinished_visit_was_never_there(
    end: str, says: str, tmp_path: Path, platform: FaultyPlatform, paper: Path
) -> None:
    told = Told()
    assert ended(visit_process(end, tmp_path, told)) == says, (tmp_path / "log").read_text()
    assert told.traces(tmp_path) == []
    assert list(files(paper)) == []
    with terminal(tmp_path / "home") as again:
        assert again.submissions.items() == []


def test_a_submitted_visit_is_sealed(tmp_path: Path, platform: FaultyPlatform, paper: Path) -> None:
    """Its paper, whose fonts name each character they show, reveals nothing of the matter."""
    told = Told()
    assert ended(visit_process("submitted", tmp_path, told)) == "1\n", (tmp_path / "log").read_text()
    assert told.traces(tmp_path) == []
    with terminal(tmp_path / "home") as again:
        [item] = again.submissions.items()
    assert (tmp_path / "home" / "outbox" / str(item.item) / "text.age").exists()
    assert [path.name for path in files(paper)] == ["receipt.pdf"]
    shown = characters((paper / "receipt.pdf").read_bytes())
    assert set("查询码登记回执") <= shown
    assert not shown & set("水管漏甄")


def test_traces_would_be_found(tmp_path: Path) -> None:
    told = Told()
    (tmp_path / "spool").write_text(f"……{told.person.address}", "utf-16")
    assert told.traces(tmp_path) == [(str(tmp_path / "spool"), told.person.address)]


def characters(pdf: bytes) -> set[str]:
    """Returns the characters in the fonts' ToUnicode tables."""
    texts = [unpacked(part) for part in pdf.split(b"stream\n")[1:]]
    lists = [codes for text in texts for codes in re.findall(rb"\[([<>0-9A-F ]+)\]", text) if b"beginbfrange" in text]
    return {chr(int(code, 16)) for codes in lists for code in re.findall(rb"[0-9A-F]{4}", codes)}


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def kept_in_memory(marker: str) -> Iterator[object]:
    """Yields drafts, closures and widgets that still hold the marker."""
    for each in gc.get_objects():
        held: Iterable[object] = ()
        if isinstance(each, Draft):
            held = [*vars(each).values(), each.narrative]
        elif isinstance(each, Clause):
            held = [each.text]
        elif isinstance(each, CellType):
            held = [each.cell_contents] if each != CellType() else []
        elif isinstance(each, list | tuple):
            held = each
        for value in held:
            if isinstance(value, str) and marker in value:
                yield each


def words_on(window: QWidget) -> str:
    return "".join(each.text() for each in window.findChildren(QLabel)) + "".join(
        each.toPlainText() for each in window.findChildren(QPlainTextEdit)
    )


def settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def test_no_trace_in_memory(platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor) -> None:
    told = Told()
    visitor.gather(told.person, told.narrative)
    assert list(kept_in_memory(told.narrative))
    kiosk.pass_time(150)
    visitor.arrive("welcome")

    def gone() -> bool:
        kiosk.voice.told.clear()
        settle()
        return list(kept_in_memory(told.narrative)) == []

    visitor.driver.wait(gone, "nothing left in memory")
    assert [each for each in gc.get_objects() if isinstance(each, Draft)] == [kiosk.shell.draft]


def test_a_sheet_half_written_goes_with_its_visit(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor
) -> None:
    told = Told()
    visitor.stand_on("tell", Draft(told=narrative_from_text(told.narrative)))
    visitor.driver.touch("改字")
    assert kiosk.overlay
    assert words_on(kiosk.shell).count(told.narrative) == 2
    kiosk.pass_time(150)
    visitor.arrive("welcome")
    settle()
    assert told.narrative not in words_on(kiosk.shell)
    assert kiosk.overlay is None


def test_what_was_spoken_goes_too(platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.stand_on("tell")
    kiosk.simulation.microphone.load(SPEECH)
    visitor.driver.touch("开始说")
    visitor.driver.wait(lambda: kiosk.shell.draft.narrative, "words")
    kiosk.pass_time(150)
    visitor.arrive("welcome")
    settle()
    assert [each for each in gc.get_objects() if isinstance(each, Draft)] == [Draft()]
    assert len(kiosk.shell.station.dictation.recording()) < 100
    visitor.start()
    visitor.stand_on("tell")
    visitor.driver.touch("开始说")
    visitor.driver.wait(lambda: kiosk.shell.draft.narrative, "words of the next person")
