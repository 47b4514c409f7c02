from pathlib import Path

import pytest

from core.problems import OutOfPaper, PrinterMissing, PrinterUnset
from devices.absent import NoPrinter
from devices.printer.pdf import PdfPrinter
from devices.printer.spooler import SpoolerPrinter

SLIP = b"%PDF-1.4 a slip"


def test_paper_is_a_file_named_by_the_title(tmp_path: Path) -> None:
    PdfPrinter(tmp_path / "out").print(SLIP, "slip")
    assert (tmp_path / "out" / "slip.pdf").read_bytes() == SLIP


def test_the_same_title_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    printer = PdfPrinter(tmp_path)
    printer.print(b"%PDF old", "slip")
    printer.print(SLIP, "slip")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [SLIP]


@pytest.mark.parametrize("title", ["../../etc/passwd", "", "/", "告知单 1", "a\0b", "x" * 300])
def test_no_title_leads_out_of_the_folder(tmp_path: Path, title: str) -> None:
    PdfPrinter(tmp_path / "out").print(SLIP, title)
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".pdf"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_out_of_paper_and_unplugged_are_said(tmp_path: Path) -> None:
    printer = PdfPrinter(tmp_path)
    printer.out_of_paper = True
    with pytest.raises(OutOfPaper):
        printer.print(SLIP, "slip")
    printer.unplugged = True
    with pytest.raises(PrinterMissing):
        printer.print(SLIP, "slip")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_a_missing_printer(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PrinterMissing):
        PdfPrinter(tmp_path / "file").print(SLIP, "slip")


def test_no_printer_says_so() -> None:
    with pytest.raises(PrinterUnset):
        NoPrinter().print(SLIP, "slip")


def test_a_file_is_no_sheet_of_paper_unless_it_stands_for_one(tmp_path: Path) -> None:
    assert not PdfPrinter(tmp_path).paper
    assert PdfPrinter(tmp_path, paper=True).paper
    assert SpoolerPrinter().paper
