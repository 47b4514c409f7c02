"""The part of the PDF format that a scanned page needs.

Its one font has no glyphs, only a mapping to Unicode, so that any reader finds the text without font data.
"""

import zlib

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Unseen /Encoding /Identity-H /ToUnicode 5 0 R "
    "/DescendantFonts [4 0 R] >>"
)
DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unseen /CIDToGIDMap /Identity /DW 1000 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>"
)
DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /Unseen /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 "
    "/Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>"
)
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Unseen-UTF16 def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%b
endcmap
CMapName currentdict /CMap defineresource pop
end end
"""


class PdfFile:
    """Grows page by page; `finished` returns the bytes. Objects 1 to 6 are the same in every file."""

    def __init__(self) -> None:
        self._pages: list[int] = []
        self._objects: dict[int, bytes] = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            3: FONT.encode(),
            4: DESCENDANT.encode(),
            5: stream(to_unicode()),
            6: DESCRIPTOR.encode(),
        }

    def add_page(self, paper: tuple[float, float], jpeg: bytes, size: tuple[int, int], content: bytes) -> None:
        """`paper` in points, `size` of the JPEG in pixels; `content` may use the image /I and the font /F."""
        page = len(self._objects) + 2
        self._pages.append(page)
        self._objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {paper[0]:.3f} {paper[1]:.3f}] /Contents {page + 1} 0 R "
            f"/Resources << /Font << /F 3 0 R >> /XObject << /I {page + 2} 0 R >> >> >>"
        ).encode()
        self._objects[page + 1] = stream(content)
        head = (
            f"/Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]} /ColorSpace /DeviceRGB "
            f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)}"
        )
        self._objects[page + 2] = b"<< " + head.encode() + b" >>\nstream\n" + jpeg + b"\nendstream"

    def finished(self) -> bytes:
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        objects = {**self._objects, 2: f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>".encode()}
        body, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
        for number in sorted(objects):
            places.append(len(body))
            body += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        tail = f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
        return bytes(body) + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{tail}".encode()


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed)


def to_unicode() -> bytes:
    """Returns the mapping of every code to its own UTF-16 unit. A range may not cross a last byte of FF, and a block
    holds 100 ranges."""
    ranges = [b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(256)]
    blocks = [ranges[start : start + 100] for start in range(0, 256, 100)]
    return TO_UNICODE % b"".join(b"%d beginbfrange\n%bendbfrange\n" % (len(block), b"".join(block)) for block in blocks)
