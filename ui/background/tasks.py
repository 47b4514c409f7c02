"""The one way between threads and the screen: run this in the background, call me back on the main thread."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from core.problems import Problem

T = TypeVar("T")


class TaskRunner(QObject):
    """Runs blocking functions. A result goes to `done`, a Problem to `failed`; any other exception is a bug and is
    raised on the main thread. Answers come later, never within `run`. Only an answer whose owner is gone is dropped."""

    _returned = Signal(object)

    def __init__(self, executor: Executor) -> None:
        super().__init__()
        self._executor = executor
        self._waiting = 0
        self.closed = False
        self._returned.connect(lambda deliver: deliver(), Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], Any],
        failed: Callable[[Problem], Any],
    ) -> None:
        def deliver(future: Future[T]) -> None:
            self._waiting -= 1
            if isValid(owner) and not future.cancelled():
                _settle(future, done, failed)

        self._waiting += 1
        self._executor.submit(work).add_done_callback(lambda future: self._returned.emit(lambda: deliver(future)))

    @property
    def busy(self) -> bool:
        """Returns whether some task has not been answered yet."""
        return self._waiting > 0

    def forget(self, work: Callable[[], Any], failed: Callable[[Problem], Any] | None = None) -> None:
        """Runs work whose result nobody waits for."""
        self.run(work, owner=self, done=lambda _: None, failed=failed or (lambda _: None))

    def close(self) -> None:
        self.closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)


def _settle(future: Future[T], done: Callable[[T], Any], failed: Callable[[Problem], Any]) -> None:
    problem = future.exception()
    if isinstance(problem, Problem):
        failed(problem.kept())
    else:
        done(future.result())
