"""The other commands: doctor, devices, models, queue, logs; each speaks to people and to programs."""

import json
from pathlib import Path

import pytest

from sync.terminal import terminal
from technician.__main__ import COMMANDS, available, main
from testkit.faulty_platform import FaultyPlatform
from testkit.filings import a_filing
from tests.technician.conftest import Lines, Sunlit


def filed(home: Path) -> str:
    with terminal(home) as opened:
        return str(opened.submissions.accept(a_filing()).item)


def test_the_commands_are_those_of_the_contract() -> None:
    contract = "enrol doctor devices models queue logs support-bundle update settings wipe self-test".split()
    assert [*COMMANDS] == contract
    assert set(contract) - set(available()) <= {"update"}


def test_doctor_tells_a_line_a_check_and_ends_by_the_worst(lines: Lines, enrolled: Path) -> None:
    code, found = lines("doctor", "--only", "store", "--only", "queue")
    assert (code, [each["check"] for each in found]) == (0, ["store", "queue"])
    assert all(set(each) == {"check", "state", "found", "remedy"} for each in found)
    (enrolled / "store.db").write_bytes(b"nothing")
    code, found = lines("doctor", "--only", "store")
    assert (code, found[0]["state"]) == (2, "fail")


def test_a_home_that_cannot_be_written_is_looked_at_and_not_changed(
    lines: Lines, sunlit: Sunlit, enrolled: Path
) -> None:
    """A folder stands where the lock would be: to open it for writing fails as on a read-only disk."""
    (enrolled / "technician.lock").mkdir()
    code, found = lines("doctor", "--only", "store", "--only", "card-reader")
    assert (code, [each["state"] for each in found]) == (0, ["ok", "ok"])
    for command in (("queue", "send"), ("wipe", "--yes"), ("enrol", "https://platform.example", "1234")):
        code, _out, err = sunlit(*command)
        assert (code, "P814" in err) == (3, True)


def test_doctor_speaks_plainly(sunlit: Sunlit, enrolled: Path) -> None:
    code, out, _err = sunlit("doctor", "--only", "store", "--only", "touch", "--times")
    assert code == 0
    assert "✓ store" in out
    assert "→ 请" in out
    assert out.splitlines()[-1] == "没有不行的，有1项要看一看。"


def test_doctor_speaks_english_by_setting(sunlit: Sunlit, enrolled: Path) -> None:
    (enrolled / "settings.toml").write_text('[terminal]\nlanguage = "en_US"\n')
    try:
        _code, out, _err = sunlit("doctor", "--only", "store")
        assert "the store opens and is whole" in out
    finally:
        (enrolled / "settings.toml").unlink()
        sunlit("doctor", "--only", "store")


def test_doctor_draws_its_test_sheet(sunlit: Sunlit, home: Path, tmp_path: Path) -> None:
    code, out, _err = sunlit("doctor", "--test-sheet", str(tmp_path / "sheet.pdf"))
    assert (code, "sheet.pdf" in out) == (0, True)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert sunlit("doctor", "--test-sheet", "/no/such/folder/sheet.pdf")[0] == 3


def test_the_queue_is_listed_without_a_change(lines: Lines, sunlit: Sunlit, enrolled: Path) -> None:
    assert lines("queue") == (0, [{"items": []}])
    item = filed(enrolled)
    code, (said,) = lines("queue", "list")
    assert (code, [each["item"] for each in said["items"]]) == (0, [item])
    assert "1件还没有登记到平台" in sunlit("queue")[1]


def test_the_queue_is_sent_now(lines: Lines, enrolled: Path, platform: FaultyPlatform) -> None:
    item = filed(enrolled)
    code, (said,) = lines("queue", "send")
    assert (code, said["items"]) == (0, [])
    assert item in platform.items


def test_the_queue_goes_onto_a_stick(lines: Lines, enrolled: Path, tmp_path: Path) -> None:
    item = filed(enrolled)
    (stick := tmp_path / "stick").mkdir()
    code, (said,) = lines("queue", "export", str(stick))
    assert (code, [each["item"] for each in said["items"]]) == (0, [item])
    assert any(stick.iterdir())


def test_an_unknown_item_is_said(sunlit: Sunlit, enrolled: Path) -> None:
    code, _out, err = sunlit("queue", "retry", "00000000-0000-4000-8000-000000000000")
    assert (code, "P605" in err) == (3, True)


def test_logs_say_what_was_done(lines: Lines, sunlit: Sunlit, enrolled: Path) -> None:
    code, found = lines("logs", "--lines", "1")
    assert (code, found[0]["did"]) == (0, "enrolled")
    assert "enrolled" in sunlit("logs")[1]


def test_logs_of_a_bare_machine(sunlit: Sunlit, home: Path) -> None:
    assert sunlit("logs")[:2] == (0, "操作日志里还没有记过什么。\n")
    assert not home.exists()


def test_devices_are_listed_beside_the_settings(lines: Lines, sunlit: Sunlit, home: Path) -> None:
    code, found = lines("devices")
    assert (code, [each["device"] for each in found]) == (
        0,
        ["microphone", "speaker", "camera", "card_reader", "printer"],
    )
    assert "话筒：设置里是 sounddevice" in sunlit("devices")[1]


def test_models_are_listed_and_missing_ones_are_said(lines: Lines, sunlit: Sunlit, home: Path, tmp_path: Path) -> None:
    code, found = lines("models")
    assert (code, {each["installed"] for each in found}) == (0, {False})
    (stick := tmp_path / "stick").mkdir()
    code, _out, err = sunlit("models", "import", str(stick))
    assert (code, "P301" in err) == (3, True)
    assert "要装" in sunlit("models")[1]


def test_settings_that_cannot_be_read_are_a_finding_and_no_end(lines: Lines, enrolled: Path) -> None:
    (enrolled / "settings.toml").write_text("[terminal\n")
    code, found = lines("doctor", "--only", "settings", "--only", "disk")
    assert (code, [each["state"] for each in found]) == (2, ["fail", "ok"])


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["remove-everything"])
    assert "invalid choice" in capsys.readouterr().err


def test_what_is_rarer_is_reached_by_the_same_command(enrolled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "guard"]) == 0
    assert json.loads(capsys.readouterr().out) == {"guard": "key-file"}


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for name in available():
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0
    assert json.dumps(capsys.readouterr().out)
