"""Opens a vault of the first version, so that it can be kept in today's form. The store's key stays the same."""

import hmac
from collections.abc import Mapping

from core.problems import KeyLost, WrongKey
from storage.keys.key_protectors import KeyProtector
from storage.keys.vault_record import VaultV1


def carried_over(first: VaultV1, guards: Mapping[str, KeyProtector]) -> tuple[bytes, dict[str, str], str]:
    """The key, which is the guard's secret too; what the guard keeps; its name. Raises WrongKey, KeyLost."""
    old = [name for name in ("passphrase", "key-file") if guards[name].available]
    if not old:
        raise KeyLost("neither a passphrase file nor store.key")
    for name in old:
        kept = {"salt": first.salt} if name == "passphrase" else {}
        secret = guards[name].secret(kept)
        if hmac.compare_digest(hmac.digest(secret, b"sunlit store key", "sha256").hex(), first.mark):
            return secret, kept, name
    raise WrongKey
