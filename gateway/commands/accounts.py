"""Whose name stands on the command line: an officer's login, or this machine's account."""

import getpass

from gateway.staff.officers import LOGIN


def a_login(text: str) -> str:
    if not LOGIN.fullmatch(text):
        raise ValueError
    return text


def this_account() -> str:
    """The login of this machine's account; empty where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
