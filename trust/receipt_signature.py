"""The platform's signature on a receipt, which convinces the platform itself after it has lost the registration."""

from dataclasses import replace
from datetime import UTC

from core.receipt import Receipt
from trust.keys import SigningKey
from trust.sign import sign_bytes, verify_bytes


def sign_receipt(receipt: Receipt, key: SigningKey) -> Receipt:
    return replace(receipt, signature=sign_bytes(_statement(receipt), key))


def receipt_authentic(receipt: Receipt, public: str) -> bool:
    """True if `public` signed exactly this number, code and time for this item."""
    return bool(receipt.signature) and verify_bytes(_statement(receipt), receipt.signature, public)


def _statement(receipt: Receipt) -> bytes:
    at = receipt.registered_at.astimezone(UTC).isoformat(timespec="microseconds")
    words = ("sunlit-window-v1 receipt", str(receipt.item), receipt.case_number, receipt.query_code, at)
    return "\n".join(words).encode()
