"""Text of a sheet underneath is left out where the picture cuts it; the page's own text never is."""

import numpy as np

from capture.page.result import TextLine
from capture.page.text_region import without_neighbouring_paper

PICTURE = np.zeros((600, 800, 3), np.uint8)


def line(text: str, left: float, right: float, top: float, height: float) -> TextLine:
    return TextLine(text, 0.9, ((left, top), (right, top), (right, top + height), (left, top + height)))


OWN = [line("鲜花和荆棘并存其实你的处境", 100, 700, 100 + 80 * n, 60) for n in range(4)]
BENEATH = line("朴实天", 0, 60, 180, 30)


def test_small_print_cut_by_the_border_is_left_out() -> None:
    assert without_neighbouring_paper([*OWN, BENEATH], PICTURE) == OWN


def test_small_print_inside_the_picture_stays() -> None:
    small = line("朴实天", 40, 100, 180, 30)
    assert without_neighbouring_paper([*OWN, small], PICTURE) == [*OWN, small]


def test_where_much_would_be_lost_all_stays() -> None:
    many = [line("朴实天然建筑入口绕行请上楼", 0, 400, 100 + 40 * n, 30) for n in range(3)]
    assert without_neighbouring_paper([*OWN, *many], PICTURE) == [*OWN, *many]


def test_nothing_is_nothing() -> None:
    assert without_neighbouring_paper([], PICTURE) == []
