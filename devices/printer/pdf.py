"""A printer that writes PDF files into a folder."""

import re
from pathlib import Path

from core.problems import OutOfPaper, PrinterMissing


class PdfPrinter:
    """Writes `folder/title.pdf`; the same title again replaces it.

    `paper`: in training and in tests the file stands for the sheet. `out_of_paper` and `unplugged` simulate these
    failures; `printed` counts documents.
    """

    def __init__(self, folder: Path, *, paper: bool = False) -> None:
        self._folder, self.paper = folder, paper
        self.out_of_paper = False
        self.unplugged = False
        self.printed = 0

    def check(self) -> str:
        """Returns its name; writes nothing. Raises OutOfPaper, PrinterMissing."""
        if self.unplugged:
            raise PrinterMissing("unplugged")
        if self.out_of_paper:
            raise OutOfPaper
        return "pdf"

    def print(self, document: bytes, title: str) -> None:
        self.check()
        self._write(self._folder, document, title)
        self.printed += 1

    def _write(self, folder: Path, document: bytes, title: str) -> None:
        name = re.sub(r"[^\w-]+", "-", title).strip("-")[:60] or "document"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.pdf").write_bytes(document)
        except OSError as error:
            raise PrinterMissing(type(error).__name__) from error
