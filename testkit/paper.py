"""What is written on a PDF, as `pdftotext` reads it."""

import subprocess


def text_of(document: bytes, pages: int = 1) -> str:
    """Of a document that fits one page, as our papers must, or so many."""
    read = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True)
    text = read.stdout.decode()
    assert text.count("\f") == pages
    return text
