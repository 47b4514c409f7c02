"""The discipline organ's own keys: what opens accusations, and what says for whom they are sealed.

Both lie in one file, which only the organ has. `age -d -i FILE` takes it as it is: the signing key is a remark to age.
An age key cannot sign (X25519); the signing key is Ed25519 and signs nothing but the organ's next public keys.
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
    """`ages`: the newest first; those before still open. `number`: of its last statement. What a version before made,
    or `age-keygen`, has no signing key."""

    ages: tuple[AgeKey, ...] = field(repr=False)
    signing: SigningKey | None = field(default=None, repr=False)
    number: int = 0

    @classmethod
    def generate(cls) -> "OrganIdentity":
        return cls((AgeKey.generate(),), SigningKey.generate())

    @classmethod
    def read(cls, text: str) -> "OrganIdentity":
        """Raises ValueError for no age identity."""
        ages = tuple(AgeKey(line) for line in key_lines(text))
        _ = ages[0].recipient
        found = SIGNING.search(text)
        return cls(ages, SigningKey(bytes.fromhex(found[2])), int(found[1])) if found else cls(ages)

    @property
    def text(self) -> str:
        signing = [f"# signing key, statement {self.number}: {self.signing.raw.hex()}"] if self.signing else []
        return "\n".join([*(key.identity for key in self.ages), *signing])

    def renewed(self, fresh_key: bool) -> "OrganIdentity":
        """For the next statement, with a new age key before the others or without."""
        ages = (AgeKey.generate(), *self.ages) if fresh_key else self.ages
        return OrganIdentity(ages, self.signing or SigningKey.generate(), self.number + 1)

    def signed_statement(self, recipients: Sequence[str] = ()) -> SignedText | None:
        """Its public keys, signed; None without a signing key. `recipients`: where accusations are sealed for other age
        keys than the newest one here."""
        if self.signing is None:
            return None
        keys = list(recipients) or [self.ages[0].recipient]
        text = OrganKeys(keys=keys, signing_key=self.signing.public, number=self.number).model_dump_json()
        return SignedText(text=text, signature=sign_bytes(PURPOSE + text.encode(), self.signing))


def verified_statement(said: SignedText, signing_key: str) -> OrganKeys | None:
    """What the holder of this key said of its keys; None for what somebody else said, or nobody."""
    if not verify_bytes(PURPOSE + said.text.encode(), said.signature, signing_key):
        return None
    try:
        return OrganKeys.model_validate_json(said.text)
    except ValueError:
        return None


def self_signed_statement(said: SignedText) -> OrganKeys | None:
    """What a statement says, if whoever made it holds the signing key that it names. Whose that is, it cannot say."""
    try:
        public = OrganKeys.model_validate_json(said.text)
    except ValueError:
        return None
    return verified_statement(said, public.signing_key)


def key_lines(text: str) -> list[str]:
    """As age writes them: one a line, remarks after #. Raises ValueError for none."""
    keys = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not keys:
        raise ValueError("no key")
    return keys
