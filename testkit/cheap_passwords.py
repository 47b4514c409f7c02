"""Officers' passwords whose hashes cost next to nothing, where what is tested is something else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from gateway.staff import passwords


@contextmanager
def cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, parallelism=1, memory_cost=8))
        yield
