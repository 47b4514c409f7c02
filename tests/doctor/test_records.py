"""Settings, key, store and queue of a home, each broken on purpose; looking changes nothing."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from doctor import records
from doctor.checks import CHECKS, chosen, states
from doctor.examination import Manner, bounded
from doctor.finding import State
from doctor.machine import Machine, machine
from storage.keys.key_protectors import PASSPHRASE_FILE
from storage.keys.passphrase import Passphrase
from storage.keys.vault import Vault
from sync.terminal import terminal
from testkit.filings import a_filing
from tests.doctor.findings import digest, only


def later(home: Path, **by: float) -> Machine:
    return Machine(home, now=lambda: datetime.now().astimezone() + timedelta(**by))


def test_a_sound_home_is_ok(home: Path) -> None:
    here = machine(home)
    assert [only(check(here)).state for check in (records.settings, records.store, records.queue)] == [State.OK] * 3


def test_a_key_beside_the_store_is_a_warning(home: Path) -> None:
    found = only(records.key(machine(home)))
    assert (found.state, "同一块磁盘" in found.found) == (State.WARN, True)


def test_a_guarded_key_is_ok(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tmp_path / "passphrase"
    words.write_text("七个字的口令呀啊")
    words.chmod(0o600)
    Vault(home).change_protector(Passphrase(words))
    monkeypatch.setenv(PASSPHRASE_FILE, str(words))
    assert only(records.key(machine(home))).state is State.OK
    words.write_text("不是这个口令呀啊")
    found = only(records.key(machine(home)))
    assert (found.state, "口令不对" in found.found) == (State.FAIL, True)
    assert only(records.store(machine(home))).state is State.WARN


def test_a_key_that_is_gone_is_named(home: Path) -> None:
    (home / "store.key").unlink()
    found = only(records.key(machine(home)))
    assert (found.state, found.found) == (State.FAIL, "开本机存储的钥匙不见了")
    assert only(records.queue(machine(home))).state is State.WARN


def test_a_terminal_that_is_enrolled_nowhere_is_named(tmp_path: Path) -> None:
    assert "还没有登记" in only(records.key(machine(tmp_path))).found
    assert not any(tmp_path.iterdir())
    with terminal(tmp_path / "opened"):
        pass
    assert only(records.store(machine(tmp_path / "opened"))).state is State.OK
    assert "还没有登记" in only(records.key(machine(tmp_path / "opened"))).found


def test_an_identity_that_is_damaged_is_named(home: Path) -> None:
    for name in ("identity.sealed", "identity.spare.sealed"):
        (home / name).write_bytes(b"nothing")
    assert "登记信息坏了" in only(records.key(machine(home))).found


def test_a_damaged_store_is_named_and_left_as_it_is(home: Path) -> None:
    whole = (home / "store.db").read_bytes()
    (home / "store.db").write_bytes(whole[:5000] + bytes(4096) + whole[9096:])
    before = digest(home)
    found = only(records.store(machine(home)))
    assert (found.state, found.found) == (State.FAIL, "本机存储坏了")
    assert digest(home) == before


def test_a_store_that_is_gone_is_named(home: Path) -> None:
    (home / "store.db").unlink()
    assert only(records.store(machine(home))).found == "本机存储不见了"


def test_a_journal_that_was_changed_is_named(home: Path) -> None:
    file = home / "journal.jsonl"
    file.write_bytes(file.read_bytes().replace(b"enrolled", b"enrolleD", 1) + b"{}\n")
    assert "操作日志坏了" in only(records.store(machine(home))).found


def test_what_waits_for_days_is_named_with_the_day(home: Path) -> None:
    with terminal(home) as opened:
        opened.submissions.accept(a_filing())
    assert only(records.queue(machine(home))).found == "1件正在等着送"
    assert only(records.queue(later(home, days=2))).state is State.WARN
    found = only(records.queue(later(home, days=5)))
    assert (found.state, "1件还没有送到平台" in found.found) == (State.FAIL, True)


def test_what_the_platform_refused_is_a_warning(home: Path) -> None:
    with terminal(home) as opened:
        slip = opened.submissions.accept(a_filing())
        opened.outbox.move(slip.item, OutboxState.SENDING)
        opened.outbox.move(slip.item, OutboxState.QUARANTINED, "P503 no")
    assert only(records.queue(machine(home))).state is State.WARN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[terminal]\nsit = "x"\n', "是不是 site"),
        ('[devices]\ncamera = "simulated"\n', "模拟设备"),
        ("[screen]\nwidth_mm = 5\n", "要大于 100"),
    ],
)
def test_wrong_settings_are_named_and_the_other_checks_go_on(home: Path, text: str, said: str) -> None:
    (home / "settings.toml").write_text(text)
    found = only(records.settings(machine(home)))
    assert (found.state, said in found.found) == (State.FAIL, True)
    assert only(records.store(machine(home))).state is State.OK


def test_no_quiet_check_changes_a_byte(home: Path) -> None:
    with terminal(home) as opened:
        opened.submissions.accept(a_filing())
    before = digest(home)
    for check in chosen([], quiet=True):
        if check.manner is Manner.QUIET:
            bounded(check, machine(home))
    assert digest(home) == before


def test_it_may_look_while_the_window_is_open(home: Path) -> None:
    with terminal(home) as opened:
        opened.submissions.accept(a_filing())
        assert only(records.queue(machine(home))).found == "1件正在等着送"
        assert only(records.store(machine(home))).state is State.OK


def test_the_heartbeat_tells_names_and_states_alone(home: Path) -> None:
    told = states(machine(home))
    assert set(told.values()) <= {"ok", "warn", "fail"}
    assert set(told) <= {each.name for each in CHECKS}
    assert "阳光乡" not in json.dumps(told, ensure_ascii=False)
