"""A set-up step prints little, logs everything, and waits for a running apt."""

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "installers" / "logged.sh"


def run(folder: Path, program: str, patience: int = 600) -> subprocess.CompletedProcess[str]:
    tool = folder / "tool"
    tool.write_text(f"#!/bin/sh\n{program}\n")
    tool.chmod(0o755)
    environment = {"PATH": "/usr/bin:/bin", "SUNLIT_APT_PATIENCE": str(patience)}
    command = ["/bin/sh", str(SCRIPT), "Doing it", str(tool)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def log(folder: Path) -> str:
    return (folder / "build" / "setup.log").read_text()


def test_a_step_is_one_line_and_the_rest_is_in_the_log(tmp_path: Path) -> None:
    done = run(tmp_path, "seq 500; echo warning >&2")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Doing it …\n", "")
    assert log(tmp_path).endswith("500\nwarning\n")


def test_a_step_that_fails_shows_its_end(tmp_path: Path) -> None:
    done = run(tmp_path, "seq 500; exit 7")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == ["500", "This did not work: Doing it. All of it stands in build/setup.log"]


def test_a_lock_somebody_holds_is_waited_for(tmp_path: Path) -> None:
    held = "[ -e freed ] || { touch freed; echo 'E: Could not get lock /var/lib/dpkg/lock-frontend' >&2; exit 100; }"
    done = run(tmp_path, f"{held}\necho installed")
    assert done.returncode == 0
    assert "waiting" in done.stdout
    assert log(tmp_path).endswith("installed\n")


def test_but_not_for_ever(tmp_path: Path) -> None:
    done = run(tmp_path, "echo 'E: Unable to acquire the dpkg frontend lock' >&2; exit 100", patience=0)
    assert done.returncode == 1
