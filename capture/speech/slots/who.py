"""Who: a person by name, kinship, calling or office, or a crowd of people. 我 alone says nobody: that stands on the card."""

import re

from capture.speech.slots.said import Said, Span
from capture.speech.slots.words import any_of

HAN = "[\u4e00-\u9fff]"
KIN, CROWDS, CALLINGS, OFFICES = (any_of("people", name) for name in ("kin", "crowds", "callings", "offices"))
OURS = "(?:我们?家?|俺们?家?|咱们?家?|额们?家?|阿拉|本人)"
N = "[0-9一二两三四五六七八九十百几]"
END = "(?=[，。、；,;]|家住|住在|是|今年|现年|男|女|系|$)"
RULES = [
    re.compile(f"(?:我叫|我的名字[是叫]|我姓名|(?:反映|举报|投诉|申请|信访)人(?:是|[:：])|本人)(?P<who>(?!是|于|在|就|有|从|因|家){HAN}{{2,4}}?){END}"),
    re.compile(f"(?P<who>我们?(?:就)?是(?:一?[个名位])?[^，。；,;]{{0,16}}?(?<!什么){CALLINGS})(?![^，。；,;]{{0,3}}证)"),
    re.compile(f"(?P<who>{OURS}(?:的)?(?:大|小|二|三|老)?{KIN})(?!庭)"),
    re.compile(f"(?P<who>(?:我们|俺们?|咱们?|全村|全组|沿.{{1,3}}|附近|整[个栋]{HAN}{{1,2}})?(?:的|这|那)?{N}{{1,6}}(?:多|来)?(?:户|名|个|位|家|口子?)(?:多)?(?:人家|{CROWDS}|人(?!住|过|在家|生活|都没)|女工|人口|残疾人))"),
    re.compile(f"(?P<who>(?:我们|俺们?|咱们?)?(?:全村|整栋楼|整个小区|全小区|全家|一家{N}口|家里{N}口人|整东楼|这几户|几十户|好几户)(?:人|的人|老小|村民)?)"),
    re.compile(f"(?P<who>(?:{HAN}{{0,3}}(?:里|边|近|河)的?)?{CROWDS}们?)(?!身份|代理|保险|医院|活动|卡|组|小组|补贴|食堂|委员会|证|们?说)"),
    re.compile("(?P<who>我们?(?:就是)?(?:一?个|这个|这些|几个)?(?:孤老婆子|老头子|老太婆|老太太|老婆子|老汉|庄稼人|乡下人|种地的|残疾人|寡妇|农民|老农民|打工的|妇女))"),
    re.compile(f"(?P<who>(?:邻居|隔壁|对门|楼上|楼下)(?:的)?(?:老{HAN}家?|{HAN}{{1,2}}家|人家|住户|那家|邻居))"),
    re.compile(f"(?P<who>(?:邻居|隔壁|楼上|楼下|对门|对面)(?:的)?(?:那家|人家|邻居|住户|老{HAN}家?|王|李|张)?(?:{HAN}{{1,2}}家)?)(?=把|在|新?盖|占|养|的狗|改|家|天天|不|将|往|老|装|修|欺|仗)"),
    re.compile(f"(?P<who>(?:{HAN}{{0,6}})?{OFFICES}(?:{HAN}某某?|小{HAN}|老{HAN}|同志)?)(?!说|讲|来|也来|调解|反映|公开说|答应)"),
    re.compile(f"(?P<who>(?:一个)?姓{HAN}的(?:{HAN}{{0,3}})?|(?:名叫|有个叫|叫做?){HAN}{{2,3}}(?:的)?|[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳唐费薛雷贺倪汤罗毕郝安常乐于傅齐康伍余顾孟黄萧尹姚邵汪毛戴宋熊纪舒项祝董梁杜阮季贾江郭梅林徐邱骆高夏蔡田胡凌霍万卢莫房丁邓石崔龚程邢裴陆荣段侯武刘龙叶白赖乔文欧曾]某(?!些|个|种)某?)"),
    re.compile(f"(?P<who>{OURS[:-1]})家(?!具|长|乡|电|里的?钱))".replace("(?P<who>(?:", "(?P<who>(?:", 1)),
    re.compile(f"(?:^|[，。；,;！？]|说)(?P<who>(?:小|大|老)?{KIN})(?=在|上|今年|被|没|才|要|跟|的|因|从|得|病|身|去|住|说|是|不)"),
]
PASSING = re.compile("(?:找|跟|向|问|请|求|告诉|给|去找)(?:过|了)?$")


def who(said: Said) -> Span | None:
    for rule in RULES:
        for found in said.told(rule):
            start, end = found.span("who")
            if not PASSING.search(said.text[max(0, start - 4) : start]):
                return said.span(start, end)
    return None
