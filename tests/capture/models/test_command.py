"""`python -m capture models` as a technician uses it."""

import json
from pathlib import Path

import pytest

from capture.__main__ import main
from capture.models import ModelStore, known

WORDS = "你好".encode()
MANIFEST = """
[site-words]
engine = "vosk"
languages = ["zh"]
licence = "MIT"
size = 6
files = {"words.txt" = {sha256 = "670d9743542cae3ea7ebe36af56bd53648b0a1126162e78d81a32934a711302e"}}
sources = [{kind = "folder", path = "FOLDER"}]
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a packs folder whose manifest adds one small pack, taken from a folder."""
    packs, folder = tmp_path / "packs", tmp_path / "from"
    for made in (packs, folder):
        made.mkdir()
    (folder / "words.txt").write_bytes(WORDS)
    (packs / "models.toml").write_text(MANIFEST.replace("FOLDER", str(folder)), "utf-8")
    monkeypatch.setenv("SUNLIT_MODELS", str(packs))
    return packs


def installed(capsys: pytest.CaptureFixture[str]) -> set[str]:
    capsys.readouterr()
    assert main(["models", "list"]) == 0
    packs = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"whisper-base", "vosk-small-cn", "site-words"} <= {pack["name"] for pack in packs}
    return {pack["name"] for pack in packs if pack["installed"]}


def test_a_site_adds_a_pack_fetches_and_verifies_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert installed(capsys) == set()
    assert main(["models", "fetch", "site-words"]) == 0
    assert installed(capsys) == {"site-words"}
    assert main(["models", "verify"]) == 0
    (site / "site-words" / "words.txt").write_text("changed")
    assert main(["models", "verify"]) == 3
    assert main(["models", "fetch", "site-words"]) == 0
    assert main(["models", "verify"]) == 0


def test_a_wrong_file_is_refused_aloud(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site.parent / "from" / "words.txt").write_text("forged")
    assert main(["models", "fetch", "site-words"]) == 3
    assert "P302" in capsys.readouterr().err
    assert installed(capsys) == set()


def test_a_stick_is_imported_and_an_empty_one_is_named_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = site.parent / "stick"
    stick.mkdir()
    assert main(["models", "import", str(stick)]) == 3
    (stick / "site-words").mkdir()
    (stick / "site-words" / "words.txt").write_bytes(WORDS)
    assert main(["models", "import", str(stick)]) == 0
    assert installed(capsys) == {"site-words"}


def test_a_name_nobody_knows_is_trouble(site: Path) -> None:
    assert main(["models", "fetch", "no-such-pack"]) == 3


def test_an_installed_pack_travels_to_another_terminal(
    packs: ModelStore, orientation_pack: Path, tmp_path: Path
) -> None:
    other = ModelStore(tmp_path / "other", known())
    assert other.bring("orientation", packs.folder)
    assert other.require("orientation") == tmp_path / "other" / "orientation"
