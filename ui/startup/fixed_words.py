"""The fixed texts whose sound can be made ahead: pages, questions, and how composed sentences begin."""

from core.language import _
from ui.base.card_reminder import GIVE_IT_BACK, TAKE_IT
from ui.base.page_words import all_words, questions, words


def fixed_words() -> list[str]:
    from ui.pages import ask, card_query, consent, review, speaking, submit  # behind the first page

    return [
        *(page.spoken for page in map(words, all_words())),
        _(TAKE_IT),
        _(GIVE_IT_BACK),
        _(consent.FOR_PRINCIPAL),
        _(review.OPENING),
        submit.spoken(),
        *(question.spoken for question in questions().values()),
        _("{done}。{done_hint}").format(done=_(ask.DONE), done_hint=_(ask.DONE_HINT)),
        *(_(each) for each in (speaking.MARKED, speaking.CHANGED, speaking.UNHEARD)),
        _(card_query.NONE_FOUND),
    ]
