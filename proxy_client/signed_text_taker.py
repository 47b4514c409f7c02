"""Takes a text that somebody signed, from wherever it is: a QR code under the camera, a text file, a picture of the
code from a phone, or pasted."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from capture.qr import qr_in_file
from core import untrusted_files
from core.language import N_, _
from core.problems import InvitationUnreadable
from ui.base.station import Station
from ui.camera.qr_scanner import QrScanner
from ui.camera.viewfinder import Viewfinder
from ui.widgets.button import Button
from ui.widgets.text import Label

PICTURES = (".png", ".jpg", ".jpeg")
MOST_BYTES = 30_000_000
WHICH = N_("邀请或凭证 (*.txt *.png *.jpg *.jpeg)")


class SignedTextTaker(QWidget):
    """`came` carries the text, unchecked; `troubled`: a file from which nothing was read. A code that stays in view
    comes once."""

    came = Signal(str)
    troubled = Signal(object)

    def __init__(self, station: Station, advice: str) -> None:
        super().__init__()
        self._station, self._last = station, ""
        theme = station.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        self.view = Viewfinder(theme)
        column.addWidget(self.view, 1)
        column.addWidget(Label(advice, "notice"))
        self.file = Button(theme, _("选文件"), icon="document")
        self.file.clicked.connect(self.choose)
        self.pasted = Button(theme, _("粘贴"), icon="pencil")
        self.pasted.clicked.connect(self.paste)
        row = QHBoxLayout()
        row.setSpacing(theme.length("gap"))
        row.addWidget(self.file)
        row.addWidget(self.pasted)
        row.addStretch(1)
        column.addLayout(row)
        self.scanner = QrScanner(self, station.camera, station.tasks)
        self.scanner.looked.connect(self._saw)

    def begin(self) -> None:
        self.scanner.show_in(self.view)
        self.scanner.active = True

    def end(self) -> None:
        self.scanner.active = False

    def choose(self) -> None:
        """Asks for a file."""
        dialog = QFileDialog(self.window(), _("选文件"), str(Path.home()), _(WHICH))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def paste(self) -> None:
        self.came.emit(QApplication.clipboard().text())

    def read(self, file: Path) -> None:
        """Reads a file in the background."""
        self._station.tasks.run(lambda: _text_of(file), owner=self, done=self.came.emit, failed=self.troubled.emit)

    def _saw(self, text: str) -> None:
        if self.scanner.active and text and text != self._last:
            self._last = text
            self._station.presence.alive()
            self.came.emit(text)


def _text_of(file: Path) -> str:
    """Raises InvitationUnreadable for a file that cannot be read."""
    try:
        if file.suffix.lower() in PICTURES:
            return qr_in_file(file)
        return untrusted_files.read(file.parent, file.name, MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        raise InvitationUnreadable from None
