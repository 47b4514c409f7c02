"""One HTTP call to the platform: limited in time and size, without redirects, with failures turned into problems.

This is the one place that decides what a failure means:
- try again: PlatformUnreachable, PlatformBusy, PlatformGarbled, ClockWrong;
- the terminal is refused: TerminalRejected, FormerKey;
- this item is refused: PlatformRefused, NotFound.

Only the platform's own `Refusal` can be final, not the page of a hotel's captive portal. An answer that the platform
should have signed and did not (`Unsigned`) only leads to another try.
"""

import io
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from pydantic import TypeAdapter

from core import bounded_json, settings
from core.invitation import normalised_url
from core.problems import (
    AuthorityRefused,
    ClockWrong,
    FormerKey,
    NotFound,
    PlatformBusy,
    PlatformGarbled,
    PlatformProblem,
    PlatformRefused,
    PlatformUnreachable,
    TerminalRejected,
    TooLargeOnTheWay,
    UnsafeAddress,
)
from core.problems.platform import AUTHORITY
from core.wire import Refusal
from trust.response_deadline import TIMEOUTS_PER_ANSWER, DeadlineAdapter

T = TypeVar("T")
JSON = {"Content-Type": "application/json"}
LARGEST_ANSWER = 1 << 20
MOST_VALUES = 20_000
"""Values in an answer: three thousand cases in a list, or a text and its signature."""
MIN_BYTES_PER_SECOND = 1000
"""Bytes a second; a line slower than this counts as dead."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
MEANINGS: dict[int, type[PlatformProblem]] = {
    403: PlatformRefused,
    404: NotFound,
    408: PlatformBusy,
    409: PlatformBusy,
    422: PlatformRefused,
    425: PlatformBusy,
    429: PlatformBusy,
    503: PlatformBusy,
}
"""Other refusals concern the form of a call (412, 413, 415, 431), which a proxy may have changed: try again."""
OTHER_NAME = {"wrong-host", "no-hosts"}
"""The platform does not answer to this host name, until its settings or its proxy are corrected."""
FORBIDDEN = {403, 405, 501}
"""Without a `Refusal` these mean that a firewall blocks this method."""
TOO_LARGE = 413
NOT_REACHED = (PlatformUnreachable, PlatformGarbled, ClockWrong)
"""Problems that mean that the platform itself was not reached."""
CLOCK_WORDS = ("not yet valid", "has expired")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def read(self, kind: type[T]) -> T:
        """Parses the answer. Raises PlatformGarbled."""
        try:
            bounded_json.check(self.body, MOST_VALUES)
            return TypeAdapter(kind).validate_json(self.body)
        except ValueError:
            raise PlatformGarbled(f"{self.status} is no {kind.__name__}") from None


Sign = Callable[[requests.PreparedRequest, bytes], None]
IsAuthentic = Callable[[requests.PreparedRequest, Answer], bool]
"""True if the platform itself gave this answer to this call."""


class MethodForbidden(PlatformGarbled):
    """A firewall allows GET and POST only; the call may succeed with another method."""


class Unsigned(PlatformGarbled):
    """An unsigned answer; `said` is its meaning if it were genuine, None for success."""

    def __init__(self, said: PlatformProblem | None) -> None:
        super().__init__("not signed by the platform")
        self.said = said


def on_this_machine(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname in LOOPBACK


class StaleSignature(PlatformProblem):
    """The platform's clock differs from ours; `at` is the platform's time."""

    def __init__(self, at: datetime) -> None:
        super().__init__("stale")
        self.at = at


DECISIVE = (PlatformRefused, NotFound, TerminalRejected, StaleSignature)
"""Problems that change more than the time of the next try."""


class Transport:
    def __init__(self, url: str, manner: settings.Platform) -> None:
        """`manner.timeout` applies to each wait for data. Raises UnsafeAddress: plain HTTP is allowed on
        loopback only."""
        self.url = _address(url) + "/"
        if urlsplit(self.url).scheme != "https" and not on_this_machine(self.url):
            raise UnsafeAddress(urlsplit(self.url).scheme)
        self._timeout = manner.timeout
        self.reached: bool | None = None
        """True if the platform itself answered the last call; None before the first."""
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, DeadlineAdapter())
        self._session.trust_env = False  # so that no .netrc replaces an upload's token
        self._session.proxies = {} if urlsplit(self.url).hostname in LOOPBACK else _proxies(self.url, manner.proxy)
        self._session.verify = str(manner.ca_file) if manner.ca_file else True

    def call(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        sign: Sign | None = None,
        *,
        genuine: IsAuthentic | None = None,
    ) -> Answer:
        """Returns the answer if it is a success, else raises its problem. `genuine`: checks the answer's signature."""
        stream = io.BytesIO(body) if body else None  # sent in blocks, each with its own timeout
        wanted = {"Accept-Encoding": "identity", **(headers or {})}
        request = requests.Request(method, self._at(path), data=stream, headers=wanted)
        prepared = self._session.prepare_request(request)
        if sign:
            sign(prepared, body)
        try:
            answer = self._send(prepared, len(body))
            problem = meaning(answer) if answer.status >= 300 else None
            if genuine and (problem is None or isinstance(problem, DECISIVE)) and not genuine(prepared, answer):
                raise Unsigned(problem)
            if problem:
                raise problem
        except PlatformProblem as problem:
            self.reached = not isinstance(problem, NOT_REACHED)
            raise
        self.reached = True
        return answer

    def close(self) -> None:
        self._session.close()

    def _at(self, path: str) -> str:
        """Returns the address on this platform; refuses a `Location` elsewhere."""
        url = urljoin(self.url, path.removeprefix("/") if not urlsplit(path).netloc else path)
        if not url.startswith(self.url):
            raise PlatformGarbled("location")
        return url

    def _send(self, request: requests.PreparedRequest, size: int) -> Answer:
        until = time.monotonic() + self._timeout * TIMEOUTS_PER_ANSWER + size / MIN_BYTES_PER_SECOND
        try:
            response = self._session.send(
                request,
                stream=True,
                allow_redirects=False,
                timeout=(self._timeout, self._timeout + size / MIN_BYTES_PER_SECOND),
            )
            with response:
                return Answer(response.status_code, response.headers, _content(response, until))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as trouble:
            raise _unreached(trouble) from None


