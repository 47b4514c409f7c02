"""Signing in at the province's own provider (OpenID Connect).

State, nonce and PKCE verifier of a sign-in are kept in our table, tied to the browser that began it and used once: an
answer of the provider that somebody else began is worth nothing (login CSRF, GHSA-fg6f-75jq-6523). Each tab has its
own. An officer is never made from what a provider says: it only says who of ours this is.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, insert

from core.language import _
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers as staff
from gateway.staff import oidc_provider, sessions, tree
from gateway.staff.oidc_provider import ProviderFailed, Secrets
from gateway.staff.sessions import Session
from gateway.storage.staff_tables import oidc_sign_ins
from gateway.telemetry.log import warn

LIFETIME = timedelta(minutes=10)
TOKEN_BYTES, VERIFIER_BYTES = 32, 48


@dataclass(frozen=True)
class Begun:
    """`url`: where the browser is sent. `browser`: for a cookie that this browser keeps until it comes back
    (SameSite=Lax: it comes from the provider's page)."""

    url: str
    browser: str


def enabled(runtime: Runtime) -> bool:
    """Whether this platform has a provider."""
    return bool(runtime.oidc.issuer and runtime.oidc.client_id and runtime.oidc.redirect)


def begin(runtime: Runtime, browser: str = "") -> Begun:
    """A sign-in; `browser`: the cookie of one that this browser began before, in another tab. Raises Refused 404
    without a provider, 503 `oidc-failed`."""
    if not enabled(runtime):
        raise Refused(404, "no-oidc", "this platform has no provider for signing in")
    browser = browser or secrets.token_urlsafe(TOKEN_BYTES)
    made = Secrets(
        secrets.token_urlsafe(TOKEN_BYTES),
        secrets.token_urlsafe(TOKEN_BYTES),
        secrets.token_urlsafe(VERIFIER_BYTES),
    )
    try:
        url = oidc_provider.authorization_url(runtime.oidc, made)
    except ProviderFailed as error:
        raise _failed(error) from error
    now = runtime.now()
    with runtime.engine.begin() as db:
        db.execute(delete(oidc_sign_ins).where(oidc_sign_ins.c.expires <= now))
        marks = {"state_mark": _mark(runtime, "state", made.state), "browser_mark": _mark(runtime, "browser", browser)}
        kept = {"nonce": made.nonce, "verifier": made.verifier, "expires": now + LIFETIME}
        db.execute(insert(oidc_sign_ins).values(**marks, **kept))
    return Begun(url, browser)


def finish(runtime: Runtime, browser: str, state: str, code: str, issuer: str = "") -> Session:
    """The session of the officer whom the provider names. `browser`: the cookie; `state`, `code` and `issuer` (`iss`,
    RFC 9207): as the provider's answer has them.

    Raises Refused: 403 `oidc-expired` for a sign-in that this browser did not begin, or used or late; 403
    `oidc-unknown` for nobody of ours, `disabled`, `organ-merged`, `organ-ended`; 503 `oidc-failed`.
    """
    with runtime.engine.begin() as db:
        made = _taken(runtime, db, browser, state)
    if made is None or (issuer and issuer != runtime.oidc.issuer):
        raise Refused(403, "oidc-expired", _("这次登录已过期，或者不是在这个浏览器里开始的。请重新登录。"))
    try:
        claims = oidc_provider.claims_of(runtime.oidc, made, code, runtime.now())
    except ProviderFailed as error:
        raise _failed(error) from error
    with runtime.engine.begin() as db:
        officer = staff.find(db, str(claims.get(runtime.oidc.claim, "")))
        if officer is None:
            raise Refused(403, "oidc-unknown", _("这个账号在本平台还没有开通，请找管理员。"))
        staff.check_acting(tree.read(db), officer)
        return sessions.begin(runtime, officer.login, "oidc", db)


def _taken(runtime: Runtime, db: Connection, browser: str, state: str) -> Secrets | None:
    """The sign-in of this browser, which is used up now; None if there is none."""
    this = (
        oidc_sign_ins.c.state_mark == _mark(runtime, "state", state),
        oidc_sign_ins.c.browser_mark == _mark(runtime, "browser", browser),
        oidc_sign_ins.c.expires > runtime.now(),
    )
    kept = delete(oidc_sign_ins).where(*this).returning(oidc_sign_ins.c.nonce, oidc_sign_ins.c.verifier)
    row = db.execute(kept).first()
    return Secrets(state, row.nonce, row.verifier) if row else None


def _failed(error: ProviderFailed) -> Refused:
    warn(f"signing in at the provider failed: {error}")
    return Refused(503, "oidc-failed", _("统一登录这次不行，请换用口令登录。"))


def _mark(runtime: Runtime, what: str, secret: str) -> str:
    return runtime.keys.keyed_hash(f"oidc {what}", secret)
