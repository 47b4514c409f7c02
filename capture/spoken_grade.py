"""What somebody said when asked whether they are content, as one of the three grades; or that it has to be asked again.

A grade is taken only from words that say it of everything and by themselves: 还行, 一点都不满意, 没啥不满意的.
A question, an if, somebody else's word, half of one and half of another, or simply something else is no grade: nobody's
judgement is guessed. Whoever asks shows what was understood, and the person confirms it."""

import re

from core.case import Grade

CLAUSE_END = re.compile(r"[，。！？；、,.!?;\s]+")
MISHEARD = re.compile("满[一义艺议亿]")
"""The recogniser writes 满意 by its sound where it stands alone."""
LONGEST = 60
"""Characters of an answer; whoever says more tells a story."""


def _any(words: str) -> str:
    """Returns an expression for any number of these words; it never tries another way to read them."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})*+"


LEAD = _any(
    "那就 那个 那 这个 这回 这次 我们 我 俺们 俺 咱 对他们 对这事 对这事儿 对你们 对它 对他 心里 真的 真心 说实话"
    " 总的来说 总体 总之 觉得 感觉 认为 看 办得 办的 办 干得 做得 就是 就 是 选 按 点 给个 给他个 给 打个 打 评个 评 都"
    " 他们办得 他们办的 他们干得 他们做得 全 嗯 哎呀 哎 啊 唉 哦 呃 好吧"
)
TAIL = _any("的 了 啊 呀 吧 呢 嘛 哦 哈 啦 喽 哩 咧 得很 极了 那个 这个 那张 这张 那一个 谢谢 你们")
MUCH = _any("很 挺 太 真 真是 特别 非常 相当 十分 蛮 极 可 最 确实 实在 老 满心")
NOT_AT_ALL = _any(
    "一点儿都 一点儿也 一点都 一点也 一点儿 一点 半点都 半点也 根本 压根 完全 坚决 肯定 当然 绝对 很 太 真 真是 实在"
    " 确实 非常 十分 极 极其 极度 特别 相当 都 可"
)

SAID: dict[Grade, tuple[str, ...]] = {
    Grade.DISSATISFIED: (
        f"{NOT_AT_ALL}不满意?",
        f"{NOT_AT_ALL}(?:不太|不大|不怎么|不咋|不是很|不够|不敢说|没法|无法|难以|没有|没)满意",
        f"{NOT_AT_ALL}(?:不怎么样|不咋样|不咋地|不咋的|不咋滴|不行|不好|不中|不得劲|不像话)",
        "(?:哪能|哪会|咋能|怎么能|怎么会|谈不上|哪里|哪谈得上)满意",
        "满意(?:个屁|个啥|个鬼|个什么|啥|什么)",
        f"{MUCH}(?:差劲|差评|糟糕|糟透|糟|孬|烂透|烂|差得远|差)",
        "(?:零|0)分|不及格|(?:哭脸|哭的|哭着的)|第三个|最后一个",
    ),
    Grade.MOSTLY: (
        "(?:基本上?|大体上?|大致上?|大概|差不多|比较|勉强|还算|算是|算|勉勉强强|总体)+满意",
        "(?:算|算是|也就是?|只能说)?(?:还行|还可以|还成|还过得去|过得去|还凑合|凑合[事着]?|凑凑合合|将就着?|将将就就"
        "|马马虎虎|一般般?|一般化|勉勉强强|勉强|中等|不好不坏|基本可以|说得过去|平平常常|普普通通)",
        "也就那样",
        "(?:六十|60)分|中间|第二个",
    ),
    Grade.SATISFIED: (
        f"{MUCH}满意(?:是满意)?",
        "(?:没有|没啥|没什么|没|哪有|有啥|有什么)(?:什么|啥)?不满意(?:的地方)?",
        f"{MUCH}(?:好|漂亮|不错|不孬|巴适|得劲|到位)",
        "没得说|没得挑|没啥?说|没意见|没毛病|杠杠",
        "好评|点?个?赞|(?:一百|100|满)分|笑脸|(?:笑|笑着)的|第一个",
    ),
}
PATTERNS = {grade: re.compile(f"{LEAD}(?:(?:{'|'.join(forms)}){TAIL})+") for grade, forms in SAID.items()}
FILLER = re.compile(f"{LEAD}{TAIL}|好(?:的|吧|了|啊|嘞)?")
QUESTION = re.compile("是不是|有没有|吗|对不对")
TOUCHED = re.compile(
    "满意|满不|才怪|不行|还是|[吗么]|如果|要是|除了|[让叫]我|以前|本来|按错|不评|再说|^不+$|^不是|不对"
)
"""What makes an answer unclear in a clause that is no grade by itself."""
CONTRAST = re.compile("就是|可是|但是?|不过|只是|[慢拖差]|骗|白跑|(?<![客和])气|[没不]")
"""What in another clause takes something back from 满意."""


def heard_grade(said: str) -> Grade | None:
    """Returns the grade that was said, or None where it has to be asked."""
    if len(said) > LONGEST or QUESTION.search(said):
        return None
    clauses = [each for each in CLAUSE_END.split(MISHEARD.sub("满意", said)) if each]
    graded = [(each, _grade(each)) for each in clauses if not FILLER.fullmatch(each)]
    found = {grade for _, grade in graded if grade}
    others = [clause for clause, grade in graded if grade is None]
    if len(found) != 1 or any(TOUCHED.search(each) for each in others):
        return None
    (grade,) = found
    taken_back = grade is Grade.SATISFIED and any(CONTRAST.search(each) for each in others)
    return None if taken_back else grade


def _grade(clause: str) -> Grade | None:
    """Returns the one grade that the whole clause says; None where it says none, or may say two."""
    fitting = [grade for grade, pattern in PATTERNS.items() if pattern.fullmatch(clause)]
    return fitting[0] if len(fitting) == 1 else None
