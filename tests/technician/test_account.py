"""Whose terminal the command works on: the window's own, as the window's account."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.problems import OtherAccount
from sync.terminal import terminal
from technician import account
from technician.__main__ import AS_ROOT, COMMANDS, main
from technician.turn import turn

AS_NOBODY = """
import sys
from pathlib import Path
from sync.terminal import terminal
from technician import account
account.choose(Path(sys.argv[1]), Path("/nowhere"))
(Path(sys.argv[1]) / "made").write_text("x")
"""


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    for name in ("SUNLIT_HOME", "SUNLIT_PASSPHRASE_FILE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("unset")
def test_the_packaged_terminal_is_worked_on_with_its_units_environment(tmp_path: Path) -> None:
    (home := tmp_path / "var").mkdir()
    (unit := tmp_path / "kiosk.env").write_text('# a comment\n#A=1\nSUNLIT_PASSPHRASE_FILE="/etc/words"\n\nnothing\n')
    account.choose(home, unit, lambda _uid: None)
    assert (os.environ["SUNLIT_HOME"], os.environ["SUNLIT_PASSPHRASE_FILE"]) == (str(home), "/etc/words")


@pytest.mark.usefixtures("unset")
def test_a_home_that_was_named_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "var").mkdir()
    monkeypatch.setenv("SUNLIT_HOME", str(tmp_path / "own"))
    account.choose(tmp_path / "var", tmp_path / "none")
    assert os.environ["SUNLIT_HOME"] == str(tmp_path / "own")


@pytest.mark.usefixtures("unset")
def test_without_a_packaged_terminal_nothing_is_chosen(tmp_path: Path) -> None:
    account.choose(tmp_path / "var", tmp_path / "none")
    assert "SUNLIT_HOME" not in os.environ


@pytest.mark.usefixtures("unset")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_root_becomes_the_account_of_the_home(tmp_path: Path) -> None:
    (home := tmp_path / "var").mkdir()
    os.chown(home, 65534, -1)
    became: list[int] = []
    account.choose(home, tmp_path / "none", became.append)
    account.choose(home, tmp_path / "none", became.append, stay_root=True)
    assert became == [65534]
    with turn(home):
        assert (home / "technician.lock").stat().st_uid == 65534


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_and_what_it_writes_is_that_accounts(tmp_path: Path) -> None:
    (home := tmp_path / "var").mkdir()
    os.chown(home, 65534, -1)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o011)
    environment = {name: value for name, value in os.environ.items() if name != "SUNLIT_HOME"}
    subprocess.run([sys.executable, "-c", AS_NOBODY, str(home)], check=True, env=environment)
    assert (home / "made").stat().st_uid == 65534


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_an_update_of_data_alone_leaves_nothing_that_the_window_cannot_read(tmp_path: Path) -> None:
    """Root once left the home's new folders to itself: no window opened after that."""
    (home := tmp_path / "var").mkdir()
    os.chown(home, 65534, -1)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o011)
    environment = {**os.environ, "SUNLIT_HOME": str(home)}
    for words in (["check", "--from", str(tmp_path)], ["apply"]):
        command = [sys.executable, "-m", "technician", "update", *words]
        assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 1
    assert {path.stat().st_uid for path in home.rglob("*")} == {65534}


def test_a_folder_that_somebody_made_for_the_terminal_becomes_its_own(tmp_path: Path) -> None:
    """The lock of a technician's command once made it a folder of somebody else's."""
    (home := tmp_path / "home").mkdir()
    home.chmod(0o755)
    with turn(home), terminal(home):
        assert home.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("unset")
def test_another_account_is_told_to_use_sudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home := tmp_path / "var").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 1)
    with pytest.raises(OtherAccount):
        account.choose(home, tmp_path / "none")
    (tmp_path / "me" / ".local" / "share" / "sunlit-window").mkdir(parents=True)
    account.choose(home, tmp_path / "none")
    assert "SUNLIT_HOME" not in os.environ


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - AS_ROOT))
def test_what_opens_the_store_is_not_done_as_root(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home := tmp_path / "var").mkdir()
    os.chown(home, 65534, -1)
    became: list[int] = []
    monkeypatch.setenv("SUNLIT_HOME", str(home))
    monkeypatch.setattr(account, "_become", became.append)
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert became == [65534]
