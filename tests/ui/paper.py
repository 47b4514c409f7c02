"""What is written on a PDF, as `pdftotext` reads it."""

import subprocess


def text_of(document: bytes) -> str:
    """Of a document that fits one page, which our papers must."""
    read = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True)
    text = read.stdout.decode()
    assert text.count("\f") == 1
    return text
