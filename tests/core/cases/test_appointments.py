"""Invitations to meetings and hearings: beside the way of a case, told in time, and answered until the day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.cases import machine
from core.cases.actions import Action
from core.cases.appointments import answered, meet_by
from core.cases.refusals import Unlawful
from core.cases.state import Answer, Case, CaseChange, CaseState, after, as_json
from core.cases.turn import World
from core.petition import Purpose
from core.working_days import shipped
from testkit.small_county import ACTORS, Organs, registered

DAY, MEETING_DAY = date(2026, 3, 2), date(2026, 3, 5)
AROUND = World(Organs(), shipped(), DAY)
BY = {each.organ: each for each in ACTORS}
CASE = replace(registered(Purpose.REQUEST, False, AROUND), unit="town", arrived=DAY)


def done(case: Case, action: Action, by: str = "town", **given: str) -> Case:
    decision = machine.decide(case, action, given, BY[by], AROUND)
    return after(case, CaseChange(case.version + 1, as_json(decision.changes)))


def invited(case: Case = CASE, **other: str) -> Case:
    return done(case, Action.INVITE, **{"about": "meeting", "on": "2026-03-05", "at": "09:30", "place": "镇里"} | other)


def beside(case: Case) -> list[tuple[str, str, date | None]]:
    return [(each.rule, each.organ, each.limit) for each in case.beside]


def said(case: Case, answer: Answer, wished: date | None = None, today: date = DAY) -> Case:
    changes = answered(case, answer, wished, replace(AROUND, today=today))
    return after(case, CaseChange(case.version + 1, as_json(changes)))


def test_an_invitation_is_owed_on_its_day_beside_the_main_duty() -> None:
    case = invited()
    assert case.appointment and (case.appointment.number, case.appointment.at) == (2, "09:30")
    assert (case.duty, case.state) == (CASE.duty, CASE.state)
    assert beside(case) == [("meeting", "town", MEETING_DAY)]
    met = done(case, Action.MEET, came="yes")
    assert (met.appointment, met.beside) == (None, ())


def test_who_would_rather_another_day_is_owed_a_proposal() -> None:
    case = said(invited(), Answer.OTHER_DAY, date(2026, 3, 9))
    assert beside(case) == [("meeting-proposal", "town", date(2026, 3, 5))]
    again = said(case, Answer.OTHER_DAY, date(2026, 3, 10), date(2026, 3, 4))
    assert again.beside == case.beside, "asking again wins and loses no time"
    assert beside(invited(again, on="2026-03-10")) == [("meeting", "town", date(2026, 3, 10))]
    assert beside(said(again, Answer.COMES)) == [("meeting", "town", MEETING_DAY)]
    assert said(again, Answer.ABSENT).beside == ()


def test_a_meeting_is_not_owed_by_who_no_longer_has_the_case() -> None:
    forwarded = replace(CASE, state=CaseState.FORWARDED)
    case = done(invited(forwarded), Action.OBJECT, reasons="不归我们管")
    assert beside(case) == [("meeting", "town", MEETING_DAY)]
    back = done(case, Action.AGREE_OBJECTION, by="bureau", reasons="核实过了")
    assert back.beside == ()
    assert beside(said(back, Answer.OTHER_DAY, date(2026, 3, 9))) == [("meeting-proposal", "bureau", date(2026, 3, 5))]


def test_with_the_case_ends_what_was_arranged_in_it() -> None:
    case = done(invited(), Action.WITHDRAW, by="bureau", reasons="谈好了")
    assert (case.state, case.beside, case.appointment) == (CaseState.CLOSED, (), None)


def test_the_petitioner_may_say_something_else_until_the_day() -> None:
    case = invited()
    for answer, wished in ((Answer.COMES, None), (Answer.OTHER_DAY, date(2026, 3, 9)), (Answer.ABSENT, None)):
        case = said(case, answer, wished, MEETING_DAY)
        assert case.appointment and (case.appointment.answer, case.appointment.wished) == (answer, wished)
    with pytest.raises(Unlawful, match="not_invited"):
        said(case, Answer.COMES, None, date(2026, 3, 6))


@pytest.mark.parametrize(
    ("answer", "wished"),
    [(Answer.OTHER_DAY, None), (Answer.COMES, date(2026, 3, 9)), (Answer.OTHER_DAY, DAY - timedelta(days=1))],
)
def test_another_day_is_named_and_to_come(answer: Answer, wished: date | None) -> None:
    with pytest.raises(Unlawful, match="other_day"):
        said(invited(), answer, wished)


def test_a_hearing_is_told_of_seven_days_ahead_and_once_the_matter_was_accepted() -> None:
    with pytest.raises(Unlawful, match="no_hearing_yet"):
        invited(about="hearing", on="2026-03-20")
    accepted = replace(CASE, state=CaseState.ACCEPTED)
    with pytest.raises(Unlawful, match="hearing_soon"):
        invited(accepted, about="hearing", on="2026-03-08")
    case = invited(accepted, about="hearing", on="2026-03-09")
    assert done(case, Action.HEAR, on="2026-03-09").appointment is None


def test_nobody_is_invited_to_talk_about_an_accusation() -> None:
    with pytest.raises(Unlawful, match="accusation"):
        invited(replace(CASE, kind=Purpose.ACCUSATION))


def test_where_a_meeting_within_three_working_days_is_promised_the_last_day_is_known() -> None:
    assert meet_by(CASE, AROUND) is None
    assert meet_by(replace(CASE, profile="meet-3"), AROUND) == date(2026, 3, 5)
