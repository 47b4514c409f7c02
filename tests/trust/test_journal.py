from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.problems import JournalBroken
from trust.journal import START, Journal, verify


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def test_an_empty_journal_is_whole(journal: Journal) -> None:
    assert verify(journal.path) == (0, START)


def test_a_chain_of_three(journal: Journal) -> None:
    heads = [journal.append({"did": f"开门 {n}"}) for n in range(3)]
    assert verify(journal.path) == (3, heads[-1])


def test_it_goes_on_where_an_earlier_process_ended(journal: Journal) -> None:
    journal.append({"did": "start"})
    Journal(journal.path).append({"did": "start again"})
    assert verify(journal.path)[0] == 2


def test_many_at_once_keep_one_chain(journal: Journal) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: Journal(journal.path).append({"n": n}), range(40)))
    assert verify(journal.path)[0] == 40


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: [lines[0].replace(b"0", b"1", 1), *lines[1:]],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [*lines, b"nonsense\n"],
    ],
)
def test_tampering_breaks_the_chain(journal: Journal, tamper: Callable[[list[bytes]], list[bytes]]) -> None:
    for n in range(3):
        journal.append({"n": n})
    journal.path.write_bytes(b"".join(tamper(journal.path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(JournalBroken):
        verify(journal.path)


def test_half_a_line_left_by_a_power_cut_is_cut_off(journal: Journal) -> None:
    journal.append({"n": 0})
    with journal.path.open("ab") as file:
        file.write(b'{"n": 1, "pre')
    journal.append({"n": 2})
    assert verify(journal.path)[0] == 2
