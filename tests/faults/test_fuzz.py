"""Any input is read, or refused with the reader's own exceptions. `python -m benchmarks.fuzz` watches time and
memory."""

from contextlib import suppress
from random import Random

import pyrage
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.mutation import mutated
from benchmarks.fuzz.readers import READERS
from core.problems import AuditLogBroken, SealBroken
from trust import sealed_message
from trust.checkpoint import Checkpoint
from trust.keys import SigningKey, verifying_key

DEEP, READER = "[" * 1900, SigningKey.generate()


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**64 - 1))
def test_whatever_comes_is_read_or_refused(name: str, seed: int) -> None:
    reader = READERS[name]
    with suppress(*reader.refusals):
        reader.read(mutated(Random(seed), reader.seeds))


@pytest.mark.parametrize("name", READERS)
def test_what_is_right_is_read(name: str) -> None:
    for seed in READERS[name].seeds:
        READERS[name].read(seed)


def test_what_is_nested_deep_is_none() -> None:
    with pytest.raises(AuditLogBroken):
        Checkpoint.unverified(DEEP)
    address = verifying_key(READER.public).public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    sealed = pyrage.encrypt(DEEP.encode(), [pyrage.ssh.Recipient.from_str(address)])
    with pytest.raises(SealBroken):
        sealed_message.read(sealed, READER, READER.public)
