"""The states of the pages of a case: before its answer, after it, told by an older platform, judged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from core.inquiry import Inquiry
from core.routes.asked import Asked
from testkit.kiosk_window import Panel
from tests.look.pressing import press
from training import example_case
from ui.pages.evaluate import EvaluatePage

LONG_ANSWER = "经查，您家门前的自来水管去年冬天冻裂，一直漏到今年三月，路面结冰，老人小孩走路摔跤，情况属实。" * 18


def long_reply(panel: Panel) -> None:
    view = panel.draft.inquiry.view
    assert view is not None
    life = replace(example_case.life(), answer=LONG_ANSWER)
    panel.open("case", replace(panel.draft, inquiry=Inquiry(view=replace(view, reply=LONG_ANSWER), life=life)))


def under_way(panel: Panel) -> None:
    """Shows a case before its answer, with both dates and an invitation."""
    view = panel.draft.inquiry.view
    assert view is not None
    view = replace(view, timeline=view.timeline[:3], reply="", evaluable=False)
    panel.open("case", replace(panel.draft, inquiry=Inquiry(view=view, life=example_case.under_way())))


def older_platform(panel: Panel) -> None:
    panel.open("case", replace(panel.draft, inquiry=replace(panel.draft.inquiry, life=None)))


def overdue(panel: Panel) -> None:
    life = example_case.under_way()
    late = replace(life, today=date(2027, 1, 5), events=life.events[:-1])
    panel.open("case", replace(panel.draft, inquiry=replace(panel.draft.inquiry, life=late)))


def heard_of(panel: Panel) -> None:
    """Shows what the feed told of, where the platform is not to be reached."""
    known = panel.draft.inquiry.standing
    assert known is not None
    events = tuple(replace(each, papers=(), to=(), organ="") for each in example_case.life().events)
    panel.open("standing", replace(panel.draft, inquiry=Inquiry(standing=replace(known, events=events))))


def thanks_dissatisfied(panel: Panel) -> None:
    panel.open("thanks", replace(panel.draft, inquiry=replace(panel.draft.inquiry, dissatisfied=True)))


def judging(*texts: str, reasons: str = "", said: str = "") -> Callable[[Panel], None]:
    """Returns a function that presses these faces and buttons; `reasons` were said when they were asked for; `said` was
    heard last."""

    def show(panel: Panel) -> None:
        panel.open("evaluate")
        press(panel, *texts)
        page = panel.shell.page
        assert isinstance(page, EvaluatePage)
        if reasons:
            page.reasons._take(reasons)
            press(panel, "说好了")
        if said:
            page.question.pad.take(said)

    return show


def with_the_notice(page: str) -> Callable[[Panel], None]:
    """Returns a function that opens a page after ways with a last day were shown, and prints their notice."""

    def show(panel: Panel) -> None:
        panel.open(page, replace(panel.draft, routes=Asked(dated=True)))
        press(panel, "打一张告知单")

    return show


CASES: dict[str, Callable[[Panel], None]] = {
    "case-long-reply": long_reply,
    "case-under-way": under_way,
    "case-older-platform": older_platform,
    "case-overdue": overdue,
    "standing-events": heard_of,
    "thanks-dissatisfied": thanks_dissatisfied,
    "slip-notice": with_the_notice("slip"),
    "receipt-notice": with_the_notice("receipt"),
    "evaluate-unit": judging("信访部门办得满意"),
    "evaluate-understood": judging(said="凑凑合合吧，还能过得去"),
    "evaluate-not-sure": judging(said="我说满意他们就不管了，你说这可怎么评"),
    "evaluate-reasons": judging("信访部门办得基本满意", "办事单位办得不满意"),
    "evaluate-all": judging(
        "信访部门办得基本满意", "办事单位办得不满意", reasons="水管修了三回，还是漏。没人来看过。" * 3
    ),
}
