"""What is said beside the days: what the words leave open, which law is not in force, who was told when."""

from datetime import date

import pytest

from core.matters import categories
from core.problems import NoSuchCategory, ToldBeforeEvent
from core.routes.laws import checked
from core.routes.organs import Contact
from core.routes.signpost import TRUSTED, Facts, Signpost, questions_for, signpost
from core.spoken_dates.span import exactly
from core.spoken_dates.spoken import spoken_date
from core.working_days import shipped

TODAY = date(2026, 11, 30)


def ask(facts: Facts, today: date = TODAY) -> dict[str, Signpost]:
    return {each.route: each for each in signpost(facts, today, shipped())}


def keys(post: Signpost) -> list[str]:
    return [each.key for each in post.reckoning]


def test_a_law_that_is_not_in_force_yet_is_named_and_not_offered() -> None:
    found = ask(Facts("050200", told=exactly(date(2026, 12, 1))), date(2026, 12, 31))
    assert "signpost.not-yet" in keys(found["petition"])
    assert "signpost.not-yet" not in keys(ask(Facts("050200"), date(2027, 1, 1))["petition"])
    assert "signpost.not-yet" in keys(ask(Facts("060200"), date(2025, 4, 30))["petition"])
    assert "court" in ask(Facts("060200"), date(2025, 5, 1))


def test_the_article_is_that_of_the_version_in_force() -> None:
    before, after = (
        ask(Facts("120200"), day)["administrative-review"].article for day in (date(2025, 12, 31), date(2026, 1, 1))
    )
    assert (before, after) == ("《治安管理处罚法》第一百零二条", "《治安管理处罚法》第一百二十一条")


def test_a_span_and_a_day_of_two_calendars_are_said_to_be_so() -> None:
    for words, key in (("前年麦收", "spoken-date.uncertain"), ("八月十五", "spoken-date.either-calendar")):
        found = ask(Facts("030100", event=spoken_date(words, TODAY)))
        assert key in keys(found["labour-inspection"])


def test_without_a_day_it_is_said_what_is_missing() -> None:
    found = ask(Facts("100100", event=exactly(date(2026, 11, 20))))
    assert keys(found["police"]) == ["signpost.say-told"]
    assert keys(ask(Facts("030200"))["work-injury"]) == ["signpost.say-when"]


def test_a_longer_term_does_not_bring_back_what_had_run_out() -> None:
    found = ask(Facts("080100", event=exactly(date(2022, 3, 1))))
    assert "signpost.old-law" in keys(found["court"])
    assert "signpost.old-law" not in keys(ask(Facts("080100", event=exactly(date(2025, 3, 1))))["court"])


def test_old_data_say_how_old_they_are() -> None:
    assert "signpost.checked" not in keys(ask(Facts("070100"))["petition"])
    assert "signpost.checked" in keys(ask(Facts("070100"), checked() + TRUSTED * 2)["petition"])


def test_a_touch_goes_before_the_words() -> None:
    said = Facts("030100", text="还在干", event=exactly(date(2026, 1, 5)))
    touched = Facts("030100", text="还在干", event=exactly(date(2026, 1, 5)), answers={"still-working": "no"})
    assert ask(said)["arbitration"].last_day is None
    assert ask(touched)["arbitration"].last_day == date(2027, 1, 5)


def test_only_what_is_not_known_is_asked() -> None:
    assert [each.id for each in questions_for(Facts("030100"))] == ["still-working", "iou", "labour-award"]
    assert [each.id for each in questions_for(Facts("030100", text="还在干，没打欠条"))] == ["labour-award"]


def test_the_provinces_number_goes_before_the_national_one() -> None:
    numbers = {"court@320115": Contact("东山法庭", "025-11111111"), "court@32": Contact("", "025-22222222")}
    county, other, abroad = (
        next(
            each
            for each in signpost(Facts("110100", place_code=code), TODAY, shipped(), numbers)
            if each.route == "court"
        )
        for code in ("320115", "320116", "110105")
    )
    assert (county.phone, other.phone, abroad.phone) == ("025-11111111", "025-22222222", "12368")
    assert county.organ == "东山法庭"
    assert "法院" in other.organ


def test_named_routes_come_first_and_open_where_the_category_does_not_know_them() -> None:
    facts = Facts("070100", named=("administrative-suit", "mediation"))
    assert [each.route for each in signpost(facts, TODAY, shipped())] == [
        "administrative-suit",
        "mediation",
        "petition",
    ]
    assert [each.route for each in signpost(Facts("070100"), TODAY, shipped())] == ["petition"]


@pytest.mark.parametrize("code", categories())
@pytest.mark.parametrize("year", [1999, 2010, 2021, 2024, 2026, 2031])
def test_on_any_day_a_petition_is_among_the_routes(code: str, year: int) -> None:
    assert "petition" in ask(Facts(code, event=exactly(date(year, 1, 31))), date(year, 6, 1))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(NoSuchCategory):
        ask(Facts("000000"))
    with pytest.raises(ToldBeforeEvent):
        ask(Facts("030100", event=exactly(date(2026, 5, 2)), told=exactly(date(2026, 5, 1))))
