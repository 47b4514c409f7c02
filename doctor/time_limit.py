"""Gives up waiting for work that cannot be interrupted: a dead disk, driver or resolver."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")
_left_behind: dict[str, threading.Thread] = {}


def within(seconds: float, work: Callable[[], T], name: str = "") -> list[T]:
    """Returns the result as the only entry; nothing if the time was over first.

    The work is done in a thread of its own; one that is left behind ends with the program. While work of this `name`
    hangs, no other of it is begun. An exception of the work is raised here.
    """
    if name and (left := _left_behind.get(name)) and left.is_alive():
        return []
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
    if name and thread.is_alive():
        _left_behind[name] = thread
    if failures:
        raise failures[0]
    return results
