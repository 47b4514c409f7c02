"""Of two readings of one recording the better one is kept, clause by clause."""

from hypothesis import given
from hypothesis import strategies as st

from capture.speech.second_hearing import better
from core.narrative import Clause

ALONG = Clause("村口的水管漏税，没有人修。", 0.3, 3.0, 0.7)


def text(clauses: list[Clause]) -> str:
    return "".join(clause.text for clause in clauses)


def marked(clause: Clause) -> list[str]:
    return [clause.text[first:last] for first, last in clause.doubtful]


def test_what_is_better_takes_the_place_and_is_marked_with_the_former_at_hand() -> None:
    (kept,) = better([ALONG], [Clause("村口的水管漏水，没有人修。", 0.2, 3.1, 0.8)])
    assert kept.text == "村口的水管漏水，没有人修。"
    assert marked(kept) == ["水"]
    assert kept.alternatives == (ALONG.text,)


def test_the_same_words_are_not_marked() -> None:
    (kept,) = better([ALONG], [Clause("村口的水管漏税没有人修。", 0.2, 3.1, 0.8)])
    assert kept.doubtful == ()


def test_words_are_never_taken_away_for_one_character() -> None:
    """The loss occurred when a second voice disturbed the second hearing."""
    long = Clause("我母亲今年八十二岁，瘫痪在床，家里没有收入。", 6.0, 14.0, 0.45)
    assert better([ALONG, long], [ALONG, Clause("钱。", 5.9, 14.3, 0.8)]) == [ALONG, long]
    assert better([long], [Clause("", 6.0, 14.0, 0, unheard=True)]) == [long]
    assert better([long], []) == [long]


def test_what_only_one_of_them_heard_is_kept() -> None:
    later = Clause("请管一管。", 5.0, 6.5, 0.8)
    assert better([ALONG], [ALONG, later]) == [ALONG, later]
    assert better([ALONG, later], [later]) == [ALONG, later]
    assert better([], [later]) == [later]


def test_what_was_not_understood_is_by_whoever_understands_it() -> None:
    nothing = Clause("", 5.0, 7.0, 0, unheard=True)
    later = Clause("请管一管。", 5.1, 6.5, 0.8)
    assert better([ALONG, nothing], [ALONG, later]) == [ALONG, later]


def test_a_phrase_said_once_and_written_twice_may_go() -> None:
    twice = Clause("已经两个多月了已经两个多月了没有人修。", 0, 5, 0.6)
    once = Clause("已经两个多月了，没有人修。", 0, 5, 0.9)
    assert text(better([twice], [once])) == once.text


CLAUSES = st.lists(
    st.tuples(st.text("村口水管漏了没人修，。", max_size=12), st.floats(0.1, 6), st.floats(0, 2), st.floats(0.05, 1)),
    max_size=6,
)


def row(parts: list[tuple[str, float, float, float]]) -> list[Clause]:
    clauses, now = [], 0.0
    for words, long, pause, sure in parts:
        clauses.append(Clause(words, now, now + long, sure, unheard=not words))
        now += long + pause
    return clauses


@given(CLAUSES, CLAUSES)
def test_every_clause_kept_is_one_of_them_and_they_stay_in_order(
    one: list[tuple[str, float, float, float]], other: list[tuple[str, float, float, float]]
) -> None:
    earlier, later = row(one), row(other)
    kept = better(earlier, later)
    assert {(each.text, each.start) for each in kept} <= {(each.text, each.start) for each in (*earlier, *later)}
    assert [each.start for each in kept] == sorted(each.start for each in kept)
    assert all(0 <= first < last <= len(each.text) for each in kept for first, last in each.doubtful)
    assert any(char.isalnum() for char in text(kept)) >= any(char.isalnum() for char in text(earlier))


@given(CLAUSES)
def test_a_reading_compared_with_itself_stays(one: list[tuple[str, float, float, float]]) -> None:
    clauses = row(one)
    assert better(clauses, clauses) == clauses
