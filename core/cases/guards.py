"""What the law forbids: each function raises Unlawful with the article, or passes."""

from datetime import date

from core.cases.clocks import most_extension
from core.cases.refusals import MISSING, NOT_ALLOWED, OUT_OF_ORDER, Unlawful, lacking
from core.cases.state import OF_REQUESTS, OF_SUGGESTIONS, SIXTH_WAY, Agency, Track
from core.cases.turn import Turn
from core.petition import Purpose


def no_accusation(turn: Turn) -> None:
    """An accusation is answered by the discipline organ under its own rules (art. 23, 30)."""
    if turn.case.kind is Purpose.ACCUSATION:
        raise Unlawful(NOT_ALLOWED, "30", "accusation")


def only_requests(turn: Turn) -> None:
    no_accusation(turn)
    if turn.case.kind is not Purpose.REQUEST:
        raise Unlawful(NOT_ALLOWED, "29", "suggestion")


def sixth_way(turn: Turn) -> None:
    """Acceptance and the sixty days belong to the sixth way alone (art. 31, 34)."""
    only_requests(turn)
    if turn.case.way not in (None, SIXTH_WAY):
        raise Unlawful(NOT_ALLOWED, "31(1)", "other_way", way=turn.case.way or 0)


def kind_as_sealed(turn: Turn) -> None:
    """What was sealed to the discipline organ is an accusation, whatever anybody thinks of it."""
    accusation = turn.values.get("kind") == Purpose.ACCUSATION
    if turn.case.sealed_elsewhere and not accusation:
        raise Unlawful(NOT_ALLOWED, "30", "sealed")
    if turn.values.get("kind") == Purpose.REQUEST and "way" not in turn.values:
        raise lacking("way", "31(1)")


def addressee(turn: Turn) -> None:
    """An accusation goes to a discipline organ and to nobody else; the accused is never an addressee (art. 30 (3))."""
    organs, unit = turn.world.organs, turn.values["unit"]
    helpers = turn.values.get("units", [])
    for organ in (unit, *helpers):
        if not organs.known(organ):
            raise Unlawful(MISSING, "22(1)", "no_organ", organ=organ)
    if turn.case.kind is Purpose.ACCUSATION:
        if organs.kind(unit) != "discipline" or helpers:
            raise Unlawful(NOT_ALLOWED, "30(3)", "only_discipline")
    elif organs.kind(unit) == "discipline" and turn.case.way != 3:
        raise Unlawful(NOT_ALLOWED, "31(1)(3)", "not_discipline")
    if unit == turn.case.bureau:
        raise Unlawful(NOT_ALLOWED, "22(1)", "to_itself")


def ahead(name: str, article: str) -> "_Ahead":
    return _Ahead(name, article)


class _Ahead:
    """The day given as `name` has not passed."""

    def __init__(self, name: str, article: str) -> None:
        self.name, self.article = name, article

    def __call__(self, turn: Turn) -> None:
        if self.name in turn.values and date.fromisoformat(turn.values[self.name]) < turn.world.today:
            raise Unlawful(NOT_ALLOWED, self.article, "day_passed", field=self.name)


def not_ahead(turn: Turn) -> None:
    """What is recorded as done has been done by today."""
    if turn.day("on") > turn.world.today:
        raise Unlawful(NOT_ALLOWED, "", "not_yet", field="on")


def may_object(turn: Turn) -> None:
    """Within five working days of arrival, and not after the bureau or a common superior decided (art. 23 (3), 24)."""
    no_accusation(turn)
    case, world = turn.case, turn.world
    assert case.arrived is not None
    if case.designated:
        raise Unlawful(NOT_ALLOWED, "24", "designated")
    if case.objection_refused:
        raise Unlawful(NOT_ALLOWED, "23(3)", "objection_decided")
    last = world.term("objection", case.profile, case.arrived).limit
    if last and world.today > last:
        raise Unlawful(NOT_ALLOWED, "23(3)", "objection_late", day=last)


