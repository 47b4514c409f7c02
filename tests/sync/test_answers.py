"""Every answer over the wire is an answer or a PlatformProblem, never a bug; its meaning is decided in one place."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import (
    FormerKey,
    NotFound,
    PlatformBusy,
    PlatformGarbled,
    PlatformProblem,
    PlatformRefused,
    PlatformUnreachable,
    TerminalRejected,
    TooLargeOnTheWay,
)
from core.sentences import sentence_of
from core.wire import ItemStatus, Refusal
from sync.platform.backoff import BACKOFFS, wait_after
from sync.platform.http import Answer, MethodForbidden, StaleSignature, meaning
from testkit.faulty_platform import refusal

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "stale", StaleSignature),
        (401, "replayed", PlatformBusy),
        (401, "altered", TerminalRejected),
        (401, "former-key", FormerKey),
        (401, "revoked", TerminalRejected),
        (401, "unknown-terminal", TerminalRejected),
        (404, "not-found", NotFound),
        (409, "running", PlatformBusy),
        (412, "tus-version", PlatformProblem),
        (413, "too-long", PlatformProblem),
        (415, "encoded", PlatformProblem),
        (422, "conflict", PlatformRefused),
        (429, "slowly", PlatformBusy),
        (500, "unexpected", PlatformProblem),
        (503, "busy", PlatformBusy),
    ],
)
def test_what_a_refusal_means(status: int, code: str, kind: type[PlatformProblem]) -> None:
    assert type(meaning(Answer(status, {}, refusal(code, NOW)))) is kind


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 422, 500, 502])
def test_only_the_platform_itself_can_refuse(status: int) -> None:
    assert isinstance(meaning(Answer(status, {}, b"<html>Sign in to our hotel</html>")), PlatformGarbled)


def test_a_proxy_that_takes_no_call_of_this_size_is_named() -> None:
    """Waiting does not help, so it is not called an answer that nobody understands."""
    problem = meaning(Answer(413, {}, b"<html>Request Entity Too Large</html>"))
    assert type(problem) is TooLargeOnTheWay and "自动" not in sentence_of(problem)
    assert type(meaning(Answer(413, {}, refusal("too-long", NOW)))) is PlatformProblem


@pytest.mark.parametrize("status", [403, 405, 501])
def test_a_firewall_may_know_fewer_methods_than_the_platform(status: int) -> None:
    assert isinstance(meaning(Answer(status, {}, b"")), MethodForbidden)
    assert not isinstance(meaning(Answer(status, {}, refusal("bad-key", NOW))), MethodForbidden)


def test_retry_after_may_be_a_date() -> None:
    headers = {"Retry-After": "Fri, 01 May 2026 00:02:00 GMT", "Date": "Fri, 01 May 2026 00:00:00 GMT"}
    problem = meaning(Answer(503, headers, b""))
    assert isinstance(problem, PlatformBusy) and problem.retry_after == 120


@pytest.mark.parametrize("status", [409, 429, 503])
def test_what_the_platform_asks_for_is_waited(status: int) -> None:
    problem = meaning(Answer(status, {"Retry-After": "7"}, refusal("running", NOW)))
    assert isinstance(problem, PlatformBusy) and problem.retry_after == 7


HEADERS = st.dictionaries(st.sampled_from(["Retry-After", "Date"]), st.text(max_size=40) | st.integers().map(str))
BODIES = st.binary(max_size=60) | st.builds(lambda code: refusal(code, NOW), st.text(max_size=20))


@given(st.integers(300, 599), HEADERS, BODIES)
def test_every_no_has_a_meaning(status: int, headers: dict[str, str], body: bytes) -> None:
    problem = meaning(Answer(status, headers, body))
    assert isinstance(problem, PlatformProblem)
    assert wait_after(problem, 1, Random(0)) <= timedelta(hours=1)


@given(BODIES)
def test_every_yes_is_read_or_garbled(body: bytes) -> None:
    for model in (ItemStatus, Refusal):
        try:
            assert isinstance(Answer(200, {}, body).read(model), model)
        except PlatformGarbled as problem:
            assert problem.code == "P502"


@given(st.sampled_from([*BACKOFFS, PlatformGarbled]), st.integers(1, 10_000), st.integers())
def test_waiting_grows_but_never_past_its_class(kind: type[PlatformProblem], attempts: int, seed: int) -> None:
    wait = wait_after(kind(), attempts, Random(seed))
    most = BACKOFFS.get(kind, BACKOFFS[PlatformProblem]).most
    assert timedelta(0) < wait <= timedelta(seconds=most)
    if kind in {PlatformUnreachable, PlatformBusy, PlatformGarbled}:
        assert wait <= timedelta(minutes=1), "a returned network is noticed within a minute"
