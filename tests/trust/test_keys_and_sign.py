import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust.keys import AgeKey, SigningKey, verifying_key
from trust.sign import sign_bytes, verify_bytes

KEY = SigningKey.generate()


def test_a_key_survives_being_kept_and_does_not_show_itself() -> None:
    assert SigningKey(KEY.raw).public == KEY.public
    assert KEY.raw.hex() not in repr(KEY)
    assert "SECRET" not in repr(AgeKey.generate())


def test_a_signature_fits_these_bytes_and_this_key_only() -> None:
    signature = sign_bytes(b"envelope", KEY)
    assert verify_bytes(b"envelope", signature, KEY.public)
    assert not verify_bytes(b"envelope ", signature, KEY.public)
    assert not verify_bytes(b"envelope", signature, SigningKey.generate().public)


@given(st.text(max_size=120), st.text(max_size=120))
def test_nonsense_is_no_signature_and_no_key(signature: str, public: str) -> None:
    assert not verify_bytes(b"envelope", signature, KEY.public)
    assert not verify_bytes(b"envelope", sign_bytes(b"envelope", KEY), public)


def test_keys_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError):
        verifying_key("AAAA")
    with pytest.raises(ValueError):
        _ = AgeKey("AGE-SECRET-KEY-1").recipient
