"""The sentences people are told when something goes wrong."""

import json
from datetime import date
from enum import StrEnum

import pytest

from core import validation
from core.authority.letter import AgentClass, Power
from core.case import CaseStep, Grade
from core.id_document import IdDocument
from core.message import texts
from core.outbox_state import OutboxState
from core.petition import Purpose
from core.problems import (
    DateWrong,
    DigitsMissing,
    DiskFull,
    GroupMistyped,
    Implausible,
    PlatformBusy,
    PlatformProblem,
    Problem,
    SimulatorsRefused,
    message_of,
)
from core.sentences import as_error, label, sentence_of


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
    assert issubclass(parent, Problem)
    assert kind.number // 100 == parent.number // 100
    assert kind.number % 100 != 0


TOLD = {key: text for key, text in texts().items() if key.startswith("problem.")}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_has_its_sentence(kind: type[Problem]) -> None:
    assert sentence_of(kind) == TOLD[kind.plain().key]


def test_no_sentence_is_left_over() -> None:
    codes = {f"problem.P{kind.number}" for kind in KINDS}
    assert [key for key in TOLD if key.partition("-")[0] not in codes] == []


@pytest.mark.parametrize("key", [key for key in TOLD if "-" not in key or key == "problem.P100-device"])
def test_a_sentence_is_whole_short_and_says_it_in_chinese(key: str) -> None:
    sentence = TOLD[key]
    assert sentence.endswith("。")
    assert len(sentence) <= 45
    assert all(len(part) <= 30 for part in sentence.split("。"))
    assert "错误" not in sentence and "失败" not in sentence


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if issubclass(kind, PlatformProblem)], ids=lambda kind: kind.__name__
)
def test_a_call_for_which_nothing_waits_is_not_promised_another_try(kind: type[PlatformProblem]) -> None:
    problem = kind(date(2023, 1, 5)) if kind is DateWrong else kind()
    assert "自动" not in sentence_of(problem.of_call)


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (DateWrong(date(2023, 1, 5)), "这台机器以为今天是2023年1月5日，日期不对，连不上平台。请告诉工作人员校准日期。"),
        (GroupMistyped(3), "第3组数字不对，请对着纸核对这一组。"),
        (GroupMistyped(), "有一组数字输错了，请对着纸核对。"),
        (DigitsMissing(30, 36), "纸上一共36位数字，这里有30位，请对着纸核对。"),
        (
            SimulatorsRefused(["microphone", "camera"]),
            "设置里给话筒、摄像头选了演练用的模拟设备，平时不能用，已当作没有装。请工作人员改设置。",
        ),
        (Implausible({"matter.place": validation.NO_PLACE}), "没有这个地方，请重新选。"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_is_known_is_said(problem: Problem, sentence: str) -> None:
    assert sentence_of(problem) == sentence


@pytest.mark.parametrize("kind", [OutboxState, CaseStep, Grade, Purpose, AgentClass, Power, IdDocument])
def test_each_state_and_purpose_has_a_word_of_its_own(kind: type[StrEnum]) -> None:
    assert len({label(each) for each in kind}) == len(kind)


def test_it_travels_as_its_number() -> None:
    assert as_error(DiskFull("/secret/place")) == {"code": "P401", "message": sentence_of(DiskFull)}
    assert "secret" not in json.dumps(as_error(DiskFull("/secret/place")))


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_and_is_known_again_by_it(kind: type[Problem]) -> None:
    assert sentence_of(message_of(f"P{kind.number}")) == sentence_of(kind)


@pytest.mark.parametrize("code", ["", "P999", "nonsense"])
def test_a_number_nobody_knows(code: str) -> None:
    assert sentence_of(message_of(code)) == sentence_of(Problem)


def test_the_detail_is_for_technicians() -> None:
    assert str(DiskFull("store.db")) == "store.db"
    assert str(DiskFull()) == "P401"
    assert PlatformBusy("429", 30).retry_after == 30
