"""Before an accusation begins: who alone will read it, what is kept and who sees what, what may be left out, and what
follows from a name or from none.

Nothing of it is said aloud unasked: whoever stands behind the person need not know what they came for."""

from functools import partial

from core.flow import ON
from core.language import N_, _
from core.sentences import joined, listed
from ui.base.confirmation import ask_before_losing
from ui.base.page import Page
from ui.widgets.button import ChoiceButton
from ui.widgets.card import Card, Point
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label

TOLD = (
    ("lock", N_("只有纪检监察部门打得开，信访部门也打不开。")),
    ("eye", N_("信访部门只知道有一件、哪天交的、哪个县区。村里看不到。")),
    ("home", N_("这台机器只留封好的一份。回执上只有号码和日期。")),
    ("document", N_("电话、录音、证件照片都可以不交。笔迹、声音认得出人。")),
    ("clock", N_("在这里只能查到编号和日期，没有六十天的期限。")),
    ("shield", N_("不许泄露是您检举的，不许报复您，违反的要处分。")),
)
"""Held by tests/ui/test_accusation.py, sentence by sentence."""
NAMED = (N_("写名字"), N_("按规定优先办理，并给您答复"))
UNNAMED = (N_("不写名字"), N_("也收，但没法答复您"))
BASIS = N_("依据：《纪检监察机关处理检举控告工作规则》（2020年）第二十四、二十九、四十七条，《信访工作条例》第三十条。")


class AccusationPage(Page):
    """The page where the purpose was chosen after the story."""

    name = "accusation"

    def build(self) -> None:
        theme = self.station.theme
        scroll = LongScroll(theme, theme.length("gap"))
        card = Card(theme, "sunny")
        for icon, text in self._told():
            card.add(Point(theme, icon, text))
        scroll.column.addWidget(card)
        scroll.column.addWidget(Label(_(BASIS), "small"))
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        row = self.split()
        offered = [(NAMED, True, "person")]
        if not self.draft.agent:
            offered.append((UNNAMED, False, "shield"))
        for (text, note), named, icon in offered:
            choice = ChoiceButton(theme, _(text), _(note), icon=icon, height_mm=30)
            choice.clicked.connect(lambda _=False, named=named: self._choose(named))
            row.addWidget(choice, 1)
        self.body.addLayout(row)
        hear = self.button(_("念给我听"), icon="speaker")
        hear.clicked.connect(self._read_aloud)
        self.choices.append(hear)

    def _told(self) -> tuple[tuple[str, str], ...]:
        return tuple((icon, _(text)) for icon, text in TOLD)

    def _read_aloud(self) -> None:
        choices = [_("{choice}：{what}。").format(choice=_(text), what=_(note)) for text, note in (NAMED, UNNAMED)]
        told = [text for _icon, text in self._told()]
        self.station.speech_output.say(joined(*told, *(choices[:1] if self.draft.agent else choices)))

    def _choose(self, named: bool) -> None:
        """Asks first where somebody's name was given already: it goes, with all that says who they are."""
        lost = "" if named else listed(self._says_who())
        ask_before_losing(self.station, self.window(), lost, partial(self._chosen, named), go=_("去掉"))

    def _says_who(self) -> list[str]:
        """Returns what was given that says who the person is, or who files with them."""
        draft, person = self.draft, self.draft.petitioner
        held = (
            (_("姓名和证件"), bool(person.name or person.id_number or draft.card_image)),
            (_("电话和住址") if person.address else _("电话"), bool(person.phone or person.address)),
            (_("签名"), bool(draft.signature)),
            (_("一起反映的人"), bool(draft.company.people)),
        )
        return [name for name, there in held if there]

    def _chosen(self, named: bool) -> None:
        self.draft.accuse(named=named)
        self.answered.emit(ON)


class AccusePage(AccusationPage):
    """The page before anything else was given."""

    name = "accuse"

    def _chosen(self, named: bool) -> None:
        self.draft.consented = True
        super()._chosen(named)
