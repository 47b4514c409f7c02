"""Invented people. Their prefecture digits are 99, which no place has; the halves share no name and no street."""

from dataclasses import dataclass, field
from random import Random

from core.id_number import check_character

SURNAMES = {
    "tuned": list("王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高"),
    "locked": [*"郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余吉", "欧阳", "司马", "上官"],
}
GIVEN = {
    "tuned": list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红玲建国文辉力"),
    "locked": list("志远子涵雨欣浩然思琪梓萱凤金根福生春来宝珠淑珍永贵德全月娥守义长顺改花赞吉"),
}
LONG_NAMES = {
    "tuned": [
        "古丽巴哈尔·艾合买提江",
        "阿卜杜热依木江·阿卜杜克热木阿洪",
        "买买提依明·吐尔逊尼亚孜",
        "努尔比亚·阿不都克里木江",
        "扎西尼玛·达瓦次仁多吉",
    ],
    "locked": [
        "帕提古丽·吾甫尔托合提",
        "阿不都沙拉木·麦麦提吐尔地",
        "乌恩其其格·孛儿只斤氏",
        "哈力木拉提·阿依提哈孜别克",
        "次仁旺姆·索朗德吉卓嘎",
    ],
}
RARE_NAMES = {  # what the recogniser may not write, or takes for something common
    "tuned": list("𠮷赟頔𬍛䶮㛃喆堃璟翀镕囍旻龑珺玥彧祎昇芃"),
    "locked": list("𫖮𬀩𪟝𫍯甯昉骉筱晞翯燊峣琎垚淼焱嫄珽桢赟"),
}
CITIES = {
    "tuned": ["河南省平桥市柳湾县", "广东省南岭市东塘区", "甘肃省云溪市清河区", "四川省临澜市望江区"],
    "locked": ["湖北省白渡市石门县", "云南省青桐市红土区", "安徽省长滩市芦荡县", "陕西省北原市古槐区"],
}
TAILS = {
    "tuned": [
        "建设路12号阳光小区3幢2单元401室",
        "双桥镇石桥村3组8号",
        "人民东路808号锦绣苑15幢1210室",
        "上坪村1组54号",
        "杏花街道和平里27楼5门9号",
    ],
    "locked": [
        "永安巷7号",
        "大岭乡杨树沟村第二村民小组33号",
        "滨河大道1966号翡翠湾A区11栋2704",
        "柏林镇东风大队6队",
        "解放南路附15号粮食局家属院",
    ],
}
WORDY_TAILS = {  # where the card's own words are a name
    "tuned": [
        "公民路12号401室",
        "公民村出生地巷8号",
        "住址巷3号楼5室",
        "姓名桥镇民族大道9号",
        "性别社区公民身份大厦2号",
        "民族路88号",
    ],
    "locked": [
        "公民街道和谐里6号",
        "出生湾村2组17号",
        "民族团结路公民小区4幢",
        "万姓名都花园9号",
        "住址坪乡公民大道103号",
        "身份号街21号",
    ],
}
ISSUERS = {
    "tuned": ["平桥市公安局", "云溪市公安局清河区分局", "柳湾县公安局"],
    "locked": ["白渡市石门县公安局", "红土区公安局", "北原市公安局古槐区分局"],
}
LONG_ISSUERS = {
    "tuned": [("伊犁哈萨克自治州公安局", "伊宁分局"), ("黔东南苗族侗族自治州公安局", "开发区分局")],
    "locked": [("德宏傣族景颇族自治州公安局", "风平分局"), ("海西蒙古族藏族自治州公安局", "矿区公安分局")],
}
MARKS = {
    "tuned": ["复印无效", "仅供信访使用", "仅供办理信访使用 他用无效", "再次复印无效", "已核验"],
    "locked": ["只限本次业务使用", "仅供办理低保使用", "与原件一致", "仅供信访使用 2026-11-29 南岭", "复印件专用章"],
}


@dataclass(frozen=True)
class Printed:
    """The text printed on a card: `fields` are the truth, `name_rows` and `issuer_rows` the rows of long values."""

    fields: dict[str, str]
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)


def number(dice: Random, birth: str, sex: str, region: str = "") -> str:
    sequence = f"{dice.randrange(100):02d}{2 * dice.randrange(5) + (sex == '男')}"
    first = f"{region or str(dice.choice([41, 44, 62, 51, 42, 53])) + '99' + f'{dice.randrange(1, 30):02d}'}"
    digits = f"{first}{birth.replace('-', '')}{sequence}"
    return digits + check_character(digits)


def person(dice: Random, half: str, **given: str) -> Printed:
    """Returns a person. `given` fields are printed as they are; `region`: first six digits of the number."""
    region = given.pop("region", "")
    sex = given.get("sex") or dice.choice("男女")
    birth = f"{dice.randrange(1938, 2008)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
    name = dice.choice(SURNAMES[half]) + "".join(dice.sample(GIVEN[half], dice.choice([1, 2, 2])))
    fields = {
        "name": name,
        "sex": sex,
        "ethnicity": "汉" if dice.random() < 0.8 else dice.choice(["回", "土家", "壮", "满", "维吾尔", "彝"]),
        "birth": birth,
        "address": dice.choice(CITIES[half]) + dice.choice(TAILS[half]),
        "id_number": number(dice, birth, sex, region),
    }
    return Printed({**fields, **given})


def long_named(dice: Random, half: str) -> Printed:
    """Returns a person whose name goes on in a second row, broken after the dot."""
    name = dice.choice(LONG_NAMES[half])
    first, second = name.split("·")
    printed = person(dice, half, name=name, ethnicity=dice.choice(["维吾尔", "哈萨克", "蒙古"]))
    return Printed(printed.fields, {"name": (first + "·", second)})


def issued(dice: Random, half: str, *, long: bool = False) -> Printed:
    """Returns the text of an emblem side."""
    rows = dice.choice(LONG_ISSUERS[half]) if long else (dice.choice(ISSUERS[half]),)
    begins = f"{dice.randrange(2008, 2025)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
    years = dice.choice([5, 10, 20, 0])
    ends = f"{int(begins[:4]) + years}{begins[4:]}" if years else "长期"
    return Printed({"issuer": "".join(rows), "valid_from": begins, "valid_to": ends}, {"issuer": rows})
