"""The oral record (regulation art. 19): who, where, when, what, asked, reasons, as spans of what was said.

Rules of wording only. A slot that no rule finds is None, and the person is asked.
"""

import re
from dataclasses import dataclass

SLOTS = ("who", "where", "when", "what", "asked", "reasons")

NUMBER = "[0-9〇零一二两三四五六七八九十百几半]+"
UNIT = (
    "省|自治区|市|县|区|镇|乡|街道|社区|村|屯|组|队|路|街|巷|号|小区|工地|工厂|厂|公司|医院"
    "|学校|小学|中学|大桥|市场|超市"
)
CLAUSE = "[^，。！？；]"
TROUBLE = (
    "漏水|停水|停电|拖欠|欠了?[我薪钱工]|克扣|没有?发|只发了|不接|没有?收入|瘫痪|吵到|吵闹|噪音|油烟|臭|污染|垃圾|占用|强占|征收"
    "|拆迁|补偿|赔偿|不让|不给|不予|拒绝|坏了|塌|裂|摔|受伤|掉进|积水|结冰|堵|违法|违规|贪|骗|打人|报销|低保|没有?分到|断了|挖断"
)
REASON = (
    "因为|由于|原因是|理由|导致|造成|害得|影响|根据|按照|依据|合同|协议|证明|说好|答应|承诺|规定"
    "|反映过|投诉过?|找过|找村|找镇|跑了"
)

RULES: dict[str, tuple[str, ...]] = {
    "who": (
        r"(?<=我叫)[\u4e00-\u9fff·]{2,8}?(?=[，。、,]|家住|住在|是|今年|$)",
        r"(?<=我的名字[是叫])[\u4e00-\u9fff·]{2,8}?(?=[，。、,]|$)",
        r"我们?(?:的)?(?:母亲|父亲|妈妈|爸爸|爱人|妻子|丈夫|儿子|女儿|孩子|奶奶|爷爷|老伴|哥哥|弟弟|姐姐|妹妹|岳父|岳母)",
        rf"我们(?:整栋楼|全村|这?几户|全家|一家|{NUMBER}[户家人名个]{CLAUSE}{{0,4}}|小区|村|家)",
        r"我是[\u4e00-\u9fff]{2,12}?(?:的?(?:村民|居民|业主|职工|工人|农民|学生|家长))",
        r"我家|我们|本人|我|孩子|老人",
    ),
    "where": (
        r"(?<=家住)[\u4e00-\u9fff0-9]{2,20}",
        r"(?<=住在)[\u4e00-\u9fff0-9]{2,20}",
        rf"(?<=在)[\u4e00-\u9fff0-9]{{1,10}}?(?:{UNIT})",
        r"(?:村口|楼下|小区|村里|镇上|工地|学校|医院)(?:[的]?[\u4e00-\u9fff]{0,2}(?:路口|门口|楼下|旁边))?",
        rf"[\u4e00-\u9fff]{{2,6}}?(?:{UNIT})(?=[的，。里上])",
    ),
    "when": (
        rf"(?:{NUMBER}年)(?:{NUMBER}月)?(?:{NUMBER}[日号])?(?=[，。我开到就在的修])",
        rf"(?:从|自)?(?:去年|今年|前年|大前年|昨天|前天|上个?(?:月|星期|周|礼拜)|这个月|最近|{NUMBER}月份)(?:以来|开始|底|初)?",
        rf"(?:已经)?{NUMBER}个?多?(?:年|月|天|星期|周|小时)多?(?:了|来|以前|前|以来)",
        rf"{NUMBER}个?(?:半?年|月|星期)(?=工资|没有|，|。)",
        r"每天(?:早上|晚上|夜里|半夜)?|每年|每个?月|过年之?[前后]|年底|春节",
    ),
    "what": (rf"{CLAUSE}*(?:{TROUBLE}){CLAUSE}*",),
    "asked": (
        r"(?:希望|恳请|请求|要求|盼望?|强烈要求|我想|想申请|申请)(?!户口)[^。！？]{3,}",
        r"请(?:政府|领导|帮|问|有关|尽快|求|你们|贵)[^。！？]{2,}",
        r"(?:应该怎么办|怎么办|什么时候给|能不能|可不可以)[^。！？]*",
    ),
    "reasons": (rf"{CLAUSE}*(?:{REASON}){CLAUSE}*", rf"{CLAUSE}*(?:没有?人来|没有?解决|没有?答复|不接){CLAUSE}*"),
}


@dataclass(frozen=True)
class Span:
    """Characters start to end (not included) of the text it was found in."""

    text: str
    start: int
    end: int


def find_slots(text: str) -> dict[str, Span | None]:
    """Every one of SLOTS, in order."""
    return {slot: _first(RULES[slot], text) for slot in SLOTS}


def _first(rules: tuple[str, ...], text: str) -> Span | None:
    for rule in rules:
        if found := re.search(rule, text):
            return Span(found[0], found.start(), found.end())
    return None
