"""A fingerprint covers exactly what it should."""

import hashlib
import re
from typing import Any

import pytest

from core.wire import OrganKeys
from trust import key_fingerprints
from trust.keys import AgeKey, SigningKey

ONE, OTHER = AgeKey.generate().recipient, AgeKey.generate().recipient
KEY, SIGNING = SigningKey.generate().public, SigningKey.generate().public
ORGAN = OrganKeys(keys=[ONE, OTHER], signing_key=SIGNING, number=3)
SECRET = "123456789012"


@pytest.mark.parametrize("other", [{"keys": [ONE]}, {"signing_key": ""}, {"number": 4}, {"keys": [ONE, ONE]}])
def test_every_part_of_the_organ_counts(other: dict[str, Any]) -> None:
    changed = ORGAN.model_copy(update=other)
    assert key_fingerprints.of_organ(changed) != key_fingerprints.of_organ(ORGAN)
    assert key_fingerprints.of_platform(KEY, changed, SECRET) != key_fingerprints.of_platform(KEY, ORGAN, SECRET)


def test_so_do_the_platforms_key_and_the_secret() -> None:
    told = key_fingerprints.of_platform(KEY, ORGAN, SECRET)
    assert told != key_fingerprints.of_platform(SIGNING, ORGAN, SECRET)
    assert told != key_fingerprints.of_platform(KEY, ORGAN, "123456789013")


def test_the_order_of_the_keys_does_not() -> None:
    turned = ORGAN.model_copy(update={"keys": [OTHER, ONE]})
    assert key_fingerprints.of_organ(turned) == key_fingerprints.of_organ(ORGAN)
    assert key_fingerprints.of_platform(KEY, turned, SECRET) == key_fingerprints.of_platform(KEY, ORGAN, SECRET)


def test_it_is_what_the_contract_says() -> None:
    """Compared with docs/platform-contract.md, for authors of the other end."""
    text = f"sunlit-window-v1 platform {KEY} organ 3 {SIGNING} {' '.join(sorted([ONE, OTHER]))}"
    salt = f"sunlit-window-v1 code {SECRET}"
    digest = hashlib.scrypt(text.encode(), salt=salt.encode(), n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
    assert key_fingerprints.of_platform(KEY, ORGAN, SECRET) == str(int.from_bytes(digest, "big") % 10**15).zfill(15)
    assert re.fullmatch(r"\d{4}( \d{4}){4}", key_fingerprints.of_organ(ORGAN))