def _address(url: str) -> str:
    try:
        return normalised_url(url)
    except ValueError:
        raise UnsafeAddress("port") from None


def _proxies(url: str, proxy: str) -> dict[str, str]:
    """Returns the proxy of the settings, else that of the environment for this address (HTTPS_PROXY, NO_PROXY)."""
    return {"https": proxy} if proxy else requests.utils.get_environ_proxies(url, no_proxy=None)


def _content(response: requests.Response, until: float) -> bytes:
    content = bytearray()
    while block := response.raw.read1(65536):
        content += block
        if len(content) > LARGEST_ANSWER:
            raise PlatformGarbled("too long")
        if time.monotonic() > until:
            raise PlatformUnreachable("too slow")
    return bytes(content)


def _unreached(trouble: Exception) -> PlatformProblem:
    """Returns the problem with only the failure's kind, as addresses in its text must not be logged."""
    if isinstance(trouble, requests.exceptions.SSLError) and any(word in str(trouble) for word in CLOCK_WORDS):
        return ClockWrong(f"certificate, {date.today()} here")
    return PlatformUnreachable(type(trouble).__name__)


def _busy(answer: Answer) -> PlatformBusy:
    """Returns the problem with `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3) relative to the
    platform's clock."""
    said = answer.headers.get("Retry-After", "")
    if said.isdecimal():
        return PlatformBusy(str(answer.status), float(said))
    try:
        then = parsedate_to_datetime(said)
        now = parsedate_to_datetime(answer.headers.get("Date", ""))
        return PlatformBusy(str(answer.status), max(0.0, (then - now).total_seconds()))
    except (ValueError, TypeError):
        return PlatformBusy(str(answer.status))


def meaning(answer: Answer) -> PlatformProblem:
    """Returns the problem for an answer that is no success."""
    try:
        refusal = answer.read(Refusal)
    except PlatformGarbled:
        return _without_a_word(answer)
    if refusal.code in OTHER_NAME:
        return PlatformProblem(refusal.code)
    kind = MEANINGS.get(answer.status, PlatformProblem)
    if kind is PlatformBusy:
        return _busy(answer)
    if answer.status == 401:
        return _unauthorised(refusal)
    if answer.status == 422 and refusal.code.startswith(AUTHORITY):
        return AuthorityRefused(refusal.code)
    return kind(refusal.code)


def _without_a_word(answer: Answer) -> PlatformProblem:
    """Returns the problem for an answer without a Refusal, which may come from anybody on the way."""
    if answer.status in {429, 503}:
        return _busy(answer)
    if answer.status == TOO_LARGE:
        return TooLargeOnTheWay(str(answer.status))
    return (MethodForbidden if answer.status in FORBIDDEN else PlatformGarbled)(str(answer.status))


def _unauthorised(refusal: Refusal) -> PlatformProblem:
    if refusal.code == "stale":
        return StaleSignature(refusal.at)
    if refusal.code == "replayed":  # the next try has a new nonce
        return PlatformBusy(refusal.code)
    return (FormerKey if refusal.code == "former-key" else TerminalRejected)(refusal.code)
