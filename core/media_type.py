"""Detects a file's media type from its content, since its name cannot be trusted."""

import codecs
import io
import json
import re
import zipfile

from core import bounded_json

UNKNOWN = "application/octet-stream"
BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"%PDF-": "application/pdf",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"fLaC": "audio/flac",
    b"#!AMR": "audio/amr",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",  # older .doc, .xls, .wps
    b"age-encryption.org/v1": "application/age",
}
INSIDE_RIFF = {b"WAVE": "audio/wav", b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}
INSIDE_FTYP = {b"heic": "image/heic", b"mif1": "image/heif", b"M4A ": "audio/mp4", b"qt  ": "video/quicktime"}
OFFICE = "application/vnd.openxmlformats-officedocument"
INSIDE_ZIP = {
    "OFD.xml": "application/ofd",  # GB/T 33190
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
}

MAX_DIRECTORY_BYTES = 1 << 20
MAX_JSON_BYTES, MAX_JSON_VALUES = 8 << 20, 200_000
"""Limits for detecting JSON instead of plain text. The lines of forty papers take a tenth."""
NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
CHUNK_BYTES = 1 << 20


def media_type_of(content: bytes) -> str:
    """Returns the media type, or UNKNOWN; that is no error."""
    if content[4:8] == b"ftyp":
        return INSIDE_FTYP.get(content[8:12], "video/mp4")
    if content[:4] == b"RIFF":
        return INSIDE_RIFF.get(content[8:12], UNKNOWN)
    if content[:4] == b"PK\3\4":
        return _archive(content)
    known = (kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning))
    return next(known, None) or _text(content)


def _archive(content: bytes) -> str:
    """Returns the type of a zip archive from the file names in its directory, without unpacking.

    The directory, at the end of the file, is read only if it is short: a parser needs a thousand bytes for each name.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content[-MAX_DIRECTORY_BYTES:])) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return UNKNOWN
    return next((kind for name, kind in INSIDE_ZIP.items() if name in names), "application/zip")


def _text(content: bytes) -> str:
    if not content or NO_TEXT.search(content) or not _is_utf8(content):
        return UNKNOWN
    if content.lstrip()[:1] in {b"{", b"["}:
        try:
            bounded_json.check(content, MAX_JSON_VALUES, MAX_JSON_BYTES)
            json.loads(content, parse_int=bounded_json.integer)
        except (ValueError, RecursionError):
            return "text/plain"
        return "application/json"
    return "text/plain"


def _is_utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), CHUNK_BYTES):
            decoder.decode(content[at : at + CHUNK_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
