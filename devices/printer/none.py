"""No printer: everything is shown large on the screen instead."""

from core.problems import PrinterUnset


class NoPrinter:
    paper = False

    def print(self, document: bytes, title: str) -> None:
        raise PrinterUnset
