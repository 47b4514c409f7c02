"""A kiosk's day: from starting to being stopped."""

from core import settings
from kiosk.app import kiosk
from sync.terminal import terminal
from ui.compose import hardware
from ui.demo.dock import Dock
from ui.demo.gateway import practice_gateway
from ui.window import application, fitted, show


def live() -> int:
    """Open the window and stay."""
    app = application()
    chosen = settings.load()
    chosen = chosen.model_copy(update={"screen": fitted(chosen.screen)})
    with terminal(settings.home()) as here, practice_gateway(here):
        here.engine.start()
        parts = hardware(chosen)
        window = kiosk(chosen, here, parts)
        show(window, chosen.screen)
        dock = Dock(parts)
        if not dock.empty:
            dock.show()
        window.closed.connect(app.quit)
        return app.exec()
