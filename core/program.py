"""What every program of this house does before anything else."""

from core import private
from core.json_lines import use_utf8


def begin() -> None:
    use_utf8()
    private.from_now_on()
