"""A gateway's folder is restored from its backup, or the backup is reported as broken."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from core.case import CaseStep
from core.problems import BackupBroken, FolderTaken
from core.wire import CaseQuery, ItemStatus
from gateway.backup import backup, integrity
from gateway.cases import queries, records
from gateway.cli import main
from gateway.keys.keyring import HAND_OVER
from gateway.runtime import Runtime, Stores, open_runtime
from gateway.storage.schema import journal
from testkit.gateway_in_process import Gateway, HandClock, SwitchableApp
from testkit.terminal import Terminal

LAST_FOUR = "002X"


@pytest.fixture
def saved(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> Path:
    """Returns a backup of two cases: one with its attachment, one whose attachment is still to come."""
    item, _ = terminal.filed()
    terminal.upload(item).patch(item.files["1.age"])
    terminal.filed()
    backup.back_up(gateway.runtime, gateway.data, tmp_path / "saved")
    return tmp_path / "saved"


def reopened(data: Path) -> Runtime:
    return open_runtime(data, HandClock(), Stores())


def test_what_was_registered_is_registered(gateway: Gateway, saved: Path, tmp_path: Path) -> None:
    before = records.listed(gateway.runtime)
    backup.restore(saved, tmp_path / "again", gateway.clock)
    runtime = reopened(tmp_path / "again")
    assert records.listed(runtime) == before
    assert list(integrity.problems(runtime)) == []
    counted = integrity.counts(runtime)
    assert (counted["items"], counted["files"], counted["wanted"]) == (2, 3, 2 - 1)
    shown = records.show(runtime, before[-1]["case_number"], with_code=True)
    assert shown
    query = CaseQuery(query_code=shown["query_code"], last_four=LAST_FOUR)
    assert queries.by_code(runtime, "t", query).timeline[0].step is CaseStep.REGISTERED
    runtime.engine.dispose()


def test_no_number_is_given_twice(
    switchable: SwitchableApp, gateway: Gateway, terminal: Terminal, saved: Path, tmp_path: Path
) -> None:
    """The numbers given after the backup are on somebody's receipt."""
    _, lost = terminal.filed()
    assert lost.receipt
    backup.restore(saved, tmp_path / "again", gateway.clock)
    with switchable.gateway(tmp_path / "moved", furnished=tmp_path / "again") as again:
        assert lost.receipt.case_number not in {each["case_number"] for each in records.listed(again.runtime)}
        _, other = Terminal.enrolled(again).filed()
    assert other.receipt and other.receipt.case_number > lost.receipt.case_number


def test_a_receipt_that_is_on_paper_stays_true(
    switchable: SwitchableApp, terminal: Terminal, saved: Path, tmp_path: Path
) -> None:
    item, lost = terminal.filed()
    backup.restore(saved, tmp_path / "again", terminal.gateway.clock)
    with switchable.gateway(tmp_path / "moved", furnished=tmp_path / "again") as again:
        again.clock.turn(days=3)
        terminal.gateway = again
        promised = {"promised": lost.model_dump(mode="json")["receipt"]}
        answer = terminal.call("POST", "/v1/items", terminal.as_call(item) | promised, Idempotency_Key=str(item.id))
        assert answer.status_code == 201 and ItemStatus.model_validate_json(answer.text) == lost
        assert ItemStatus.model_validate_json(terminal.hand_in(item).text) == lost
        assert lost.receipt
        query = CaseQuery(query_code=lost.receipt.query_code, last_four=LAST_FOUR)
        assert queries.by_code(again.runtime, terminal.id, query).timeline[0].at == lost.receipt.registered_at
        assert list(integrity.problems(again.runtime)) == []


