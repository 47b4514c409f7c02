from tests.sync.conftest import enrolled, home, platform

__all__ = ["enrolled", "home", "platform"]
