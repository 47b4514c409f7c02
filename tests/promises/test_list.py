"""Every promise is in the list, and every entry of the list is said and kept."""

import ast

import pytest

from tests.promises.listed import Promise, found, no_promises, promises
from tests.promises.sentences import ROOT, promising, sentences


def test_every_sentence_that_promises_stands_in_the_list() -> None:
    listed = [*(piece for promise in promises() for piece in promise.says), *no_promises()]
    loose = [(place, said) for place, said in promising() if not any(piece in said for piece in listed)]
    assert loose == [], "who keeps this? resources/promises.toml"


def test_nothing_in_the_list_is_said_no_more() -> None:
    said = [sentence for _, sentence in sentences()]
    listed = [*(piece for promise in promises() for piece in promise.says), *no_promises()]
    assert [piece for piece in listed if not any(piece in sentence for sentence in said)] == []


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.says[0])
def test_each_promise_names_functions_that_are_there(promise: Promise) -> None:
    assert [found(name) for name in promise.kept_by]


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.says[0])
def test_and_a_test_in_which_it_is_kept(promise: Promise) -> None:
    file, _, test = promise.shown_by.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    "gone",
    [
        "打电话或发短信告诉我",
        "您可以要求更正或删除",
        "委托人随时可以收回委托",
        "已经念给委托人听",
        "十五天内",
        "六十天内",
        "受理回执",
        "本机受理号",
        "按档案规定保存",
        "不会丢",
        "已交工作人员处理",
    ],
)
def test_what_nobody_kept_is_said_no_more(gone: str) -> None:
    assert [place for place, sentence in sentences() if gone in sentence] == []


def test_accepted_is_what_a_unit_says_alone() -> None:
    """受理 is the unit's step: none of our papers or numbers may claim it. Officers are told of it, and petitioners of
    what a unit did (ui/platform/life_words.py, proxy_client/task_words.py)."""
    elsewhere = ("casework.toml", "gateway/desk/", "desk/", "ui/platform/life_words.py", "proxy_client/task_words.py")
    said = [said for place, said in sentences() if "受理" in said and not place.startswith(elsewhere)]
    assert sorted(said) == ["…；单位受理以后，一般…内答复", "责任单位已受理"]
