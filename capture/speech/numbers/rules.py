"""Rules where a number is written in digits, and how. They apply in this order; each sees what the ones before left."""

import re
from collections.abc import Callable

from capture.speech.numbers.numeral import ANY, DIGIT, digit_by_digit, in_figures, value

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]

N = f"[{ANY}]{{1,12}}"
SAID = f"{ANY}幺洞"
ALONE = f"(?<![{SAID}几数第点.初之])"
"""Not part of a longer number, of an ordinal, of 几十 or of 初三."""
OPEN = f"(?![{SAID}点.])"
DAYTIME = "早上|早晨|清早|清晨|凌晨|上午|中午|下午|晚上|夜里|夜晚|半夜|深夜|傍晚|今晚|昨晚|晌午"
MEASURE = re.compile(
    "年|天|日|号|岁|周|个|块|元|角|毛|分钟|秒|小时|亩|斤|公斤|户|人|家|口|名|位|条|件|张|间|栋|幢|层|楼|座|辆|台|棵|株|头|只"
    "|次|回|趟|遍|米|公里|平|度|吨|升|届|级|批|倍|袋|包|瓶|根|支|所|处|门|道|笔|项|组|队|班|路|单元|室|页|份|本|套|盏|月"
    f"|厘米|毫米|立方|车|桶|箱|排|点(?![{SAID}])"
)
WHOLE = "万|亿|元|块|米|亩|平|公里|吨|倍|斤|公斤|度|级|升|厘米|毫米|公顷"
"""What may be counted in tenths."""
SAYINGS = re.compile("十万八千里|十万火急|三百六十行|一百个不|一千零一夜|十字|十分(?!钟)|十足")


SPELLED = f"{DIGIT}幺洞"
MAX_DIGITS = 19
"""Digits of a bank card. What is longer is an engine that is stuck."""
BREATH = r"(?:\s*[，、,\-]\s*|\s+)"
TELEPHONE = re.compile(r"1[3-9]\d{9}")
ID_NUMBER = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}\d?")


def _run(found: re.Match[str]) -> str | None:
    """Returns the digits if nothing but digits was said: telephone, ID and card numbers, hotlines, rooms."""
    said = found[1]
    return digit_by_digit(said) if re.fullmatch(f"[{SPELLED}]+", said) else None


def _grouped(found: re.Match[str]) -> str | None:
    """Joins a telephone or ID number said with pauses. Other sequences of numbers are unchanged."""
    digits = digit_by_digit(re.sub(BREATH, "", found[0]))
    return digits if TELEPHONE.fullmatch(digits) or ID_NUMBER.fullmatch(digits) else None


def _string(found: re.Match[str]) -> str | None:
    """Converts five digits or more in a row; three or more with 幺, or with 零 inside: 幺幺零, 三零一."""
    said = found[0]
    short = 3 <= len(said) <= 4 and ("幺" in said or re.fullmatch("[^零〇0].*[零〇].*", said))
    return digit_by_digit(said) if short or 5 <= len(said) <= MAX_DIGITS else None


EDGE = f"(?![{ANY}幺洞几])(?!点[{DIGIT}])"
DIGIT_BY_DIGIT: tuple[Rule, ...] = (
    (re.compile(f"(?<![{ANY}幺洞])[{SPELLED}]{{1,18}}(?:{BREATH}[{SPELLED}]{{1,18}}){{1,17}}{EDGE}"), _grouped),
    (re.compile(f"(?<![{ANY}幺洞几点.])[{SPELLED}]{{3,}}{EDGE}"), _string),
)
LAST_PLACE_X: tuple[Rule, ...] = (
    (re.compile(r"(?<=\d{17})[\s，,]*(?:艾克斯|爱克斯|埃克斯|[xX×]|叉)(?![a-zA-Z])"), lambda _: "X"),
)
"""Of some ID numbers."""


def _number(said: str) -> str | None:
    number = value(said)
    return None if number is None else in_figures(number)


def _between(said: str, least: int, most: int) -> str | None:
    number = value(said)
    return str(number) if number is not None and least <= number <= most else None


def _share(found: re.Match[str]) -> str | None:
    whole = "0" if found[1] in "零〇" else _number(found[1])
    return whole and whole + _tenths(found[2]) + "%"


def _tenths(said: str | None) -> str:
    return "." + digit_by_digit(said[1:]) if said else ""


def _decimal(found: re.Match[str]) -> str | None:
    whole = "0" if found[1] in "零〇" else _number(found[1])
    return whole and whole + _tenths(found[2])


