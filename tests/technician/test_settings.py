"""The site file: its template is the typed settings; a wrong key or value is said in one sentence."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language import speaking
from core.settings import DIGITS, Settings, load, significant_digits
from technician.site_template import ORDER, TRAINING, meanings, template
from tests.technician.conftest import Lines, Sunlit

SETTING = re.compile(r"^\[|^(# )?[a-z_]+ = ")


def test_the_template_holds_the_defaults() -> None:
    assert Settings.model_validate(tomllib.loads(template())) == Settings()
    with speaking("en_US"):
        assert Settings.model_validate(tomllib.loads(template())) == Settings()


def test_with_every_comment_taken_away_it_is_still_a_site_file() -> None:
    lines = [line.removeprefix("# ") for line in template().splitlines() if SETTING.match(line)]
    found = tomllib.loads("\n".join(lines))
    assert {f"{group}.{key}" for group, keys in found.items() for key in keys} == every_setting() - TRAINING
    Settings.model_validate(found)


def every_setting() -> set[str]:
    return {f"{name}.{key}" for name, group in Settings() for key in type(group).model_fields}


def test_every_setting_has_its_meaning_in_chinese_and_in_english() -> None:
    told = {f"{group}.{key}" for group, keys in meanings().items() for key in keys if group != "group"}
    assert told == every_setting() - TRAINING
    assert set(ORDER) == set(meanings()["group"]) == set(Settings.model_fields)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[terminal]\nsit = "大厅"\n', "是不是 site"),
        ("[screan]\nwidth = 1080\n", "是不是 [screen]"),
        ("[screen]\nwidth_mm = 5\n", "screen.width_mm 要大于 100"),
        ('[devices]\nprinter = "laser"\n', "devices.printer 只能写"),
        ("[devices]\nvolume = 1.5\n", "devices.volume 不能大于 1"),
        ('[terminal]\nlevel = "village"\nplace_code = "330106"\n', "place_code 要有12位数字"),
        ('[platform]\naddress = "petition.example.gov.cn"\n', "https://主机"),
        ("[terminal\n", "写法不对"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, said: str, sunlit: Sunlit, tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_text(text)
    code, out, err = sunlit("settings", "check", str(file))
    assert (code, out, said in err) == (3, "", True), err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there(sunlit: Sunlit) -> None:
    code, _out, err = sunlit("settings", "check", "/no/such/site.toml")
    assert (code, "P806" in err) == (3, True)


def test_it_is_applied_and_the_former_one_stays(sunlit: Sunlit, lines: Lines, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    for site in ("东厅", "西厅"):
        file.write_text(f'[terminal]\nsite = "{site}"\n')
        assert sunlit("settings", "apply", str(file))[0] == 0
    assert load(home).terminal.site == "西厅"
    assert "东厅" in (home / "settings.before.toml").read_text()
    assert (home / "settings.toml").stat().st_mode & 0o077 == 0
    code, (shown,) = lines("settings", "show")
    assert (code, shown["terminal"]["site"]) == (0, "西厅")


def test_a_wrong_file_changes_nothing(sunlit: Sunlit, home: Path, tmp_path: Path) -> None:
    (file := tmp_path / "site.toml").write_text("[screen]\nwidth_mm = 5\n")
    assert sunlit("settings", "apply", str(file))[0] == 3
    assert not home.exists()


@given(st.sampled_from(sorted(DIGITS)), st.text("123456789", min_size=12, max_size=12))
def test_a_code_is_of_the_level_its_digits_say(level: str, digits: str) -> None:
    code = digits[: DIGITS[level]]
    assert significant_digits(code) == DIGITS[level]
    assert significant_digits(code.ljust(12, "0")) == DIGITS[level]
