"""When: a day, a season, a stretch of time in which it happened or since which it lasts. No age, no rate, no deadline."""

import re

from capture.speech.slots.said import Said, Span
from capture.speech.slots.words import any_of

N = "[0-9〇零一二两三四五六七八九十百几半]"
DAYS, HOURS = any_of("times", "days"), any_of("times", "hours")
DATE = (
    f"(?:(?:19|20|一九|二〇|二零|一9)[0-9〇零一二三四五六七八九]{{2}}年?|(?<!{N})(?!六七|七八|八九|67|78|89)[6-9六七八九][0-9几〇零一二三四五六七八九]年"
    f"|(?<!{N})[01零一二][0-9〇零一二三四五六七八九]年(?=[{'0-9一二三四五六七八九十'}春夏秋冬年初底我就的]))"
)
MONTH = (
    f"{N}{{1,3}}月(?:份|底|初|末|中旬|上旬|下旬|头上|{N}{{1,3}}[日号]?)?(?!亮)(?=.|$)|初[一二三四五六七八九十](?=早|晚|上午|下午|中午|那天)"
)
THEN = f"(?:的|是|那)?(?:{N}{{1,3}}月(?:份|底|初)?(?:{N}{{1,3}}[日号])?|{HOURS}|{DAYS}|{N}{{1,3}}[日号](?!楼|院|线))*(?:以来|开始|起|前后|以后|之前)?"
LASTS = (
    f"(?:已经|都|有|快|将近|近|整整|大概|差不多)*(?:{N}{{1,3}}(?:来|多)?|好几|好些|大半)(?:个)?(?:多)?(?:年|月|星期|周|礼拜|天|学期|小时|钟头)(?:多|半)?"
)
LASTING = "(?:了|来|以来|时间|之久|以前|之前|前|多|没|不|一直|都|都没|工资|的?工钱|没有|过去|间|$|(?=[，。！？；,.!?;]))"
AGE = f"今年(?=(?:已经|都|快|虚岁|刚|才|是)*{N}{{1,3}}(?:多|来)?(?:岁|了|周岁|[，。,]|$)|(?:就|该|刚|都)?(?:要|该)?(?:高考|中考|要|该|结婚|考|上[初高大小]|毕业))"
RATE = f"一个?(?:月|年|天|礼拜|星期|小时)(?!多|了|没|来|以?前|过去|半|以来|都)"
EXACT = re.compile(f"(?:{DATE}|(?<![个一]){MONTH}|{DAYS}){THEN}")
LASTED = re.compile(f"{LASTS}{LASTING}")
DURING = re.compile(f"{LASTS}")
OFTEN = re.compile(
    f"每(?:天|晚|夜|年|到|逢|个?月|个?星期|周|次)(?:{HOURS}|{DAYS})?|天天(?:{HOURS})?|一(?:到|下)(?:下?雨天?|{HOURS}|{DAYS})|{HOURS}(?:{N}{{1,3}}点[多半钟]*)?|{N}{{1,3}}点(?:多|半|钟)"
)
NOT_THEN = re.compile(f"{AGE}|什么时候|啥时候|小时候|有时候|到时候|{RATE}|年年|满{N}{{1,3}}年|未满|不满.{{1,3}}年|{N}{{1,3}}年(?:内|级|制|期|合同)|{N}{{1,3}}[天月日](?:内|之内)|天天(?=念|讲|吵|盼|跑|开)")
PAPER = re.compile("(?:合同|协议|证|身份证|户口本)(?:上|里)?.{0,2}写|生日|出生(?:日期|年月|证|在|于|的)|生的|当兵|参军|嫁到|结婚")
"""A day on a paper or of a birth is not the day of the matter."""


def when(said: Said) -> Span | None:
    for rule in (EXACT, LASTED, OFTEN, DURING):
        for found in said.told(rule):
            if not _denied(said, found):
                return said.span(*found.span())
    return None


def _denied(said: Said, found: re.Match[str]) -> bool:
    start, end = found.span()
    near = said.text[max(said.clause_at(start).start, start - 8) : min(said.clause_at(end - 1).end, end + 3)]
    if any(other.start() <= start + 0 < other.end() for other in NOT_THEN.finditer(said.text, max(0, start - 8), end + 8)):
        return True
    return bool(PAPER.search(near))
