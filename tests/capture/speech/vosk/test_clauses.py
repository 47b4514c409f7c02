"""Words with times and confidence become clauses."""

from capture.speech.port import IN_MIND
from capture.speech.vosk.clauses import Word, clauses, words_of


def said(*words: tuple[str, float]) -> list[Word]:
    """Returns words of half a second each, in sequence; a nameless word is a silence of so many seconds."""
    row, now = list[Word](), 0.5
    for text, sure in words:
        if text:
            row.append(Word(text, now, now + 0.5, sure))
        now += 0.5 if text else sure
    return row


def test_words_are_joined_and_doubtful_ones_are_found_in_what_people_read() -> None:
    (clause,) = clauses(said(("我", 1.0), ("叫", 0.8), ("王建國", 0.5), ("住", 1.0), ("杨柳", 0.4), ("村", 0.3)))
    assert clause.text == "我叫王建国住杨柳村。"
    assert (clause.start, clause.end, clause.confidence) == (0.5, 3.5, 0.667)
    assert [clause.text[first:last] for first, last in clause.doubtful] == ["王建国", "杨柳村"]


def test_a_breath_ends_a_clause_and_a_pause_a_sentence() -> None:
    row = said(("路", 1.0), ("坏", 1.0), ("", 0.6), ("没人", 1.0), ("管", 1.0), ("", 1.2), ("谢谢", 1.0))
    assert [clause.text for clause in clauses(row)] == ["路坏，", "没人管。", "谢谢。"]


def test_what_is_too_long_is_divided_at_its_longest_silence() -> None:
    before, after = "村东头的老水渠去年夏天塌了", "到现在没有人来修理田里很干"
    row = said(*[(word, 1.0) for word in before], ("", 0.3), *[(word, 1.0) for word in after])
    assert [clause.text for clause in clauses(row)] == [f"{before}，", f"{after}。"]
    steady = clauses(said(*[(word, 1.0) for word in 4 * (before + after)]))
    assert all(clause.end - clause.start <= IN_MIND for clause in steady)


def test_a_clause_keeps_what_other_readings_have_in_its_time() -> None:
    row = said(("修", 1.0), ("路", 0.5), ("", 1.0), ("没", 1.0), ("钱", 1.0))
    other = said(("修", 1.0), ("鹿", 1.0), ("", 1.0), ("没", 1.0), ("钱", 1.0))
    first, second = clauses(row, [row, other])
    assert (first.alternatives, second.alternatives) == (("修鹿。",), ())


def test_noises_are_no_words() -> None:
    written = [{"word": "[unk]", "start": 0.0, "end": 1.0, "conf": 1.0}, {"word": "好", "start": 1.0, "end": 2.0}]
    assert words_of(written) == [Word("好", 1.0, 2.0)]
    assert clauses([]) == []
