"""Marker words are searched for in plaintext; the long run is `benchmarks.faults.gateway_markers`."""

import gzip
import zlib
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.faults.gateway_markers import search
from benchmarks.faults.gateway_plaintext_scanner import PlaintextScanner
from testkit.seed import SEED, number

WORD = "王阿婆标记7391"
HIDINGS = [bytes, b64encode, urlsafe_b64encode, lambda plain: plain.hex().encode(), gzip.compress, zlib.compress]


@given(
    before=st.binary(max_size=5),
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gbk"]),
    hide=st.sampled_from(HIDINGS),
)
def test_a_word_is_found_however_it_is_written(before: bytes, encoding: str, hide: type[bytes]) -> None:
    assert PlaintextScanner([WORD]).within(b"\0" + hide(before + WORD.encode(encoding) + b"behind") + b"\0") == {WORD}
    assert PlaintextScanner([WORD]).within(hide(before + b"nothing of it")) == set()


def test_it_is_found_in_a_files_name_as_well(tmp_path: Path) -> None:
    (tmp_path / f"{WORD}.jpg").touch()
    assert PlaintextScanner([WORD]).below(tmp_path) == {f"{WORD}.jpg": {WORD}}


def test_nothing_that_was_said_lies_about(tmp_path: Path) -> None:
    searched = search(tmp_path, "folder", number("SUNLIT_ROUNDS", 1), SEED)
    print(searched.told())
    assert searched.found == {}
    assert searched.words > 30 and searched.places > 60
