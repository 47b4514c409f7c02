"""The log: one JSON object a line on stderr, with routes, statuses and terminals; no addresses, bodies or personal
words."""

import json
import logging
import sys
import traceback

from core.command_line import json_text

_logger = logging.getLogger("sunlit.gateway")


class LibraryFormatter(logging.Formatter):
    """A library's warning as its source and place. Its message is left out, because it may quote a call."""

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        place = {"logger": record.name, "level": record.levelname, "file": record.filename, "line": record.lineno}
        return json.dumps({"event": "library", **place, "kind": kind})


def to_stderr() -> None:
    _logger.handlers = [_handler(logging.Formatter("%(message)s"))]
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    logging.getLogger().handlers = [_handler(LibraryFormatter())]


def _handler(formatter: logging.Formatter) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    return handler


def log(event: str, **about: str | int | float | None) -> None:
    _logger.info(json_text({"event": event, **about}))


def warn(about: str) -> None:
    """Something that a technician should look at; commands without a log print it on stderr too."""
    _logger.warning(json_text({"event": "warning", "about": about}))


def log_bug(error: BaseException) -> None:
    """An unexpected exception: its kind and place. Its message is left out, because it may quote personal data."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    log("bug", kind=type(error).__name__, file=frame.filename.rpartition("/")[2], line=frame.lineno)
