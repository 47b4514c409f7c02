"""The slots what and reasons: what happened or is the case, neither a wish nor an introduction; and causes, harm, need,
proof, promises, law, what was tried, what was answered.
"""

import re

from capture.speech.slots.spoken_text import BEGIN, BREAK, UNMARKED_CHARS, Span, SpokenText
from capture.speech.slots.vocabulary import any_of
from core.han import HAN

CAUSES, HARM, NEED, GROUNDS, TRIED, TELLERS = (
    any_of("reasons", name) for name in ("causes", "harm", "need", "grounds", "tried", "tellers")
)
COULD_NOT = (
    "(?<![办领])[喝进来去回够吃睡用走做看打开出干受付养读过挣种转站拉搬浇迁报住立][也都]?不(?:了|起|着|成|好|到|上|动)"
    "|不敢|没法|[^能]不能(?!.{0,3}[吗？?])|(?<=又)[脏臭]"
)
ANSWER = f"{TELLERS}[就又也还只老总却]?(?:一直)?(?:说|讲|回复|答复|解释)(?!一声|话|了算|明书|不清|过?吗|法)"
TIMES = "(?:好几|很多|无数|多|[一二两三四五六七八九十几0-9]{1,3})"
TRIPS = f"跑了?.{{1,3}}[趟次回躺]|(?:反映|投诉|打|找|出警|来|去|修|催|查)[过了]?{TIMES}[次回趟遍]"
ALWAYS = [
    re.compile(f"(?<!什么){CAUSES}(?!呢)"),
    re.compile(f"{GROUNDS}(?!公司|办不|没办|拿不|证办|要求)"),
]
AFTER_THE_FACT = [
    re.compile(rule)
    for rule in (
        HARM,
        COULD_NOT,
        NEED,
        "要[到去跑走][^，。]{1,8}[里外远]",
        f"{TRIED}|{TRIPS}",
        f"{ANSWER}|{BEGIN}都?说(?=要|是|没|不|我|他|得|已经)",
        "要求(?!了)",
    )
]
"""What these find may be the matter itself, when it is the first thing that is told."""
MUCH = 4
"""Clauses."""
OPENS = re.compile("我叫|我是|本人|我今年|.{0,4}今年.{1,4}岁|家住|我家?住|同志|领导|尊敬|你好|您好|喂|请问|[^，]{0,4}$")


def reasons(said: SpokenText) -> Span | None:
    outright = (_grounds(said, found) for rule in ALWAYS for found in said.told(rule))
    return next(outright, None) or _consequence(said) or _long_told(said)


def _consequence(said: SpokenText) -> Span | None:
    fact = next(
        (each for each in said.clauses if not (OPENS.match(each.text) or said.is_asked(each.start))), said.span(0, 0)
    )
    after = fact.end if fact.end - fact.start <= UNMARKED_CHARS or BREAK.search(said.text[:-1]) else 0
    hurts = (found for rule in AFTER_THE_FACT for found in said.told(rule) if found.start() >= after)
    return next((_grounds(said, found) for found in hurts), None)


def _long_told(said: SpokenText) -> Span | None:
    """Returns the last clause before a wish as the reason, if at least MUCH clauses precede the wish."""
    if not said.asked:
        return None
    told = [each for each in said.clauses if each.end <= said.asked[0].start and not OPENS.match(each.text)]
    told = [each for each in told if not each.text.startswith("幸")]
    return told[-1] if len(told) >= MUCH else None


def _grounds(said: SpokenText, found: re.Match[str]) -> Span:
    """Returns the clause up to where a wish begins without a pause."""
    clause = said.clause_at(found.start())
    end = min((wish.start for wish in said.asked if clause.start < wish.start < clause.end), default=clause.end)
    return said.span(clause.start, end)


UNDONE = "没有?(?:批|办|给|分|发|执行|立案|人管|公开|兑现|落实|信号|修|动工|到账|收到)"
TROUBLE = re.compile(f"{any_of('matters', 'trouble')}|打[人成伤]|{UNDONE}")
INTRODUCTION = re.compile(f"{any_of('matters', 'openings')}|{HAN}{{0,4}}今年{HAN}{{1,5}}岁")
NOTHING = re.compile(any_of("matters", "nothing"))
NEEDY = re.compile(f".{{0,6}}{any_of('reasons', 'need')}")
"""The living conditions of a person are a reason, not the matter."""
LEAST_CHARS = 4


def what(said: SpokenText, reason: Span | None) -> Span | None:
    """Returns the first clause about trouble; else the longest that is not the reason."""
    told = [clause for clause in _told(said) if len(re.findall(HAN, clause.text)) >= LEAST_CHARS]
    plain = [clause for clause in told if not INTRODUCTION.match(clause.text)]
    for clause in (*plain, *told):
        if TROUBLE.search(clause.text):
            return clause
    plain = [each for each in plain if each != reason and not NOTHING.search(each.text) and not NEEDY.match(each.text)]
    if plain:
        return max(plain, key=lambda each: each.end - each.start)
    return reason if reason and reason.end - reason.start >= UNMARKED_CHARS else None


def _told(said: SpokenText) -> list[Span]:
    """Returns the clauses without wishes. 我们小区的维修基金 before 怎么用 does not count."""
    told = []
    for clause in said.clauses:
        wish = next((each for each in said.asked if clause.start <= each.start < clause.end), None)
        before = said.span(clause.start, wish.start) if wish else clause
        if not said.is_asked(clause.start) and (not wish or TROUBLE.search(before.text)):
            told.append(before)
    return told
