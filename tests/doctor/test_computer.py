"""Disk, memory, clock, zone and screen, each broken on purpose."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.settings import Screen, Settings
from doctor import computer
from doctor.finding import State
from doctor.machine import Machine
from sync.terminal import terminal
from tests.doctor.findings import Mounted, digest, only

CHINA = timezone(timedelta(hours=8))


def at(home: Path, moment: datetime) -> Machine:
    return Machine(home, now=lambda: moment)


def test_a_disk_with_room_is_ok_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    found = only(computer.disk(Machine(tmp_path)))
    assert found.state is State.OK
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_is_not_there_yet_is_judged_by_the_folder_above(tmp_path: Path) -> None:
    found = only(computer.disk(Machine(tmp_path / "a" / "b")))
    assert found.state is State.OK
    assert "还没有建" in found.found


def test_a_full_disk_is_named(mounted: Mounted) -> None:
    small = mounted("size=300m")
    with (small / "filler").open("wb") as file, pytest.raises(OSError):
        while True:
            file.write(bytes(1 << 22))
            file.flush()
    found = only(computer.disk(Machine(small)))
    assert (found.state, "磁盘满了" in found.found) == (State.FAIL, True)


def test_a_disk_that_is_nearly_full_is_a_warning(mounted: Mounted) -> None:
    assert only(computer.disk(Machine(mounted("size=600m")))).state is State.WARN


def test_a_read_only_home_is_named(mounted: Mounted) -> None:
    found = only(computer.disk(Machine(mounted("ro,size=2g"))))
    assert (found.state, found.found) == (State.FAIL, "存东西的磁盘写不进去")


def test_a_disk_without_inodes_is_named(mounted: Mounted) -> None:
    found = only(computer.disk(Machine(mounted("size=2g,nr_inodes=40"))))
    assert (found.state, "文件太多" in found.found) == (State.FAIL, True)


def system(folder: Path, available_mb: int = 4000, swap: str = "") -> Path:
    (folder / "proc").mkdir()
    (folder / "proc" / "meminfo").write_text(f"MemTotal: 8000000 kB\nMemAvailable: {available_mb * 1024} kB\n")
    (folder / "proc" / "swaps").write_text("Filename Type Size Used Priority\n" + swap)
    return folder


@pytest.mark.parametrize(("free", "state"), [(4000, State.OK), (500, State.WARN), (100, State.FAIL)])
def test_little_memory(free: int, state: State, tmp_path: Path) -> None:
    assert only(computer.memory(Machine(tmp_path, system=system(tmp_path, free)))).state is state


@pytest.mark.parametrize(
    ("swap", "state"), [("/dev/sda2 partition 99 0 -2\n", State.WARN), ("/dev/zram0 partition 99 0 100\n", State.OK)]
)
def test_swap_that_nobody_encrypted_is_said(swap: str, state: State, tmp_path: Path) -> None:
    assert only(computer.memory(Machine(tmp_path, system=system(tmp_path, swap=swap)))).state is state


def test_a_clock_in_2019_is_named_by_its_day(tmp_path: Path) -> None:
    found = only(computer.clock(at(tmp_path, datetime(2019, 5, 4, 8, 0, tzinfo=CHINA))))
    assert (found.state, found.found) == (State.FAIL, "机器以为今天是2019年5月4日")


def test_a_clock_that_was_turned_back_is_known_by_what_the_terminal_knew(home: Path) -> None:
    with terminal(home) as opened:
        opened.latest_time.at_least(datetime.now(UTC))
    before = digest(home)
    now = datetime.now(CHINA)
    assert only(computer.clock(at(home, now))).state is State.OK
    assert only(computer.clock(at(home, now - timedelta(days=2)))).state is State.FAIL
    assert digest(home) == before


def test_another_time_zone_is_named(tmp_path: Path) -> None:
    assert only(computer.time_zone(at(tmp_path, datetime(2026, 12, 1, tzinfo=CHINA)))).state is State.OK
    found = only(computer.time_zone(at(tmp_path, datetime(2026, 12, 1, tzinfo=UTC))))
    assert (found.state, found.found) == (State.FAIL, "时区不是北京时间，差-8小时")


def edid(across: int, down: int, *, detailed: bool = True) -> bytes:
    block = bytearray(128)
    block[:8] = b"\x00\xff\xff\xff\xff\xff\xff\x00"
    block[21:23] = bytes([across // 10 & 0xFF, down // 10 & 0xFF])
    if detailed:
        block[54] = 1
        block[66:69] = bytes([across & 0xFF, down & 0xFF, (across >> 8) << 4 | down >> 8])
    return bytes(block)


def with_panel(folder: Path, block: bytes, width_mm: float) -> Machine:
    port = folder / "sys" / "class" / "drm" / "card0-HDMI-A-1"
    port.mkdir(parents=True)
    (port / "edid").write_bytes(block)
    return Machine(folder, Settings(screen=Screen(width_mm=width_mm)), system=folder)


@pytest.mark.parametrize(("width", "state"), [(476, State.OK), (268, State.OK), (344, State.FAIL)])
def test_millimetres_are_held_against_the_panels_own(width: float, state: State, tmp_path: Path) -> None:
    """A panel may hang upright: then its height is the picture's width."""
    assert only(computer.screen(with_panel(tmp_path, edid(476, 268), width))).state is state


def test_a_panel_that_says_nothing_is_no_fault(tmp_path: Path) -> None:
    assert only(computer.screen(Machine(tmp_path, system=tmp_path))).state is State.WARN


@given(st.integers(1, 4095), st.integers(1, 4095))
def test_a_panels_size_is_read_to_the_millimetre(across: int, down: int) -> None:
    assert computer.edid_size(edid(across, down)) == (across, down)


@given(st.binary(max_size=300))
def test_any_block_is_read_or_left(block: bytes) -> None:
    assert computer.edid_size(block) is None or len(block) >= 128
