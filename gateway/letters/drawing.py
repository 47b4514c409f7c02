"""A letter as a PDF: A4 with the measures of GB/T 9704, drawn on the grid of `layout`. The same sheet, statement and
faces give the same bytes."""

from io import BytesIO

import segno
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.ink import of_text
from core.language import SOURCE
from gateway.letters.faces import Face as Drawn
from gateway.letters.faces import Faces
from gateway.letters.layout import AREA_WIDTH, BODY_PT, CELL, MM, ROWS, Face, Row, cells_of, pages_of
from gateway.letters.sheet import Sheet

TOP, LEFT, AREA_HEIGHT = 37 * MM, 28 * MM, 225 * MM
ROW_HEIGHT = AREA_HEIGHT / ROWS
ABOVE_BASELINE = 0.36
"""How far the middle of a character stands above its baseline, in em."""
FOLIO_PT, FOOT_PT, CAPTION_PT = 14.0, 9.0, 8.0
FOLIO_BELOW = 7 * MM
CODE_MM, SEAL_MM = 35, 42
QUIET, MODULE_PX = 2, 8
"""Modules of white around the code, beside the white of the page; pixels of a module."""
GREY = 0.72
INK_WIDTH, INK_HEIGHT, INK_PT = 60 * MM, 22 * MM, 1.3
SEAL_WORDS, CODE_WORDS = "（盖章处）", "扫码可核验本件字号、日期"
PRACTICE_WORDS = "演练用件，无效"
DRAWN_BY = "Sunlit Window"


def pdf_of(sheet: Sheet, statement: str, faces: Faces) -> bytes:
    """Returns the file without the signature behind its end. `statement`: drawn as the code, and kept in the file's
    keywords (`proof.Statement.signed`)."""
    return _Drawing(sheet, statement, faces).finished()


def code_of(statement: str) -> Image.Image:
    """Returns the QR code of a statement, in black and white."""
    code = segno.make(statement, error="m", micro=False, encoding="utf-8")
    side = len(code.matrix) + 2 * QUIET
    modules = bytes(0 if dark else 255 for line in code.matrix_iter(border=QUIET) for dark in line)
    return Image.frombytes("L", (side, side), modules).resize((side * MODULE_PX,) * 2, Image.Resampling.NEAREST)


