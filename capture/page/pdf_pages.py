"""Pages of a PDF as pictures, drawn by PDFium in a child process, which the system ends when it uses too much memory or
time: the file may come from anywhere, and PDFium is a large library in C++.

The child answers one request at a time: the file first, then a page by its number."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO

import numpy as np

from capture.page.loading import MAX_ASPECT
from core.problems import PdfLocked, PdfUnreadable
from devices.ports import Picture

LONG_SIDE = 2400
"""Pixels: about 200 dpi of A4, as a camera over the table sees it."""
MOST_SCALE = 200 / 72
"""Pixels a point: a small page is not drawn larger than a scanner would."""
SECONDS = 60.0
"""The time that a file may take altogether."""
MEMORY = 2 << 30
"""The memory limit of the child in bytes."""
WRONG_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
FAULTS = {each.__name__: each for each in (PdfLocked, PdfUnreadable)}


class PdfPages:
    """An open PDF. `count`: its pages."""

    def __init__(self, process: "subprocess.Popen[bytes]", count: int) -> None:
        self._process, self.count = process, count

    def picture(self, number: int) -> Picture:
        """Returns a page, `number` from 0, as it lies in the file. Raises PdfUnreadable."""
        told, pixels = _asked(self._process, json.dumps({"page": number}).encode() + b"\n")
        try:
            return np.frombuffer(pixels, np.uint8).reshape(told["height"], told["width"], 3)
        except (KeyError, ValueError) as error:
            raise PdfUnreadable("no picture") from error


@contextmanager
def opened(content: bytes) -> Iterator[PdfPages]:
    """Opens a PDF in a process of its own. Raises PdfUnreadable, PdfLocked."""
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen(  # nosec B603 # no shell
        (sys.executable, "-m", __name__), stdin=pipe, stdout=pipe, stderr=nowhere
    )
    watch = Timer(SECONDS, process.kill)
    watch.daemon = True
    watch.start()
    try:
        told, _nothing = _asked(process, json.dumps({"size": len(content)}).encode() + b"\n" + content)
        yield PdfPages(process, told["count"])
    finally:
        watch.cancel()
        process.kill()
        with suppress(OSError):
            process.communicate()


def _asked(process: "subprocess.Popen[bytes]", request: bytes) -> tuple[dict[str, int], bytes]:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(request)
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        body = process.stdout.read(told.get("size", 0))
    except (OSError, ValueError) as error:  # ended by a limit, or by the file
        raise PdfUnreadable("the process that draws was ended") from error
    if fault := FAULTS.get(told.get("fault", "")):
        raise fault(told["detail"])
    return told, body


def main() -> None:
    """Answers on stdout what is asked for on stdin, until that is closed or the system ends this process."""
    _limit()
    asked, out = sys.stdin.buffer, sys.stdout.buffer
    content = asked.read(json.loads(asked.readline())["size"])
    import pypdfium2  # after the limits

    try:
        document = pypdfium2.PdfDocument(content)
        _tell(out, {"count": len(document)})
    except pypdfium2.PdfiumError as error:
        kind = PdfLocked if error.err_code == WRONG_PASSWORD else PdfUnreadable
        _tell(out, {"fault": kind.__name__, "detail": str(error.err_code)})
        return
    while request := asked.readline():
        try:
            pixels = _drawn(document, json.loads(request)["page"])
        except (pypdfium2.PdfiumError, PdfUnreadable, MemoryError) as error:
            _tell(out, {"fault": PdfUnreadable.__name__, "detail": type(error).__name__})
        else:
            body = pixels.tobytes()
            _tell(out, {"size": len(body), "height": pixels.shape[0], "width": pixels.shape[1]}, body)


def _drawn(document: object, number: int) -> Picture:
    """Returns the page in blue, green, red. Raises PdfUnreadable for a strip that is no page."""
    page = document[number]  # type: ignore[index]
    short, long = sorted(page.get_size())
    if short < 1 or long > MAX_ASPECT * short:
        raise PdfUnreadable("a strip")
    bitmap = page.render(scale=min(MOST_SCALE, LONG_SIDE / long), rev_byteorder=False, draw_annots=True)
    return np.ascontiguousarray(bitmap.to_numpy()[..., :3])


def _tell(out: IO[bytes], told: dict[str, object], body: bytes = b"") -> None:
    out.write(json.dumps(told).encode() + b"\n" + body)
    out.flush()


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # so that no paper gets into a core dump


if __name__ == "__main__":
    main()