def has_way(turn: Turn) -> None:
    if turn.case.kind is Purpose.REQUEST and "way" not in turn.values:
        raise lacking("way", "23(3)")


def fits_track(turn: Turn) -> None:
    """The simple way is for first-time matters of one unit, which no higher organ assigned (简易办理办法 3, 4)."""
    track = turn.values.get("track")
    if track == Track.SIMPLE and (turn.case.designated or turn.case.helpers or turn.case.stage):
        raise Unlawful(NOT_ALLOWED, "simple measures 4", "not_simple")
    if track == Track.JOINT and not turn.case.helpers:
        raise lacking("units", "22")


def may_extend(turn: Turn) -> None:
    """Once, before the limit (art. 34)."""
    duty = turn.case.duty
    if turn.case.extended or (duty and not most_extension(duty.rule, duty.profile)):
        raise Unlawful(NOT_ALLOWED, "34", "extended")
    if duty is None or duty.limit is None or turn.world.today > duty.limit:
        raise Unlawful(NOT_ALLOWED, "34", "limit_passed")


def short_extension(turn: Turn) -> None:
    assert turn.case.duty is not None
    most = most_extension(turn.case.duty.rule, turn.case.duty.profile)
    if turn.values["days"] > most:
        raise Unlawful(NOT_ALLOWED, "34", "extension_long", days=most)


def answers_each(turn: Turn) -> None:
    """An opinion answers every matter that was accepted, each with one of three outcomes (art. 32); a suggestion with
    what was done with it (art. 29, 40)."""
    suggestion = turn.case.kind is Purpose.SUGGESTION
    allowed = OF_SUGGESTIONS if suggestion else OF_REQUESTS
    given = turn.values.get("outcomes", [])
    if any(each not in allowed for each in given):
        raise Unlawful(MISSING, "29" if suggestion else "32", "wrong_outcome")
    wanted = 1 if suggestion else max(turn.case.matters, 1)
    if given and len(given) != wanted:
        raise Unlawful(MISSING, "32", "each_answered", count=wanted)


def sixth_way_or_suggestion(turn: Turn) -> None:
    no_accusation(turn)
    if turn.case.kind is Purpose.REQUEST:
        sixth_way(turn)


def at_once(turn: Turn) -> None:
    """Answered without acceptance: what is answered immediately, or while the province has ordered it."""
    if not turn.world.emergency and turn.values.get("track") != Track.IMMEDIATE:
        raise Unlawful(OUT_OF_ORDER, "34", "accept_first")


def delivered_after(turn: Turn) -> None:
    not_ahead(turn)
    duty = turn.case.duty
    if duty and turn.day("on") < duty.started:
        raise Unlawful(NOT_ALLOWED, "35", "before_made")


def owes(rule: str, article: str) -> "_Owes":
    return _Owes(rule, article)


class _Owes:
    """The duty in force is of this rule."""

    def __init__(self, rule: str, article: str) -> None:
        self.rule, self.article = rule, article

    def __call__(self, turn: Turn) -> None:
        if turn.case.duty is None or turn.case.duty.rule != self.rule:
            raise Unlawful(OUT_OF_ORDER, self.article, "not_owed")


def may_ask_review(turn: Turn) -> None:
    """Within thirty days of receiving the opinion; the second time of the review's (art. 35, 36)."""
    case = turn.case
    article = "35" if case.stage < 2 else "36"
    if not case.reviewable or case.delivered is None:
        raise Unlawful(NOT_ALLOWED, article, "no_review")
    rule = "review-ask" if case.stage == 1 else "recheck-ask"
    last = turn.world.term(rule, case.profile, case.delivered).limit
    if last and turn.day("on") > last:
        raise Unlawful(NOT_ALLOWED, article, "review_late", day=last)


def stage(number: int, article: str) -> "_Stage":
    return _Stage(number, article)


class _Stage:
    """So many opinions were given."""

    def __init__(self, number: int, article: str) -> None:
        self.number, self.article = number, article

    def __call__(self, turn: Turn) -> None:
        if turn.case.stage != self.number:
            raise Unlawful(OUT_OF_ORDER, self.article, "no_review")


