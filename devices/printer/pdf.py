"""A printer whose paper is a folder of PDF files."""

import re
from pathlib import Path

from core.problems import OutOfPaper, PrinterMissing


class PdfPrinter:
    """Writes `folder/title.pdf`; the same title again replaces it. Without a folder nothing is kept.

    `out_of_paper` and `unplugged` are for those who want to see what happens then; `printed` counts documents.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.out_of_paper = False
        self.unplugged = False
        self.printed = 0

    def print(self, document: bytes, title: str) -> None:
        if self.unplugged:
            raise PrinterMissing("unplugged")
        if self.out_of_paper:
            raise OutOfPaper
        if self._folder:
            self._write(self._folder, document, title)
        self.printed += 1

    def _write(self, folder: Path, document: bytes, title: str) -> None:
        name = re.sub(r"[^\w-]+", "-", title).strip("-")[:60] or "document"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.pdf").write_bytes(document)
        except OSError as error:
            raise PrinterMissing(type(error).__name__) from error
