"""Pages after GB/T 9704: 22 rows of 28 characters, nothing lost, no end on a page of its own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gateway.letters.faces import Faces
from gateway.letters.layout import BODY_PT, CELLS, ROWS, Face, Page, cells_of, pages_of
from gateway.letters.letter import Answer
from gateway.letters.schema import schemas
from gateway.letters.sheet import Paragraph, Sheet, Style, sheet_of
from testkit.letters import letter

FACES = Faces()


def width(text: str, face: Face, points: float) -> float:
    return (FACES.title if face is Face.BOLD else FACES.body).width(text, points)


def flat(text: str, _face: Face, points: float) -> float:
    return points * sum(0.5 if each.isascii() else 1 for each in text)


def sheet(kind: str = "reply", **other: object) -> Sheet:
    return sheet_of(letter(kind, **other), "泽建处〔2026〕12号")


def holds(pages: list[Page], told: Sheet) -> None:
    """What is true of every letter."""
    rows = [row for page in pages for row in page.rows]
    assert "".join(row.text for row in rows).startswith(told.organ + told.title + told.number)
    body = "".join(paragraph.text for paragraph in told.paragraphs)
    assert body in "".join(row.text for row in rows)
    for page in pages:
        assert len(page.rows) <= ROWS
    for page in pages[:-1]:
        assert page.end is None and not page.rows[-1].keep_with_next
    assert pages[-1].end is not None
    assert len([row for row in pages[-1].rows if row.text and row.around is None]) >= 2


@pytest.mark.parametrize("kind", sorted(schemas()))
def test_every_kind_stands_on_the_grid(kind: str) -> None:
    told = sheet(kind)
    pages = pages_of(told, width)
    holds(pages, told)
    for row in (row for page in pages for row in page.rows if row.points == BODY_PT and row.cells is not None):
        assert (row.cells or 0) + cells_of(row.text, row.face, width) <= CELLS + 0.01


paragraphs = some.lists(
    some.builds(
        Paragraph,
        some.sampled_from([Style.HEADING, Style.TEXT]),
        some.text("依法处理，。信访", min_size=1, max_size=90),
    ),
    min_size=2,
    max_size=60,
).filter(lambda told: told[-1].style is Style.TEXT)


@settings(max_examples=60)
@given(paragraphs, some.booleans())
def test_any_letter_is_paged_properly(said: list[Paragraph], copies: bool) -> None:
    told = replace(sheet(), paragraphs=tuple(said), copies="一份存档。" if copies else "")
    holds(pages_of(told, flat), told)


def test_forty_requests_are_all_there() -> None:
    many = tuple(
        Answer(request=f"第{n}项请求，请求依法处理", outcome="explain", opinion="已经依法处理，理由如上所述。" * 3)
        for n in range(1, 41)
    )
    told = sheet(answers=many)
    pages = pages_of(told, width)
    holds(pages, told)
    assert len(pages) > 6
    assert "（四十）关于“第40项请求，请求依法处理”：予以解释说明。" in told.text


def test_a_long_organ_gives_way_to_the_code() -> None:
    organ = "某某民族自治州某某自治县人力资源和社会保障局劳动保障监察综合行政执法大队"
    pages = pages_of(replace(sheet(), organ=organ), width)
    signed = [row for row in pages[-1].rows if row.around is not None]
    assert "".join(row.text for row in signed) == organ + "2026年3月5日"
    assert all((row.around or 0) - cells_of(row.text, row.face, width) / 2 >= 6.5 for row in signed)


def test_a_seal_stands_over_organ_and_date_alone() -> None:
    page = pages_of(sheet(), width)[-1]
    assert page.end
    above = [number for number, row in enumerate(page.rows) if row.text and row.around is None and number < page.end[0]]
    below = [number for number, row in enumerate(page.rows) if row.text and row.around is None and number > page.end[0]]
    assert page.end[0] - (above[-1] + 1) >= 2 and below[0] - page.end[0] >= 2
