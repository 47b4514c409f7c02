from tests.ui.conftest import kiosk

__all__ = ["kiosk"]
