"""Refusals, expected by their code."""

import pytest

from gateway.refusals import Refused


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda error: error.code == code)
