"""What every program of this house does before anything else."""

from core import private_files
from core.command_line import use_utf8


def begin() -> None:
    use_utf8()
    private_files.restrict_umask()
