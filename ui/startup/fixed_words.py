"""What is said the same every time, so that its sound can be made ahead: pages, questions, and how composed sentences
begin."""

from ui.base.card_reminder import GIVE_IT_BACK, TAKE_IT
from ui.base.page_words import all_words, questions


def fixed_words() -> list[str]:
    from ui.pages import ask, card_query, consent, review, speaking, submit  # behind the first page

    return [
        *(page.spoken for page in all_words().values()),
        TAKE_IT,
        GIVE_IT_BACK,
        consent.FOR_PRINCIPAL,
        review.OPENING,
        submit.SPOKEN,
        *(question.spoken for question in questions().values()),
        f"{ask.DONE}。{ask.DONE_HINT}",
        *(speaking.MARKED, speaking.CHANGED, speaking.UNHEARD),
        card_query.NONE_FOUND,
    ]
