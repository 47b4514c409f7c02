from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.repeat_detection.__main__ import FRAMES, measure
from gateway.intake.text_similarity import SIMILAR, similarity

SHORT = st.text("路灯坏了三个月，没人修。", max_size=12)


def test_most_that_is_told_again_is_known_and_little_mistaken() -> None:
    for frame in FRAMES:
        known, mistaken, _ = measure("held out", frame)
        assert known >= 0.9
        assert mistaken <= 0.5


def test_the_same_words_are_the_same_matter() -> None:
    told = "我叫王建国，路灯坏了三个月。"
    assert similarity(told, told, ["王建国"]) == 1
    assert similarity(told, "我叫王建国，路灯坏了四个月。", ["王建国"]) >= SIMILAR
    assert similarity("……", "！", []) == similarity("", told, []) == 0


@settings(max_examples=100)
@given(SHORT, SHORT, st.lists(SHORT, max_size=2))
def test_likeness_is_a_share_and_knows_no_order(one: str, other: str, known: list[str]) -> None:
    assert 0 <= similarity(one, other, known) <= 1
    assert abs(similarity(one, other, known) - similarity(other, one, known)) < 1e-9
