"""A message of the platform to one terminal for transport by hand: signed by the platform, sealed to the terminal.

It is an age file to the terminal's own signing key, used as ssh-ed25519, with text and signature inside.
"""

import json
from base64 import b64decode, b64encode

import pyrage
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from core.problems import NotAddressed, SealBroken
from trust import age_header
from trust.keys import SigningKey, verifying_key
from trust.sign import sign_bytes, verify_bytes

LONGEST = 64 * 1024
"""Bytes: a receipt and the names of fifty parts have four thousand."""


def write(text: bytes, sender: SigningKey, reader: str) -> bytes:
    """Returns a sealed message. `reader`: the terminal's public key in base64. Raises ValueError when it is invalid."""
    address = verifying_key(reader).public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    signed = json.dumps({"text": b64encode(text).decode(), "signature": sign_bytes(text, sender)}).encode()
    return bytes(pyrage.encrypt(signed, [pyrage.ssh.Recipient.from_str(address)]))


def read(letter: bytes, reader: SigningKey, sender: str) -> bytes:
    """Returns the text. Raises NotAddressed when it is for another, SealBroken when damaged or not
    signed by the sender."""
    if len(letter) > LONGEST:
        raise SealBroken("too long for a letter")
    age_header.check(letter)
    key = reader.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    try:
        signed = json.loads(pyrage.decrypt(letter, [pyrage.ssh.Identity.from_buffer(key)]))
        text, signature = b64decode(signed["text"], validate=True), str(signed["signature"])
    except pyrage.DecryptError as error:
        raise (NotAddressed() if "No matching keys" in str(error) else SealBroken()) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SealBroken("no letter") from error
    if not verify_bytes(text, signature, sender):
        raise SealBroken("not signed by the platform")
    return text
