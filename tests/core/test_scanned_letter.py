"""The words of a letter, sentence by sentence, with the doubtful ones marked."""

from hypothesis import given
from hypothesis import strategies as some

from core.narrative import narrative_text
from core.scan import Scan, TextLine, narrative_from_scans


def line(text: str, right: float = 900, confidence: float = 0.95) -> TextLine:
    return TextLine(text, confidence, ((100, 0), (right, 0), (right, 40), (100, 40)))


def letter(*lines: TextLine) -> Scan:
    return Scan(b"", lines=lines)


def test_lines_run_on_until_their_paragraph_ends() -> None:
    scan = letter(
        line("区信访局：", 300),
        line("我家住在杨柳村三组，村口的水"),
        line("管漏了两个月。没有人修。", 500),
        line("王建国", 200),
    )
    assert [said.text.strip() for said in narrative_from_scans([scan])] == [
        "区信访局：",
        "我家住在杨柳村三组，村口的水管漏了两个月。",
        "没有人修。",
        "王建国",
    ]


def test_what_was_read_badly_stays_marked_in_its_sentence() -> None:
    scan = letter(line("村口的水管漏了"), line("两个月。", confidence=0.4), line("没有人修。"))
    first, second = narrative_from_scans([scan])
    assert [first.text[begin:end] for begin, end in first.clause.doubtful] == ["两个月。"]
    assert first.clause.confidence < 1
    assert second.clause.doubtful == ()


def test_pages_follow_one_another() -> None:
    assert (
        narrative_text(narrative_from_scans([letter(line("第一页。")), letter(line("第二页。"))])).replace("\n", "")
        == "第一页。第二页。"
    )


def test_a_page_without_words_tells_nothing() -> None:
    assert narrative_from_scans([letter(), letter(line("  "))]) == ()


@given(some.lists(some.tuples(some.text("水管漏了。！\n ", max_size=12), some.floats(0, 1), some.floats(0, 1000))))
def test_nothing_that_was_read_is_lost_and_marks_stay_within_the_words(read: list[tuple[str, float, float]]) -> None:
    told = narrative_from_scans([letter(*(line(text, right, sure) for text, sure, right in read))])
    kept = "".join(narrative_text(told).split())
    assert kept == "".join("".join(text for text, _, _ in read).split())
    for said in told:
        assert all(0 <= begin < end <= len(said.text) for begin, end in said.clause.doubtful)
