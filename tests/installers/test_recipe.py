"""What a frozen build is made of: what ships, what is in it, whether two builds are the same, what it is listed as."""

import json
import os
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import capture.commands
import kiosk.commands
import proxy_client.commands
import technician.commands
import updates
from installers import compare, recipe, sbom, shipped, sizes
from installers.programs.rooms import OF_TECHNICIANS
from technician.__main__ import COMMANDS, module


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland-generic.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/lib/libQt6Test.so.6",
        "resources/samples/speech/s01_kumo.wav",
        "resources/fonts/SunlitSansSC-Regular.ttf",
        "cv2/typing/__init__.py",
        "resources/locale/en/LC_MESSAGES/sunlit.mo",
    ],
)
def test_what_the_programs_use_ships(place: str) -> None:
    assert recipe.ships(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "numpy/__init__.pyi",
        "numpy/tests/test_abc.pyc",
        "opencc/clib/lib64/libopencc.a",
        "resources/samples/speech/s15_other.wav",
    ],
)
def test_what_nobody_uses_does_not(place: str) -> None:
    assert not recipe.ships(place)


def test_every_program_has_its_script_and_its_rooms() -> None:
    for program in (recipe.WINDOWS | recipe.SERVER).values():
        assert (recipe.ROOT / "installers" / "programs" / program.script).is_file()
    for room in (*recipe.rooms("windows"), *recipe.rooms("server")):
        assert (recipe.ROOT / room / "__init__.py").is_file(), room


def test_no_room_of_the_product_is_forgotten() -> None:
    """Commands are found by name: a room that is not named is not there, and nothing says so before somebody asks."""
    rules = tomllib.loads((recipe.ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in rules if each["name"] == "arrows never turn back")
    product = {room.strip() for layer in layers for room in layer.split("|")} | {"gateway"}
    assert product == set(recipe.rooms("windows"))


def test_the_samples_of_the_self_test_and_of_training_ship() -> None:
    from installers import self_test
    from training import simulation

    used = (self_test.CLIP, self_test.CARD, self_test.PAGE, simulation.SPEECH, simulation.CARD, *simulation.PAGES)
    assert all(recipe.ships(str(each.relative_to(recipe.ROOT))) for each in used)


def test_sizes_are_told_by_part(tmp_path: Path) -> None:
    for place, size in {
        "sunlit-kiosk": 10,
        "_internal/cv2/a.so": 300,
        "_internal/opencv_python_headless.libs/b": 5,
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(b"x" * size)
    assert sizes.table(tmp_path) == [("cv2", 305), ("programs", 10)]


def test_two_trees_differ_by_content_rights_and_presence(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same").write_text("same")
        (tmp_path / name / "rights").write_text("r")
        (tmp_path / name / "words").write_text(name)
    (tmp_path / "other" / "rights").chmod(0o755)
    (tmp_path / "one" / "alone").symlink_to("same")
    lines = compare.differences(tmp_path / "one", tmp_path / "other")
    assert [line.split(":")[0] for line in lines] == ["differs", "differs", f"only in {tmp_path / 'one'}"]
    assert compare.differences(tmp_path / "one", tmp_path / "one") == []


def test_old_systems_get_an_old_qt_and_the_rest_as_everybody() -> None:
    lock = shipped.locked()
    assert lock["pyside6-essentials"].startswith("pyside6-essentials==6.9.")
    assert shipped.names() <= lock.keys()
    assert "playwright" not in shipped.names()


def test_the_list_of_what_ships_is_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "openssl_3.0.17-1.dsc").touch()
    texts = [sbom.written(sbom.bill(tmp_path)) for _ in range(2)]
    assert texts[0] == texts[1]
    listed = {each["name"]: each for each in json.loads(texts[0])["components"]}
    assert listed["openssl"]["purl"] == "pkg:deb/debian/openssl@3.0.17-1"
    assert listed["whisper-base"]["type"] == "machine-learning-model"
    assert {"pyside6-essentials", "psycopg-binary", "sqlcipher3"} <= listed.keys()


def test_no_module_that_is_asked_for_by_name_is_forgotten() -> None:
    """Commands are imported when they are asked for; nothing names them before, so the recipe has to."""
    frozen = set(recipe.modules("windows"))
    asked = set(map(module, COMMANDS))
    for package in (technician.commands, updates, capture.commands, kiosk.commands, proxy_client.commands):
        asked |= {each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")}
    assert asked <= frozen
    assert set(recipe.modules("server")) < frozen


def test_the_data_of_settings_and_updates_ship() -> None:
    for place in ("settings.toml", "words/problems.toml"):
        assert (recipe.ROOT / "resources" / place).is_file()
        assert recipe.ships(f"resources/{place}")


@pytest.mark.parametrize("program", ["sunlit-kiosk", "sunlit-proxy"])
def test_a_window_reads_new_data_in_a_process_of_its_own(program: str) -> None:
    """`updates.self_tests` starts this program once more, as `update check-data`."""
    command = [sys.executable, f"installers/programs/{recipe.WINDOWS[program].script}", "update", "check-data"]
    subprocess.run(command, cwd=recipe.ROOT, env={**os.environ, "PYTHONPATH": "."}, check=True)


def test_technicians_have_no_way_around_the_choice_of_account() -> None:
    """`sunlit sync …` as root has to work on the window's home, as its account."""
    assert not {*OF_TECHNICIANS} & {*COMMANDS, "sync"}
