"""A forged medium: nothing on it makes us read or write foreign files, or wait."""

import os
import socket
from pathlib import Path

import pytest

from core import untrusted_files
from core.untrusted_files import NotPlain, TooLong

SECRET = b"what lies elsewhere in this account"


@pytest.fixture(params=[True, False], ids=["by descriptor", "by path"])
def stick(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the medium, for both ways of opening: with directory descriptors, and as on Windows."""
    if os.name == "nt" and request.param:
        pytest.skip("Windows has no descriptors of folders")
    monkeypatch.setattr(untrusted_files, "BY_DESCRIPTOR", request.param)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "secret").write_bytes(SECRET)
    (tmp_path / "stick" / "item").mkdir(parents=True)
    (tmp_path / "stick" / "item" / "good").write_bytes(b"good")
    return tmp_path / "stick"


def links(stick: Path) -> list[str]:
    """Makes every kind of link from the stick to the secret and returns their names."""
    home = stick.parent / "home"
    (stick / "item" / "far").symlink_to(home / "secret")
    (stick / "item" / "near").symlink_to("../../home/secret")
    (stick / "item" / "twice").symlink_to("far")
    (stick / "item" / "hard").hardlink_to(home / "secret")
    (stick / "folder").symlink_to(home, target_is_directory=True)
    (stick / "item" / "up").symlink_to("../..", target_is_directory=True)
    return ["item/far", "item/near", "item/twice", "item/hard", "folder/secret", "item/up/home/secret"]


def pipes(stick: Path) -> list[str]:
    os.mkfifo(stick / "item" / "pipe")
    (stick / "item" / "to-pipe").symlink_to("pipe")
    (stick / "item" / "device").symlink_to("/dev/zero")
    os.mkfifo(stick / "pipe")
    with socket.socket(socket.AF_UNIX) as open_socket:
        here = Path.cwd()
        os.chdir(stick / "item")  # the address of a socket is short
        open_socket.bind("socket")
        os.chdir(here)
    return ["item/pipe", "item/to-pipe", "item/device", "pipe/anything", "item/socket", "item"]


def test_a_plain_file_is_read(stick: Path) -> None:
    assert untrusted_files.read(stick, "item/good", 4) == untrusted_files.read(stick, "./item/good", 100) == b"good"
    assert untrusted_files.read(stick / "item", "good", 4) == b"good"
    assert untrusted_files.regular_files(stick) == ["item/good"]
    assert untrusted_files.folders(stick) == [stick / "item"]


def test_a_folder_that_is_named_may_be_a_link(stick: Path) -> None:
    (stick.parent / "media").symlink_to(stick, target_is_directory=True)
    assert untrusted_files.read(stick.parent / "media", "item/good", 4) == b"good"


def test_no_link_is_followed(stick: Path) -> None:
    for name in links(stick):
        with pytest.raises(NotPlain):
            untrusted_files.read(stick, name, 1000)
        with pytest.raises(NotPlain):
            untrusted_files.copy(stick, name, stick.parent / "copy")
        assert not (stick.parent / "copy").exists(), name
    assert untrusted_files.folders(stick) == [stick / "item"]
    with pytest.raises(NotPlain):
        untrusted_files.regular_files(stick)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_nothing_waits_for_a_pipe_or_a_device(stick: Path) -> None:
    for name in pipes(stick):
        with pytest.raises(NotPlain):
            untrusted_files.read(stick, name, 1000)


@pytest.mark.parametrize("name", ["../home/secret", "item/../../home/secret", "", ".", "/etc/hostname", "a\0b", "a\\b"])
def test_no_name_leads_out(stick: Path, name: str) -> None:
    with pytest.raises(NotPlain):
        untrusted_files.read(stick, name, 1000)
    with pytest.raises(NotPlain):
        untrusted_files.write(stick, name, b"x")


def test_what_is_too_long_is_not_read(stick: Path) -> None:
    with (stick / "item" / "huge").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(TooLong):
        untrusted_files.read(stick, "item/huge", 1 << 20)
    with pytest.raises(TooLong):
        untrusted_files.copy(stick, "item/huge", stick.parent / "copy", 1 << 20)


def test_what_is_written_replaces_and_never_goes_through(stick: Path) -> None:
    for name in links(stick):
        try:
            untrusted_files.write(stick, name, b"receipt")
        except NotPlain:
            assert name in {"folder/secret", "item/up/home/secret"}
        else:
            assert untrusted_files.read(stick, name, 100) == b"receipt"
        assert (stick.parent / "home" / "secret").read_bytes() == SECRET
    assert [each.name for each in stick.rglob(".*")] == []


def test_a_folder_in_the_place_of_a_file_is_an_error_and_leaves_nothing(stick: Path) -> None:
    (stick / "item" / "ack.age").mkdir()
    with pytest.raises(OSError):
        untrusted_files.write(stick, "item/ack.age", b"receipt")
    assert sorted(os.listdir(stick / "item")) == ["ack.age", "good"]  # noqa: PTH208 - hidden ones as well
