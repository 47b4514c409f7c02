"""Gives up waiting for work that cannot be interrupted: a dead disk, driver or resolver."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> list[T]:
    """Returns the result as the only entry; nothing if the time was over first.

    The work is done in a thread of its own; one that is left behind ends with the program. An exception of the work
    is raised here.
    """
    results: list[T] = []
    failures: list[BaseException] = []
    context = copy_context()  # keeps the language

    def run() -> None:
        try:
            results.append(context.run(work))
        except BaseException as failure:  # handed to who waits
            failures.append(failure)

    thread = threading.Thread(target=run, name="check", daemon=True)
    thread.start()
    thread.join(seconds)
    if failures:
        raise failures[0]
    return results
