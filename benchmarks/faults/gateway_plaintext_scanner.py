"""Finds words in files, however they are encoded: as text in several encodings, in base64 at any alignment, in hex,
escaped, and in gzip or zlib data."""

import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gbk", "big5")
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
MAX_FILE_BYTES = 64 << 20


class PlaintextScanner:
    """Scans for words of six characters and more: shorter ones turn up by chance."""

    def __init__(self, words: Iterable[str | bytes]) -> None:
        self._forms = {form: word for word in words for form in forms(word)}
        shapes = sorted(map(re.escape, self._forms), key=len, reverse=True)
        self._any = re.compile(b"|".join(shapes)) if shapes else re.compile(b"(?!)")

    def within(self, content: bytes) -> set[str]:
        """Returns the words found and their encodings; compressed data is unpacked once."""
        return {self._name(found) for each in (content, *_unpacked(content)) for found in self._any.findall(each)}

    def below(self, folder: Path) -> dict[str, set[str]]:
        """Returns the words found by file; names of files and folders are searched like contents."""
        found = {}
        for path in sorted(folder.rglob("*")):
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            if hits := self.within(path.name.encode() + b"\0" + content):
                found[str(path.relative_to(folder))] = hits
        return found

    def _name(self, form: bytes) -> str:
        word = self._forms[form]
        return word if isinstance(word, str) else f"bytes {word[:12]!r}"


def forms(word: str | bytes) -> Iterator[bytes]:
    for plain in _encoded(word):
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        yield from _base64(plain)
    if isinstance(word, str):
        yield word.encode("unicode_escape")
        yield quote(word).encode()
        yield quote(word).lower().encode()


def _encoded(word: str | bytes) -> Iterator[bytes]:
    if isinstance(word, bytes):
        yield word
        return
    for encoding in ENCODINGS:
        try:
            yield word.encode(encoding)
        except UnicodeEncodeError:
            continue


def _base64(plain: bytes) -> Iterator[bytes]:
    """Yields the base64 text that does not depend on the neighbouring bytes, for three alignments and both
    alphabets."""
    for shift in range(3):
        text = b64encode(bytes(shift) + plain + bytes(-(shift + len(plain)) % 3))
        first, last = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
        yield text[first:last]
        yield text[first:last].translate(bytes.maketrans(b"+/", b"-_"))


def _unpacked(content: bytes) -> Iterator[bytes]:
    for match in PACKED.finditer(content):
        try:
            yield zlib.decompressobj(wbits=47).decompress(content[match.start() :], MAX_FILE_BYTES)
        except zlib.error:
            continue
