"""Routes and last days are those of the laws."""

import pytest

from core.matters import categories
from core.routes.signpost import signpost
from core.working_days import shipped
from tests.core.routes.golden import Row, rows

ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_law_is_kept(row: Row) -> None:
    found = {each.route: each.last_day for each in signpost(row.facts, row.today, shipped())}
    assert {route: found.get(route, "not offered") for route in row.offered} == row.offered
    assert not row.absent & found.keys()


def test_the_table_is_wide() -> None:
    assert len(ROWS) >= 120
    assert {row.facts.category for row in ROWS} == set(categories())
