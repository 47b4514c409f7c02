"""Proof that whoever announces a key holds it, bound to one terminal."""

from trust.keys import SigningKey
from trust.sign import sign_bytes, verify_bytes


def prove_possession(terminal: str, key: SigningKey) -> str:
    """Returns a signature by the new key; the call that carries it is signed by the current one."""
    return sign_bytes(_statement(terminal, key.public), key)


def possession_proven(terminal: str, public_key: str, shown: str) -> bool:
    return verify_bytes(_statement(terminal, public_key), shown, public_key)


def _statement(terminal: str, public_key: str) -> bytes:
    return f"sunlit-window-v1 key of {terminal}: {public_key}".encode()
