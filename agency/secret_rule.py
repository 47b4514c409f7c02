"""Which passphrases and PINs are taken. The rule says what it can know: too short, one sign again and again, counted up
or down, or what everybody knows of the agent. That a secret passes does not make it strong.

A PIN, digits alone, stands against guessing at the window, where five wrong ones shut the door (`agency.agents`). It
does not stand against somebody who takes the disk out and has broken the terminal's own key: six digits are a million
tries, each a third of a second."""

from collections.abc import Iterable

from core.problems import WeakSecret

SHORTEST, SHORTEST_PIN = 8, 6
RISING, FALLING = "01234567890123456789", "98765432109876543210"
TOLD_FROM = 4
"""Characters from which on something that is known is looked for in a secret."""


def is_pin(secret: str) -> bool:
    return secret.isascii() and secret.isdigit()


def check_secret(secret: str, known: Iterable[str]) -> None:
    """Raises WeakSecret. `known`: what others know of the agent: name, work number, telephone, document number."""
    pin = is_pin(secret)
    if len(secret) < (SHORTEST_PIN if pin else SHORTEST):
        raise WeakSecret("pin-short" if pin else "short", shortest=SHORTEST_PIN if pin else SHORTEST)
    if len(set(secret)) == 1:
        raise WeakSecret("same")
    if secret in RISING or secret in FALLING:
        raise WeakSecret("row")
    if any(_gives_away(secret, each) for each in known):
        raise WeakSecret("known")


def _gives_away(secret: str, known: str) -> bool:
    """A secret that is no more than what is known, or a piece of it."""
    plain = "".join(known.split())
    return bool(plain) and (secret == plain or (len(plain) >= TOLD_FROM and secret in plain))
