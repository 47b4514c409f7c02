"""The theme: tokens in millimetres on the glass, so that every panel gets the same reach and reading size."""

import tomllib
from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.resources import resource
from core.settings import Screen
from ui.theme.style_sheet import stylesheet

FAMILY = "Sunlit Sans SC"
LARGE = 1.2
"""How much larger 大字 makes all words."""
DENSE = 0.78
"""How much smaller everything is where eyes are near and a mouse points."""
Ground = Literal["light", "dark"]


class Theme:
    def __init__(self, screen: Screen) -> None:
        tokens = tomllib.loads(resource("theme", "tokens.toml").read_text("utf-8"))
        self.screen = screen
        self._grounds: Mapping[Ground, Mapping[str, str]] = {"light": tokens["colour"], "dark": tokens["colour_dark"]}
        self.ground: Ground = "light"
        self._text: Mapping[str, float] = tokens["text_mm"]
        self._length: Mapping[str, float] = tokens["length_mm"]
        self.large = self.dense = False
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}
        for font in sorted(resource("fonts").glob("*.[ot]tf")):
            QFontDatabase.addApplicationFont(str(font))

    @property
    def colour(self) -> Mapping[str, str]:
        return self._grounds[self.ground]

    @property
    def on_paper(self) -> Mapping[str, str]:
        """Returns the colours of what is printed or sent, whatever the screen's are."""
        return self._grounds["light"]

    def px(self, millimetres: float) -> int:
        return round(millimetres * self.px_per_mm)

    @property
    def px_per_mm(self) -> float:
        return self.screen.px_per_mm * (DENSE if self.dense else 1)

    def length(self, name: str) -> int:
        """Returns a token of length_mm in pixels."""
        return self.px(self._length[name])

    def text_mm(self, millimetres: float) -> int:
        """Returns millimetres as pixels for a space that text fills; it grows with the text size."""
        return self.px(millimetres * (LARGE if self.large else 1))

    def text_px(self, name: str) -> int:
        """Returns the em height of a text role in pixels; larger under 大字."""
        return self.px(self._text[name] * (LARGE if self.large else 1))

    def font(self, role: str, *, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(self.text_px(role))
        font.setBold(bold)
        return font

    @property
    def landscape(self) -> bool:
        return self.screen.width > self.screen.height

    @property
    def sheet(self) -> str:
        return stylesheet(self.colour, self.length, self.text_px, FAMILY)

    def icon(self, name: str, colour: str = "primary", size_mm: float = 10) -> QIcon:
        """Returns the icon for a button, with a margin towards the text."""
        icon = QIcon(self._spaced(name, colour, size_mm))
        icon.addPixmap(self._spaced(name, "off_ink", size_mm), QIcon.Mode.Disabled)
        return icon

    def _spaced(self, name: str, colour: str, size_mm: float) -> QPixmap:
        picture = self.pixmap(name, colour, size_mm)
        spaced = QPixmap(self.icon_size(size_mm) * picture.devicePixelRatio())
        spaced.setDevicePixelRatio(picture.devicePixelRatio())
        spaced.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(spaced)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        return spaced

    def icon_size(self, size_mm: float) -> QSize:
        side = self.px(size_mm)
        return QSize(side + self.px(2.5), side)

    def pixmap(self, name: str, colour: str = "primary", size_mm: float = 10) -> QPixmap:
        """Returns a shipped line icon in a colour token; it is drawn once and cached."""
        wanted = name, self.colour[colour], self.px(size_mm)
        if wanted not in self._drawn:
            self._drawn[wanted] = self._draw(*wanted)
        return self._drawn[wanted]

    def _draw(self, name: str, colour: str, side: int) -> QPixmap:
        drawing = resource("icons", f"{name}.svg").read_text("utf-8")
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        return pixmap
