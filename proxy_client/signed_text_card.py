"""Shows a signed text for somebody else to take along: its QR code, and a button that saves it as a file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from core import untrusted_files
from core.language import N_, _
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.qr import QrCode
from ui.widgets.text import Label

SAVED = N_("已存成文件：{name}")
UNSAVED = N_("没有存上。请换一个文件夹，或者换一个U盘。")


class SignedTextCard(QWidget):
    def __init__(self, station: Station, text: str, name: str, called: str, side_mm: float) -> None:
        """`name`: of the file that is proposed; `called`: what the code is, for who cannot see it; `side_mm`: of the
        code, which has many dots."""
        super().__init__()
        self._text, self._name = text, name
        theme = station.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        code = QrCode(theme, text, side_mm)
        code.setAccessibleName(called)
        self.save = Button(theme, _("存成文件"), icon="document")
        self.save.clicked.connect(self._ask)
        self.note = Label("", "label")
        column.addWidget(code, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.save)
        column.addWidget(self.note)
        column.addStretch(1)

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), _("存成文件"), str(Path.home() / self._name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._name)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, file: Path) -> None:
        """Writes the text; says whether it is written."""
        try:
            untrusted_files.write(file.parent, file.name, self._text.encode())
        except OSError:
            self.note.say(_(UNSAVED), "alarm")
            return
        self.note.say(_(SAVED).format(name=file.name), "label")
