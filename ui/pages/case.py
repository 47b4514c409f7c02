"""One case: first the answer, whole and read aloud; then whose turn it is, the way so far, the papers, who read it, and
what its petitioner can do. A platform of the version before tells five steps."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.case import CaseStep, CaseView
from core.case_life import CaseLife, Paper
from core.date_format import day
from core.language import _
from core.problems import Problem
from core.sentences import joined, label
from core.wire import DocumentAnswer, DocumentQuery, PossibleActs
from ui.base.page import Page
from ui.pages import case_cards
from ui.platform import life_words
from ui.platform.next_steps import owed_next
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label
from ui.widgets.timeline import Timeline


class CasePage(Page):
    """The page of one case. On a wide panel the steps stand beside the answer, on a tall one below it."""

    name = "case"

    def build(self) -> None:
        view = self._view
        self.openers: list[Button] = []
        number = Label(_("平台编号\u3000{case_number}").format(case_number=view.case_number), "label")
        self.head.addWidget(number, int(self.station.theme.landscape))
        if self.station.theme.landscape and (self._life or self._answer_text):
            both = self.split()
            left, right = self._two_columns()
            both.addWidget(self._scrolled(*left), 5)
            both.addWidget(self._scrolled(*right), 4)
            self.body.addLayout(both, 1)
        else:
            self.body.addWidget(self._scrolled(*self._one_column()), 1)
        self.working = BusyIndicator(self.station.theme, _("请稍等"))
        self.body.addWidget(self.working)
        if self._life:
            self.more = self.button(_("还能办什么"), icon="hand")
            self.more.clicked.connect(self._ask_more)
            self.openers.append(self.more)
            self.head.addWidget(self.more)
        self.action(_("看好了，离开"), "leave", kind="primary" if not view.evaluable else "secondary", icon="home")
        if view.evaluable:
            self.action(_("再评一次") if view.evaluated else _("去评价"), "evaluate", icon="star")

    def _two_columns(self) -> tuple[list[Card], list[Card]]:
        if self._life is None:
            return self._answer(), [self._steps()]
        life = self._life
        return (
            [*self._answer(), self._turn(life), *self._pledge(life), *self._abilities(life)],
            [*self._papers(life.papers), self._way(life), *self._words(life), *self._readers(life)],
        )

    def _one_column(self) -> list[Card]:
        if self._life is None:
            return [*self._answer(), self._steps()]
        first = [*self._answer(), self._turn(self._life), *self._pledge(self._life), self._way(self._life)]
        others = [*self._papers(self._life.papers), *self._words(self._life), *self._readers(self._life)]
        return [*first, *others, *self._abilities(self._life)]

    def _turn(self, life: CaseLife) -> Card:
        return case_cards.turn_card(self.station.theme, life, self.station.province.telephone)

    def _pledge(self, life: CaseLife) -> list[Card]:
        return case_cards.pledge_cards(self.station.theme, life)

    def _way(self, life: CaseLife) -> Card:
        return case_cards.way_card(self.station.theme, life.events)

    def _readers(self, life: CaseLife) -> list[Card]:
        return [case_cards.readers_card(self.station.theme, life.readers)] if life.readers else []

    def _words(self, life: CaseLife) -> list[Card]:
        return [case_cards.words_card(self.station.theme, life.words)] if life.words else []

    def _abilities(self, life: CaseLife) -> list[Card]:
        said = life_words.abilities(life.can, evaluated=self._view.evaluated)
        return [case_cards.abilities_card(self.station.theme, said)] if said else []

    def _scrolled(self, *parts: Card) -> LongScroll:
        scroll = LongScroll(self.station.theme, self.station.theme.length("gap"))
        for part in parts:
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        return scroll

    @property
    def _view(self) -> CaseView:
        view = self.draft.inquiry.view
        assert view is not None
        return view

    @property
    def _life(self) -> CaseLife | None:
        return self.draft.inquiry.life

    @property
    def _answer_text(self) -> str:
        return (self._life.answer if self._life else "") or self._view.reply

    def _answer(self) -> list[Card]:
        if not self._answer_text:
            return []
        card = Card(self.station.theme, "sunny")
        hear = self.button(_("念给我听"), icon="speaker")
        hear.clicked.connect(self._read_aloud)
        head = QHBoxLayout()
        head.addWidget(Label(_("{unit}的答复").format(unit=self._view.unit or _("责任单位")), "strong"), 1)
        head.addWidget(hear)
        card.column.addLayout(head)
        card.add(Label(self._answer_text, "told"))
        return [card]

    def _read_aloud(self) -> None:
        self.station.speech_output.say(_("答复是：{reply}").format(reply=self._answer_text))

    def _papers(self, papers: tuple[Paper, ...]) -> list[Card]:
        if not papers:
            return []
        card = Card(self.station.theme)
        card.add(Label(_("给您的文书"), "strong"))
        rows = QVBoxLayout()
        rows.setSpacing(self.station.theme.length("gap"))
        for paper in papers:
            opener = self.button(_("打开"), icon="document")
            opener.setAccessibleName(_("打开{title}").format(title=paper.title))
            opener.clicked.connect(lambda _=False, paper=paper: self._open(paper))
            self.openers.append(opener)
            rows.addLayout(self._paper_row(paper, opener))
        card.column.addLayout(rows)
        return [card]

    def _paper_row(self, paper: Paper, opener: Button) -> QHBoxLayout:
        apart = "\n" if self.station.theme.landscape else "\u3000"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(paper.title, "strong"))
        words.addWidget(Label(f"{day(paper.day)}{apart}{paper.number}", "label"))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(opener)
        return row

    def _open(self, paper: Paper) -> None:
        call = DocumentQuery(query=self.draft.inquiry.query, number=paper.number)
        self._fetching(True)
        self.station.tasks.run(
            lambda: self.station.sync.document(call), owner=self, done=self._opened, failed=self._failed
        )

    def _ask_more(self) -> None:
        query = self.draft.inquiry.query
        self._fetching(True)
        self.station.tasks.run(
            lambda: self.station.sync.possible(query), owner=self, done=self._told_more, failed=self._failed
        )

    def _told_more(self, possible: PossibleActs) -> None:
        self.draft.inquiry.possible = possible
        self.answered.emit("more")

    def _fetching(self, begun: bool) -> None:
        for opener in self.openers:
            opener.setEnabled(not begun)
        if begun:
            self.working.begin()
        else:
            self.working.rest()

    def _opened(self, paper: DocumentAnswer) -> None:
        self.draft.inquiry.paper = paper
        self.answered.emit("paper")

    def _failed(self, problem: Problem) -> None:
        self._fetching(False)
        self.trouble(problem)

    def _steps(self) -> Card:
        theme, view = self.station.theme, self._view
        card = Card(theme)
        owed = owed_next(view.timeline[-1].step, view.due) if view.due else ""
        if owed:
            card.add(Label(owed, "notice"))
        card.add(Timeline(theme, [(step, self._event(step)) for step in CaseStep], narrow=theme.landscape))
        return card

    def _event(self, step: CaseStep) -> str:
        for event in self._view.timeline:
            if event.step == step:
                on = day(event.at.astimezone())
                apart = "　" if self.station.theme.landscape else "\n"
                return f"{on}{apart}{event.note}" if event.note else on
        return ""

    def guidance(self) -> str:
        life = self._life
        reply = _("答复是：{reply}").format(reply=self._answer_text) if self._answer_text else _("还没有答复。")
        if life is None:
            return _("您的事情办到了：{step}。{reply}").format(step=label(self._view.timeline[-1].step), reply=reply)
        owed = life_words.until(life.owed) if life.owed else ""
        said = life_words.abilities(life.can, evaluated=self._view.evaluated)
        coming = (life_words.invitation(life), *life_words.beside(life), *life_words.pledge(life))
        return joined(reply, *coming, life_words.turn(life), owed, *said)
