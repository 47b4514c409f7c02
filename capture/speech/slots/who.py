"""The slot who: a person by name, kinship, occupation or office, or a group of people; and the names by which speakers
introduce themselves: 我叫王建国, 本人赵秀兰, 我是大湾村的村民刘德顺.

我 and 我家 do not count, as the name is on the card. Neither do 老人, nor a boss or an office that is only addressed.
"""

import re
from itertools import chain

from capture.speech.slots.spoken_text import BEGIN, MARKS, Span, SpokenText
from capture.speech.slots.vocabulary import any_of
from capture.spelled import surnames
from core.han import HAN

KIN, CROWDS, CALLINGS, OFFICES, TITLES, ELDERS, PERSONS, OLD = (
    any_of("people", name) for name in ("kin", "crowds", "callings", "offices", "titles", "elders", "persons", "old")
)
SURNAME = f"[{''.join(any_of('people', 'surnames')[3:-1].split('|'))}]"
WE = "(?:我们|俺们|咱们|额们|我|俺|咱|额|阿拉|本人)家?"
US = "(?:我们|俺们?|咱们?)"
N = "[0-9一二两三四五六七八九十百几]"
END = "(?=[，。、；,;]|家住|住在|是|今年|现年|男|女|系|$)"
ACTS = "(?=在|上|今年|被|没|才|要|跟|的|因|从|得|病|身|去|住|说|是|不|玩|吃|走|让|把|带|打|给|骗|用|和|摔|得|到|过)"
NEXT_DOOR = "(?:邻居|隔壁|对门|楼上|楼下)"
NOT_SOMEBODY = "[说想来去从被在因不今昨前上觉真没要按怕为跟看听直行走认知个]|[0-9一二][0-9一二九零〇]"
CARED = f"(?:给|带|抱|背|陪|领|送|接)着?(?:我的?)?(?P<who>{KIN})(?!打电话|说|讲|打了|交代)"
RULES = [
    f"(?:我叫|我的名字[是叫]|我姓名|(?:反映|举报|投诉|申请|信访)人(?:是|[:：])|本人)(?P<who>(?![是于在就有从因家]){HAN}{{2,4}}?){END}",
    f"(?P<who>{SURNAME}{HAN}{{1,2}})(?=(?:委托|托|请|叫|让)我)",
    f"(?:替|帮|代|代表)(?P<who>{SURNAME}{HAN}{{1,2}})(?=来|说|讲|问|反映|跑|办)",
    f"(?P<who>{US}[俩仨])",
    f"(?P<who>我们?就?是(?:一?[个名位])?[^，。；,;]{{0,16}}?(?<!什么){CALLINGS})(?![^，。；,;]{{0,3}}证)",
    f"(?P<who>{WE}(?:的|那个?|这个?|[和跟同]我?)?[大小二三老]?{KIN})(?!庭)",
    f"(?P<who>(?:{US}|全村|全组|沿.{{1,3}}|附近|整[个栋]{HAN}{{1,2}})?[的这那]?(?!一[个位名]人|一家){N}{{1,6}}[多来]?(?:户|名|个|位|家|口子?)多?"
    f"(?:人家|{CROWDS}|女工|人口|残疾人|(?<=户)|人(?![住过]|在家|生活|都没)))",
    f"(?P<who>{US}?(?:全村|整[栋东]楼|整个小区|全小区|全家|一家{N}口|家里{N}口人|我们[这整][栋幢座个]楼|我们这个?单元|这几户|几十户|好几户)的?(?:人|老小|村民)?)",
    f"(?P<who>(?:{HAN}{{0,3}}[里边近河]的?)?{CROWDS}们?)"
    "(?!身份|代理|保险|医院|活动|卡|组|小组|补贴|食堂|委员会|区|楼|证|们?说)",
    f"(?P<who>我们?(?:就是)?(?:一?个|这个|这些|几个)?{OLD})",
    f"(?P<who>{US}(?:这些|那些|(?:乡下|村里|山里|农村)的?)?(?:老年人|老人家?|老头|老太太?))",
    f"(?P<who>{NEXT_DOOR}的?(?:老{HAN}家?|{HAN}{{1,2}}家|{SURNAME}{HAN}{{1,2}}(?=[给把家在占])|人家|住户|那家|邻居))",
    f"(?P<who>{NEXT_DOOR})(?=把|在|新?盖|占|养|的狗|改|家|天天|不|将|往|老|装|修|欺|仗)",
    f"(?P<who>(?:{HAN}{{0,5}}[村镇乡县区局所站厂校院原]的?)?{OFFICES}(?:{HAN}某某?|[小老]{HAN}|同志)?)(?!来|也来|调解|反映|答应)",
    f"(?P<who>(?![的了])(?:{HAN}{{1,3}}[楼村组家]的)?{HAN}{ELDERS})(?<![个的位名说找问我].{{2}})",
    f"(?P<who>姓{HAN})(?=[，。,的])",
    f"(?P<who>{SURNAME}{TITLES})(?=帮|把|态|不|给|耐|为|是|的|对)",
    f"(?P<who>(?:一个)?姓{HAN}的(?:{HAN}{{0,3}})?|(?:名叫|有个叫|叫做){HAN}{{2,3}}的?|{SURNAME}某(?![些个种])某?)",
    f"(?P<who>我们?就?是(?!{NOT_SOMEBODY})[^，。；,;]{{2,16}})(?=[，。；,;]|$)",
    "(?P<who>我们这些[^，。；,;]{1,6}的)",
    f"(?P<who>{US}{N}个(?!月|星期|礼拜|学期|问题))",
    f"(?P<who>{HAN}{{0,4}}(?:光棍|恶霸|村霸|地痞|混混)(?:老{HAN})?)",
    f"(?<=[被让])(?P<who>{NEXT_DOOR})",
    CARED,
    f"(?P<who>(?:有|一)[个位名]{HAN}{{0,6}}?{PERSONS})",
    f"(?P<who>我们{HAN}{{1,6}}的人(?!说|讲)|{BEGIN}{HAN}{{2,8}}的人(?=都|全))",
    f"(?P<who>老{SURNAME})(?=的|家|把|在|卖|说|，|他|跟)",
    f"(?:^|[，。；,;！？]|说)(?P<who>[小大老]?{KIN}){ACTS}",
]
NOBODY = re.compile(
    "(?:我|俺|咱|额|阿拉|他|她|人)们?家?|本人|(?:家里|这|那|有|些|个|的)*(?:老人家?|老年人|老人小孩|小孩老人|大人小孩)们?"
)
"""Whoever speaks has a home, and everywhere there are old people: that tells nobody apart."""
TOLD = [re.compile(rule) for rule in RULES]
SPOKEN_TO = re.compile("(?:找|跟|向|问|请|求|告诉|给|去找)[过了]?$")


