"""Where: a named place, or one anybody there would find. Who is spoken of as acting is no place: 村里说, 找学校."""

import re

from capture.speech.slots.said import Said, Span
from capture.speech.slots.words import any_of

HAN = "[\u4e00-\u9fff]"
NAMED, COMMON, ORGANISATIONS = (any_of("places", name) for name in ("named", "common", "organisations"))
OURS = "(?:我们?|俺们?|咱们?|额们?|我哋|阿拉)(?:这个|那个|这|那)?"
STOP = "的了在到去从是和跟向找给被把说叫让住我你他她们年月日号个有往没不都就也还对过着得吗呢啊吧"
NAME = f"[\u4e00-\u9fff0-9](?<![{STOP}])(?:[\u4e00-\u9fff0-9](?<![{STOP}])){{0,5}}?"
NOT_HERE = re.compile("(?:找|跟|向|问|让|叫|请|求|告|报|由|和|给)(?:了|过|到)?(?:我们|俺|咱)?$")
ACTS = "(?!人|说|讲|答应|不管|不让|不给|没人|派|公示|干部|支书|主任|书记|的人|人说|领导|委|组长|会计|选举|民|长)"
RULES = [
    re.compile(f"(?:家住|住在|住|位于|坐落在|家在|来自|户籍在|地址是)(?P<place>(?:{OURS})?{HAN}?[\u4e00-\u9fff0-9]{{1,18}}?(?=[，。；,;]|的|$))"),
    re.compile(f"(?:在|(?<![分拿得收等找遇看轮没直不做])到|从|回|系|是)(?P<place>(?:{OURS})?{NAME}(?:{NAMED}){{1,2}})"),
    re.compile(f"(?P<place>(?:{OURS})?(?:{NAME})?{COMMON}){ACTS}"),
    re.compile(f"(?P<place>{OURS}(?:这|那)?(?:个)?(?:全)?(?:村|社区|小区|镇|乡|县|湾|屯|庄|组|台区|楼|山)(?:里|上|里头)?)(?:的|{ACTS})"),
    re.compile(f"(?P<place>{NAME}{NAMED})(?=的|里|上|门口|旁|附近|后|前|下|边|东|西|南|北|[0-9一二三四五六七八九十]+组|[，。])"),
    re.compile(f"(?P<place>{NAME}(?:省|市|县|区|镇|乡|村|屯|庄|寨|小区|社区|路|街|巷|花园|家园|工地|小学|中学|医院|大桥|水库|派出所|法院|采石场|市场|广场|敬老院|车站)){ACTS}"),
    re.compile(f"(?:在|到)(?P<place>(?:{NAME})?{ORGANISATIONS})"),
    re.compile(f"(?P<place>{ORGANISATIONS}(?:里|门口|旁边|附近|后面|对面|食堂|窗口))"),
    re.compile(f"(?P<place>(?:{OURS}|{NAME})?(?:家|的)?(?:屋后|门口|旁边|对面|隔壁|附近|后面|前面|上游|下游|路口|桥下|河边|口子上|沟里|井边|路段))"),
    re.compile(f"(?:在|到)(?P<place>{HAN}{{2,8}}?(?:上|里)?)(?=干活|打工|上班|做工|务工|住院|看病|做手术|做了|开店|租房|买了|教书|养老)"),
]
NOWHERE = re.compile("^修|上[小中大]学|[考读]|乡下人|隔壁$(?<=和隔壁)|到处|这里|那里|哪里|手里|心里|家里|肚子里|嘴里|以前|年前|天前|月前|之前|目前|当前|前面说|有关|部门$|市场监管|城市|社保|县残联|户口|市民|区别|地区|小镇上的人")


def where(said: Said) -> Span | None:
    for rule in RULES:
        for found in said.told(rule):
            start, end = found.span("place")
            if not NOT_HERE.search(said.text[max(0, start - 4) : start]) and not NOWHERE.search(found["place"]):
                return said.span(start, end)
    return None
