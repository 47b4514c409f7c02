"""Presses visible buttons at once, by real mouse events."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def settled() -> None:
    """Runs Qt's deferred deletes and pending events."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def button(inside: QWidget, name: str) -> QAbstractButton | None:
    """Returns the visible button of exactly this name, or else one whose name begins with it."""
    settled()
    found = [each for each in inside.findChildren(QAbstractButton) if each.isVisible() and named(each, name)]
    return min(found, key=lambda each: len(each.accessibleName()), default=None)


def named(each: QAbstractButton, name: str) -> bool:
    return each.accessibleName().startswith(name)


def press(inside: QWidget | None, *names: str) -> None:
    assert inside is not None, f"nothing is in sight with a button {names[0]}"
    for name in names:
        found = button(inside, name)
        assert found is not None, f"no button {name} in sight"
        assert found.isEnabled(), f"{name} cannot be pressed"
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    settled()
