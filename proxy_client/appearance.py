"""How the window looks: colours, size of the letters, language; as chosen in the menus, else as the settings say."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core import language
from core.settings import Settings
from proxy_client.preferences import Choices
from ui.theme.tokens import Theme


def chosen(name: str, choices: Choices, settings: Settings) -> str:
    """Returns the option that holds of `ground`, `size` or `language`. A language that is no longer there counts as not
    chosen."""
    if name == "language":
        return choices.language if choices.language in language.languages() else settings.terminal.language
    return str(getattr(choices, name) or getattr(settings.window, name))


def apply(theme: Theme, choices: Choices, settings: Settings) -> None:
    """Sets the theme's colours and sizes, and the language of this process."""
    wanted, letters = (chosen(name, choices, settings) for name in ("ground", "size"))
    theme.ground = "dark" if wanted == "dark" or (wanted == "system" and _system_is_dark()) else "light"
    theme.dense, theme.large = letters == "dense", letters == "large"
    if choices.language:
        language.choose(chosen("language", choices, settings))


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
