"""Printers without paper, readers that are gone, panels with dead squares."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.problems import ReaderMissing
from devices.absent import NoPrinter
from devices.card_reader import frames
from devices.card_reader.emulator.cards import resident
from devices.card_reader.emulator.module import Module
from devices.card_reader.sam import SamReader
from devices.card_reader.serial_link import SerialLink
from devices.ports import CardReader, Printer
from devices.printer.pdf import PdfPrinter
from devices.printer.spooler import SpoolerPrinter
from doctor import equipment, touched
from doctor.finding import State
from doctor.machine import Machine, Parts, Wanted
from tests.devices.card_reader.reader_fixtures import Wire
from tests.devices.fake_cups import fake_cups
from tests.doctor.findings import only

READY = "printer hall is idle.  enabled since Sat\n\tAlerts: none\n"


def with_printer(device: Printer, *, page: bool = False) -> Machine:
    return Machine(Path("/nowhere"), parts=Parts(printer=lambda _d: device), wanted=Wanted(print_page=page))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (READY.replace("none", "media-empty-error"), "没有纸"),
        ("printer hall disabled since Sat", "没有响应"),
        (READY.replace("none", "offline-report"), "没有响应"),
    ],
)
def test_a_printer_in_trouble_is_named_and_nothing_is_printed(state: str, said: str, tmp_path: Path) -> None:
    found = only(equipment.printer(with_printer(SpoolerPrinter(programs=fake_cups(tmp_path, state)))))
    assert (found.state, said in found.found) == (State.FAIL, True)
    assert not (tmp_path / "asked").exists()


def test_a_ready_printer_is_ok_and_prints_a_page_only_when_asked(tmp_path: Path) -> None:
    device = SpoolerPrinter(programs=fake_cups(tmp_path, READY))
    assert only(equipment.printer(with_printer(device))).found == "打印机 hall 等着，有纸"
    assert not (tmp_path / "asked").exists()
    assert only(equipment.printer(with_printer(device, page=True))).found == "测试页打好了"
    assert (tmp_path / "paper").read_bytes().startswith(b"%PDF")


def test_no_printer_at_all(tmp_path: Path) -> None:
    none = only(equipment.printer(with_printer(SpoolerPrinter(programs=str(tmp_path)))))
    assert (none.state, "apt install cups" in none.remedy) == (State.FAIL, True)
    assert only(equipment.printer(with_printer(NoPrinter()))).state is State.OK
    assert only(equipment.printer(with_printer(PdfPrinter(tmp_path)))).state is State.OK
    assert list(tmp_path.iterdir()) == []


def test_a_job_that_failed_is_named(tmp_path: Path) -> None:
    device = SpoolerPrinter(programs=fake_cups(tmp_path, READY))
    (tmp_path / "job-state").write_text("job-state\naborted\n")
    assert "出了错" in only(equipment.printer(with_printer(device, page=True))).found


class Gone:
    def open(self) -> None:
        raise ReaderMissing("no port")

    def read(self) -> None:
        return None

    def close(self) -> None:
        """Never was open."""


def with_reader(reader: Callable[[], CardReader | None], seconds: float = 0) -> Machine:
    parts = Parts(card_reader=lambda _devices: reader())
    return Machine(Path("/nowhere"), parts=parts, wanted=Wanted(card_seconds=seconds))


def test_a_reader_that_is_gone_is_named() -> None:
    assert only(equipment.card_reader(with_reader(Gone))).found == "没有找到读卡器"
    assert only(equipment.card_reader(with_reader(lambda: None))).state is State.OK


def test_a_port_where_nothing_is_is_named(tmp_path: Path) -> None:
    missing = with_reader(lambda: SamReader(SerialLink(str(tmp_path / "none"), 115200)))
    assert only(equipment.card_reader(missing)).state is State.FAIL


def panel(home: Path, told: str) -> Machine:
    (home / touched.FILE).write_text(told)
    return Machine(home)


@pytest.mark.parametrize(("missed", "state"), [(0, State.OK), (3, State.FAIL)])
def test_what_the_grid_page_found_is_told(missed: int, state: State, tmp_path: Path) -> None:
    told = json.dumps({"at": "2026-12-01T09:00:00+08:00", "missed": missed, "squares": 60})
    assert only(equipment.touch(panel(tmp_path, told))).state is state


@pytest.mark.parametrize("told", ["", "[]", '{"at": "soon"}', '{"at": 5, "missed": 1, "squares": 2}'])
def test_a_grid_that_nobody_tried_is_said(told: str, tmp_path: Path) -> None:
    assert only(equipment.touch(Machine(tmp_path))).found == "触摸没有试过"
    assert only(equipment.touch(panel(tmp_path, told))).found == "触摸没有试过"


def test_a_card_on_the_emulated_module_is_read_and_not_shown() -> None:
    module = Module()
    module.lay(resident())
    found = only(equipment.card_reader(with_reader(lambda: SamReader(Wire(module)), seconds=10)))
    assert (found.state, found.found) == (State.OK, "读卡器读出了一张证件")


def test_a_module_without_a_card_answers_and_is_waited_for_when_asked() -> None:
    assert only(equipment.card_reader(with_reader(lambda: SamReader(Wire(Module()))))).state is State.OK
    asked = with_reader(lambda: SamReader(Wire(Module()), poll=0.01), seconds=0.2)
    assert only(equipment.card_reader(asked)).state is State.WARN


def test_a_module_that_fails_its_own_test_is_named() -> None:
    module = Module()
    module.misbehave(0x60, frames.STATUS)
    assert "自检" in only(equipment.card_reader(with_reader(lambda: SamReader(Wire(module))))).found
