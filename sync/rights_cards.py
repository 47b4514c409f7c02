"""Checks a rights card without a network: by the platform's key of the enrolment, and the last bulletin."""

from core.rights_card import RightsCard
from sync.terminal import Terminal
from trust.rights_card import checked


def check(terminal: Terminal, text: str) -> RightsCard:
    """Raises BadCard; NotEnrolled where this terminal knows no platform."""
    bulletin = terminal.feed.bulletin()
    revoked = frozenset(bulletin.revoked_cards if bulletin else ())
    return checked(text, terminal.identities.current().gateway_key, revoked)
