"""The states of the pages on which somebody asks without a name."""

from collections.abc import Callable
from dataclasses import replace

from advice.entries import topics
from capture.speech.port import Partial
from core.draft import Draft
from core.narrative import narrative_from_text
from core.question import Question
from core.urgency.kinds import UrgencyKind
from testkit.kiosk_window import Panel
from tests.look.pressing import press
from training.touch_driver import TouchDriver

LONG = "我家的地前年被占了，说好的补偿到现在也没有给全，村里说钱在镇上，镇上说钱在县里，" * 4


def topic(panel: Panel) -> None:
    """Opens the topic with the most questions."""
    panel.open("question", Draft())
    press(panel, max(topics(), key=lambda each: len(each.entries)).name)


def listening(panel: Panel) -> None:
    panel.open("question", Draft())
    TouchDriver(panel.shell).wait(lambda: panel.shell.station.engines.has("speech"), "the engine", 10)
    press(panel, "开始说")
    panel.shell.station.dictation.partial.emit(Partial(LONG, 0))


def asked(words: str, *texts: str) -> Callable[[Panel], None]:
    def show(panel: Panel) -> None:
        panel.open("advice", replace(panel.draft, question=Question(narrative_from_text(words))))
        press(panel, *texts)

    return show


def taken(panel: Panel) -> None:
    panel.open("tell", replace(panel.draft, question=Question(taken=True)))


def in_danger(panel: Panel) -> None:
    kinds = (UrgencyKind.LIFE, UrgencyKind.SELF_HARM)
    panel.open("urgent_question", Draft(question=Question(narrative_from_text("老伴喝了农药，找谁"), urgent=kinds)))


QUESTIONS: dict[str, Callable[[Panel], None]] = {
    "question-topic": topic,
    "question-listening": listening,
    "question-urgent": in_danger,
    "advice-none": asked("给我唱一首红歌吧"),
    "advice-long": asked(LONG),
    "advice-ways": asked("工资拖欠半年了去哪里告"),
    "advice-ways-shown": asked("工资拖欠半年了去哪里告", "去哪里办，最晚哪天"),
    "advice-take-along": asked(LONG, "反映这件事"),
    "tell-asked": taken,
}