def has_reviewer(turn: Turn) -> None:
    below = turn.case.unit if turn.case.stage < 2 else turn.case.reviewer
    organ = turn.values.get("organ")
    if organ and not turn.world.organs.known(organ):
        raise Unlawful(MISSING, "35", "no_organ", organ=organ)
    if not organ and turn.world.organs.superior(below) is None:
        raise lacking("organ", "35")


def other_visitor(turn: Turn) -> None:
    """Whoever visits is not of the unit that is judged."""
    if turn.actor.organ == turn.case.unit:
        raise Unlawful(NOT_ALLOWED, "41", "own_visit")


def window_over(turn: Turn) -> None:
    """A case ends when the petitioner can no longer ask for a review (art. 35, 36)."""
    duty = turn.case.duty
    if duty is None or duty.rule != "close":
        raise Unlawful(OUT_OF_ORDER, "32", "not_owed")
    if duty.limit and turn.world.today <= duty.limit:
        raise Unlawful(NOT_ALLOWED, "35", "may_still_ask", day=duty.limit)


def ends_elsewhere(turn: Turn) -> None:
    """A procedure of the first five ways ends with its own result, an accusation with the discipline organ's."""
    if turn.case.kind is Purpose.REQUEST and turn.case.way == SIXTH_WAY:
        raise Unlawful(OUT_OF_ORDER, "34", "accept_first")
    if turn.case.kind is Purpose.SUGGESTION:
        raise Unlawful(OUT_OF_ORDER, "29", "answer_first")


def other_than_sixth(turn: Turn) -> None:
    """A matter of the sixth way is accepted before it is answered (art. 31, 34)."""
    if turn.case.kind is Purpose.REQUEST and turn.case.way in (None, SIXTH_WAY):
        raise Unlawful(OUT_OF_ORDER, "34", "accept_first")


def suggestion_or_emergency(turn: Turn) -> None:
    """The bureau itself answers what can be answered at once; it does not decide anybody's request (art. 22, 29)."""
    no_accusation(turn)
    if turn.case.kind is not Purpose.SUGGESTION and not turn.world.emergency:
        raise Unlawful(NOT_ALLOWED, "22", "unit_decides")


def without_interest(turn: Turn) -> None:
    """Who has an interest in the matter or the person is not given it (art. 28)."""
    if turn.values.get("officer", turn.actor.login) in turn.case.withdrawn_officers:
        raise Unlawful(NOT_ALLOWED, "28", "interest_given")


def is_late(turn: Turn) -> None:
    """A petitioner urges what is overdue (art. 40), the main duty or one beside it."""
    duty = turn.case.duty
    if any(each.late(turn.world.today) for each in turn.case.beside):
        return
    if duty is None or duty.rule == "close" or not duty.late(turn.world.today):
        last = duty.limit if duty and duty.rule != "close" else None
        raise Unlawful(NOT_ALLOWED, "40", "not_late", day=last) if last else Unlawful(NOT_ALLOWED, "40", "nothing_late")


def not_urged_lately(turn: Turn) -> None:
    urged = turn.case.petitioner_urged
    last = turn.world.term("petitioner-urge", turn.case.profile, urged).target if urged else None
    if last and turn.world.today < last:
        raise Unlawful(NOT_ALLOWED, "40", "urged_lately", day=last)


def has_agent(turn: Turn) -> None:
    """An authority is taken back once, where there is one (Civil Code 173(2))."""
    if turn.case.agency is not Agency.ACTS:
        raise Unlawful(NOT_ALLOWED, "Civil Code 173", "no_agent")


def asked_once(turn: Turn) -> None:
    """A question about personal data that waits for its answer is not asked twice."""
    if turn.values["request"] in turn.case.data_requests:
        raise Unlawful(NOT_ALLOWED, "PIPL 50", "asked_already")


def open_data_request(turn: Turn) -> None:
    if turn.values["request"] not in turn.case.data_requests:
        raise Unlawful(OUT_OF_ORDER, "PIPL 50", "nothing_asked")