def who(said: SpokenText) -> Span | None:
    told = (each for rule in TOLD for each in said.told(rule))
    wished = (each for rule in TOLD[:7] for each in rule.finditer(said.text))
    for found in chain(told, wished):
        start, end = found.span("who")
        if NOBODY.fullmatch(found["who"]):
            continue
        if found.re.pattern == CARED or not SPOKEN_TO.search(said.text[max(0, start - 4) : start]):
            return said.span(start, end)
    return None


NAME_TOLD = f"{HAN}{{2,4}}?|{HAN}{{2,8}}·{HAN}{{2,8}}"
NAME_ENDS = f"(?=[{MARKS}、：:]|家住|住在|家在|来自|我|是|今年|现年|男|女|系|要反映|想反映|$)"
INTRODUCED = re.compile(f"(?:我(?:的)?(?:名字|姓名)?(?:就)?叫做?|我的名字是|本人)(?P<name>{NAME_TOLD}){NAME_ENDS}")
CALLED = re.compile(
    f"(?:我就?是|反映人|信访人)(?:是|[：:])?(?:[^{MARKS}]{{0,16}}(?:{CALLINGS}|村民|居民|社员|业主))?(?P<name>{NAME_TOLD}){NAME_ENDS}"
)
"""Anything may follow here, so only what begins with a surname counts: 我是石匠 is a calling, 我是石大海 a name."""
NO_NAME = re.compile("^(?:[你您他她它咱我各别大][们家人]?|[人了]|领导|村里)|[来去车帮救报派送]|[了过的吗吧呢不没在]$")
"""Words after 我叫 that are no name: 我叫他来."""
CALLING = re.compile(
    "[家村庄屯县镇乡区组人匠工员户]$|(?:学|医|考|先|新)生$|(?:老|律|厨|医)师$|[村组校班队局院厂科镇乡县市社]长$|"
    f"(?:{TITLES}|{OFFICES}|{CALLINGS}|干部|群众|代表|[村居农市]民)$"
)
"""What somebody is: 我是方家庄人, 我是王医生."""


def speakers(text: str) -> list[Span]:
    """Returns the names in order, each once."""
    found = [*INTRODUCED.finditer(text), *(each for each in CALLED.finditer(text) if _is_a_name(each["name"]))]
    spans = [Span(each["name"], *each.span("name")) for each in found if not NO_NAME.search(each["name"])]
    first: dict[str, Span] = {}
    for span in sorted(spans, key=lambda span: span.start):
        first.setdefault(span.text, span)
    return list(first.values())


def _is_a_name(text: str) -> bool:
    return (text[0] in surnames() or "·" in text) and not CALLING.search(text)