class _Drawing:
    def __init__(self, sheet: Sheet, statement: str, faces: Faces) -> None:
        self.sheet, self.statement = sheet, statement
        self.faces: dict[Face, Drawn] = {Face.BODY: faces.body, Face.BOLD: faces.title}
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, pageCompression=1, lang=SOURCE.replace("_", "-"))
        self.canvas.setTitle(f"{sheet.title} {sheet.number}")
        self.canvas.setAuthor(sheet.organ)
        self.canvas.setCreator(DRAWN_BY)
        self.canvas.setKeywords(statement)

    def finished(self) -> bytes:
        pages = pages_of(self.sheet, self._width)
        for number, page in enumerate(pages, 1):
            for row, line in enumerate(page.rows):
                self._row(row, line)
                if self.sheet.ink and page.end is not None and line.text == f"{self.sheet.signatures[0]}：":
                    self._ink(row, line)
            if page.end is not None:
                self._end(*page.end)
            self._foot(number, len(pages))
            self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    def _width(self, text: str, face: Face, points: float) -> float:
        return self.faces[face].width(text, points)

    def _row(self, row: int, line: Row) -> None:
        """Body text stands on the grid; titles and small print at their own width."""
        if not line.text:
            return
        on_grid = line.points == BODY_PT
        cells = cells_of(line.text, line.face, self._width)
        wide = cells * CELL if on_grid else self._width(line.text, line.face, line.points)
        if line.around is not None:
            x = line.around * CELL - wide / 2
        else:
            x = (AREA_WIDTH - wide) / 2 if line.cells is None else line.cells * CELL
        text = self.canvas.beginText(LEFT + x, self._baseline(row, line.points))
        text.setFont(self.faces[line.face].name, line.points)
        if on_grid:
            text.setCharSpace(CELL - BODY_PT)
        text.textOut(line.text)
        self.canvas.drawText(text)

    def _baseline(self, row: float, points: float) -> float:
        return float(A4[1]) - TOP - (row + 0.5) * ROW_HEIGHT - ABOVE_BASELINE * points

    def _ink(self, row: int, label: Row) -> None:
        """The signature behind its label, as it was written; it may reach a little above and below its two rows."""
        strokes = of_text(self.sheet.ink)
        wide = max(x for stroke in strokes for x, _ in stroke) or 1
        high = max(y for stroke in strokes for _, y in stroke) or 1
        scale = min(INK_WIDTH / wide, INK_HEIGHT / high)
        left = LEFT + ((label.cells or 0) + cells_of(label.text, label.face, self._width) + 1) * CELL
        top = float(A4[1]) - TOP - (row + 1) * ROW_HEIGHT + high * scale / 2
        self.canvas.saveState()
        self.canvas.setLineWidth(INK_PT)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        for stroke in strokes:
            path = self.canvas.beginPath()
            path.moveTo(left + stroke[0][0] * scale, top - stroke[0][1] * scale)
            for x, y in stroke[1:] or stroke:
                path.lineTo(left + x * scale, top - y * scale)
            self.canvas.drawPath(path)
        self.canvas.restoreState()

    def _end(self, row: float, cell: float) -> None:
        """The code on the left, the place of the seal over organ and date."""
        self._code(row)
        if self.sheet.seal:
            x, y = LEFT + cell * CELL, float(A4[1]) - TOP - row * ROW_HEIGHT
            self.canvas.saveState()
            self.canvas.setStrokeGray(GREY)
            self.canvas.setFillGray(GREY)
            self.canvas.setLineWidth(0.5)
            self.canvas.setDash(2, 3)
            self.canvas.circle(x, y, SEAL_MM * MM / 2)
            self._small(SEAL_WORDS, x, y - 16 * MM, CAPTION_PT)
            self.canvas.restoreState()

    def _code(self, row: float) -> None:
        """A picture, so that it goes along when somebody takes the page into another file; large enough for any
        printer."""
        drawn = ImageReader(code_of(self.statement))
        side, bottom = CODE_MM * MM, float(A4[1]) - TOP - row * ROW_HEIGHT - CODE_MM * MM / 2 - CAPTION_PT / 4
        self.canvas.drawImage(drawn, LEFT, bottom, side, side)
        self._small(CODE_WORDS, LEFT + side / 2, bottom - 4 * MM, CAPTION_PT)

    def _small(self, text: str, middle: float, y: float, points: float) -> None:
        self.canvas.setFont(self.faces[Face.BODY].name, points)
        self.canvas.drawCentredString(middle, y, text)

    def _foot(self, number: int, pages: int) -> None:
        """The page number outside, as bound; whose page it is inside, so that no page goes astray."""
        y = float(A4[1]) - TOP - AREA_HEIGHT - FOLIO_BELOW - FOLIO_PT / 2
        folio, whose = f"— {number} —", f"{self.sheet.number}  第{number}页，共{pages}页"
        left, right = LEFT + CELL, LEFT + AREA_WIDTH - CELL
        name, odd = self.faces[Face.BODY].name, number % 2 == 1
        at_left, at_right = (whose, folio) if odd else (folio, whose)
        self.canvas.setFont(name, FOOT_PT if odd else FOLIO_PT)
        self.canvas.drawString(left, y, at_left)
        self.canvas.setFont(name, FOLIO_PT if odd else FOOT_PT)
        self.canvas.drawRightString(right, y, at_right)
        if self.sheet.practice:
            self._practice()

    def _practice(self) -> None:
        """Above the text of every page of a training platform's letter."""
        self.canvas.setFont(self.faces[Face.BOLD].name, BODY_PT)
        self.canvas.drawCentredString(LEFT + AREA_WIDTH / 2, float(A4[1]) - TOP / 2, PRACTICE_WORDS)
