"""The packages: no file in two of them, the same bytes each time, scripts that a shell reads, units that are shut."""

import shutil
import subprocess
from pathlib import Path

import pytest

from installers import deb
from installers.package_list import DEBIAN, OPT, Package, all_packages, base, version, windows
from installers.packages_scenarios import ALL
from installers.recipe import SERVER, WINDOWS

SCRIPTS = sorted(
    path for path in DEBIAN.rglob("*") if path.is_file() and path.read_text("utf-8").startswith("#!/bin/sh")
)
UNITS = sorted(DEBIAN.rglob("*.service"))


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """Returns a folder as PyInstaller leaves it, small: three files, of which the gateway needs two."""
    inner = tmp_path / "build" / "dist" / "sunlit-window" / "_internal"
    for place in ("core/a.pyc", "libpython3.so.1", "PySide6/QtGui.so"):
        (inner / place).parent.mkdir(parents=True, exist_ok=True)
        (inner / place).write_text(place)
    (inner / "libpython3.so").symlink_to("libpython3.so.1")
    listed = tmp_path / "build" / "freeze" / "sunlit" / "server-files.txt"
    listed.parent.mkdir(parents=True)
    listed.write_text("core/a.pyc\nlibpython3.so\nlibpython3.so.1\n")
    for name in (*WINDOWS, *SERVER):
        (inner.parent / name).write_text("program")
    return inner.parent


def held(tree: Path) -> set[str]:
    return {str(path.relative_to(tree / OPT)) for path in (tree / OPT).rglob("*") if not path.is_dir()}


def test_each_file_of_the_folder_is_in_one_package(frozen: Path, tmp_path: Path) -> None:
    trees = {}
    for package in all_packages():
        if "models" not in package.name:
            package.fill(tmp_path / package.name, frozen)
            trees[package.name] = held(tmp_path / package.name)
    everything = [name for each in trees.values() for name in each]
    assert len(everything) == len(set(everything))
    built = {str(path.relative_to(frozen)) for path in frozen.rglob("*") if not path.is_dir()}
    assert built <= set(everything)
    assert trees["sunlit-base"] == {"_internal/core/a.pyc", "_internal/libpython3.so", "_internal/libpython3.so.1"}


def test_a_server_takes_no_window(frozen: Path, tmp_path: Path) -> None:
    base(tmp_path / "base", frozen)
    windows(tmp_path / "windows", frozen)
    assert "_internal/PySide6/QtGui.so" in held(tmp_path / "windows") - held(tmp_path / "base")
    depends = {package.name: " ".join(package.depends) for package in all_packages()}
    assert "sunlit-windows" not in depends["sunlit-gateway"]


def test_all_packages_are_tried() -> None:
    assert {package.name for package in all_packages()} == set(ALL)


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="no dpkg-deb: this is no Debian")
def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        tree = tmp_path / name
        (tree / "etc").mkdir(parents=True)
        (tree / "etc" / "settings").write_text("x")
        deb.build(
            tree,
            Package("sunlit-test", "a test", lambda _tree, _frozen: None, version="1"),
            tmp_path / f"{name}.deb",
            0,
        )
    assert (tmp_path / "one.deb").read_bytes() == (tmp_path / "other.deb").read_bytes()
    told = subprocess.check_output(["dpkg-deb", "--ctrl-tarfile", tmp_path / "one.deb"])
    assert b"/etc/settings" in told
    assert b"Nothing was altered" in told


def test_the_size_asked_for_is_in_the_script_before_unpacking(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "big").write_bytes(b"x" * 3_000_000)
    deb.build(
        tmp_path / "tree", Package("p", "p", lambda _tree, _frozen: None, version=version()), tmp_path / "p.deb", 0
    )
    size = next(
        line for line in (tmp_path / "tree/DEBIAN/control").read_text().splitlines() if "Installed-Size" in line
    )
    needed = int(size.split()[1]) + 50_000
    assert needed > 52_900
    assert f"needed={needed}\n" in (tmp_path / "tree/DEBIAN/preinst").read_text()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(DEBIAN)))
def test_a_shell_reads_every_script(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_every_unit_is_shut_to_the_rest_of_the_machine(unit: Path) -> None:
    text = unit.read_text("utf-8")
    assert "NoNewPrivileges=yes" in text
    if "prepare" not in unit.name:  # which turns swap off and so is root
        assert "ProtectSystem=strict" in text
        assert "User=sunlit-" in text
        assert "CapabilityBoundingSet=\n" in text


def test_a_frozen_window_is_ended_and_started_anew() -> None:
    for name in ("sunlit-kiosk.service", "sunlit-kiosk-x11.service"):
        text = (DEBIAN / "kiosk" / name).read_text("utf-8")
        assert {"WatchdogSec=30", "NotifyAccess=all", "Restart=always"} <= set(text.splitlines())
        assert "env -u WATCHDOG_PID" in text
