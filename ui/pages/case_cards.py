"""The parts of the page of a case, made from its life: whose turn it is, the way so far, who read it, what can be
done."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.case_life import CaseLife, LifeEvent, OwnWords, Reader
from core.date_format import day
from core.language import _
from core.sentences import joined
from ui.platform import life_words
from ui.theme.tokens import Theme
from ui.widgets.card import Card, Point
from ui.widgets.event_list import EventList
from ui.widgets.text import Label


def turn_card(theme: Theme, life: CaseLife, telephone: str) -> Card:
    """Whose turn it is and until when; the law's day beside a shorter promise, the article in small print.
    `telephone`: whom to ask where the day has passed; may be empty."""
    card = Card(theme)
    if invited := life_words.invitation(life):
        card.add(Label(invited, "notice"))
    for sentence in life_words.beside(life):
        card.add(Label(sentence, "notice"))
    card.add(Label(life_words.turn(life), "strong"))
    if life.owed:
        if dates := life_words.last_days(life.owed):
            card.add(_dates(theme, dates))
        if late := life_words.late(life):
            call = _("电话：{telephone}。").format(telephone=telephone) if telephone else ""
            card.add(Label(joined(late, call), "alarm"))
        for sentence in (life_words.moved(life.owed), life_words.basis(life.owed)):
            if sentence:
                card.add(Label(sentence, "small"))
    return card


def pledge_cards(theme: Theme, life: CaseLife) -> list[Card]:
    """What the unit promised; none where it promised nothing."""
    said = life_words.pledge(life)
    if not said:
        return []
    card = Card(theme)
    card.add(Label(_("单位的承诺"), "strong"))
    for sentence in said:
        card.add(Label(sentence, "body"))
    return [card]


def _dates(theme: Theme, dates: Sequence[tuple[str, date]]) -> QWidget:
    """Side by side; below each other on a wide panel, whose columns are narrow, and in large letters."""
    both = QWidget()
    row = QVBoxLayout(both) if theme.landscape or theme.large else QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.length("gap"))
    for name, last in dates:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(name, "label"))
        column.addWidget(Label(day(last), "strong"))
        row.addLayout(column, 1)
    return both


def way_card(theme: Theme, events: Sequence[LifeEvent]) -> Card:
    card = Card(theme)
    card.add(Label(_("办到了哪一步"), "strong"))
    card.add(EventList(theme, [(life_words.happened(each), life_words.when_and_who(each)) for each in events]))
    return card


def abilities_card(theme: Theme, said: Sequence[str]) -> Card:
    card = Card(theme)
    card.add(Label(_("您现在可以"), "strong"))
    for sentence in said:
        card.add(Point(theme, "forward", sentence))
    return card


def readers_card(theme: Theme, readers: Sequence[Reader]) -> Card:
    """Which office opened the case on which day, the latest first."""
    card = Card(theme)
    card.add(Label(_("谁看过您的材料"), "strong"))
    for each in reversed(readers):
        card.add(Label(_("{day}\u3000{organ}").format(day=day(each.day), organ=each.office), "body"))
    return card


def words_card(theme: Theme, words: OwnWords) -> Card:
    """Returns the words of a petition that an agent filed, each marked whose they are."""
    card = Card(theme)
    for name, text in (
        (_("信访件上的文字，代理人可以整理"), words.filed),
        (_("您说的，录音认出来的"), words.spoken),
        (_("代理人自己的话，不是您说的"), words.agent_notes),
    ):
        if text:
            card.add(Label(name, "label"))
            card.add(Label(text, "told"))
    return card
