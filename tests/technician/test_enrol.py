"""From a bare machine to an enrolled one: a site file and a code; and what can go wrong with either."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.problems import ClockTooEarly
from core.settings import load
from storage.file_lock import FileLock
from sync.terminal import terminal
from technician.commands import enrol
from testkit.faulty_platform import CODE, WRONG, FaultyPlatform
from testkit.gateway_in_process import ServedGateway
from tests.technician.conftest import Lines, Sunlit


def site_file(folder: Path, address: str) -> Path:
    file = folder / "site.toml"
    file.write_text(f'[terminal]\nname = "大厅一号"\nsite = "阳光乡便民中心"\n[platform]\naddress = "{address}"\n')
    return file


def test_a_site_file_and_a_code_are_enough(lines: Lines, home: Path, platform: FaultyPlatform, tmp_path: Path) -> None:
    code, (said,) = lines("enrol", "--site", str(site_file(tmp_path, platform.url)), *CODE.split())
    assert (code, said["terminal"], len(said["organ"].replace(" ", ""))) == (0, "t1", 20)
    assert load(home).terminal.site == "阳光乡便民中心"
    with terminal(home) as opened:
        assert opened.identities.current().url == platform.url


def test_it_says_what_comes_next(sunlit: Sunlit, platform: FaultyPlatform) -> None:
    code, out, err = sunlit("enrol", platform.url, CODE)
    assert (code, err) == (0, "")
    assert "t1" in out
    assert "sunlit doctor" in out


def test_all_that_a_qr_code_says_is_enough(lines: Lines, platform: FaultyPlatform) -> None:
    assert lines("enrol", f"sunlit:{platform.url}#{CODE.replace(' ', '')}")[0] == 0


def test_no_address_anywhere(sunlit: Sunlit) -> None:
    code, _out, err = sunlit("enrol", CODE)
    assert (code, "P807" in err) == (3, True)


def test_a_wrong_site_file_uses_no_code_and_leaves_no_settings(
    sunlit: Sunlit, home: Path, platform: FaultyPlatform, tmp_path: Path
) -> None:
    (file := tmp_path / "site.toml").write_text(f'[platform]\naddres = "{platform.url}"\n')
    code, _out, err = sunlit("enrol", "--site", str(file), CODE)
    assert (code, "address" in err) == (3, True)
    assert not platform.calls
    assert not home.exists()


def test_a_code_that_was_used_is_said(sunlit: Sunlit, tmp_path: Path) -> None:
    gateway = ServedGateway(tmp_path / "gateway")
    try:
        code = gateway.call("code")["code"]
        assert sunlit("enrol", gateway.url, code)[0] == 0
        again = sunlit("enrol", gateway.url, code)
    finally:
        gateway.close()
    assert (again[0], "已经用过" in again[2]) == (3, True)


def test_another_platform_than_the_codes_is_said(sunlit: Sunlit, platform: FaultyPlatform) -> None:
    code, _out, err = sunlit("enrol", platform.url, WRONG)
    assert code == 3
    assert "登记码不对" in err or "不是发登记码的平台" in err


def test_a_mistyped_group_is_named(sunlit: Sunlit, platform: FaultyPlatform) -> None:
    groups = CODE.split()
    groups[2] = f"{(int(groups[2]) + 1) % 10000:04d}"
    code, _out, err = sunlit("enrol", platform.url, *groups)
    assert (code, "第3组" in err) == (3, True)
    assert not platform.calls


def test_a_clock_in_2019_is_said_before_the_code_is_used(home: Path, platform: FaultyPlatform) -> None:
    with pytest.raises(ClockTooEarly, match="2019-05-04"):
        enrol.run(Namespace(site=None, words=[platform.url, CODE], json=True), lambda: datetime(2019, 5, 4, tzinfo=UTC))
    assert not platform.calls
    assert not home.exists()


def test_two_technicians_at_once(sunlit: Sunlit, home: Path, platform: FaultyPlatform) -> None:
    home.mkdir(mode=0o700)
    other = FileLock(home / "technician.lock")
    assert other.acquire(wait=False)
    code, _out, err = sunlit("enrol", platform.url, CODE)
    other.release()
    assert (code, "还有一个人" in err) == (3, True)
    assert sunlit("enrol", platform.url, CODE)[0] == 0
