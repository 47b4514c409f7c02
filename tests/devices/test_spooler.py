from pathlib import Path

import pytest

from core.problems import OutOfPaper, PrintAborted, PrinterMissing, PrintUnconfirmed
from devices.printer.spooler import SpoolerPrinter
from tests.devices.fake_cups import fake_cups

SLIP = b"%PDF-1.4 a slip"
READY = "printer hall is idle.  enabled since Sat\n\tAlerts: none\n"


def test_a_slip_goes_in_by_pipe_and_comes_out_on_paper(tmp_path: Path) -> None:
    SpoolerPrinter(programs=fake_cups(tmp_path, READY)).print(SLIP, "slip")
    assert (tmp_path / "asked").read_text().split() == "-d hall -t slip -o media=A4 -".split()
    assert (tmp_path / "paper").read_bytes() == SLIP


@pytest.mark.parametrize("alert", ["media-empty-error", "media-needed", "toner-low,media-empty-warning"])
def test_an_empty_tray_is_said_before_anything_is_sent(tmp_path: Path, alert: str) -> None:
    state = READY.replace("none", alert)
    with pytest.raises(OutOfPaper):
        SpoolerPrinter("hall", programs=fake_cups(tmp_path, state)).print(SLIP, "slip")
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize("state", ["printer hall disabled since Sat", READY.replace("none", "offline-report")])
def test_a_printer_that_is_off_is_missing(tmp_path: Path, state: str) -> None:
    with pytest.raises(PrinterMissing):
        SpoolerPrinter("hall", programs=fake_cups(tmp_path, state)).print(SLIP, "slip")


def test_paper_that_runs_out_while_the_job_waits_is_said_and_the_job_is_purged(tmp_path: Path) -> None:
    programs = fake_cups(tmp_path, READY)
    (tmp_path / "stuck").touch()
    with pytest.raises(OutOfPaper):
        SpoolerPrinter(programs=programs).print(SLIP, "slip")
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("state", ["aborted", "canceled"])
def test_a_job_that_left_the_queue_without_being_printed_is_not_printed(tmp_path: Path, state: str) -> None:
    programs = fake_cups(tmp_path, READY)
    (tmp_path / "job-state").write_text(f"job-state\n{state}\n")
    with pytest.raises(PrintAborted):
        SpoolerPrinter(programs=programs).print(SLIP, "slip")


def test_what_the_spooler_does_not_know_any_more_is_not_called_printed(tmp_path: Path) -> None:
    programs = fake_cups(tmp_path, READY)
    (tmp_path / "job-state").write_text("job-state\n")
    with pytest.raises(PrintUnconfirmed):
        SpoolerPrinter(programs=programs).print(SLIP, "slip")


def test_without_ipptool_nothing_is_called_printed(tmp_path: Path) -> None:
    programs = fake_cups(tmp_path, READY)
    (tmp_path / "bin" / "ipptool").unlink()
    with pytest.raises(PrintUnconfirmed, match="ipptool"):
        SpoolerPrinter(programs=programs).print(SLIP, "slip")


def test_an_instance_of_a_queue_is_its_queue_with_options(tmp_path: Path) -> None:
    SpoolerPrinter("hall/draft", programs=fake_cups(tmp_path, READY)).print(SLIP, "slip")
    assert "-d hall/draft" in (tmp_path / "asked").read_text()


def test_without_a_spooler_the_printer_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PrinterMissing):
        SpoolerPrinter("hall", programs=str(tmp_path)).print(SLIP, "slip")
