"""The answer to a question asked without a name, its articles, what else one may have meant, and the lawful ways that
it names; or, honestly, that there is none."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from advice.entries import Entry, entries, topics
from advice.questions import Advice, advice, consult
from core.language import N_, _
from core.routes.asked import EVENT, TOLD, Asked
from core.routes.signpost import OTHER, PETITION, Facts
from core.sentences import joined, listed
from kiosk.pages.take_along import TakeAlong, glance
from ui.base.page import Page
from ui.pages.signpost import SignpostPage
from ui.widgets.button import ChoiceButton
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label

NOT_KNOWN = N_("这个我答不上来，不敢乱说。")
WHERE_ELSE = N_("您可以按下面的问题，可以问工作人员，可以打政务热线12345，也可以把事情反映上去。")
FILE_IT = N_("想反映这件事，请按，反映这件事。")
WAYS = N_("去哪里办，最晚哪天")
SEEN = N_("看完了")
OTHERS = 3


class AdvicePage(Page):
    name = "advice"

    def build(self) -> None:
        self.advice = self._found()
        self.shown: QWidget | None = None
        again = self.action(_("再问一个"), "again", kind="secondary", icon="repeat")
        again.setProperty("apart", True)
        file = self.button(_("反映这件事"), kind="primary")
        file.clicked.connect(self._file)
        self.choices.append(file)
        self._show()

    def _found(self) -> Advice:
        question, today = self.draft.question, self.station.now().date()
        if question.entry:
            return advice(entries()[question.entry], today=today)
        return consult(question.words, today)

    def _show(self) -> None:
        self.draft.question.answer = self.advice.entry or ""
        self.title.setText(self.words.title if self.advice.entry else _("我答不上来"))
        if self.shown:
            self.body.removeWidget(self.shown)
            self.shown.hide()
            self.shown.deleteLater()
        both = self.split()
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._answer(), 3)
        both.addWidget(self._others(), 2 if self.station.theme.landscape else 0)
        self.shown = QWidget()
        self.shown.setLayout(both)
        self.body.addWidget(self.shown, 1)

    def _answer(self) -> QWidget:
        theme, found, question = self.station.theme, self.advice, self.draft.question
        scroll = LongScroll(theme, theme.length("gap"))
        if question.words and not question.entry:
            scroll.column.addWidget(Label(_("您问的是：{asked}").format(asked=glance(question.words)), "label"))
        card = Card(theme, "sunny")
        card.add(Label(found.title if found.entry else _(NOT_KNOWN), "strong"))
        card.add(Label(found.answer if found.entry else _(WHERE_ELSE), "told"))
        if found.articles:
            cited = listed([each.cited for each in found.articles])
            card.add(Label(_("依据：{articles}").format(articles=cited), "small"))
        if telephone := self._telephone():
            card.add(Label(telephone, "strong"))
        scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        return scroll

    def _telephone(self) -> str:
        """Returns the province's number, where the answer sends people there and the province has named one."""
        telephone = self.station.province.telephone
        return _("电话：{telephone}。").format(telephone=telephone) if self.advice.phone and telephone else ""

    def _others(self) -> QWidget:
        theme = self.station.theme
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        if self._names_ways:
            ways = self.button(_(WAYS), icon="place")
            ways.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            ways.clicked.connect(lambda: self.answered.emit("routes"))
            column.addWidget(ways)
        column.addWidget(Label(_("您是不是想问") if self.advice.entry else _("这些我知道"), "strong"))
        for entry in self._other_entries():
            button = ChoiceButton(theme, entry.title, icon="question", height_mm=24)
            button.grow(40)
            button.clicked.connect(lambda _=False, entry=entry: self._touch(entry))
            column.addWidget(button)
        column.addStretch(1)
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return holder

    def _other_entries(self) -> tuple[Entry, ...]:
        """Returns what is near the question; else the first questions of its topic, or of each topic."""
        near = tuple(entries()[each.entry] for each in self.advice.others)
        first = tuple(topic.entries[0] for topic in topics() if topic.entries)
        same = tuple(each for topic in topics() if topic.id == self.advice.topic for each in topic.entries)
        offered = near or same or first
        fits = (2 if self.station.theme.large else OTHERS) - self._names_ways
        return tuple(each for each in offered if each.id != self.advice.entry)[:fits]

    @property
    def _names_ways(self) -> bool:
        """Returns whether the answer names lawful ways beside the petition."""
        return bool(set(self.advice.routes) - {PETITION})

    def _touch(self, entry: Entry) -> None:
        """Answers another question in place; what the person said themself is kept for filing."""
        self.draft.question.entry = entry.id
        self.advice = self._found()
        self._show()
        self.turned.emit()
        self.station.speech_output.say(self.guidance())

    def guidance(self) -> str:
        if not self.advice.entry:
            return joined(_(NOT_KNOWN), _(WHERE_ELSE))
        title = _("{title}。").format(title=self.advice.title.rstrip("？?。"))
        return joined(title, self.advice.answer, self._telephone(), _(FILE_IT))

    def _file(self) -> None:
        question = self.draft.question
        if question.words:
            TakeAlong(self.station, self.window(), question.words).chosen.connect(self._filed)
        else:
            self.answered.emit("file")

    def _filed(self, along: bool) -> None:
        if along:
            self.draft.told = self.draft.question.take_along()
        self.answered.emit("file")


class AdviceRoutesPage(SignpostPage):
    """The lawful ways that an answer names, first of all, with their last days; reckoned where the terminal stands."""

    name = "advice_routes"
    on_words = SEEN

    @property
    def asked(self) -> Asked:
        return self.draft.question.routes

    def facts(self) -> Facts:
        question = self.draft.question
        entry = entries()[question.answer] if question.answer else None
        return Facts(
            category=(entry.category if entry else "") or OTHER,
            text="" if question.entry else question.words,
            event=self.asked.day(EVENT, self.today),
            told=self.asked.day(TOLD, self.today),
            place_code=self.station.settings.terminal.place_code,
            answers=self.asked.answers,
            named=entry.routes if entry else (),
        )

    def said_when(self) -> str:
        return ""
