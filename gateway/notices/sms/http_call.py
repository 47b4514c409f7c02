"""One call to a provider: limited in time and size, without redirects, its certificate checked. It says whether the
call may have been heard."""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
import urllib3

from core import bounded_json
from trust.response_deadline import DeadlineAdapter

CONNECT_SECONDS = 5.0
MAX_ANSWER_BYTES = 64 * 1024
MAX_VALUES = 2000


class NotConnected(Exception):
    """Nothing was said to the provider. The text is a code."""


class Unanswered(Exception):
    """The provider may have heard it; what it answered cannot be used. The text is a code."""


@dataclass(frozen=True)
class Call:
    """`seconds`: for each wait for data; the whole answer gets three times as many. `ca_file`: certificates to trust
    instead of the system's."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    seconds: float = 10.0
    ca_file: str = ""


def made(call: Call) -> tuple[int, dict[str, Any]]:
    """Status and JSON object of the answer to a POST. Raises NotConnected, Unanswered; neither quotes the call."""
    try:
        status, content = _answer(call)
    except requests.exceptions.InvalidURL:
        raise NotConnected("address") from None
    except requests.exceptions.ConnectTimeout:
        raise NotConnected("no-connection") from None
    except requests.exceptions.SSLError as error:
        raise (NotConnected("certificate") if _never_trusted(error) else Unanswered("cut")) from None
    except requests.exceptions.ConnectionError as error:
        raise (NotConnected("no-connection") if _never_connected(error) else Unanswered("cut")) from None
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise Unanswered("too-slow" if isinstance(error, TimeoutError | requests.Timeout) else "cut") from None
    if 300 <= status < 400:
        raise Unanswered("redirect")
    if status >= 500 or status in {408, 409, 425}:
        raise Unanswered(f"http-{status}")
    return status, _object(content)


def _answer(call: Call) -> tuple[int, bytes]:
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", **call.headers}
    with requests.Session() as session:
        session.trust_env = False  # no proxy, no password from a file in somebody's home
        for scheme in ("http://", "https://"):
            session.mount(scheme, DeadlineAdapter())
        timeouts = (CONNECT_SECONDS, call.seconds)
        more: dict[str, Any] = {"allow_redirects": False, "stream": True, "timeout": timeouts}
        more["verify"] = call.ca_file or True
        with session.post(call.url, data=call.body, headers=headers, **more) as answer:
            content = answer.raw.read(MAX_ANSWER_BYTES + 1, decode_content=False)
    return answer.status_code, content


def _object(content: bytes) -> dict[str, Any]:
    if len(content) > MAX_ANSWER_BYTES:
        raise Unanswered("too-large")
    try:
        bounded_json.check(content, MAX_VALUES)
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise Unanswered("garbage") from None
    if not isinstance(said, dict):
        raise Unanswered("garbage")
    return said


def _never_trusted(error: Exception) -> bool:
    """Whether the certificate was refused, before anything was said."""
    return any(isinstance(each, ssl.SSLCertVerificationError) for each in _causes(error))


def _never_connected(error: Exception) -> bool:
    return any(isinstance(each, urllib3.exceptions.NewConnectionError) for each in _causes(error))


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it wraps: requests keeps urllib3's, and that its `reason`."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseException) and each not in found:
            found.append(each)
            waiting += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
    return found
