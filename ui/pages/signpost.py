"""The lawful routes of the matter, each with its last day; optional, and never in the way of filing."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.flow import ON
from core.language import N_, _
from core.problems import Problem, ToldBeforeEvent
from core.routes.asked import EVENT, TOLD, Asked
from core.routes.leaves import Question
from core.routes.signpost import Facts, Signpost, questions_for
from core.sentences import joined
from ui.base.page import Page
from ui.entry.field import Field
from ui.narrative.oral_record import record
from ui.pages.route_cards import PRINT, NoticePrintout, RouteCard
from ui.platform.route_words import facts_of, routes_for, spoken
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

GO_ON = N_("继续反映")
EXAMPLE = N_("比如：去年腊月二十")
LUNAR, SOLAR = N_("农历"), N_("公历")
WIDE, NARROW = 18, 10
"""Letters of the answers that stand in one row, on a tall panel and in the column of a wide one."""
HOW = N_("想带走，按打一张告知单。看完了，按继续反映。")


class SignpostPage(Page):
    name = "signpost"
    long = True
    on_words = GO_ON

    def build(self) -> None:
        self.today = self.station.now().date()
        self.asked.suggest(EVENT, self.said_when(), self.today)
        gap = self.station.theme.length("gap")
        both = self.split()
        wide = self.station.theme.landscape
        beside = Scroll(gap)
        asking = beside.column if wide else QVBoxLayout()
        asking.setSpacing(gap)
        asking.addWidget(self._dates())
        self.question = Card(self.station.theme, "sunny")
        self.asking = QWidget()
        asking.addWidget(self.question)
        if wide:
            asking.addStretch(1)
            both.addWidget(beside, 2)
        else:
            both.addLayout(asking)
        self.list = Scroll(gap)
        both.addWidget(self.list, 3)
        self.body.addLayout(both, 1)
        self.paper = NoticePrintout(self.station)
        self.paper.hide()
        self.body.addWidget(self.paper)
        self.print_out = self.button(_(PRINT), icon="printer")
        self.print_out.clicked.connect(self._print)
        self.choices.append(self.print_out)
        self.on = self.action(_(self.on_words), ON, icon="forward")
        self.posts: tuple[Signpost, ...] = ()
        self._refresh()

    @property
    def asked(self) -> Asked:
        """Returns what was answered so far about the ways of this matter."""
        return self.draft.routes

    def facts(self) -> Facts:
        return facts_of(self.draft, self.today)

    def said_when(self) -> str:
        """Returns words of the story that may say the day."""
        return record(self.draft)["when"]

    def _routes(self) -> tuple[Signpost, ...]:
        return routes_for(self.facts(), self.station.province, self.today)

    def _dates(self) -> Card:
        card = Card(self.station.theme)
        self.fields = {
            EVENT: Field(self.station, _("哪天的事"), hint=_(EXAMPLE)),
            TOLD: Field(self.station, _("哪天知道"), hint=_("收到文书那天")),
        }
        for which, field in self.fields.items():
            field.show_value(self.asked.words.get(which, ""))
            field.changed.connect(lambda words, which=which: self._say(which, words))
            card.add(field)
        return card

    def _say(self, which: str, words: str) -> None:
        """Takes a day in the person's own words; what is no day is refused in words, and the former one stays."""
        former = self.asked.words.get(which, "")
        try:
            self.asked.say(which, words, self.today)
            self._routes()
        except Problem as problem:
            if isinstance(problem, ToldBeforeEvent):
                self.asked.say(which, former, self.today)
            self.fields[which].show_value(former)
            self.trouble(problem)
        else:
            self.unsay()
        self._refresh()

    def _refresh(self) -> None:
        self.posts = self._routes()
        self.asked.dated = any(each.last_day for each in self.posts)
        self.list.clear()
        for post in self.posts:
            self.list.column.addWidget(RouteCard(self.station.theme, post, self.today))
        self.list.column.addStretch(1)
        self._ask()

    def _ask(self) -> None:
        """Shows the next question; the card goes when all are answered or skipped."""
        asked = self._next_question()
        self.question.setVisible(asked is not None)
        self.asking.hide()
        self.asking.deleteLater()
        self.asking = QWidget()
        self.question.add(self.asking)
        if asked:
            words, options = asked
            letters = sum(len(button.text()) for button in options)
            wide = self.station.theme.large or letters > (NARROW if self.station.theme.landscape else WIDE)
            column = QVBoxLayout(self.asking)
            column.setContentsMargins(0, 0, 0, 0)
            row = QVBoxLayout() if wide else QHBoxLayout()
            for layout in (column, row):
                layout.setSpacing(self.station.theme.length("gap"))
            column.addWidget(Label(words, "strong"))
            column.addLayout(row)
            for button in options:
                row.addWidget(button)

    def _next_question(self) -> tuple[str, list[Button]] | None:
        routes = self.asked
        for which in (EVENT, TOLD):
            said = routes.day(which, self.today)
            if said and said.ambiguous:
                words = _("“{words}”是农历，还是公历？").format(words=said.words)
                return words, [
                    self._calendar(_(LUNAR), which, lunar=True),
                    self._calendar(_(SOLAR), which, lunar=False),
                ]
        waiting = questions_for(self.facts())
        return (_(waiting[0].ask), self._options(waiting[0])) if waiting else None

    def _calendar(self, text: str, which: str, *, lunar: bool) -> Button:
        button = self.button(text)
        button.clicked.connect(lambda: self._choose_calendar(which, lunar))
        return button

    def _options(self, question: Question) -> list[Button]:
        buttons = []
        for answer, text in (*((each.id, _(each.label)) for each in question.options), ("", _("不清楚"))):
            button = self.button(text)
            button.clicked.connect(lambda _=False, answer=answer: self._answer(question.id, answer))
            buttons.append(button)
        return buttons

    def _choose_calendar(self, which: str, lunar: bool) -> None:
        self.asked.lunar[which] = lunar
        self._refresh()

    def _answer(self, question: str, answer: str) -> None:
        self.asked.answers[question] = answer
        self._refresh()

    def _print(self) -> None:
        self.paper.print_routes(self.posts, self.facts().category)

    def guidance(self) -> str:
        return joined(_("{title}。").format(title=self.words.title), spoken(self.posts, self.today), _(HOW))
