"""Misheard words are put right where the recording agrees, and nothing else is touched."""

import math
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.speech.whisper.homophones import HomophoneCorrector, Lexicon, Weigh
from capture.speech.whisper.homophones.lexicon import merge_confusable_sounds
from capture.speech.whisper.homophones.phonetic_distance import split_syllable, unlikeness
from capture.speech.whisper.homophones.phrases import STEADY

MISHEARD = {
    "村口的滋来水管漏水": "村口的自来水管漏水",
    "我家的城堡地去年修路占了": "我家的承包地去年修路占了",
    "想申请低爆": "想申请低保",
    "我的养老斤没有发": "我的养老金没有发",
    "老板拖前我六个月": "老板拖欠我六个月",
    "我在宫地上干活": "我在工地上干活",
    "医药费一直爆销不了": "医药费一直报销不了",
    "房产正还没有办": "房产证还没有办",
}

RIGHT = (
    "我家的宅基地被邻居占了一半，找村里调解过三次。",
    "今年三月份工地停工，工资一直没有发。",
    "孩子上小学，学校说户口不在本地，不让报名。",
    "小区里的电梯坏了半个月，老人上下楼很不方便。",
    "我母亲瘫痪在床，想申请护理补贴。",
    "门口的路灯不亮，晚上走路看不清。",
    "化工厂晚上偷偷排放废水，河里的鱼都死了。",
    "公司没有给我交社保，也不签劳动合同。",
    "我们村的自来水又黄又浑，没法喝。",
    "去年修水库占了我家的果园，赔偿款没有到账。",
    "物业公司不管事，垃圾堆在楼下没人清理。",
    "医院说材料不全，报销不了。",
    "派出所说证据不够，不予立案。",
    "开发商收了首付，房子到现在还没有盖好。",
    "低保停了两个月，没有人告诉我为什么。",
    "村务公开栏一年没有更新，账目看不到。",
    "楼上装修，每天早上六点就开始敲墙。",
    "我父亲是退伍军人，想问优抚金怎么领。",
    "养老金卡丢了，补办要跑县里三趟。",
    "大桥年久失修，下雨就被水淹。",
    "我想反映村干部优亲厚友的问题。",
    "房顶漏雨，危房改造申请了三年没有批。",
    "公交车改了线路，我们那里不停了。",
    "饭店的油烟直接排到我家窗户。",
    "请政府帮忙协调，尽快解决。",
    "幼儿园收费太高，还要另外交伙食费。",
    "我的电话是一三八开头的，白天都能打通。",
    "卖给我的种子是假的，地里颗粒无收。",
    "法院判了，对方就是不给钱。",
    "老板说下个月给，一直拖到现在。",
    "施工队挖断了电线，全村停电两天。",
    "我在外地打工，医保怎么转回来？",
    "学校食堂的饭菜不新鲜，孩子吃了肚子疼。",
    "村口修路堆了沙子，车过不去。",
    "银行说手续不全，贷款办不下来。",
    "他把公共通道锁上了，消防车进不来。",
    "我腿脚不好，能不能上门办理？",
    "保险公司拒绝理赔，说我没有如实告知。",
    "晚上广场舞音乐太响，孩子没法写作业。",
    "山上采石放炮，把我家的墙震裂了。",
    "请问我的申请什么时候能有答复？",
    "工头跑了，我们十二个人的工钱没有着落。",
    "过渡费从去年十月起就没有再发。",
    "镇上卫生室没有医生，看病要去县城。",
    "邻居养鸡，臭味很大，苍蝇到处飞。",
    "路面塌了一个大坑，上个星期摔了两个人。",
    "我不识字，是女儿帮我说的。",
    "这件事我找过乡政府，他们让我找县里。",
    "水费突然涨了一倍，没有人解释。",
    "残疾证到期了，换证要去市里鉴定。",
    "谢谢你们，麻烦快一点。",
    "村里分地没有分给外嫁女，我认为不公平。",
)


MISHEARD_IN_A_ROOM = {
    "我在监督工地上摔伤了": "我在建筑工地上摔伤了",
    "请社场监督管理局处理": "请市场监督管理局处理",
    "我申请办养老帮险": "我申请办养老保险",
    "村里的变压器坏了经成停电": "村里的变压器坏了经常停电",
}
"""A sound or two are wrong, not the spelling alone."""


@cache
def lexicon() -> Lexicon:
    return Lexicon()


@cache
def corrector() -> HomophoneCorrector:
    return HomophoneCorrector(lexicon())


