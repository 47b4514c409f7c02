"""The settings file: its allowed contents, and the answers to mistakes in it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from core.problems import ConfigWrong
from core.settings import Settings, load, merge_remote


def written(folder: Path, text: str) -> Settings:
    (folder / "settings.toml").write_text(text, "utf-8")
    return load(folder)


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_what_the_file_says_counts_and_the_rest_stays(tmp_path: Path) -> None:
    settings = written(
        tmp_path,
        """
        [devices]
        camera = "uvc"
        camera_index = 2
        [terminal]
        site = "杨柳村便民服务中心"
        place_code = "320115"
        """,
    )
    assert settings.devices.camera == "uvc"
    assert settings.devices.microphone == "sounddevice"
    assert settings.terminal.site == "杨柳村便民服务中心"
    assert settings.visit == Settings().visit


@pytest.mark.parametrize(
    "text",
    [
        "[devices]\ncamera = 'webcam'",
        "[devices]\ncamra = 'uvc'",
        "[devices]\nvolume = 1.5",
        "[devices]\ncamera_index = -1",
        "[screen]\nwidth = 320",
        "[visit]\nwarn_after = 5",
        "[visit]\nwarn_after = 150",
        "[terminal]\nplace_code = 'Nanjing'",
        "[platform]\ntimeout = 0",
        "[speech]\nthreads = 0",
        "[nonsense]\na = 1",
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigWrong):
        written(tmp_path, text)


def test_a_visit_is_warned_before_it_is_ended() -> None:
    visit = Settings().visit
    assert (visit.warn_after, visit.end_after) == (90, 150)


def test_millimetres_on_the_glass() -> None:
    assert Settings().screen.px_per_mm == pytest.approx(1080 / 268)


def test_settings_do_not_change_under_way() -> None:
    with pytest.raises(ValidationError):
        Settings().devices.volume = 1.0  # type: ignore[misc]  # the type checker says so too


def test_the_environment_says_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[terminal]\nname = 'north'", "utf-8")
    ask = [sys.executable, "-c", "from core.settings import load; print(load().terminal.name)"]
    told = subprocess.run(
        ask, env={**os.environ, "SUNLIT_HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert told.stdout == "north\n"


def test_a_province_sets_what_the_technician_has_not(tmp_path: Path) -> None:
    own = written(tmp_path, "[visit]\nwarn_after = 100")
    said: dict[str, dict[str, Any]] = {"visit": {"warn_after": 60, "end_after": 200}, "speech": {"mend": False}}
    settings = merge_remote(own, said)
    assert (settings.visit.warn_after, settings.visit.end_after) == (100, 200)
    assert settings.speech.mend is False


@pytest.mark.parametrize("visit", [{"end_after": 90}, {"warn_after": "soon"}, {"colour": "red"}])
def test_a_group_from_afar_that_does_not_fit_is_left_out_whole(visit: dict[str, object]) -> None:
    more: dict[str, dict[str, Any]] = {"speech": {"threads": 2}, "devices": {"camera": "uvc"}}
    said = {"visit": {"paper_search": 400, **visit}, **more}
    settings = merge_remote(Settings(), said)
    assert settings.visit == Settings().visit
    assert settings.devices == Settings().devices
    assert settings.speech.threads == 2
