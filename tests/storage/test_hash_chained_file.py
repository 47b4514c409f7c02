from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.problems import AuditLogBroken
from storage.hash_chained_file import HashChainedFile, verify
from trust.hash_chain import START


@pytest.fixture
def log(tmp_path: Path) -> HashChainedFile:
    return HashChainedFile(tmp_path / "journal.jsonl")


def test_an_empty_log_is_whole(log: HashChainedFile) -> None:
    assert verify(log.path) == (0, START)


def test_a_chain_of_three(log: HashChainedFile) -> None:
    heads = [log.append({"did": f"开门 {n}"}) for n in range(3)]
    assert verify(log.path) == (3, heads[-1])


def test_it_goes_on_where_an_earlier_process_ended(log: HashChainedFile) -> None:
    log.append({"did": "start"})
    HashChainedFile(log.path).append({"did": "start again"})
    assert verify(log.path)[0] == 2


def test_many_at_once_keep_one_chain(log: HashChainedFile) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: HashChainedFile(log.path).append({"n": n}), range(40)))
    assert verify(log.path)[0] == 40


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: [lines[0].replace(b"0", b"1", 1), *lines[1:]],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [*lines, b"nonsense\n"],
    ],
)
def test_tampering_breaks_the_chain(log: HashChainedFile, tamper: Callable[[list[bytes]], list[bytes]]) -> None:
    for n in range(3):
        log.append({"n": n})
    log.path.write_bytes(b"".join(tamper(log.path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(AuditLogBroken):
        verify(log.path)


def test_half_a_line_left_by_a_power_cut_is_cut_off(log: HashChainedFile) -> None:
    log.append({"n": 0})
    with log.path.open("ab") as file:
        file.write(b'{"n": 1, "pre')
    log.append({"n": 2})
    assert verify(log.path)[0] == 2
