"""One person whom the agent serves: written, changed, deleted."""

from collections.abc import Callable
from functools import partial

from agency.opened_people import OpenedPeople
from agency.people import People
from agency.person_served import PersonServed
from core.flow import ON
from core.language import N_, _
from core.problems import PersonGone
from core.sentences import joined, sentence_of
from proxy_client.agent_station import AgentStation
from proxy_client.pages.people import file_for
from proxy_client.person_form import PersonServedForm
from proxy_client.session import AgentDraft
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.text import Label

SURE = N_("把这个人从名单里删掉吗？")
GONE = N_("名单里{name}的记录就没有了，找不回来。")


class PersonPage(Page):
    name = "person"
    station: AgentStation
    draft: AgentDraft

    def build(self) -> None:
        self.before = self.station.session.people.get(self.draft.person_served)
        self._back: tuple[str, ...] = ()
        self.form = PersonServedForm(self.station, self.before)
        self.form.changed.connect(self._judge)
        self.form.done.connect(self._enter)
        self.body.addWidget(self.form, 1)
        self.note = Label("", "notice")
        self.body.addWidget(self.note)
        self.delete = self.button(_("删除"), kind="alarm", icon="trash")
        self.delete.setVisible(self.before is not None)
        self.delete.clicked.connect(self._ask)
        self.file = self.button(_("代办一件"), icon="forward")
        self.file.clicked.connect(partial(self._save, self._begin))
        self.on = self.button(_("保存"), kind="primary", icon="check")
        self.on.clicked.connect(partial(self._save, self._saved))
        self.choices += [self.delete, self.file, self.on]
        self._judge()

    def enter(self) -> None:
        """Opens the list where it is not open, as after the window was locked."""
        people, known = self.station.people, self.station.session.people
        if people and self.unknown:
            self.station.tasks.run(partial(known.again, people), owner=self, done=self._opened, failed=self.trouble)
        self.form.begin()

    @property
    def unknown(self) -> bool:
        """Whether it is not known yet, or no longer, whose page this is."""
        return bool(self.draft.person_served) and self.before is None

    def _opened(self, now: OpenedPeople) -> None:
        if self.station.session.key is None:
            return
        self.station.session.people = now
        self.before = now.get(self.draft.person_served)
        if self.before is None:
            self.trouble(PersonGone())
            return
        self.form.know(self.before)
        if self._back:
            self.form.write_back(self._back)
        self.delete.show()
        self._judge()

    def written(self) -> tuple[str, ...]:
        return self.form.written()

    def write_back(self, written: tuple[str, ...]) -> None:
        """Writes what stood there before; again once the list is open."""
        self._back = written
        self.form.write_back(written)

    def unkept(self) -> str:
        return _("改过的内容") if self.form.edited and not self.unknown else ""

    def _judge(self) -> None:
        self.unsay()
        fault = self.form.fault() or self._twice()
        remark = sentence_of(self.form.served.unfit_to_file(self.station.now().date()))
        self.note.say(fault or joined(self.form.consent_said, remark), "notice")
        self.on.setEnabled(not fault and not self.unknown)
        self.file.setEnabled(not fault and not remark and not self.unknown)

    def _twice(self) -> str:
        """Returns that somebody else on the list has this number."""
        served = self.form.served
        other = self.station.session.people.with_number(served.person.id_number, but=served.id)
        return _("名单上{name}已经是这个证件号，请核对。").format(name=other.person.name) if other else ""

    def _enter(self) -> None:
        if self.on.isEnabled():
            self.on.click()

    def _save(self, then: Callable[[PersonServed], None], _checked: bool = False) -> None:
        served = self.form.served
        if self.form.edited:
            self._change(lambda people: people.keep(served), lambda: self._take(served, then))
        else:
            then(served)

    def _change(self, change: Callable[[People], None], then: Callable[[], None]) -> None:
        """Changes the list in the background, then opens what is new."""
        people, known = self.station.people, self.station.session.people
        if people is None:
            return

        def changed() -> OpenedPeople:
            change(people)
            return known.again(people)

        def done(now: OpenedPeople) -> None:
            if self.station.session.key:
                self.station.session.people = now
                then()

        self.send_off(changed, done, self.trouble)

    def _take(self, served: PersonServed, then: Callable[[PersonServed], None]) -> None:
        self.form.keep()
        self.draft.person_served = served.id
        then(served)

    def _saved(self, _served: PersonServed) -> None:
        self.answered.emit(ON)

    def _begin(self, served: PersonServed) -> None:
        file_for(self, served)

    def _ask(self) -> None:
        if self.before is None:
            return
        text = _(GONE).format(name=self.before.person.name)
        question = Confirmation(self.station, self.window(), _(SURE), text, go=_("删除"), stay=_("不删"))
        question.gone.connect(self._delete)

    def _delete(self) -> None:
        if served := self.before:
            self._change(lambda people: people.remove(served.id), self._deleted)

    def _deleted(self) -> None:
        self.form.keep()
        self.draft.person_served = ""
        self.answered.emit(ON)
