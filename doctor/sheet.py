"""The test sheet: a page with a code by which the camera check knows it, fine lines for the focus, and a ruler."""

from io import BytesIO

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.language import _
from core.resources import resource

MARK = "sunlit:test-sheet:1"
FACE = "SunlitTestSheet"
CODE_MM = 60
RULER_MM = 150
SIZES_PT = (28, 20, 14, 10.5, 9)


def sheet_pdf() -> bytes:
    """Returns the page as PDF, A4."""
    if FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FACE, str(resource("fonts", "SunlitSansSC-Regular.ttf"))))
    out = BytesIO()
    page = Canvas(out, pagesize=A4, pageCompression=1, invariant=1)
    page.setTitle("sunlit test sheet")
    width, height = A4
    page.setFont(FACE, 22)
    page.drawCentredString(width / 2, height - 25 * mm, _("测试纸"))
    page.setFont(FACE, 12)
    for n, line in enumerate(_lines()):
        page.drawString(20 * mm, height - 38 * mm - n * 7 * mm, line)
    _code(page, (width - CODE_MM * mm) / 2, height / 2 - 22 * mm)
    _words(page, height / 2 - 36 * mm)
    _ruler(page, (width - RULER_MM * mm) / 2, 25 * mm)
    page.showPage()
    page.save()
    return out.getvalue()


def _lines() -> tuple[str, ...]:
    return (
        _("1. 把这张纸平放在摄像头下，整张照进画面，字朝上。"),
        _("2. 运行 sunlit doctor，看 camera 这一项。"),
        _("3. 下面的尺子要是15厘米。不是，打印机就缩放了，请按原大小打印。"),
    )


def _code(page: Canvas, left: float, bottom: float) -> None:
    """Draws the QR code module by module, so that it is sharp at any size."""
    rows = [list(row) for row in segno.make(MARK, error="m", micro=False).matrix]
    step = CODE_MM * mm / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                page.rect(left + x * step, bottom + (len(rows) - 1 - y) * step, step, step, stroke=0, fill=1)


def _words(page: Canvas, top: float) -> None:
    """Draws the same words smaller and smaller, to be read by eye."""
    for n, size in enumerate(SIZES_PT):
        page.setFont(FACE, size)
        page.drawCentredString(A4[0] / 2, top - n * 11 * mm, _("说清楚，看明白 0123456789"))


def _ruler(page: Canvas, left: float, bottom: float) -> None:
    page.setFont(FACE, 8)
    page.line(left, bottom, left + RULER_MM * mm, bottom)
    for millimetre in range(RULER_MM + 1):
        tall = 6 if millimetre % 10 == 0 else 4 if millimetre % 5 == 0 else 2.5
        page.line(left + millimetre * mm, bottom, left + millimetre * mm, bottom + tall * mm)
        if millimetre % 10 == 0:
            page.drawCentredString(left + millimetre * mm, bottom - 4 * mm, str(millimetre // 10))
