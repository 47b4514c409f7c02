"""No printer: everything is shown large on the screen instead."""

from core.problems import PrinterMissing


class NoPrinter:
    def print(self, document: bytes, title: str) -> None:
        raise PrinterMissing("none is configured")
