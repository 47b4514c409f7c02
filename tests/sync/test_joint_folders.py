"""Folders of other programs with a petition of several people."""

from pathlib import Path
from typing import Any

import pytest

from core.id_number import check_character
from core.joint import MOST_REPRESENTATIVES, MOST_SIGNERS
from core.petition_folder import read_filing
from core.problems import BadFiling, Incomplete, Problem, SamePersonTwice, TooManyRepresentatives, TooManySigners
from core.sentences import sentence_of
from core.wire import petition_schema
from testkit.faulty_platform import CODE, FaultyPlatform
from tests.sync.conftest import Sync
from tests.sync.test_cli import PETITION, papers

CONSENT = {"text_sha256": "0" * 64, "at": "2026-11-30T09:30:00+08:00", "spoken": True}
FIRST = {"name": PETITION["petitioner"]["name"]}


def number(n: int) -> str:
    begins = f"329901195{n % 10}0101{n % 1000:03}"
    return begins + check_character(begins)


def somebody(n: int, **more: Any) -> dict[str, Any]:
    return {"name": f"村民{chr(0x4E00 + n)}", "id_number": number(n), "consent": CONSENT, **more}


def signers(many: int) -> list[dict[str, Any]]:
    return [somebody(100 + n, evidence="chip") for n in range(many)]


def joint(representing: int = 2, signing: int = 2, **more: Any) -> dict[str, Any]:
    return {"representatives": [FIRST, *map(somebody, range(1, representing))], "signers": signers(signing), **more}


def test_it_is_in_the_schema() -> None:
    fields = petition_schema()
    assert "joint" in fields["properties"]
    assert set(fields["$defs"]["Joint"]["properties"]) == {"representatives", "signers"}


def test_a_folder_of_several_people_is_filed(sync: Sync, tmp_path: Path, platform: FaultyPlatform) -> None:
    assert sync("enrol", platform.url, CODE)[0] == 0
    code, slip = sync("file", str(papers(tmp_path / "papers", joint=joint(MOST_REPRESENTATIVES, MOST_SIGNERS))))
    assert (code, set(slip)) == (0, {"item", "local_number"})


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (joint(MOST_REPRESENTATIVES + 1), TooManyRepresentatives(MOST_REPRESENTATIVES)),
        (joint(2, MOST_SIGNERS + 1), TooManySigners(MOST_SIGNERS)),
        (joint(signers=[somebody(1, evidence="chip")]), SamePersonTwice()),
        (joint(representatives=[FIRST, {"name": "李四", "id_number": number(4)}]), Incomplete()),
        (joint(signers=[somebody(9)]), Incomplete()),
    ],
    ids=["six represent", "too many sign", "twice", "no consent", "no signature"],
)
def test_what_is_wrong_with_it_is_said_in_words(
    sync: Sync, tmp_path: Path, given: dict[str, Any], problem: Problem
) -> None:
    code, told = sync("file", str(papers(tmp_path / "papers", joint=given)))
    assert code == 1
    assert (told["error"]["code"], told["error"]["message"]) == (problem.code, sentence_of(problem))


def test_nobody_represents_nobody_and_a_world_of_names_is_refused(tmp_path: Path) -> None:
    for n, given in enumerate((joint(representatives=[]), joint(signers=[{"name": "人" * 9}] * 200_000))):
        with pytest.raises(BadFiling):
            read_filing(papers(tmp_path / f"papers{n}", joint=given))