def ear(likely: float, heard: str, otherwise: float = 1.0, sharp: float = 6.0) -> Weigh:
    """Returns an engine with this confidence in its own text; in others by their similar sound, times `otherwise`."""

    def weigh(text: str) -> list[float]:
        return [sure(new, old) for new, old in zip(text, heard, strict=True)]

    def sure(new: str, old: str) -> float:
        if new == old:
            return math.log(likely)
        return math.log(likely * otherwise) - sharp * lexicon().phrases.unlike(new, old)

    return weigh


def numb(likely: float) -> Weigh:
    """Returns an engine that accepts any word."""
    return lambda text: [math.log(likely)] * len(text)


@pytest.mark.parametrize("heard", MISHEARD)
def test_a_misheard_word_is_put_right(heard: str) -> None:
    assert corrector().mend(heard, ear(0.5, heard)) == MISHEARD[heard]


@pytest.mark.parametrize("heard", MISHEARD_IN_A_ROOM)
def test_a_phrase_is_known_again_though_a_sound_was_lost(heard: str) -> None:
    assert corrector().mend(heard, ear(0.4, heard, sharp=1.0)) == MISHEARD_IN_A_ROOM[heard]


@pytest.mark.parametrize("heard", MISHEARD)
def test_it_stays_where_the_engine_was_sure(heard: str) -> None:
    assert corrector().mend(heard, ear(0.99, heard)) == heard


@pytest.mark.parametrize("heard", MISHEARD)
def test_it_stays_where_the_recording_says_otherwise(heard: str) -> None:
    assert corrector().mend(heard, ear(0.5, heard, otherwise=1e-6)) == heard


@pytest.mark.parametrize("right", RIGHT)
def test_what_is_right_stays_right(right: str) -> None:
    assert corrector().mend(right, ear(0.9, right)) == right


def test_names_stay_as_they_were_heard() -> None:
    heard = "我叫程宝弟，家住城东"
    assert corrector().mend(heard, ear(0.3, heard)) == heard


def test_traditional_characters_become_simplified_and_are_weighed_as_written() -> None:
    weighed: list[str] = []
    heard = "村裡的滋來水管壞了"

    def weigh(text: str) -> list[float]:
        weighed.append(text)
        return numb(0.5)(text)

    assert corrector().mend(heard, weigh) == "村里的自来水管坏了"
    assert weighed == [heard, "村裡的自來水管壞了"]


@given(
    st.text(st.sampled_from("工公宫资子自滋来水村管低保报爆一二三两万不没0123456789，。 aB?們"), max_size=24),
    st.floats(0.01, 0.999),
)
def test_length_marks_numbers_negations_and_letters_are_kept(heard: str, likely: float) -> None:
    mended = corrector().mend(heard, numb(likely))
    assert len(mended) == len(heard)
    kept = [
        (new, old) for new, old in zip(mended, heard, strict=True) if not "\u3400" <= old <= "\u9fff" or old in STEADY
    ]
    assert all(new == old for new, old in kept)
    assert sum(char in STEADY for char in mended) == sum(char in STEADY for char in heard)


@pytest.mark.parametrize(
    ("one", "other"), [("zhi", "zi"), ("lan", "nan"), ("fu", "hu"), ("ying", "yin"), ("sheng", "sen")]
)
def test_sounds_that_are_not_told_apart(one: str, other: str) -> None:
    assert merge_confusable_sounds(one) == merge_confusable_sounds(other)


def test_sounds_that_are() -> None:
    assert len({merge_confusable_sounds(syllable) for syllable in ("liang", "lian", "guang", "guan", "ba", "pa")}) == 6


def test_unlikeness_is_a_measure() -> None:
    far = unlikeness(("ba", "pa", "yan", "yang", "jiu", "you", "shuang"))
    assert (far == far.T).all()
    assert (far.diagonal() == 0).all()
    assert far[2, 3] < far[0, 1] < far[0, 6]


@pytest.mark.parametrize(
    ("syllable", "parts"),
    [
        ("zhuang", ("zh", "uang")),
        ("yue", ("", "ve")),
        ("you", ("", "iu")),
        ("wo", ("", "uo")),
        ("wei", ("", "ui")),
        ("ju", ("j", "v")),
        ("er", ("", "er")),
    ],
)
def test_a_syllable_comes_apart_as_it_sounds(syllable: str, parts: tuple[str, str]) -> None:
    assert split_syllable(syllable) == parts
