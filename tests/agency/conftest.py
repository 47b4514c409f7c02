from tests.sync.conftest import enrolled, home, platform, sync

__all__ = ["enrolled", "home", "platform", "sync"]
