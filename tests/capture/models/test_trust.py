"""A pack's source can do nothing to this machine before it is verified."""

import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from pydantic import ValidationError

from capture.models.manifest import Archive, FileMark, Files, Folder, Pack, Source, Wheels, known
from capture.models.store import ModelStore
from core.problems import PackDamaged, PackUnreachable
from tests.capture.models.serving import serving

WORDS = "你好".encode()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def shelf(tmp_path: Path, *sources: Source, mark: FileMark | None = None) -> ModelStore:
    marks = {"words.txt": mark or FileMark(size=len(WORDS), sha256=digest(WORDS))}
    pack = Pack(name="tiny", engine="vosk", languages=[], licence="MIT", size=6, files=marks, sources=list(sources))
    return ModelStore(tmp_path / "packs", {"tiny": pack})


def wheel(folder: Path, content: bytes = WORDS) -> str:
    """Writes a wheel and returns its digest."""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "tiny_words-1-py3-none-any.whl", "w") as made:
        made.writestr("tiny_words/words.txt", content)
        made.writestr("tiny_words-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-words\nVersion: 1\n")
        made.writestr("tiny_words-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr("tiny_words-1.dist-info/RECORD", "")
    return digest((folder / "tiny_words-1-py3-none-any.whl").read_bytes())


def source_package(folder: Path, ran: Path) -> str:
    """Writes a source package whose set-up leaves a trace when it is run."""
    folder.mkdir(exist_ok=True)
    setup = f"open({str(ran)!r}, 'w')\nfrom setuptools import setup\nsetup(name='tiny-words', version='1')\n".encode()
    with tarfile.open(folder / "tiny_words-1.tar.gz", "w:gz") as made:
        for name, content in (("setup.py", setup), ("PKG-INFO", b"Name: tiny-words\nVersion: 1\n")):
            entry = tarfile.TarInfo(f"tiny_words-1/{name}")
            entry.size = len(content)
            made.addfile(entry, BytesIO(content))
    return digest((folder / "tiny_words-1.tar.gz").read_bytes())


def packages(sha256: str) -> Wheels:
    return Wheels(kind="pypi", packages={"tiny-words==1": sha256}, inside="tiny_words")


@contextmanager
def registry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serves the only packages that pip finds in this test."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_NO_BUILD_ISOLATION", "0")
    yield


def test_a_wheel_is_brought_by_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = wheel(tmp_path / "registry")
    with registry(tmp_path / "registry", monkeypatch):
        assert shelf(tmp_path, packages(right)).fetch("tiny")


def test_another_wheel_is_refused_as_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel(tmp_path / "registry")
    with registry(tmp_path / "registry", monkeypatch), pytest.raises(PackDamaged):
        shelf(tmp_path, packages("0" * 64)).fetch("tiny")


def test_no_source_package_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Holds even for a package whose digest is listed; pip with its former options did run it."""
    ran = tmp_path / "ran"
    theirs = source_package(tmp_path / "registry", ran)
    with registry(tmp_path / "registry", monkeypatch):
        with pytest.raises(PackUnreachable):
            shelf(tmp_path, packages(theirs)).fetch("tiny")
        assert not ran.exists()
        words = ["download", "-q", "--no-deps", "--no-build-isolation", "--dest", str(tmp_path / "d"), "tiny-words==1"]
        subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, check=False)
        assert ran.exists(), "the attack is none any more: this test needs another"


def test_no_pack_of_ours_is_known_by_less_than_sha256() -> None:
    for pack in known().values():
        archives = [each for each in pack.sources if isinstance(each, Archive)]
        assert pack.known_one_by_one or archives == pack.sources, pack.name


@pytest.mark.parametrize(
    "package", ["tiny-words", "tiny-words>=1", "tiny @ http://x", "-r x==1", "x==1 --pre", "x==1;"]
)
def test_a_package_is_named_with_its_version_and_digest(package: str) -> None:
    with pytest.raises(ValidationError):
        Wheels(kind="pypi", packages={package: "0" * 64}, inside="x")
    with pytest.raises(ValidationError):
        Wheels.model_validate({"kind": "pypi", "packages": ["tiny-words==1"], "inside": "x"})


def test_files_that_only_git_knows_come_in_their_archive_alone(tmp_path: Path) -> None:
    mark = FileMark(size=6, git="0" * 40)
    (tmp_path / "stick" / "tiny").mkdir(parents=True)
    (tmp_path / "stick" / "tiny" / "words.txt").write_bytes(WORDS)
    for source in (Folder(kind="folder", path=tmp_path / "stick"), Files(kind="files", url="http://127.0.0.1:9")):
        with pytest.raises(PackUnreachable):
            shelf(tmp_path, source, mark=mark).fetch("tiny")
    assert shelf(tmp_path, mark=mark).bring("tiny", tmp_path / "stick") is None


def test_an_endless_answer_is_not_written_down(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "words.txt").write_bytes(bytes(50_000_000))
    with serving(tmp_path / "web") as web, pytest.raises(PackDamaged):
        shelf(tmp_path, Files(kind="files", url=web.url)).fetch("tiny")
    assert [*(tmp_path / "packs").iterdir()] == []


def test_a_bomb_in_a_wheel_does_not_fill_the_disk(tmp_path: Path) -> None:
    theirs = wheel(tmp_path / "stick", bytes(5_000_000))
    with pytest.raises(PackDamaged):
        shelf(tmp_path, packages(theirs)).bring("tiny", tmp_path / "stick")


def linked(stick: Path, name: str, away: Path) -> None:
    (stick / name).rename(away)
    (stick / name).symlink_to(away)


def piped(stick: Path, name: str, away: Path) -> None:
    (stick / name).rename(away)
    os.mkfifo(stick / name)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("harm", [linked, piped])
@pytest.mark.parametrize("name", ["tiny_words-1-py3-none-any.whl", "tiny.zip", "tiny/words.txt", "words.txt"])
def test_a_stick_has_plain_files_only(tmp_path: Path, name: str, harm: Callable[[Path, str, Path], None]) -> None:
    stick = tmp_path / "stick"
    (stick / name).parent.mkdir(parents=True, exist_ok=True)
    source: Source = Folder(kind="folder", path=stick)
    if name.endswith(".whl"):
        source = packages(wheel(stick))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(stick / name, "w") as made:
            made.writestr("tiny/words.txt", WORDS)
        content = (stick / name).read_bytes()
        source = Archive(
            kind="archive", url=f"http://x/{name}", size=len(content), sha256=digest(content), inside="tiny"
        )
    else:
        (stick / name).write_bytes(WORDS)
    assert shelf(tmp_path, source).bring("tiny", stick)
    harm(stick, name, tmp_path / "elsewhere")
    with pytest.raises(PackDamaged):
        shelf(tmp_path, source).bring("tiny", stick)
