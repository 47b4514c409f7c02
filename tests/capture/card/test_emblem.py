"""The emblem side: the issuer and the period of validity."""

from datetime import date

import pytest

from capture.card.doubt import emblem_doubts
from capture.card.emblem import emblem
from capture.page.result import TextLine
from tests.capture.card.print import at

TODAY = date(2026, 11, 1)


def side(*issuer: str, term: str = "2018.08.02-长期") -> list[TextLine]:
    title = [at("中华人民共和国", 400, 140, 90), at("居民身份证", 405, 270, 110)]
    rows = [at(row, 555, 620 - 27 * (len(issuer) - 1) + 54 * number) for number, row in enumerate(issuer)]
    return [*title, at("签发机关", 330, 620), *rows, at("有效期限", 330, 714), at(term, 555, 714)]


def test_the_emblem_side() -> None:
    found = emblem(side("平桥市石门县公安局"))
    assert {name: each.value for name, each in found.items()} == {
        "issuer": "平桥市石门县公安局",
        "valid_from": "2018-08-02",
        "valid_to": "长期",
    }
    assert not any(each.doubtful for each in found.values())


def test_an_issuer_of_two_rows() -> None:
    issuer = emblem(side("伊犁哈萨克自治州公安局", "伊宁分局"))["issuer"]
    assert issuer.value == "伊犁哈萨克自治州公安局伊宁分局"
    assert not issuer.doubtful


@pytest.mark.parametrize("rows", [("平桥市石门县公安",), ("平桥市公安局", "他用无效"), ("平桥市公安局X",)])
def test_what_is_no_organ_is_doubtful(rows: tuple[str, ...]) -> None:
    assert emblem(side(*rows))["issuer"].doubtful


def test_an_issuer_whose_label_is_not_read_is_doubtful() -> None:
    lines = [line for line in side("平桥市公安局") if line.text != "签发机关"]
    assert emblem(lines)["issuer"].doubtful


def test_a_term_that_no_card_has_is_doubtful() -> None:
    assert set(emblem_doubts({"issuer": "x", "valid_from": "2018-05-01", "valid_to": "2038-06-01"}, TODAY))
    assert not set(emblem_doubts({"issuer": "x", "valid_from": "2018-05-01", "valid_to": "2038-05-01"}, TODAY))
