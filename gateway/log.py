"""One JSON object a line on stderr: routes, statuses, terminals; no addresses, no bodies, no words of anyone."""

import json
import logging
import sys
import traceback

_logger = logging.getLogger("sunlit.gateway")


def to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _logger.handlers = [handler]
    _logger.setLevel(logging.INFO)
    _logger.propagate = False


def log(event: str, **about: str | int | float | None) -> None:
    _logger.info(json.dumps({"event": event, **about}, ensure_ascii=False))


def log_bug(error: BaseException) -> None:
    """Where it happened and its kind. Its message stays out: exceptions like to quote what they were given."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    log("bug", kind=type(error).__name__, file=frame.filename.rpartition("/")[2], line=frame.lineno)
