"""An already written letter becomes the petition: photographed, read aloud, agreed to (来信转网)."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.flow import ON
from core.language import N_, _, _n
from core.narrative import Narrative, narrative_text, with_final_stop
from core.problems import Problem
from core.scan import Scan, narrative_from_scans
from ui.base.confirmation import ask_before_losing
from ui.base.page import Page
from ui.papers.paper_capture import PaperCapture
from ui.widgets.card import Card
from ui.widgets.marked_text import MarkedText
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

QUESTION = N_("把信上的字当作您要反映的事，可以吗？")
NO_WORDS = N_("信上没有认出字。请您说一说，信可以当材料交。")
CHECKED_LATER = N_("画线的字可能认错了。您同意以后，可以一句一句改。")


class LetterPage(Page):
    """The page for such a letter. Its scans go into the draft only when the person agrees."""

    name = "letter"
    needs = frozenset({"camera"})
    other_way = N_("不用信，我来说")

    def build(self) -> None:
        self.pages = [scan for scan in self.draft.scans if scan.letter]
        self.sides = QStackedWidget()
        self.table = PaperCapture(self.station, _("把信平放在摄像头下面，一页一页来。"))
        self.sides.addWidget(self.table)
        self.sides.addWidget(self._check_side())
        self.body.addWidget(self.sides, 1)
        self.shoot = self.button(_("拍照"), kind="primary", icon="camera")
        self.more = self.button(_("还有一页"), icon="plus")
        self.more.clicked.connect(self._lay)
        self.refuse = self.button(_("不用这封信"))
        self.refuse.clicked.connect(self.take_other_way)
        self.agree = self.button(_("可以"), kind="primary", icon="check")
        self.agree.clicked.connect(self._agree)
        self.choices += [self.more, self.refuse, self.agree, self.shoot]

    def _check_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.station.theme.length("gap"))
        gap = self.station.theme.length("gap")
        self.board = Scroll(gap)
        card = Card(self.station.theme)
        card.add(self.board)
        self.note = Label(_(CHECKED_LATER), "notice")
        self.question = Label(_(QUESTION), "strong")
        column.addWidget(card, 1)
        column.addWidget(self.note)
        column.addWidget(self.question)
        return side

    def enter(self) -> None:
        self.table.open()
        self.table.read.connect(self._took)
        self.table.failed.connect(self._failed)
        self.shoot.clicked.connect(self.table.auto_capture.capture)
        self._check() if self.pages else self._lay()

    def leave(self) -> None:
        self.table.rest()

    def unkept(self) -> str:
        """Returns what is lost by leaving, including pages that are still being read."""
        laid = len([scan for scan in self.pages if scan not in self.draft.scans]) + self.table.waiting
        return _n("刚拍的{count}页信", laid).format(count=laid) if laid else ""

    def take_other_way(self) -> None:
        """Goes on without a letter, after asking about the pages that would be lost."""
        ask_before_losing(self.station, self.window(), self.unkept(), self._do_without, go=_("不用这封信"))

    def _do_without(self) -> None:
        """Goes on without a letter: pages read here are dropped, and earlier scans count as ordinary papers."""
        for scan in self.draft.scans:
            scan.letter = False
        self.answered.emit(ON)

    def guidance(self) -> str:
        return self._read_aloud() if self.pages else super().guidance()

    @property
    def told(self) -> Narrative:
        return narrative_from_scans(self.pages)

    def _lay(self) -> None:
        self.sides.setCurrentIndex(0)
        self.title.setText(self.words.title)
        self._offer(self.shoot)
        self.table.go_on()

    def _took(self, scan: Scan) -> None:
        self.table.rest()
        self.table.judge(scan, self._keep, self.table.again)

    def _keep(self, scan: Scan) -> None:
        scan.letter = True
        self.pages.append(scan)
        self._check()
        self.station.speech_output.say(self._read_aloud())

    def _failed(self, problem: Problem) -> None:
        self.trouble(problem)

    def _check(self) -> None:
        self.table.rest()
        told = self.told
        self.sides.setCurrentIndex(1)
        self.title.setText(_n("信上写的（{count}页）", len(self.pages)).format(count=len(self.pages)))
        self.board.clear()
        for said in told:
            text = MarkedText(self.station.theme)
            text.mark(said.text.strip(), doubtful=said.clause.doubtful)
            self.board.column.addWidget(text)
        self.board.column.addStretch(1)
        self.note.setVisible(any(said.clause.doubtful for said in told))
        self.question.setText(_(QUESTION) if told else _(NO_WORDS))
        self.agree.setEnabled(bool(told))
        self._offer(self.more, self.refuse, self.agree)

    def _read_aloud(self) -> str:
        return (
            _("信上写的是：{told}。{question}").format(told=narrative_text(self.told), question=_(QUESTION))
            if self.told
            else _(NO_WORDS)
        )

    def _offer(self, *shown: QWidget) -> None:
        for button in self.choices:
            button.setVisible(button in shown)
        self.lead.setVisible(self.shoot in shown)

    def _agree(self) -> None:
        """Adds the letter's words after what was told before, and its pages as the first papers."""
        draft = self.draft
        if narrative_text(self.told) not in draft.narrative:
            draft.told = (*with_final_stop(draft.told), *self.told)
        others = [scan for scan in draft.scans if scan not in self.pages]
        draft.scans[:] = [*self.pages, *others]
        self.answered.emit(ON)
