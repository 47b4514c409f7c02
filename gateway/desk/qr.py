"""A QR code as a drawing inside the page, without a file and without a script."""

import io

import segno
from markupsafe import Markup

SCALE = 5


def qr_drawing(text: str) -> Markup:
    """Returns it as SVG, which holds nothing of `text` but its dots."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=SCALE, xmldecl=False, svgns=True, omitsize=True)
    return Markup(out.getvalue().decode())  # nosec B704 # paths and numbers that segno wrote
