"""What differs between two versions is found exactly, and told in words that a person reads."""

from hypothesis import given
from hypothesis import strategies as st

from core.differences import MOST_EXACT, all_differences, differences

WORDS = st.text("村东路灯坏了三个月没有人修，。 \n35号A", max_size=60)


@given(WORDS, WORDS)
def test_put_in_place_of_each_other_they_turn_one_version_into_the_other(before: str, after: str) -> None:
    rebuilt, done = "", 0
    for each in all_differences(before, after):
        assert before[each.first : each.first + len(each.before)] == each.before
        assert after[each.then : each.then + len(each.after)] == each.after
        rebuilt += before[done : each.first] + each.after
        assert len(rebuilt) == each.then + len(each.after)
        done = each.first + len(each.before)
    assert rebuilt + before[done:] == after


@given(WORDS)
def test_the_same_words_have_none(text: str) -> None:
    assert all_differences(text, text) == ()


@given(st.integers(0, MOST_EXACT))
def test_long_texts_are_compared_by_sentence_and_lose_nothing(at: int) -> None:
    text = "".join(f"第{n}盏路灯坏了。" for n in range(MOST_EXACT // 6))
    (found,) = all_differences(text, text[:at] + "新" + text[at:])
    assert found.after.count("新") == 1
    assert len(found.after) < 40


def test_a_number_is_told_whole() -> None:
    (found,) = differences("他欠我三千五百块。", "他欠我五千五百块。")
    assert (found.before, found.after) == ("三千五百", "五千五百")
    assert found.lead == "他欠我"


def test_signs_and_particles_alone_are_no_change() -> None:
    assert differences("村口的灯坏了啊 没人修", "村口灯坏了，没人修。") == ()
    assert differences("灯没坏了", "灯坏了") != ()


def test_changes_close_together_are_told_as_one() -> None:
    (found,) = differences("我找过李主任没人理。", "我去过王主任没人理。")
    assert (found.before, found.after) == ("找过李", "去过王")


def test_a_text_that_repeats_itself_keeps_nobody_waiting() -> None:
    """Forty thousand characters once took the desk more than three minutes."""
    before, after = "一。二。" * 10_000, "二。二。一。" * 7_000
    (found,) = all_differences(before, after)
    assert (found.before, found.after) == (before, after)
