"""Style and script of the pages. The style is `resources/desk/desk.css` with the product's own tokens before it."""

import hashlib
import tomllib
from functools import cache

from core.resources import resource

FILES = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
LETTER_HEIGHT = 16.0
"""Pixels of the text; on the terminals the same text is `body`, for eyes further away."""


@cache
def content(name: str) -> bytes:
    """Raises KeyError for a name that is not one of ours."""
    if name not in FILES:
        raise KeyError(name)
    text = resource("desk", name).read_bytes()
    return tokens().encode() + text if name == "desk.css" else text


@cache
def address(name: str) -> str:
    return f"/desk/assets/{name}?v={hashlib.sha256(content(name)).hexdigest()[:12]}"


def tokens() -> str:
    """Returns the colours of `resources/theme/tokens.toml` as properties, and its lengths measured by the text."""
    theme = tomllib.loads(resource("theme", "tokens.toml").read_text("utf-8"))
    body = theme["text_mm"]["body"]
    lines = [f"  --{name.replace('_', '-')}: {value};" for name, value in theme["colour"].items()]
    for name in ("gap", "radius"):
        lines.append(f"  --{name}: {theme['length_mm'][name] / body * LETTER_HEIGHT:.1f}px;")
    for name in ("title", "lead", "small"):
        lines.append(f"  --text-{name}: {theme['text_mm'][name] / body * LETTER_HEIGHT:.1f}px;")
    return "\n".join([":root {", *lines, "}", ""])
