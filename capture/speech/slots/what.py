"""What: what happened or is the case. All that is told and is neither a wish nor an introduction."""

import re

from capture.speech.slots.said import LONG, Said, Span
from capture.speech.slots.words import any_of

HAN = "[\u4e00-\u9fff]"
TROUBLE = re.compile(
    "漏|停水|停电|断水|断电|坏|欠|克扣|没有?发|没发|只发|不给|不发|拖|瘫痪|吵|噪|油烟|臭|污染|污水|黑水|垃圾|占|强占|征|拆|推倒|不让|不予|拒绝|塌|裂|积水|结冰|堵"
    "|违|私|贪|骗|打[人成伤]|撞|轧|咬|取消|停发|停了|停掉|拿掉|报不了|不报|办不|没有?批|没有?办|没有?给|没有?分|断了|冲|淹|烧|着火|丢|不收|收了|涨|辞退|不用来|排放|排到|偷|挖"
    "|放炮|绝收|死|不出苗|逾期|不执行|没有?执行|不立案|没有?立案|没人管|没有?人管|不公|乱|虚报|冒领|存入|拖车|拖走|罚|误|忘|褥疮|推来推去|没有?公开|不公开|没有?兑现|没有?落实|表扬|感谢"
    "|退回|错|低|不亮|不热|没有?信号|烂尾|不齐|帮我们|帮着|照顾|不清运|没有?修|没修|没有?动工|没有?到账|没有?收到|少了|少发|多收|跑路|失信|受骗|被"
)
INTRODUCES = re.compile(
    f"(?:我叫|我的名字|我是|本人|我今年|今年|家住|住在|我家住|家里?在|同志|领导|尊敬的|你好|您好|喂|检举信|反映人|我跟你说|我就讲|我说一下|我来|我想|我有个|请问|谢谢|就是这样|{HAN}{{0,4}}今年{HAN}{{1,5}}岁)"
)
GREETING = re.compile("听得见|信访局吗|不会弄|机器|到底还?管不管|什么时候能解决")
LEAST = 4


def what(said: Said, reason: Span | None) -> Span | None:
    told = [clause for clause in _told(said) if len(re.findall(HAN, clause.text)) >= LEAST]
    for clause in told:
        if TROUBLE.search(clause.text) and not INTRODUCES.match(clause.text):
            return clause
    for clause in told:
        if TROUBLE.search(clause.text):
            return clause
    plain = [each for each in told if not INTRODUCES.match(each.text) and not GREETING.search(each.text) and each != reason]
    if plain:
        return max(plain, key=lambda each: each.end - each.start)
    return reason if reason and reason.end - reason.start >= LONG else None


def _told(said: Said) -> list[Span]:
    """The clauses, as far as they are not wishes."""
    told = []
    for clause in said.clauses:
        wish = next((each for each in said.asked if clause.start <= each.start < clause.end), None)
        end = wish.start if wish else clause.end
        if wish and not TROUBLE.search(said.text, clause.start, end):
            continue
        if end > clause.start and not said.is_asked(clause.start):
            told.append(said.span(clause.start, end))
    return told
