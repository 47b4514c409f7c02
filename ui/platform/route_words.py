"""Lawful routes of a draft, and how they are said on screen, aloud and on paper."""

from collections.abc import Sequence
from datetime import date

from core.date_format import day
from core.draft import Draft
from core.language import N_, _, _n
from core.message import Message
from core.petition import Purpose
from core.routes.asked import EVENT, TOLD
from core.routes.signpost import PETITION, Facts, Signpost, signpost
from core.sentences import joined, listed, sentence_of
from ui.platform.province import Province

ASK_LOCALLY = N_("问本地")
NO_LAST_DAY = N_("没有最后期限")
ALWAYS_OPEN = {"petition", "mediation", "legal-aid", "police", "discipline", "political-legal"}
"""Routes that are open at any time where the law sets no day. A court's days hang on the step a case has reached."""
MOST_SPOKEN = 3
"""Routes read aloud: more cannot be kept in mind. The page and the paper have all."""


def facts_of(draft: Draft, today: date) -> Facts:
    return Facts(
        category=draft.category,
        text=draft.narrative,
        event=draft.routes.day(EVENT, today),
        told=draft.routes.day(TOLD, today),
        place_code=draft.place.code if draft.place else "",
        answers=draft.routes.answers,
    )


def routes_of(draft: Draft, province: Province, today: date) -> tuple[Signpost, ...]:
    """Returns the routes of the draft's matter; none before its category is known. Raises ToldBeforeEvent."""
    return routes_for(facts_of(draft, today), province, today)


def routes_for(facts: Facts, province: Province, today: date) -> tuple[Signpost, ...]:
    """Returns the routes of a matter, with the province's offices; none before its category is known. Raises
    ToldBeforeEvent."""
    return signpost(facts, today, province.calendar, province.directory) if facts.category else ()


def other_routes(draft: Draft, province: Province, today: date) -> list[str]:
    """Returns the names of the routes beside the petition; none for an accusation, which goes a way of its own."""
    if draft.purpose is Purpose.ACCUSATION:
        return []
    posts = signpost(Facts(draft.category, draft.narrative), today, province.calendar) if draft.category else ()
    return [name(each) for each in posts if each.route != PETITION]


def name(post: Signpost) -> str:
    return sentence_of(Message(f"route.{post.route}"))


def last_day(post: Signpost) -> str:
    """Returns the last day; empty where it cannot be said."""
    if post.last_day is None:
        return _(NO_LAST_DAY) if post.route in ALWAYS_OPEN and not post.reckoning else ""
    return _("最晚{day}").format(day=day(post.last_day))


def days_left(post: Signpost, today: date) -> str:
    """Returns how many days are left; empty without a last day."""
    left = post.days_left(today)
    if left is None:
        return ""
    if left > 0:
        return _n("还有{count}天", left).format(count=left)
    return _("就是今天") if left == 0 else _("已经过了")


def until(post: Signpost, today: date) -> str:
    """Returns last day and days left in one breath."""
    left = days_left(post, today)
    return _("{last_day}，{days_left}").format(last_day=last_day(post), days_left=left) if left else last_day(post)


def telephone(post: Signpost) -> str:
    return _("电话：{telephone}").format(telephone=post.phone or _(ASK_LOCALLY))


def to_bring(post: Signpost) -> str:
    return _("带上：{papers}").format(papers=listed(post.bring))


def remarks(post: Signpost) -> list[str]:
    return [*map(sentence_of, post.reckoning), *post.notes]


def spoken(posts: Sequence[Signpost], today: date) -> str:
    """Returns the routes as they are read aloud, those with a last day first."""
    others = sorted((each for each in posts if each.route != PETITION), key=lambda each: each.last_day is None)
    said = []
    for post in others[:MOST_SPOKEN]:
        by_when = until(post, today) if post.last_day else ""
        sentence = _("{route}，{until}。") if by_when else _("{route}。")
        said.append(sentence.format(route=name(post), until=by_when))
    return joined(*said)
