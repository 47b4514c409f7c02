"""A letter that lacks what the law requires is stopped, with the article."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.cases.clock_table import shipped_table
from gateway.letters.articles import in_words
from gateway.letters.checking import check, filled_in
from gateway.letters.letter import Answer, Facts
from gateway.letters.schema import PRACTICE, schemas
from testkit.letters import DAMAGES, LAMP, facts, letter

KINDS = sorted(schemas())
REQUIRED = [
    (kind, each.name) for kind in KINDS for each in schemas()[kind].fields if each.required and each.when is None
]
DEPENDING = [(kind, each.name) for kind in KINDS for each in schemas()[kind].fields if each.when]


def codes(*found: object) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in found]  # type: ignore[attr-defined]


def test_every_document_of_the_casework_is_there() -> None:
    assert set(KINDS) >= {
        *"receipt forward assign objection objection-answer notify accept refuse refuse-again extend hearing".split(),
        *"mediation reply completion review-accept review-refuse review recheck supervision suggestion".split(),
        *"warning signpost delivery visit".split(),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_letter_goes_out(kind: str) -> None:
    whole = letter(kind)
    assert check(whole, facts(whole)) == []


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_without_a_required_field_it_is_stopped_by_its_article(kind: str, name: str) -> None:
    field = schemas()[kind].field(name)
    assert field
    (fault,) = [each for each in check(letter(kind, name)) if each.field == name]
    assert (fault.code, fault.article) == ("missing", field.article)
    assert field.label in fault.message
    assert fault.cited == "工作惯例" if field.article == PRACTICE else in_words(field.article) in fault.cited


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_blanks_are_nothing(kind: str, name: str) -> None:
    field = schemas()[kind].field(name)
    assert field
    empty = (" \n",) if field.type in {"list", "answers"} else " 　\t"
    assert (name, "missing") in codes(*check(letter(kind, **{name: empty})))


@pytest.mark.parametrize(("kind", "name"), DEPENDING)
def test_a_field_may_depend_on_a_choice(kind: str, name: str) -> None:
    field = schemas()[kind].field(name)
    assert field and field.when
    chosen = letter(kind, **{field.when.field: field.when.values[0], name: "有"})
    assert check(chosen) == []
    assert codes(*check(letter(kind, name, **{field.when.field: field.when.values[0]}))) == [(name, "missing")]


def test_every_request_is_answered() -> None:
    whole = letter("reply")
    only_one = letter("reply", answers=(Answer(request=LAMP, outcome="support", opinion="修。"),))
    (fault,) = check(only_one, facts(whole))
    assert (fault.code, fault.article, DAMAGES in fault.message) == ("unanswered", "32", True)


def test_the_same_request_twice_is_answered_twice() -> None:
    whole = letter("reply", answers=(Answer(request=LAMP, outcome="support", opinion="修。"),))
    twice = Facts(requests=(LAMP, LAMP), known=facts(whole).known)
    assert codes(*check(whole, twice)) == [("answers", "unanswered")]


def test_nothing_is_answered_that_nobody_asked() -> None:
    other = Answer(request="拆掉邻居的房子", outcome="reject", opinion="不拆。")
    answers = letter("reply").fields["answers"]
    assert isinstance(answers, tuple)
    added = letter("reply", answers=(*answers, other))
    assert codes(*check(added, facts(added))) == [("answers", "unknown-request")]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(request=LAMP, outcome="", opinion="修。"), "no-outcome"),
        (Answer(request=LAMP, outcome="会支持", opinion="修。"), "no-outcome"),
        (Answer(request=LAMP, outcome="support", opinion=" "), "no-opinion"),
    ],
)
def test_an_answer_has_one_of_three_outcomes_and_a_reason(answer: Answer, code: str) -> None:
    assert codes(*check(letter("reply", answers=(answer,)))) == [("answers", code)]


def test_an_empty_basis_stops_an_opinion() -> None:
    for empty in ((), ("",), (" ", "\n")):
        (fault,) = check(letter("reply", basis=empty))
        assert (fault.field, fault.article) == ("basis", "32")


@pytest.mark.parametrize("kind", ["reply", "review"])
def test_the_remedy_is_that_of_the_record(kind: str) -> None:
    whole = letter(kind)
    wrong_organ = letter(kind, remedy_organ="泽州县信访局")
    wrong_days = letter(kind, remedy_days=15)
    assert codes(*check(wrong_organ, facts(whole))) == [("remedy_organ", "against-record")]
    assert codes(*check(wrong_days, facts(whole))) == [("remedy_days", "against-record")]
    assert codes(*check(wrong_days)) == [("remedy_days", "against-record")]
    unknown = Facts(requests=facts(whole).requests)
    assert ("remedy_organ", "not-in-record") in codes(*check(whole, unknown))


def test_an_extension_is_once_thirty_days_approved_before_the_limit() -> None:
    old = date(2026, 3, 9)

    def stopped(**dates: date) -> list[tuple[str, str]]:
        return codes(*check(letter("extend", **dates)))

    assert stopped(new_limit=old + timedelta(days=30)) == []
    assert stopped(new_limit=old + timedelta(days=31)) == [("new_limit", "too-long")]
    assert stopped(new_limit=old) == [("new_limit", "wrong-order")]
    assert stopped(approved_on=old) == []
    assert stopped(approved_on=old + timedelta(days=1)) == [("old_limit", "wrong-order")]


def test_a_new_limit_that_moved_past_days_off_is_that_of_the_case() -> None:
    moved = letter("extend", new_limit=date(2026, 4, 13))
    assert check(moved, facts(moved)) == []
    typed = letter("extend", new_limit=date(2026, 4, 12))
    assert ("new_limit", "against-record") in codes(*check(typed, facts(moved)))


def test_a_choice_is_one_of_the_closed_set() -> None:
    assert codes(*check(letter("review", finding="维持"))) == [("finding", "wrong-choice")]


def test_what_the_schema_does_not_know_is_refused() -> None:
    whole = letter("reply")
    more = replace(whole, fields={**whole.fields, "lawsuit": "可以向人民法院起诉"})
    assert codes(*check(more)) == [("lawsuit", "no-field")]


def test_types_are_held() -> None:
    assert codes(*check(letter("reply", received_on="昨天"))) == [("received_on", "wrong-type")]
    assert codes(*check(letter("reply", basis="民法典"))) == [("basis", "wrong-type")]
    assert codes(*check(letter("reply", answers=("修",)))) == [("answers", "wrong-type")]
    assert codes(*check(letter("reply", remedy_days="30"))) == [("remedy_days", "wrong-type")]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_schema_names_it_has(kind: str) -> None:
    schema = schemas()[kind]
    named = {each.earlier for each in schema.rules} | {each.later for each in schema.rules} | {schema.title_by}
    named |= {name for part in schema.body for name in (part.list, part.requests, part.answers, part.when, part.unless)}
    assert {schema.opens, schema.closes} - {""} <= {rule for rows in shipped_table().values() for rule in rows}
    named |= {each.when.field for each in schema.fields if each.when}
    assert named - {""} <= {each.name for each in schema.fields}
    assert bool(schema.title) != bool(schema.title_by)
    for article in (
        *schema.articles,
        *(each.article for each in schema.fields),
        *(each.article for each in schema.rules),
    ):
        assert article == PRACTICE or in_words(article)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_prints_every_field_it_asks_for(kind: str) -> None:
    schema = schemas()[kind]
    used = " ".join(f"{part.text} {part.heading} {{{part.list}}} {{{part.answers}}}" for part in schema.body)
    unused = [each.name for each in schema.fields if f"{{{each.name}}}" not in used and each.name != schema.title_by]
    assert unused == []


def test_articles_in_words() -> None:
    assert in_words("22(1)(3)") == "第二十二条第一款第三项"
    assert [in_words(each) for each in ("9", "10", "19(3)", "30", "31(1)(6)")] == [
        "第九条",
        "第十条",
        "第十九条第三款",
        "第三十条",
        "第三十一条第一款第六项",
    ]
    with pytest.raises(ValueError, match="practice"):
        in_words(PRACTICE)


def test_what_the_record_knows_is_filled_in() -> None:
    whole = letter("reply")
    typed = {
        name: value
        for name, value in whole.fields.items()
        if name in {"addressee", "facts", "answers", "basis", "contact"}
    }
    filled = filled_in(replace(whole, fields=typed), facts(whole))
    assert filled.fields == whole.fields
    assert check(filled, facts(whole)) == []
