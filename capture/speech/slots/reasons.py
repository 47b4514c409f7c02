"""Reasons: why it is wrong or hurts. Causes, harm, need, proof, promises, law, what was tried, what was answered."""

import re

from capture.speech.slots.said import Said, Span
from capture.speech.slots.words import any_of

SAID, HARM, WEAK, GROUNDS, TRIED, ANSWERED = (
    any_of("reasons", name) for name in ("said", "harm", "weak", "grounds", "tried", "answered")
)
COULD_NOT = "(?<!办)(?<!领)(?<!拿)[喝吃睡用走做看打开出干受付养读过挣种转站](?:也|都)?不(?:了|起|着|成|好|到|上|动)|不敢|没法|[^能]不能(?!.{0,3}[吗？?])|(?<=[又])[脏臭]"
TOLD = f"(?:{'他|她|们|院|司|厂|所|局|里|上|办|行|校|商|业|师|板|家|会|队|社|中心|部|站|人|窗口|都'})(?:{'就|又|也|还|只|老|总|却|一直'})?(?:{ANSWERED})(?!明书|不清|过?吗|法)"
TRIPS = "跑了?.{1,3}[趟次回躺]|(?:反映|投诉|打|找|出警|来)[过了]?(?:好几|很多|无数|多|[一二两三四五六七八九十几0-9]+)[次回趟遍]"
RULES = [
    re.compile(f"(?<!什么){SAID}(?!呢)"),
    re.compile(f"{GROUNDS}(?!公司|办不|没办|拿不|证办|要求)"),
    re.compile(HARM),
    re.compile(COULD_NOT),
    re.compile(WEAK),
    re.compile(f"{TRIED}|{TRIPS}"),
    re.compile(TOLD),
    re.compile("要求(?!了)"),
]


def reasons(said: Said) -> Span | None:
    for rule in RULES:
        for found in said.told(rule):
            return _told(said, said.clause_at(found.start()))
    return None


def _told(said: Said, clause: Span) -> Span:
    """Up to where a wish begins that was said in the same breath."""
    end = min((wish.start for wish in said.asked if clause.start < wish.start < clause.end), default=clause.end)
    return said.span(clause.start, end)
