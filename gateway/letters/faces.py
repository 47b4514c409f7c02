"""The faces of a letter: which character is how wide, and which has no sign in them.

GB/T 9704 asks for 仿宋 and 小标宋, of which there is no free one; a province names its own files in `gateway.toml`
(docs/limits.md). Ours are `resources/fonts`.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from core.problems import ConfigWrong
from core.resources import resource
from gateway.letters.sheet import Paragraph, Sheet, Style
from gateway.runtime import Runtime

BODY = resource("fonts", "SunlitSansSC-Regular.ttf")
TITLE = resource("fonts", "SunlitSansSC-Bold.ttf")
MARK = "〓"
"""The printers' mark for a sign that is not at hand."""
NOTE = "注：“{mark}”处的字，字体里没有，依次是{codes}。"


@dataclass(frozen=True)
class Face:
    """A registered face. `name`: as reportlab knows it."""

    name: str
    signs: frozenset[int]

    def width(self, text: str, size: float) -> float:
        """Returns points."""
        return float(pdfmetrics.stringWidth(text, self.name, size))

    def without_sign(self, text: str) -> list[str]:
        """Returns the characters that would be an empty box on paper, each once."""
        return [each for each in dict.fromkeys(text) if ord(each) not in self.signs and not each.isspace()]


@dataclass(frozen=True)
class Faces:
    """TrueType files of the body and of titles and headings."""

    body_file: Path = BODY
    title_file: Path = TITLE

    @cached_property
    def body(self) -> Face:
        return registered(self.body_file)

    @cached_property
    def title(self) -> Face:
        return registered(self.title_file)


@cache
def registered(file: Path) -> Face:
    """Raises ConfigWrong where the file is no TrueType face that may be embedded."""
    name = f"letter-{sha256(str(file).encode()).hexdigest()[:12]}"
    try:
        font = TTFont(name, str(file))
    except (TTFError, OSError) as trouble:
        raise ConfigWrong(str(trouble), "unreadable", file=file.name) from None
    pdfmetrics.registerFont(font)
    return Face(name, frozenset(font.face.charToGlyph))


def faces_of(runtime: Runtime) -> Faces:
    """Returns the faces that the province has chosen, or ours."""
    settings = runtime.letters
    return Faces(settings.body_face or BODY, settings.title_face or TITLE)


def printable(sheet: Sheet, faces: Faces) -> Sheet:
    """Returns the sheet with a mark instead of each character that a face has no sign for, and a note that says which
    they are: nothing is left empty without a word, and no rare name holds up a case."""
    said = [sheet.organ, sheet.title, sheet.number, *(each.text for each in sheet.paragraphs)]
    missing = set(faces.body.without_sign("".join(said))) | set(faces.title.without_sign("".join(said)))
    if not missing:
        return sheet
    marks = {ord(each): MARK for each in missing}
    codes = "、".join(f"U+{ord(each):04X}" for each in dict.fromkeys("".join(said)) if each in missing)
    paragraphs = [Paragraph(each.style, each.text.translate(marks)) for each in sheet.paragraphs]
    named = {name: getattr(sheet, name).translate(marks) for name in ("organ", "title", "number")}
    return replace(sheet, **named, paragraphs=(*paragraphs, Paragraph(Style.TEXT, NOTE.format(mark=MARK, codes=codes))))
