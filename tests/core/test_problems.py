"""What people are told when something goes wrong."""

import json

import pytest

from core.problems import DiskFull, PlatformBusy, Problem, sentence_of


def family(root: type[Problem] = Problem) -> list[type[Problem]]:
    return [root, *(each for child in root.__subclasses__() for each in family(child))]


KINDS = [kind for kind in family() if kind.__module__.startswith("core.problems.")]
LEAVES = [kind for kind in KINDS if not kind.__subclasses__()]


def test_every_number_means_one_thing() -> None:
    numbers = [kind.number for kind in LEAVES]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_a_member_is_numbered_in_its_family(kind: type[Problem]) -> None:
    parent = kind.__mro__[1]
    assert kind.number // 100 == parent.number // 100
    assert kind.number % 100 != 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_sentence_is_whole_short_and_says_it_in_chinese(kind: type[Problem]) -> None:
    sentence = kind.sentence
    assert sentence.endswith("。")
    assert len(sentence) <= 45
    assert all(len(part) <= 30 for part in sentence.split("。"))
    assert "错误" not in sentence and "失败" not in sentence


def test_it_travels_as_its_number() -> None:
    assert DiskFull("/secret/place").as_json() == {"code": "P401", "message": DiskFull.sentence}
    assert "secret" not in json.dumps(DiskFull("/secret/place").as_json())


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_and_is_known_again_by_it(kind: type[Problem]) -> None:
    assert sentence_of(f"P{kind.number}") == kind.sentence


@pytest.mark.parametrize("code", ["", "P999", "nonsense"])
def test_a_number_nobody_knows(code: str) -> None:
    assert sentence_of(code) == Problem.sentence


def test_the_detail_is_for_technicians() -> None:
    assert str(DiskFull("store.db")) == "store.db"
    assert str(DiskFull()) == DiskFull.sentence
    assert PlatformBusy("429", 30).retry_after == 30
