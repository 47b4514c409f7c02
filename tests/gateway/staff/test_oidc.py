"""Signing in at the province's provider: only its own answer, to this browser, once, and only for officers of ours."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from joserfc.jwk import ECKey

from gateway.runtime import Runtime
from gateway.runtime.settings import OidcSettings
from gateway.staff import officers, oidc
from gateway.staff.officers import Officer, Role
from gateway.staff.sign_in import session_of
from testkit.gateway_in_process import Gateway, either_store
from tests.gateway.staff.provider import CLIENT, SECRET, Provider, provider
from tests.gateway.staff.refusals import refused

LI = Officer("li", "李明", "bureau", frozenset({Role.FORWARD}))


@pytest.fixture
def theirs(gateway: Gateway) -> Iterator[Provider]:
    with provider() as made:
        made.now = int(gateway.clock().timestamp())
        yield made


@pytest.fixture
def runtime(gateway: Gateway, theirs: Provider, monkeypatch: pytest.MonkeyPatch) -> Runtime:
    monkeypatch.setenv("SUNLIT_OIDC_SECRET", SECRET)
    settings = OidcSettings(
        issuer=theirs.issuer, client_id=CLIENT, redirect="https://petition.example.gov.cn/desk/oidc/callback", seconds=5
    )
    runtime = replace(gateway.runtime, oidc=settings)
    officers.add(runtime, LI, "root")
    return runtime


@either_store
def test_an_officer_of_ours_signs_in_there(runtime: Runtime, theirs: Provider) -> None:
    begun = oidc.begin(runtime)
    assert begun.url.startswith(f"{theirs.issuer}/authorize?") and "code_challenge_method=S256" in begun.url
    session = oidc.finish(runtime, begun.browser, **theirs.visited(begun.url), issuer=theirs.issuer)
    found = session_of(runtime, session.token)
    assert found and (found.officer.login, found.session.way) == ("li", "oidc")


def test_two_tabs_of_one_browser_do_not_disturb_each_other(runtime: Runtime, theirs: Provider) -> None:
    first = oidc.begin(runtime)
    second = oidc.begin(runtime, first.browser)
    assert first.browser == second.browser
    for begun in (second, first):
        assert oidc.finish(runtime, begun.browser, **theirs.visited(begun.url))


def test_an_answer_for_another_browser_or_another_state_is_worth_nothing(runtime: Runtime, theirs: Provider) -> None:
    """GHSA-fg6f-75jq-6523: somebody's own answer, sent to an officer, would sign the officer in as somebody."""
    attacker, officer = oidc.begin(runtime), oidc.begin(runtime)
    answer = theirs.visited(attacker.url)
    for browser, state in ((officer.browser, answer["state"]), ("", answer["state"]), (attacker.browser, "made-up")):
        with refused("oidc-expired"):
            oidc.finish(runtime, browser, state, answer["code"])
    with refused("oidc-expired"):
        oidc.finish(runtime, attacker.browser, **answer, issuer="https://elsewhere.example")


def test_an_answer_is_used_once_and_in_time(gateway: Gateway, runtime: Runtime, theirs: Provider) -> None:
    begun = oidc.begin(runtime)
    answer = theirs.visited(begun.url)
    assert oidc.finish(runtime, begun.browser, **answer)
    with refused("oidc-expired"):
        oidc.finish(runtime, begun.browser, **answer)
    late = oidc.begin(runtime)
    answer = theirs.visited(late.url)
    gateway.clock.turn(minutes=10)
    with refused("oidc-expired"):
        oidc.finish(runtime, late.browser, **answer)


LIES: list[dict[str, Any]] = [
    {"nonce": "of another sign-in"},
    {"nonce": None},
    {"iss": "https://elsewhere.example"},
    {"aud": "another-platform"},
    {"aud": [CLIENT, "another"], "azp": "another"},
    {"exp": 1_000_000_000},
    {"exp": None},
    {"sub": None},
    {"at_hash": "of another token"},
]


@pytest.mark.parametrize("lies", LIES)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    runtime: Runtime, theirs: Provider, lies: dict[str, Any]
) -> None:
    theirs.lies = lies
    begun = oidc.begin(runtime)
    with refused("oidc-failed"):
        oidc.finish(runtime, begun.browser, **theirs.visited(begun.url))


def test_a_token_that_the_provider_did_not_sign_is_refused(runtime: Runtime, theirs: Provider) -> None:
    for forged in ({"signs_with": ECKey.generate_key("P-256", parameters={"kid": "k1"})}, {"unsigned": True}):
        for name, value in forged.items():
            setattr(theirs, name, value)
        begun = oidc.begin(runtime)
        with refused("oidc-failed"):
            oidc.finish(runtime, begun.browser, **theirs.visited(begun.url))


def test_a_code_of_another_sign_in_is_refused_by_the_provider(runtime: Runtime, theirs: Provider) -> None:
    mine, others = oidc.begin(runtime), oidc.begin(runtime)
    state, code = theirs.visited(mine.url)["state"], theirs.visited(others.url)["code"]
    with refused("oidc-failed"):
        oidc.finish(runtime, mine.browser, state, code)


@pytest.mark.parametrize(
    ("login", "code"), [("stranger", "oidc-unknown"), ("", "oidc-unknown"), ("a\0", "oidc-unknown")]
)
def test_nobody_becomes_an_officer_by_signing_in_there(
    runtime: Runtime, theirs: Provider, login: str, code: str
) -> None:
    theirs.login = login
    begun = oidc.begin(runtime)
    with refused(code):
        oidc.finish(runtime, begun.browser, **theirs.visited(begun.url))
    assert officers.listed(runtime) == [LI]


def test_a_disabled_officer_stays_out(runtime: Runtime, theirs: Provider) -> None:
    officers.disable(runtime, "li", "root")
    begun = oidc.begin(runtime)
    with refused("disabled"):
        oidc.finish(runtime, begun.browser, **theirs.visited(begun.url))


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://elsewhere.example"}, {"token_endpoint": None}, {"jwks_uri": "ftp://elsewhere.example/keys"}],
)
def test_metadata_of_somebody_else_are_refused(runtime: Runtime, theirs: Provider, metadata: dict[str, Any]) -> None:
    theirs.metadata = metadata
    with refused("oidc-failed"):
        oidc.begin(runtime)


def test_a_provider_that_does_not_answer_is_said(gateway: Gateway, runtime: Runtime) -> None:
    away = replace(runtime, oidc=runtime.oidc.model_copy(update={"issuer": "http://127.0.0.1:9"}))
    with refused("oidc-failed"):
        oidc.begin(away)
    assert not oidc.enabled(gateway.runtime)
    with refused("no-oidc"):
        oidc.begin(gateway.runtime)
