"""The slot where: a named place, or one that local people would find. Acting institutions are no
places: 村里说, 找学校."""

import re

from capture.speech.slots.spoken_text import Span, SpokenText
from capture.speech.slots.vocabulary import any_of
from core.han import HAN_RANGES

NAMED, COMMON, ORGANISATIONS, SIDES = (any_of("places", name) for name in ("named", "common", "organisations", "sides"))
ANY = f"[{HAN_RANGES}0-9]"
OURS = "(?:我们?|俺们?|咱们?|额们?|我哋|阿拉)(?:这个|那个|这|那)?"
NO_NAME = "的了在到去从是和跟向找给被把说叫让住我你他她们年月日号个有往没不都就也还对过着得吗呢啊吧某满以谢跑用求请"
NAME = f"{ANY}(?<![{NO_NAME}])(?:{ANY}(?<![{NO_NAME}])){{0,5}}?"
VILLAGE = "(?:村|社区|小区|镇|乡|县|湾|屯|庄|组|台区|楼|山)"
PLACE = (
    "(?:省|(?<=..)[市县区]|镇|乡|村|屯|庄|寨|小区|社区|路|街|巷|花园|家园|工地|小学|中学|医院|大桥|水库|派出所|法院|采石场|市场"
    "|广场|敬老院|车站)"
)
NOT_ACTING = (
    "(?!人|说|讲|答应|不管|不让|不给|没有?给|要交|只|让我|不肯|没人|派|公示|干部|支书|主任|书记|的人|领导|委|组长|会计|选举|民|长|稼"
    "|居民|群众|住户|邻居|老百姓|工作人员)"
)
LIVES = "(?:家住|住在|(?<![入居])住(?!的|院|房|宅|户|不|着|了|进|后|处|址)|位于|坐落在|家在|来自|户籍在|地址是)"
AT = "(?:在|(?<![分拿得收等找遇看轮没直不做送])到|从|回|系|是)"
WORK = "(?:干了|干活|打工|上班|做工|务工|住院|看病|做手术|做了|开店|租房|买了|教书|养老)"
RULES = [
    f"{LIVES}(?P<place>(?:{OURS})?{ANY}{{2,19}}?(?=[，。；,;]|的|$))",
    f"{AT}(?P<place>(?:{OURS})?{NAME}{NAMED}{{1,2}})",
    f"(?P<place>(?:{OURS})?(?:{NAME})?{COMMON}){NOT_ACTING}",
    f"(?P<place>{OURS}(?:这|那)?个?全?{VILLAGE}(?:里头|里|上)?)(?:的|{NOT_ACTING})",
    f"(?P<place>{NAME}{NAMED})(?=的|里|上|门口|旁|附近|后|前|下|边|东|西|南|北|[0-9一二三四五六七八九十]+组|[，。])",
    f"(?P<place>{NAME}{PLACE}){NOT_ACTING}",
    f"(?:(?<!存)在|(?<![送分拿得收])到)(?P<place>(?:{NAME})?{ORGANISATIONS})",
    f"(?P<place>{ORGANISATIONS}(?:里|门口|旁边|附近|后面|对面|食堂|窗口|上)|(?:公园|广场|菜场|市场|车站|食堂)(?=的))",
    f"(?P<place>(?:{OURS}|{NAME})?(?:家|的)?{SIDES}){NOT_ACTING}",
    f"[去来](?P<place>(?:{NAME})?(?:{COMMON}的?)?{NAME}{NAMED})(?=做|检查|开|拿|玩|看|买|办|交|上|住|打|吃|取|存|的路上)",
    f"(?:在|到)(?P<place>{ANY}{{2,8}}?[上里]?)(?={WORK})",
]
TOLD = [re.compile(rule) for rule in RULES]
VISITED = TOLD[-2:]
WISHED = re.compile(
    f"在(?P<place>(?:{OURS})?(?:{NAME})?(?:{COMMON}|{NAMED}))|[把将](?P<mended>(?:{NAME})?(?:{COMMON}|{NAMED}))(?=的)"
)
"""Where something is wanted: 建议在村口装一盏灯."""
SPOKEN_TO = re.compile("(?:被|去|找|跟|向|问|让|叫|请|求|告|报|由|和|给)[了过到]?(?:我们|俺|咱)?$")
NOWHERE = re.compile(
    "^农村$|^乡下$|^外头$|^外面$|感谢|表扬|举报|孩子|房子|^外地|学区|片区|^修|上[小中大]学|[考读]|乡下人|(?<=和)隔壁$|到处|这里|那里|哪里|手里|心里|家里|肚子里|嘴里|以前|年前|天前|月前|之前|目前|当前"
    "|有关|部门$|市场监管|城市|县残联|户口|市民|区别|地区"
)


def where(said: SpokenText) -> Span | None:
    told = (found for rule in TOLD for found in said.told(rule))
    wished = (found for wish in said.asked if (found := WISHED.search(said.text, wish.start, wish.end)))
    for found in (*told, *wished):
        name = "place" if found["place"] else "mended"
        start, end = found.span(name)
        before = said.text[max(0, start - 4) : start]
        if not (SPOKEN_TO.search(before) and found.re not in VISITED) and not NOWHERE.search(found[name]):
            return said.span(start, end)
    return None
