"""Keys of small order are refused: a signature that anyone could make is none."""

import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from trust.keys import FIELD, SMALL_ORDER, SigningKey, verifying_key
from trust.sign import sign_bytes, verify_bytes

D = -121665 * pow(121666, -1, FIELD) % FIELD
Point = tuple[int, int]


def added(one: Point, other: Point) -> Point:
    """Returns the sum of two points, twisted Edwards addition (RFC 8032, 5.1.4) in affine coordinates."""
    (x, y), (u, v) = one, other
    product = D * x * y * u * v
    return (
        (x * v + u * y) * pow(1 + product, -1, FIELD) % FIELD,
        (y * v + x * u) * pow(1 - product, -1, FIELD) % FIELD,
    )


def on_curve(y: int) -> Point:
    square = (y * y - 1) * pow(D * y * y + 1, -1, FIELD) % FIELD
    x = pow(square, (FIELD + 3) // 8, FIELD)
    if x * x % FIELD != square:
        x = x * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    assert x * x % FIELD == square
    return x, y


def spelled(number: int) -> str:
    return base64.b64encode(number.to_bytes(32, "little")).decode()


SPELLINGS = [y + sign for each in SMALL_ORDER for y in (each, each + FIELD) if y < 2**255 for sign in (0, 2**255)]


def test_the_eight_are_all_there_are() -> None:
    """Each point times eight is the neutral point; with both signs there are eight."""
    for y in SMALL_ORDER:
        point = on_curve(y)
        for _ in range(3):
            point = added(point, point)
        assert point == (0, 1)
    assert sum(1 if on_curve(y)[0] == 0 else 2 for y in SMALL_ORDER) == 8


@pytest.mark.parametrize("number", SPELLINGS)
def test_no_spelling_of_such_a_point_is_a_key(number: int) -> None:
    with pytest.raises(ValueError, match="public key"):
        verifying_key(spelled(number))


def test_the_attack_would_work_without() -> None:
    """With the neutral point as key and as R, and S = 0, one signature fits every text."""
    neutral = (1).to_bytes(32, "little")
    forged, key = neutral + bytes(32), Ed25519PublicKey.from_public_bytes(neutral)
    for text in (b"one", b"two"):
        key.verify(forged, text)
        assert not verify_bytes(text, base64.b64encode(forged).decode(), base64.b64encode(neutral).decode())


def test_a_key_has_one_spelling() -> None:
    public = SigningKey.generate().public
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = public[:-2] + last[last.index(public[-2]) + 1] + "="
    assert base64.b64decode(other) == base64.b64decode(public)
    with pytest.raises(ValueError, match="public key"):
        verifying_key(other)
    with pytest.raises(ValueError, match="public key"):
        verifying_key(spelled(3 + FIELD))


def test_keys_of_ours_are_keys() -> None:
    for _ in range(50):
        key = SigningKey.generate()
        assert verify_bytes(b"text", sign_bytes(b"text", key), key.public)
    with pytest.raises(InvalidSignature):
        verifying_key(key.public).verify(bytes(64), b"text")
