"""What the browser is told about every page, and the two cookies."""

from starlette.requests import Request
from starlette.responses import Response

from gateway.http.hosts import is_loopback

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script and no style inside a page: words of a petition can be neither."""
SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
"""For a file that came with a petition: whatever it holds runs nothing and reaches nothing."""
KEPT = "private, max-age=31536000, immutable"
"""For style and script, whose address holds their digest."""
LANGUAGE_COOKIE = "sunlit-language"
A_YEAR = 365 * 24 * 3600


def protect(response: Response) -> Response:
    """Adds what every answer of the desk says; what the answer says already stays."""
    said = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    }
    for name, value in said.items():
        response.headers.setdefault(name, value)
    return response


def session_token(request: Request) -> str:
    return request.cookies.get(_session_cookie(request), "")


def remember_session(request: Request, response: Response, token: str) -> None:
    secure = not is_loopback(request.headers.get("host", ""))
    response.set_cookie(_session_cookie(request), token, path="/", httponly=True, secure=secure, samesite="strict")


def forget_session(request: Request, response: Response) -> None:
    secure = not is_loopback(request.headers.get("host", ""))
    response.delete_cookie(_session_cookie(request), path="/", httponly=True, secure=secure, samesite="strict")


def remember_language(request: Request, response: Response, language: str) -> None:
    secure = not is_loopback(request.headers.get("host", ""))
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=A_YEAR, path="/desk", httponly=True, secure=secure, samesite="strict"
    )


def _session_cookie(request: Request) -> str:
    """A name with `__Host-` is taken by a browser over TLS alone, and from nobody but this very host."""
    return "sunlit-desk" if is_loopback(request.headers.get("host", "")) else "__Host-sunlit-desk"
