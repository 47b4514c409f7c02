"""New versions of the program and of its data: check, stage, apply, rollback."""

from updates.commands import arguments, run

__all__ = ["arguments", "run"]