def _year(found: re.Match[str]) -> str | None:
    return digit_by_digit(found[1])


def _short_year(found: re.Match[str]) -> str | None:
    """Converts 九八年, 零八年; not 二三年 and 七八年, which may be durations."""
    first, second = [*digit_by_digit(found[1])]
    return None if int(second) == int(first) + 1 and first != "0" else first + second


def _month_and_day(found: re.Match[str]) -> str | None:
    month, day = _between(found[1], 1, 12), _between(found[2], 1, 31)
    return f"{month}月{day}" if month and day else None


def _month(found: re.Match[str]) -> str | None:
    return _between(found[1], 1, 12)


def _clock(found: re.Match[str]) -> str | None:
    hour, minutes = _between(found["hour"], 1, 24), found["minutes"]
    if hour is None or not minutes:
        return hour and f"{hour}点"
    past = digit_by_digit(minutes) if minutes[0] in "零〇0" else _between(minutes, 1, 59)
    return past and f"{hour}点{past}"


def _counted(found: re.Match[str]) -> str | None:
    return _number(found[1])


def _door(found: re.Match[str]) -> str | None:
    return _run(found) or _number(found[1]) if "两" not in found[1] else None


def _mixed(found: re.Match[str]) -> str | None:
    """Converts numbers that an engine wrote half in digits: 3千多."""
    return _number(found[1]) if re.search("[0-9]", found[1]) and not found[1].isascii() else None


def _many(found: re.Match[str]) -> str | None:
    """Converts numbers from ten if what is counted follows; from a hundred always."""
    said, number = found[1], value(found[1])
    if number is None or number < 10 or said.isascii() or SAYINGS.match(found.string, found.start()):
        return None
    counted = MEASURE.match(found.string, found.end())
    return in_figures(number) if number >= 100 or counted else None


def _rule(pattern: str, figures: Callable[[re.Match[str]], str | None]) -> Rule:
    return re.compile(pattern), figures


MINUTES = f"(?P<minutes>[{DIGIT}]?十[{DIGIT}]?|[零〇0][{DIGIT}]|[1-5][0-9](?![0-9]))?"
RULES: tuple[Rule, ...] = (
    *DIGIT_BY_DIGIT,
    *LAST_PLACE_X,
    _rule(f"(?<![{SAID}])百分之({N})(点[{DIGIT}]+)?(?![{SAID}点几])", _share),
    _rule(f"(?<![{SAID}])([一二12][九零〇90][{DIGIT}]{{2}})(?=年)", _year),
    _rule(f"(?<![{SAID}几第之])([零〇一二五六七八九][{DIGIT}])(?=年)", _short_year),
    _rule(f"(?<![{SAID}几])({N})月({N})(?=[号日])", _month_and_day),
    _rule(f"(?<![{SAID}几第])({N})(?=月(?:份|底|初|末|中旬|上旬|下旬))", _month),
    _rule(f"(?<=年)({N})(?=月)", _month),
    _rule(f"(?:(?<={')|(?<='.join(DAYTIME.split('|'))}))(?P<hour>{N})点{MINUTES}(?![{SAID}])", _clock),
    _rule(f"{ALONE}(?P<hour>{N})点(?P<minutes>)(?=钟|半(?![点信死推路夜天]))", _clock),
    _rule(f"{ALONE}(?P<hour>{N})点(?P<minutes>[一二三四五]?十[{DIGIT}]?)(?=分)", _clock),
    _rule(f"{ALONE}({N})(点[{DIGIT}]{{1,4}})(?={WHOLE})", _decimal),
    _rule(f"{ALONE}({N})(?=号楼|号院|单元|室|[栋幢][{ANY}])", _door),
    _rule(f"(?:(?<=单元)|(?<=号楼)|(?<=[栋幢]))([{DIGIT}]{{3,4}}){OPEN}", _run),
    _rule(f"{ALONE}({N})(?=号(?!文件))", _counted),
    _rule(f"{ALONE}({N})(?=块钱|毛钱|角钱|元(?![区桥里村镇街乡路巷化旦宵素]))", _counted),
    _rule(f"{ALONE}({N})(?=块[{DIGIT}]毛)", _counted),
    _rule(f"(?<=[0-9]块)([{DIGIT}])(?=毛)", _counted),
    _rule(f"{ALONE}({N})(?![{SAID}])", _mixed),
    _rule(f"{ALONE}({N})(?![{SAID}多来几余把])", _many),
    _rule(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])", lambda found: found[0].replace(",", "")),
)
