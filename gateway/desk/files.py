"""Files that came with a petition, as the browser gets them. They are hostile input: the type is the one found in the
content, what is not picture, sound or PDF is a download, and nothing in any of them runs."""

from urllib.parse import quote

from starlette.responses import Response

from gateway.desk.headers import SANDBOX

SHOWN = frozenset(
    {
        *("image/jpeg", "image/png", "image/gif", "image/webp"),
        *("audio/wav", "audio/mpeg", "audio/ogg", "audio/flac", "audio/mp4"),
        "application/pdf",
    }
)
"""What a browser draws by itself, without running anything of it."""


def answer(name: str, media_type: str, content: bytes) -> Response:
    shown = media_type in SHOWN
    where = "inline" if shown else "attachment"
    said = {
        "Content-Disposition": f"{where}; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": SANDBOX
        if media_type != "application/pdf"
        else "default-src 'none'; object-src 'self'",
    }
    return Response(content, media_type=media_type if shown else "application/octet-stream", headers=said)
