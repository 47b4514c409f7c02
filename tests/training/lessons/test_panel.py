"""The small window of the lessons, pressed as a hand would, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agency.person_served import ConsentWay, PersonServed
from core import language
from core.person import Person
from core.settings import Settings
from proxy_client.app import LAPTOP
from proxy_client.practice_lessons import lesson_panel
from sync.terminal import Terminal, terminal
from training.lessons.course import Course
from training.lessons.network import Network
from training.lessons.panel import LessonPanel
from ui.shell.window import application


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    language.choose(language.SOURCE)


@pytest.mark.parametrize(("tongue", "done", "undone"), [("zh_CN", "做对了", "没做"), ("en_US", "done", "to do")])
def test_from_not_done_to_done(course: Course, qtbot: QtBot, tongue: str, done: str, undone: str) -> None:
    application()
    language.choose(tongue)
    panel = LessonPanel(course, LAPTOP)
    qtbot.addWidget(panel)
    panel.show()
    assert undone in panel.list.item(0).text() and not panel.network.isVisible()
    panel.look.click()
    not_begun = panel.word.text()
    for _ in range(2):  # a hand that presses twice
        panel.start.click()
    panel.look.click()
    assert panel.word.text() not in ("", not_begun)
    fresh = PersonServed.new(Person(name="吴桂英"))
    agreed = PersonServed(id=fresh.id, person=fresh.person, consent=ConsentWay.SPOKEN, consented_on="2026-12-01")
    course.practice.people.keep(agreed)
    panel.look.click()
    assert done in panel.list.item(0).text() and undone not in panel.list.item(0).text()
    assert not panel.grab().isNull()


def test_none_over_agents_of_ones_own(tmp_path: Path) -> None:
    with terminal(tmp_path, training=True) as alone:
        assert lesson_panel(alone, Settings(), Network(None, alone.engine)) is None


def test_one_over_the_sample_village(here: Terminal, qtbot: QtBot) -> None:
    application()
    panel = lesson_panel(here, Settings(), Network(None, here.engine))
    assert panel
    qtbot.addWidget(panel)
    assert panel.list.count() == len(panel._lessons)
