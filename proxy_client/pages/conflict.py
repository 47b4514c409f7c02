"""What was told may name the agent, their unit or kin: the principal hears it and says how to go on. Nobody is told,
and nothing is held up."""

from agency.conflict_guard import Around, mentions
from core.authority.letter import Agent
from core.flow import ON
from core.language import N_, _
from core.sentences import joined, label, listed
from proxy_client.flow import conflicts
from ui.base.page import Page
from ui.widgets.card import Card, Point
from ui.widgets.text import Label

HEARD = N_("您的话里有：{words}。")
MAYBE = N_("也许就是替您写的人，也许不是，也许您觉得没关系。")
ANOTHER, OTHERS = N_("可以换一位代理人来办。"), N_("可以换一位代理人来办，比如{names}。")
KIOSK = N_("可以到自助机或信访窗口，自己说。")
ANNEX = N_("也可以接着办。后面有一页密封附言，是您一个人的，代理人看不到。")
MOST_NAMED, MOST_WORDS = 3, 8


class ConflictPage(Page):
    name = "conflict"

    def build(self) -> None:
        theme = self.station.theme
        named = Card(theme)
        named.add(Label(self._heard, "strong"))
        named.add(Label(_(MAYBE)))
        ways = Card(theme, "sunny")
        for icon, text in (("people", self._another), ("house", _(KIOSK)), ("lock", _(ANNEX))):
            ways.add(Point(theme, icon, text))
        self.body.addWidget(named)
        self.body.addWidget(ways)
        self.body.addStretch(1)
        self.action(_("先不在这里办"), "leave", kind="secondary", icon="home")
        on = self.button(_("接着办"), kind="primary", icon="forward")
        on.clicked.connect(self._go_on)
        self.choices.append(on)

    @property
    def _heard(self) -> str:
        quoted = [_("“{words}”").format(words=each) for each in conflicts(self.draft)[:MOST_WORDS]]
        return _(HEARD).format(words=listed(quoted))

    @property
    def _another(self) -> str:
        """Returns the sentence that offers another agent; of those who are here, who is not named either."""
        free = [each for each in self.draft.agents_around if not self._named(each)][:MOST_NAMED]
        if not free:
            return _(ANOTHER)
        who = [_("{name}，{role}").format(name=each.person.name, role=label(each.agent_class)) for each in free]
        return _(OTHERS).format(names=listed(who))

    def _named(self, agent: Agent) -> bool:
        return bool(mentions(self.draft.told_text, Around(agent)))

    def guidance(self) -> str:
        return joined(self._heard, _(MAYBE), self._another, _(KIOSK), _(ANNEX))

    def _go_on(self) -> None:
        self.draft.conflicts_known |= frozenset(conflicts(self.draft))
        self.answered.emit(ON)
