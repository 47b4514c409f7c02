"""The Windows installer's script is whole: it compiles here against a stand-in payload, without a warning."""

import shutil
import subprocess
from pathlib import Path

import pytest

COMPILE = Path(__file__).parents[2] / "installers" / "windows" / "compile.sh"


@pytest.mark.skipif(not shutil.which("makensis"), reason="no NSIS is installed: apt-get install nsis")
def test_it_compiles_against_a_stand_in(tmp_path: Path) -> None:
    subprocess.run(["sh", COMPILE, tmp_path, "9.9.9"], check=True, capture_output=True)
    assert (tmp_path / "sunlit-window-9.9.9-setup.exe").read_bytes()[:2] == b"MZ"


def test_it_deletes_no_state() -> None:
    text = COMPILE.with_name("sunlit.nsi").read_text("utf-8")
    assert "RMDir" in text
    assert not [line for line in text.splitlines() if "RMDir" in line and "APPDATA" in line]
