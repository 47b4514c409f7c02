"""An agent's day: from opening the window to closing it."""

from core import settings
from proxy_client.app import LAPTOP, proxy_client
from sync.terminal import terminal
from ui.compose import hardware
from ui.demo.dock import Dock
from ui.demo.gateway import practice_gateway
from ui.window import application, fitted, show


def live() -> int:
    """Open the window and stay. A screen the settings do not name is a laptop's."""
    app = application()
    chosen = settings.load()
    wanted = chosen.screen if "screen" in chosen.model_fields_set else LAPTOP
    chosen = chosen.model_copy(update={"screen": fitted(wanted)})
    with terminal(settings.home()) as here, practice_gateway(here):
        here.engine.start()
        parts = hardware(chosen)
        window = proxy_client(chosen, here, parts)
        show(window, chosen.screen)
        dock = Dock(parts)
        if not dock.empty:
            dock.show()
        window.closed.connect(app.quit)
        return app.exec()
