"""The owner of a folder, and who can read it."""

import ast
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core import private_files
from core.problems import FolderTaken, OthersFolder

ROOT = Path(__file__).parents[2]
PROGRAMS = [*ROOT.glob("*/__main__.py"), ROOT / "gateway" / "cli.py", ROOT / "installers" / "programs" / "__init__.py"]
PROGRAMS += [ROOT / "devices" / "card_reader" / "__main__.py"]
NOT_OURS_TO_SHUT = {ROOT / "benchmarks" / "__main__.py", ROOT / "gateway" / "__main__.py"}
windows = pytest.mark.skipif(os.name == "nt", reason="on Windows modes say nothing; the account's profile is its own")


@pytest.fixture
def loose_session() -> Iterator[None]:
    """Sets the loosest umask, as a session may have before the program starts."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def within_reach() -> Iterator[Path]:
    """Yields a folder that every account can reach; pytest's own cannot be reached."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def modes(folder: Path) -> set[int]:
    return {path.lstat().st_mode & 0o077 for path in (folder, *folder.rglob("*")) if not path.is_symlink()}


@pytest.mark.parametrize("file", sorted({*PROGRAMS} - NOT_OURS_TO_SHUT), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_program_begins_so(file: Path) -> None:
    """The call comes before the program reads its arguments, opens or makes anything."""
    tree = ast.parse(file.read_text("utf-8"))
    (main,) = (each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == "main")
    first, *_ = main.body[1:] if ast.get_docstring(main) else main.body
    assert ast.unparse(first) == "begin()"


@windows
def test_what_is_made_from_now_on_is_for_nobody_else(tmp_path: Path, loose_session: None) -> None:
    private_files.restrict_umask()
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "folder" / "deep" / "file").write_text("x")
    assert modes(tmp_path / "folder") == {0}


@windows
@pytest.mark.parametrize("loose", [".", "file", "folder"])
def test_a_folder_that_was_open_is_shut_to_its_end(tmp_path: Path, loose: str) -> None:
    """Everything in it is closed too, except what a link leads to."""
    folder, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    (folder / "folder" / "deep").mkdir(parents=True)
    for file in (folder / "file", folder / "folder" / "deep" / "file", folder / "settings.toml", elsewhere):
        file.write_text("x")
        file.chmod(0o644)
    (folder / "settings.toml").chmod(0o600)
    (folder / "link").symlink_to(elsewhere)
    for path in (folder, folder / "file", folder / "folder"):
        path.chmod(0o700)
    (folder / loose).chmod(0o755)
    assert private_files.restrict_folder(folder) == (loose == "."), (
        "what is open in a closed folder, nobody could reach"
    )
    assert modes(folder) == {0} and elsewhere.stat().st_mode & 0o777 == 0o644
    assert not private_files.restrict_folder(folder)


@windows
def test_a_folder_of_ours_on_another_disk_is_shut_too(tmp_path: Path) -> None:
    """Keys reached through a link are as open as the link's target."""
    data, disk = tmp_path / "data", tmp_path / "disk"
    for folder in (data, disk):
        folder.mkdir()
    data.chmod(0o700)
    (disk / "signing.key").write_text("x")
    for path in (disk, disk / "signing.key"):
        path.chmod(0o755)
    (data / "keys").symlink_to(disk)
    assert private_files.restrict_folder(data)
    assert modes(disk) == {0} and not private_files.restrict_folder(data)


@windows
def test_a_link_stands_for_the_folder_it_leads_to(tmp_path: Path) -> None:
    """Whoever may write into the target could put another store there."""
    folder, link = tmp_path / "disk", tmp_path / "home"
    folder.mkdir()
    folder.chmod(0o777)
    link.symlink_to(folder)
    assert private_files.restrict_folder(link)
    assert modes(folder) == {0} and not private_files.restrict_folder(link)


@windows
def test_another_open_folder_is_left_as_it_is(tmp_path: Path) -> None:
    """An example is `--data /var/lib` typed in place of /var/lib/sunlit."""
    (tmp_path / "lib" / "dpkg").mkdir(parents=True)
    for path in (tmp_path / "lib", tmp_path / "lib" / "dpkg"):
        path.chmod(0o755)
    before = modes(tmp_path / "lib")
    with pytest.raises(FolderTaken):
        private_files.restrict_folder(tmp_path / "lib")
    assert modes(tmp_path / "lib") == before
    (tmp_path / "lib" / "dpkg").rename(tmp_path / "lib" / "lost+found")
    assert private_files.restrict_folder(tmp_path / "lib")


def test_what_is_not_there_yet_is_tight(tmp_path: Path) -> None:
    assert not private_files.restrict_folder(tmp_path / "nowhere")


@windows
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("theirs", ["home", "home/settings.toml"])
def test_a_folder_of_another_account_is_refused(within_reach: Path, theirs: str) -> None:
    """An open folder into which another account has written is refused too."""
    home = within_reach / "home"
    home.mkdir()
    home.chmod(0o755)
    (home / "settings.toml").write_text("")
    us, they = 4711, 4712
    for path in (home, home / "settings.toml"):
        os.chown(path, us, us)
    os.chown(within_reach / theirs, they, they)
    os.seteuid(us)
    try:
        for _ in range(2):
            with pytest.raises(OthersFolder):
                private_files.restrict_folder(home)
        os.seteuid(0)
        os.chown(within_reach / theirs, 0 if theirs.endswith("toml") else us, us)
        os.seteuid(us)
        assert private_files.restrict_folder(home)
    finally:
        os.seteuid(0)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
