"""Reads the text of a PDF with `pdftotext`."""

import subprocess


def text_of(document: bytes, pages: int = 1) -> str:
    """Returns the text; asserts that the document has this many pages, one by default as our papers must."""
    read = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True)
    text = read.stdout.decode()
    assert text.count("\f") == pages
    return text