def test_whatever_is_missing_is_noticed(saved: Path, tmp_path: Path) -> None:
    """Tried with a backup cut short at any place, and with one that has lost a file since."""
    files = [path.relative_to(saved) for path in saved.rglob("*") if path.is_file()]
    assert len(files) == 1 + 1 + 5 + 3
    for n, name in enumerate(files):
        short = shutil.copytree(saved, tmp_path / f"short-{n}")
        (short / name).unlink()
        with pytest.raises(BackupBroken):
            backup.restore(short, tmp_path / "again")
        cut = shutil.copytree(saved, tmp_path / f"cut-{n}")
        (cut / name).write_bytes((saved / name).read_bytes()[:-1])
        with pytest.raises(BackupBroken):
            backup.restore(cut, tmp_path / "again")
        assert not (tmp_path / "again").exists() and not list(tmp_path.glob("*.restoring"))


def test_a_backup_taken_while_people_file_is_whole(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> None:
    def file(_: int) -> None:
        item, _status = terminal.filed()
        terminal.upload(item).patch(item.files["1.age"])

    with ThreadPoolExecutor(3) as pool:
        filing = [pool.submit(file, n) for n in range(6)]
        for n in range(3):
            backup.back_up(gateway.runtime, gateway.data, tmp_path / f"saved-{n}")
        for each in filing:
            each.result()
    for n in range(3):
        assert backup.restore(tmp_path / f"saved-{n}", tmp_path / f"again-{n}", gateway.clock).damaged == []


def test_keys_are_for_nobody_else_and_the_disciplines_stays_out(gateway: Gateway, saved: Path, tmp_path: Path) -> None:
    assert (gateway.data / "keys" / HAND_OVER).exists()
    assert not (saved / "keys" / HAND_OVER).exists()
    backup.restore(saved, tmp_path / "again")
    for folder in (saved, tmp_path / "again"):
        assert {path.stat().st_mode & 0o077 for path in folder.rglob("*")} == {0}
    assert not (tmp_path / "again" / "keys" / HAND_OVER).exists()


def test_nothing_is_written_over(gateway: Gateway, saved: Path) -> None:
    with pytest.raises(FolderTaken):
        backup.back_up(gateway.runtime, gateway.data, saved)
    with pytest.raises(FolderTaken):
        backup.restore(saved, gateway.data)


Harm = Callable[[Gateway, str], None]


def lose_a_file(gateway: Gateway, item: str) -> None:
    (gateway.data / "blobs" / "kept" / item / "text.age").unlink()


def damage_a_file(gateway: Gateway, item: str) -> None:
    with (gateway.data / "blobs" / "kept" / item / "text.age").open("r+b") as file:
        file.write(b"?")


def rewrite_the_journal(gateway: Gateway, item: str) -> None:
    with gateway.runtime.engine.begin() as db:
        db.execute(update(journal).where(journal.c.n == 1).values(line="{}"))


def bring_other_keys(gateway: Gateway, item: str) -> None:
    shutil.rmtree(gateway.data / "keys")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lose_a_file, "missing"),
        (damage_a_file, "damaged"),
        (rewrite_the_journal, "broken"),
        (bring_other_keys, "wrong-key"),
    ],
)
def test_check_names_what_is_wrong(
    gateway: Gateway, terminal: Terminal, capsys: pytest.CaptureFixture[str], harm: Harm, code: str
) -> None:
    item, _ = terminal.filed()
    assert main(["check", "--data", str(gateway.data)]) == 0
    harm(gateway, str(item.id))
    (gateway.data / "keys").mkdir(exist_ok=True)
    capsys.readouterr()
    assert main(["check", "--data", str(gateway.data)]) == 3
    first, *_, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["error"]["code"] == code
    assert last["troubles"] >= 1 and last["items"] == 1


def test_by_the_command_line(
    gateway: Gateway, terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.filed()
    assert main(["backup", "--data", str(gateway.data), str(tmp_path / "saved")]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["files"] == 1 and "keys" in told.err
    assert main(["restore", "--data", str(tmp_path / "again"), str(tmp_path / "saved")]) == 0
    assert main(["restore", "--data", str(tmp_path / "again"), str(tmp_path / "saved")]) == 3
    assert main(["check", "--data", str(tmp_path / "again")]) == 0
    (tmp_path / "saved" / backup.MANIFEST).unlink()
    assert main(["restore", "--data", str(tmp_path / "third"), str(tmp_path / "saved")]) == 3
    assert not (tmp_path / "third").exists()
