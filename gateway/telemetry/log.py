"""One JSON object a line on stderr: routes, statuses, terminals; no addresses, no bodies, no words of anyone."""

import json
import logging
import sys
import traceback

from core.command_line import json_text

_logger = logging.getLogger("sunlit.gateway")


class LibraryFormatter(logging.Formatter):
    """A library's warning: who said it and where. What it says stays out, it may quote a call."""

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
    """What somebody should look at; a command that keeps no log says it on stderr too."""
    _logger.warning(json_text({"event": "warning", "about": about}))


def log_bug(error: BaseException) -> None:
    """Where it happened and its kind. Its message stays out: exceptions like to quote what they were given."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    log("bug", kind=type(error).__name__, file=frame.filename.rpartition("/")[2], line=frame.lineno)
