"""The script runs as `make` runs it, on this machine, where everything may be installed already."""

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "installers" / "system_packages.sh"


def run(*lists: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/bin/sh", SCRIPT, *lists], env=environment, capture_output=True, text=True, check=False)


def test_an_unknown_list_is_refused() -> None:
    assert run("everything", PATH="/usr/bin:/bin").returncode == 64


def test_without_apt_it_names_what_is_needed() -> None:
    done = run("run", PATH="")
    assert done.returncode == 0
    assert "tesseract-ocr-chi-sim" in done.stdout


def test_who_may_not_install_is_told_the_command(tmp_path: Path) -> None:
    """On this fake machine nothing is installed and nobody may install."""
    for name, answer in {"apt-get": "exit 1", "dpkg-query": "exit 1", "id": "echo 1000"}.items():
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\n{answer}\n")
        tool.chmod(0o755)
    done = run("run", "test", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "sudo apt-get update && sudo apt-get install -y" in done.stderr
    assert " age " in done.stderr
