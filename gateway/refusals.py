"""Refusals: raised anywhere, answered as a `core.wire.Refusal`."""

from fastapi import HTTPException
from sqlalchemy import exc


class Refused(HTTPException):
    """`code` is for programs, `message` for the technician who reads the terminal's log. Neither is personal.

    `retry_after`: seconds until another attempt is worth making, where that is known.
    """

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(status, message, None if retry_after is None else {"Retry-After": str(retry_after)})
        self.code = code
        self.message = message


def garbled(what: str) -> Refused:
    return Refused(422, "garbled", f"{what} is not what the contract says")


def not_found() -> Refused:
    """Returns the same refusal for what does not exist and what the caller may not see."""
    return Refused(404, "not-found", "nothing here by that name")


def revoked() -> Refused:
    return Refused(401, "revoked", "this terminal is no longer trusted")


def unexpected_error(error: Exception) -> Refused:
    """For an unexpected exception: the terminal is told to try again."""
    if isinstance(error, exc.OperationalError | exc.TimeoutError):
        return Refused(503, "busy", "the database is busy; try again", retry_after=5)
    return Refused(503, "unexpected", "something went wrong here; try again", retry_after=5)
