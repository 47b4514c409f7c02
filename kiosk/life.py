"""A kiosk's day: from starting to being stopped."""

from core import settings
from kiosk.app import kiosk
from sync.terminal import terminal
from ui.compose import hardware
from ui.demo.gateway import practice_gateway
from ui.window import application, fitted, show


def live() -> int:
    """Open the window and stay."""
    app = application()
    chosen = settings.load()
    chosen = chosen.model_copy(update={"screen": fitted(chosen.screen)})
    with terminal(settings.home()) as here, practice_gateway(here):
        here.engine.start()
        window = kiosk(chosen, here, hardware(chosen))
        show(window, chosen.screen)
        return app.exec()
