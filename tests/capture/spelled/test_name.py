"""Spelled names and characters, as people say them and as a recogniser writes them down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture.spelled import hear_name, spellings


@pytest.mark.parametrize(
    ("said", "character"),
    [
        *[
            (f"{parts}", parts[-1])
            for parts in ("立早章", "弓长张", "木子李", "耳东陈", "草头黄", "言午许", "口天吴", "双口吕")
        ],
        *[
            (f"{parts}", parts[-1])
            for parts in ("三横王", "三横一竖王", "古月胡", "双木林", "美女姜", "人可何", "关耳郑")
        ],
        ("弓长的张", "张"),
        ("文武的文", "文"),
        ("建国的建", "建"),
        ("张飞的张", "张"),
        ("红色的红", "红"),
        ("共和国的国", "国"),
        ("单人旁的伟", "伟"),
        ("三点水那个清", "清"),
    ],
)
def test_a_character_is_spelled(said: str, character: str) -> None:
    assert [each.character for each in spellings(said)] == [character]


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("立早张", "章"), ("李早章", "章"), ("弓长章", "张"), ("木子里", "李"), ("见设的见", "建"), ("言五徐", "许")],
)
def test_homophones_do_not_matter(heard: str, meant: str) -> None:
    assert [each.character for each in spellings(heard)] == [meant]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("我叫章建国，立早章，建设的建，国家的国。", "章建国"),
        ("我叫张建国立早张建设的建国家的国", "章建国"),
        ("我姓章，立早章，名字叫建国", "章建国"),
        ("弓长张，建设的建，国家的国", "张建国"),
        ("我叫李伟，木子李，伟大的伟", "李伟"),
        ("王小明", "王小明"),
        ("姓名王秀英", "王秀英"),
        ("国家将建国，离造将坚秀的", ""),
        ("嗯，王秀英", "王秀英"),
        ("我叫账建国", "张建国"),
        ("我叫欧阳明", "欧阳明"),
        ("我叫阿卜杜热合曼·麦麦提", "阿卜杜热合曼·麦麦提"),
        ("", ""),
        ("……", ""),
    ],
)
def test_a_name_is_heard(said: str, name: str) -> None:
    assert hear_name(said).text == name


def test_other_characters_of_the_same_sound_can_be_chosen() -> None:
    surname, given_name = hear_name("我叫张伟").places
    assert "章" in surname
    assert {"伟", "炜", "维"} <= set(given_name)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_whatever_was_heard(text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text) for each in spellings(text))
    assert all(choices and len(set(choices)) == len(choices) for choices in hear_name(text).places)


SAID = st.lists(
    st.sampled_from([*"我叫姓章张建国立早弓长的旁木子李，。", "单人旁", "三点水", "名字叫", "建设的建"]), max_size=20
)


@settings(deadline=None, max_examples=60)
@given(SAID)
def test_any_row_of_such_words(words: list[str]) -> None:
    assert all(len(each) == 1 for choices in hear_name("".join(words)).places for each in choices)
