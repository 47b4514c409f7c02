"""The discipline organ's keys: the age keys that decrypt accusations, and the key that signs their public keys.

All are in one file, which only the organ has. `age -d -i FILE` accepts it unchanged, as the signing key is a comment to
age. Age keys (X25519) cannot sign; the signing key is Ed25519 and signs nothing but the organ's next public keys.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.wire import OrganKeys, SignedText
from trust.keys import AgeKey, SigningKey
from trust.sign import sign_bytes, verify_bytes

PURPOSE = b"sunlit-window-v1 organ "
SIGNING = re.compile(r"^# signing key, statement (\d{1,9}): ([0-9a-f]{64})$", re.MULTILINE)


@dataclass(frozen=True)
class OrganIdentity:
    """The content of the key file.

    `ages`: the newest first; older ones still decrypt. `number`: of its latest statement. A file made by a version
    before or by `age-keygen` has no signing key.
    """

    ages: tuple[AgeKey, ...] = field(repr=False)
    signing: SigningKey | None = field(default=None, repr=False)
    number: int = 0

    @classmethod
    def generate(cls) -> "OrganIdentity":
        return cls((AgeKey.generate(),), SigningKey.generate())

    @classmethod
    def read(cls, text: str) -> "OrganIdentity":
        """Parses a key file. Raises ValueError if there is no age identity in it."""
        ages = tuple(AgeKey(line) for line in key_lines(text))
        _ = ages[0].recipient
        found = SIGNING.search(text)
        return cls(ages, SigningKey(bytes.fromhex(found[2])), int(found[1])) if found else cls(ages)

    @property
    def text(self) -> str:
        signing = [f"# signing key, statement {self.number}: {self.signing.raw.hex()}"] if self.signing else []
        return "\n".join([*(key.identity for key in self.ages), *signing])

    def renewed(self, fresh_key: bool) -> "OrganIdentity":
        """Returns the identity for the next statement, with or without a new age key before the others."""
        ages = (AgeKey.generate(), *self.ages) if fresh_key else self.ages
        return OrganIdentity(ages, self.signing or SigningKey.generate(), self.number + 1)

    def signed_statement(self, recipients: Sequence[str] = ()) -> SignedText | None:
        """Returns the public keys, signed; None without a signing key.

        `recipients`: the age keys to state, if not the newest one here.
        """
        if self.signing is None:
            return None
        keys = list(recipients) or [self.ages[0].recipient]
        text = OrganKeys(keys=keys, signing_key=self.signing.public, number=self.number).model_dump_json()
        return SignedText(text=text, signature=sign_bytes(PURPOSE + text.encode(), self.signing))


def verified_statement(said: SignedText, signing_key: str) -> OrganKeys | None:
    """Returns the keys in a statement signed by `signing_key`; None for any other signature or none."""
    if not verify_bytes(PURPOSE + said.text.encode(), said.signature, signing_key):
        return None
    try:
        return OrganKeys.model_validate_json(said.text)
    except ValueError:
        return None


def self_signed_statement(said: SignedText) -> OrganKeys | None:
    """Returns the keys in a statement signed by the key that it names itself; that proves possession, not
    whose key it is."""
    try:
        public = OrganKeys.model_validate_json(said.text)
    except ValueError:
        return None
    return verified_statement(said, public.signing_key)


def key_lines(text: str) -> list[str]:
    """Returns the key lines of a file in age's format: one a line, comments after #. Raises ValueError if
    there is none."""
    keys = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not keys:
        raise ValueError("no key")
    return keys
