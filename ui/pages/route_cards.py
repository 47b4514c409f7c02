"""Lawful routes as cards, and the notice 告知单 that takes them along."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.language import N_, _
from core.routes.signpost import Signpost
from core.sentences import category_name
from ui.base.page import Page
from ui.base.station import Station
from ui.documents.route_notice import TITLE, Door, route_notice
from ui.pages.printout import Printout
from ui.platform import route_words
from ui.theme.tokens import Theme
from ui.widgets.card import Card
from ui.widgets.text import Label

PRINT = N_("打一张告知单")
SHOWN_REMARKS = 1
"""Remarks on screen; the paper has all."""
SOON_DAYS = 15


class RouteCard(Card):
    """Which door, until when, who, what to bring; the article in small print."""

    def __init__(self, theme: Theme, post: Signpost, today: date) -> None:
        super().__init__(theme)
        door = door_of(post, today)
        self.setAccessibleName(door.name)
        line = QVBoxLayout if theme.large else QHBoxLayout
        head, whom = line(), line()
        for row in (head, whom):
            row.setSpacing(theme.length("gap"))
            self.column.addLayout(row)
        head.addWidget(Label(door.name, "strong"), 2)
        if door.until:
            left = post.days_left(today)
            pressing = left is not None and left <= SOON_DAYS
            said = "\n".join(filter(None, (route_words.last_day(post), route_words.days_left(post, today))))
            head.addWidget(Label(said, "alarm" if pressing else "good"), 3)
        whom.addWidget(Label(door.organ, "body"), 3)
        whom.addWidget(Label(door.telephone, "strong"), 2)
        self.add(Label(door.bring, "body"))
        for remark in door.remarks[:SHOWN_REMARKS]:
            self.add(Label(remark, "label"))
        self.add(Label(door.article, "small"))


def door_of(post: Signpost, today: date) -> Door:
    """Returns the route in words."""
    return Door(
        name=route_words.name(post),
        until=route_words.until(post, today),
        organ=post.organ,
        telephone=route_words.telephone(post),
        bring=route_words.to_bring(post),
        remarks=tuple(route_words.remarks(post)),
        article=post.article,
    )


class NoticePrintout(Printout):
    """Prints the notice; not in sight before."""

    def __init__(self, station: Station) -> None:
        super().__init__(station, "notice", _(TITLE))
        self.hide()

    def print_routes(self, posts: Sequence[Signpost], category: str) -> None:
        station = self._station
        now = station.now()
        doors = [door_of(each, now.date()) for each in posts]
        self.show()
        self.print(route_notice(doors, category_name(category), station.settings.terminal.site, now, band=station.band))


def offer_notice(page: Page) -> NoticePrintout:
    """Adds a button to the page that prints the notice, where ways with a last day were shown in this visit, and
    returns its printout."""
    paper, draft, station = NoticePrintout(page.station), page.draft, page.station
    page.body.addWidget(paper)
    if draft.routes.dated and not draft.accuses:
        button = page.button(_(PRINT), icon="printer")
        button.clicked.connect(
            lambda: paper.print_routes(
                route_words.routes_of(draft, station.province, station.now().date()), draft.category
            )
        )
        page.choices.insert(0, button)
    return paper
