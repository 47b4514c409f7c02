"""Takes files on a page: dropped on it, pasted, or chosen in the desktop's own dialog."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, QSettings, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from core import untrusted_files
from core.language import N_, _
from core.problems import FileUnreadable, PictureTooLarge

MOST_BYTES = 60_000_000
KINDS = N_("照片和PDF")
PATTERNS = "*.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.pdf *.heic"
FORGOTTEN = "FileDialog"
"""Qt's own group in a clear file, with the folders that were last looked at."""

Content = Callable[[], bytes]
"""Reads one file; in the background, as it may lie on a slow stick. Raises FileUnreadable, PictureTooLarge."""


class FileIntake(QObject):
    """`came` carries a list of Content. It takes nothing while the page cannot (`ready`)."""

    came = Signal(object)

    def __init__(self, page: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page, self._ready = page, ready
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def can_take(self, mime: QMimeData) -> bool:
        return self._ready() and (mime.hasImage() or any(url.isLocalFile() for url in mime.urls()))

    def take(self, mime: QMimeData) -> bool:
        """Takes what was pasted or dropped; returns whether there was anything to take."""
        if not self.can_take(mime):
            return False
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        self.came.emit([partial(content, path) for path in paths] or [partial(bytes, _png(mime))])
        return True

    def choose(self, *, several: bool) -> None:
        """Asks for files."""
        dialog = QFileDialog(self._page.window(), _("从文件添加"), str(Path.home()), f"{_(KINDS)} ({PATTERNS})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
        chosen = [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
        dialog.deleteLater()
        dialog.destroyed.connect(forget_folders)
        if chosen:
            self.came.emit([partial(content, path) for path in chosen])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and not isinstance(event, QDragEnterEvent):
            if event.type() == QEvent.Type.Drop and self.take(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDragEnterEvent) and self.can_take(event.mimeData()):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)


def content(path: Path) -> bytes:
    """Reads a file that anybody may have given. Raises FileUnreadable, PictureTooLarge."""
    try:
        return untrusted_files.read(path.parent, path.name, MOST_BYTES)
    except untrusted_files.TooLong as error:
        raise PictureTooLarge("too many bytes") from error
    except (OSError, ValueError) as error:
        raise FileUnreadable(type(error).__name__) from error


def _png(mime: QMimeData) -> bytes:
    image = mime.imageData()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(image, QImage):
        image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def forget_folders() -> None:
    """Removes what Qt keeps of the folders that were looked at: they may name somebody."""
    QSettings(QSettings.Scope.UserScope, "QtProject").remove(FORGOTTEN)
