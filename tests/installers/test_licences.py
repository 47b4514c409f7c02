import pytest

from installers.licences import permitted


@pytest.mark.parametrize(
    "expression",
    [
        "MIT License",
        "Apache-2.0 OR BSD-2-Clause",
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
        "Mozilla Public License 2.0 (MPL 2.0)",
    ],
)
def test_may_ship(expression: str) -> None:
    assert permitted(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "GPL-3.0-or-later",
        "MIT AND GPL-2.0-only",
        "GNU Affero General Public License v3",
        "Apache Software License; GNU General Public License v2 (GPLv2)",
        "UNKNOWN",
        "",
    ],
)
def test_must_not_ship(expression: str) -> None:
    assert not permitted(expression)
