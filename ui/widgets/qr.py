"""A QR code that holds only what is printed beside it."""

import io

import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from core.language import _
from ui.theme.tokens import Theme


def qr_png(text: str, scale: int = 8) -> bytes:
    file = io.BytesIO()
    segno.make(text, error="m", micro=False).save(file, kind="png", scale=scale, border=2)
    return file.getvalue()


class QrCode(QLabel):
    def __init__(self, theme: Theme, text: str, side_mm: float) -> None:
        super().__init__()
        side = theme.px(side_mm)
        image = QPixmap.fromImage(QImage.fromData(qr_png(text)))
        self.setPixmap(image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
        self.setFixedSize(side, side)
        self.setAccessibleName(_("二维码：{text}").format(text=text))
