"""The one way by which a page does an act: as the command line does it."""

from collections.abc import Sequence

from gateway.cases.acts import Act
from gateway.casework.acts import do
from gateway.casework.files import Brought
from gateway.casework.stops import STOPPED, sentence
from gateway.desk.visit import Visit

__all__ = ["STOPPED", "act", "sentence"]


def act(visit: Visit, wanted: Act, brought: Sequence[Brought] = ()) -> None:
    """Raises Refused 404, and one of STOPPED."""
    do(visit.runtime, visit.officer, wanted, brought)
