"""Reads files that were given as papers, page by page, exactly as pictures of the camera are read."""

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from capture.page import assess_frame
from capture.page.paper_files import opened
from core.problems import NotAPaper, Problem
from core.scan import Scan
from devices.ports import Picture
from ui.base.file_intake import Content
from ui.base.station import Station
from ui.camera.auto_capture import advice_on_picture
from ui.papers.scanning import scanned


@dataclass(frozen=True)
class ReadPaper:
    """One page of a file. `advice`: what would make a better picture, empty when nothing is wrong."""

    scan: Scan
    advice: str


class FileReading(QObject):
    """`read` carries a ReadPaper, `failed` the Problem of a file, the others are read all the same. `crowded` carries
    the pages of a PDF when they are more than there is room for; `go_on` then says how many to take. `settled`: all
    files are done."""

    read = Signal(object)
    failed = Signal(object)
    crowded = Signal(int)
    settled = Signal()

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._files: deque[Content] = deque()
        self._open = ExitStack()
        self._pictures: Iterator[Picture] = iter(())
        self._left = 0
        self.room = 0
        self.busy = False

    def take(self, files: list[Content], room: int) -> None:
        """`room`: how many pages can still be kept."""
        self._files += files
        self.room = room
        if not self.busy and files:
            self.busy = True
            self._next_file()

    def stop(self) -> None:
        """Reads nothing more; a page that is being read is dropped."""
        self._files.clear()
        self._left = 0
        self.busy = False
        self._open.close()

    def go_on(self, pages: int) -> None:
        """Takes so many pages of the open file, the first ones."""
        self._left = pages
        self._next_picture()

    def _next_file(self) -> None:
        self._open.close()
        if not self._files or self.room < 1:
            self.stop()
            self.settled.emit()
            return
        file = self._files.popleft()
        self._station.reading.run(lambda: self._opened(file), owner=self, done=self._begin, failed=self._not_read)

    def _opened(self, file: Content) -> int:
        """Returns the number of pages. Runs in the background."""
        found = self._open.enter_context(opened(file()))
        self._pictures = found.pictures
        return found.count

    def _begin(self, count: int) -> None:
        if not self.busy:
            self._open.close()
        elif count > self.room:
            self.crowded.emit(count)
        else:
            self.go_on(self.room)

    def _next_picture(self) -> None:
        if self._left < 1 or self.room < 1:
            self._next_file()
            return
        self._station.reading.run(self._read_one, owner=self, done=self._done, failed=self._not_read)

    def _read_one(self) -> ReadPaper | None:
        """Returns the next page; None after the last. Runs in the background."""
        picture = next(self._pictures, None)
        if picture is None:
            return None
        scan = scanned(self._station.engines.pages, picture)
        return ReadPaper(scan, advice_on_picture(assess_frame(picture)) if scan.unreadable else "")

    def _done(self, paper: ReadPaper | None) -> None:
        if not self.busy:
            return
        self._left -= 1
        if paper is None:
            self._next_file()
            return
        self.room -= 1
        self._station.presence.alive()
        self.read.emit(paper)
        self._next_picture()

    def _not_read(self, problem: Problem) -> None:
        if self.busy:
            self.failed.emit(problem)
            self._next_file()


def first_picture(file: Content) -> Picture:
    """Returns the first picture of a file; of a PDF the first page. Runs in the background. Raises
    UnreadablePicture."""
    with opened(file()) as found:
        picture = next(found.pictures, None)
    if picture is None:
        raise NotAPaper
    return picture
