from tests.sync.conftest import enrolled, home, platform
from tests.ui.conftest import kiosk

__all__ = ["enrolled", "home", "kiosk", "platform"]
