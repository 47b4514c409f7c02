"""Make the two weights of "Sunlit Sans SC" from Debian's fonts-noto-cjk (OFL 1.1).

    pip install fonttools && python resources/fonts/make.py

Characters: every Han character that the source has (30,289, rare names among them), the two-byte part of GB 18030, the
8105 of 通用规范汉字表, Latin and common symbols.
TrueType outlines, because reportlab embeds no CFF ones. The Simplified face of the collection is renamed, as the OFL
lets us ask for: a changed font should not be taken for the original.
"""

from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

SOURCE = Path("/usr/share/fonts/opentype/noto")
HERE = Path(__file__).parent
FAMILY = "Sunlit Sans SC"
ORIGIN = "Noto Sans CJK SC"
KEPT_NAMES = {0, 5, 7, 8, 9, 10, 11, 12, 13, 14}  # copyright, version, makers, licence
SYMBOLS = [(0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2044), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F)]
SYMBOLS += [(0x2150, 0x218B), (0x2190, 0x21FF), (0x2460, 0x25FF), (0x2600, 0x27BF), (0x3000, 0x30FF), (0xFF00, 0xFFEF)]


def characters() -> set[int]:
    from pypinyin_dict.pinyin_data import ktghz2013

    wanted = {code for first, last in SYMBOLS for code in range(first, last + 1)}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            wanted.update(map(ord, bytes((lead, trail)).decode("gbk", "ignore")))
    return wanted | set(ktghz2013.pinyin_dict)


def simplified_face(collection: Path) -> TTFont:
    faces = TTCollection(str(collection)).fonts
    return next(face for face in faces if face["name"].getDebugName(1).startswith(ORIGIN))


def is_han(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF


def cut(font: TTFont) -> None:
    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp"], name_IDs=["*"], hinting=False)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters() | set(filter(is_han, font.getBestCmap())))
    subsetter.subset(font)


def to_truetype(font: TTFont) -> None:
    """Cubic outlines become quadratic ones, off by at most one unit in a thousand."""
    glyphs, glyf = font.getGlyphSet(), newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = font.getGlyphOrder(), {}
    for name in glyf.glyphOrder:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    del font["CFF "]
    font["glyf"], font["loca"], font.sfntVersion = glyf, newTable("loca"), "\0\1\0\0"
    maxp = font["maxp"]
    maxp.tableVersion, maxp.maxZones, maxp.maxTwilightPoints = 0x00010000, 1, 0
    for name in ("maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(maxp, name, 0)
    maxp.maxComponentElements = 0
    font["post"].formatType = 3.0


def rename(font: TTFont, weight: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    full, compact = f"{FAMILY} {weight}", FAMILY.replace(" ", "")
    for number, text in {1: FAMILY, 2: weight, 3: full, 4: full, 6: f"{compact}-{weight}"}.items():
        names.setName(text, number, 3, 1, 0x409)


def make(weight: str) -> Path:
    font = simplified_face(SOURCE / f"NotoSansCJK-{weight}.ttc")
    cut(font)
    to_truetype(font)
    rename(font, weight)
    path = HERE / f"SunlitSansSC-{weight}.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    for weight in ("Regular", "Bold"):
        print(make(weight))
