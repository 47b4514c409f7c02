"""Conversion of camera pictures to Qt images."""

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from devices.ports import Picture


def image_of(picture: Picture) -> QImage:
    """Returns a QImage with a copy of the pixels."""
    pixels = np.ascontiguousarray(picture)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 3, QImage.Format.Format_BGR888).copy()


def thumbnail(jpeg: bytes, side: QSize) -> QImage:
    """Returns the picture decoded at display size, which a JPEG allows at a fraction of the cost."""
    data = QByteArray(jpeg)
    buffer = QBuffer(data)
    reader = QImageReader(buffer)
    reader.setScaledSize(reader.size().scaled(side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def encoded(image: QImage, kind: str, quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())


def jpeg(picture: Picture) -> bytes:
    return encoded(image_of(picture), "JPEG", 82)
