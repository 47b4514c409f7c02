"""The slot when: the day, the season or the duration of the matter, or since when it lasts.

No ages, rates (一个月八百), deadlines or dates of documents.
"""

import re

from capture.speech.slots.spoken_text import STOP, Span, SpokenText
from capture.speech.slots.vocabulary import any_of

DIGIT, NUMERAL = "[0-9〇零一二三四五六七八九]", "[0-9〇零一二两三四五六七八九十百几半]"
N = NUMERAL + "{1,3}"
DAYS, HOURS = any_of("times", "days"), any_of("times", "hours")
YEAR = (
    f"(?:(?:19|20|一九|二〇|二零){DIGIT}{{2}}年?"
    f"|(?<!{DIGIT})(?!六七|七八|八九|67|78|89)[6-9六七八九](?:{DIGIT}|几)年"
    f"|(?<!{DIGIT})[01零一二]{DIGIT}年(?=[0-9一二三四五六七八九十春夏秋冬年初底我就的]))"
)
DAY = f"{N}[日号](?!楼|院|线)"
MONTH = f"(?<![个一]){N}月(?!亮)(?:份|底|初|末|中旬|上旬|下旬|头上|{N}[日号]?)?"
FEAST = "初[一二三四五六七八九十](?=早|晚|上午|下午|中午|那天)"
MORE = f"(?:的|是|那)?(?:{N}月(?:份|底|初)?(?:{DAY})?|{HOURS}|{DAYS}|{DAY}){{0,4}}(?:以来|开始|起|前后|以后|之前)?"
EXACT = re.compile(f"(?:{YEAR}|{MONTH}|{FEAST}|(?<!{NUMERAL}){DAYS}){MORE}")

SO_LONG = (
    f"(?:已经|都|有|快|将近|近|整整|大概|差不多){{0,3}}(?:{N}(?:来|多)?|好几|好些|大半)"
    "(?:年|天|周|学期|星期|礼拜|个多?(?:月|星期|礼拜|学期))(?:多|半)?"
)
SINCE = f"(?:了|来|以来|时间|之久|以前|之前|前|多|没|不|一直|都|工资|的?工钱|过去|间|{STOP})"
LASTED = re.compile(SO_LONG + SINCE)

RATE = "(?<!了)一个?(?:月|年|天|礼拜|星期|小时)(?!多|了|没|来|以?前|过去|半|以来|都)"
EVERY = f"每(?:天|晚|夜|到|逢|个?星期|周|次|(?:年|个?月)(?!{N}|交|收|发|领|拿|从|才|只|的?工资))(?:{HOURS}|{DAYS})?"
GOES_ON = "(?=.{0,5}[放吵排敲砸唱倒烧冒响闹漏停挖运拉偷睡])"
NIGHTS = f"(?:半夜|后半夜|凌晨)|(?:天天|晚上|夜里){GOES_ON}"
OFTEN = re.compile(
    f"(?:自打|打从|自从)[^，。]{{2,12}}?(?:起|后|来|张|业|工|建)(?=[，。就])|{EVERY}|天天{HOURS}|一(?:到|下)(?:下?雨天?|{HOURS}|{DAYS})|{HOURS}{N}点[多半钟]*|{NIGHTS}|{N}点[多半钟]"
)

AGE = (
    f"今年(?=(?:已经|都|快|虚岁|刚|才|是){{0,3}}{N}(?:多|来)?(?:岁|了|周岁|[，。,]|$)"
    "|(?:就|该|刚|都)?(?:要|该)?(?:高考|中考|要|该|结婚|考|上[初高大小]|毕业))"
)
NOT_THEN = re.compile(
    f"{AGE}|{RATE}|什么时候|啥时候|小时候|有时候|到时候|年年|满{N}年|未满|不满.{{1,3}}年"
    f"|工龄[^，。]{{0,6}}{N}年"
    f"|{N}年(?:内|级|制|期|合同)|{N}[天月日](?:内|之内)|怀孕{N}个月|三天两头|不到{N}个?[月年天]|少交{N}个月|签了?{N}年|{N}年的老|天天(?=念|讲|吵|盼|跑|开)"
)
ON_PAPER = re.compile(
    "(?:合同|协议|证|身份证|户口本)(?:上|里)?.{0,2}写|写成|写错|登记成|生日|出生(?:日期|年月|证|在|于|的)|生的|当兵|参军|参加工作|入党|嫁到|结婚"
)
"""A day on a paper or of a birth is not the day of the matter."""


def when(said: SpokenText) -> Span | None:
    rules = (EXACT, LASTED, OFTEN)
    times = (said.span(*found.span()) for rule in rules for found in said.told(rule))
    return next((time for time in times if not _is_other(said, time)), None)


def _is_other(said: SpokenText, time: Span) -> bool:
    """True if it is a time that does not belong to the matter."""
    others = NOT_THEN.finditer(said.text, max(0, time.start - 8), time.end + 8)
    if any(other.start() <= time.start < other.end() for other in others):
        return True
    first, last = said.clause_at(time.start), said.clause_at(time.end - 1)
    near = said.text[max(first.start, time.start - 8) : min(last.end, time.end + 3)]
    return bool(ON_PAPER.search(near))
