"""What cannot wait is known by the words and their context: not denied, past, imagined or somebody's news."""

from datetime import date

import pytest

from core.urgency.judge import LocalHotline, urgency
from core.urgency.kinds import UrgencyKind

WINTER, SUMMER = date(2027, 1, 20), date(2026, 7, 10)
BEIJING, GUANGZHOU = "110105", "440106"


def kinds(text: str, today: date = WINTER, place: str = BEIJING) -> list[str]:
    return [each.value for each in urgency(text, today=today, place=place).kinds]


def numbers(text: str) -> list[str]:
    return [each.number for each in urgency(text, today=WINTER, place=BEIJING).hotlines]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("房子要塌了，墙上裂缝能伸进拳头", "life"),
        ("我不想活了，活着没意思", "self-harm"),
        ("丈夫喝了酒就打我，今天又拿板凳砸我的头", "violence"),
        ("孩子找不到了，从学校出来就没回家", "child"),
        ("我们小区停水三天了，老人孩子没水喝", "no-water"),
        ("我们家停电两天了，冰箱里东西都坏了", "no-power"),
        ("家里没有暖气，晚上冻得睡不着", "no-heating"),
        ("快过年了，老板还欠我们十几个人工资不给", "wages"),
        ("我们被房东赶出来了，今晚没地方住", "street"),
        ("着火了，快来人，三楼冒烟", "fire"),
        ("老人晕倒了，叫不应", "health"),
    ],
)
def test_each_kind_is_known(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        *("没有人打我，就是吵架", "我没想不开，你放心", "没有着火，是烧纸"),
        *("去年停过水，已经来水了", "前年我家着过火，保险没赔完", "工资前天补发了，我来撤回"),
        *("要是停电了怎么办", "如果老板不给工资，我该找谁", "听说要停水，是不是真的", "家暴怎么取证，我帮同学问问"),
        *("急死了，手续怎么这么麻烦", "气死我了，跑了五趟", "累得要命", "打死我也不信他会退钱", "我一听就火大"),
        *("电视上说外国地震死了好多人", "新闻里讲有个学生跳楼"),
        *("派出所给我开的证明丢了", "消防通道被私家车占了", "我儿子当消防员的，补贴没到", "打工证明谁给开"),
        *("", "。。。", "你好你好，能听见吗", "唱支山歌给党听"),
    ],
)
def test_what_is_denied_past_imagined_or_a_saying_does_not_fire(text: str) -> None:
    assert kinds(text) == []


def test_each_clause_has_its_own_time() -> None:
    assert kinds("前年村里停过半年的水，后来通了，现在暖气又不热，老人冻病了") == ["no-heating"]


def test_one_clause_in_a_long_telling_is_heard() -> None:
    text = "我主要反映的是征地款的事去年征了我家两亩多地还有我儿媳妇现在天天被我儿子打胳膊都打青了地的事你们查查账"
    assert "violence" in kinds(text)


def test_misheard_words_are_understood_by_their_sound() -> None:
    assert kinds("停殿了，从昨晚上停到现在") == ["no-power"]
    assert "self-harm" in kinds("要跳搂了快来人")
    assert "no-water" not in kinds("我已经三天没睡了")


def test_wages_are_urgent_before_a_feast_and_where_need_is_told() -> None:
    plain = "老板拖欠我工资两个月没发"
    assert kinds(plain, WINTER) == ["wages"]
    assert kinds(plain, date(2026, 9, 10)) == ["wages"]
    assert kinds(plain, date(2026, 5, 20)) == []
    assert kinds("老板跑了，拖欠我们工资，饭钱都没有", date(2026, 5, 20)) == ["wages"]


def test_a_cold_dwelling_is_urgent_by_season_and_place() -> None:
    cold = "家里暖气一点不热"
    assert kinds(cold, date(2026, 11, 20)) == ["no-heating"]
    assert kinds(cold, SUMMER) == []
    assert kinds(cold, date(2026, 11, 20), GUANGZHOU) == []
    assert kinds(cold, date(2026, 10, 10), "230102") == ["no-heating"]


def test_each_kind_leads_to_its_telephones() -> None:
    assert numbers("着火了，快来人")[0] in {"110", "119"} and "119" in numbers("着火了，快来人")
    assert numbers("我们家停电两天了")[0] == "95598"
    assert numbers("老板拖欠工资不给") == ["12333", "12345", "12348"]
    assert {"110", "12355"} <= set(numbers("孩子找不到了"))
    assert "12356" in numbers("我不想活了")
    assert numbers("我想问低保怎么申请") == []


def test_a_province_adds_its_own_telephones_behind_the_first() -> None:
    own = [
        LocalHotline("0311-96300", "水务集团", (UrgencyKind.NO_WATER,)),
        LocalHotline("1", "别的", (UrgencyKind.WAGES,)),
    ]
    found = urgency("停水三天了，没水喝", today=WINTER, local=own)
    assert [each.number for each in found.hotlines] == ["12345", "0311-96300"]


def test_a_very_long_text_is_judged() -> None:
    assert kinds("我来反映村里的账目不公开，" * 4000) == []
    assert UrgencyKind.FIRE in urgency("村里的账目不公开。" * 3000 + "楼下着火了", today=WINTER).kinds
