"""The discipline organ's keys: age keys that open accusations, and a signing key that signs the next age keys.

They are in one file, which only the organ has. `age -d -i FILE` takes it as it is: the signing key is in a comment. An
age key cannot sign (X25519); the signing key is Ed25519 and signs nothing but the organ's next public keys.
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
    """`ages`: age keys, the newest first; the older ones still open what was sealed for them. `number`: of the last
    statement. A file of the version before, or of `age-keygen`, has no signing key."""

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
        """For the next statement; with `fresh_key` a new age key is put before the others."""
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
    """The organ's keys, if `signing_key` signed this statement; else None."""
    if not verify_bytes(PURPOSE + said.text.encode(), said.signature, signing_key):
        return None
    try:
        return OrganKeys.model_validate_json(said.text)
    except ValueError:
        return None


def self_signed_statement(said: SignedText) -> OrganKeys | None:
    """The keys in a statement that is signed with the signing key it names itself: proof that its maker has that key,
    and no proof of whose it is."""
    try:
        public = OrganKeys.model_validate_json(said.text)
    except ValueError:
        return None
    return verified_statement(said, public.signing_key)


def key_lines(text: str) -> list[str]:
    """The keys of a file as age writes it: one a line, comments after #. Raises ValueError for none."""
    keys = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not keys:
        raise ValueError("no key")
    return keys
