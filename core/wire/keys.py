"""Keys that are exchanged at enrolment and changed later."""

from typing import Annotated

from pydantic import Field

from core.bounded_types import NoteText, PlainLine, PublicKeyText, ShortText
from core.wire.model import PUBLIC_KEY, Model


class Enrolment(Model):
    code: Annotated[str, Field(pattern=r"^\d{8,16}$")]
    public_key: Annotated[
        str,
        Field(max_length=120, description="Ed25519, raw, base64", json_schema_extra={"pattern": PUBLIC_KEY}),
    ]
    name: PlainLine = ""
    site: PlainLine = ""
    training: Annotated[bool, Field(description="a terminal to practise with: for a practice platform alone")] = False


class Rotation(Model):
    """A new key for this terminal, with proof of possession (`trust.key_possession.prove_possession`)."""

    public_key: Annotated[str, Field(max_length=120, description="Ed25519, raw, base64")]
    proof: Annotated[str, Field(max_length=120)]


class KeyKnown(Model):
    """The platform's confirmation of a new key."""

    terminal: ShortText
    public_key: PublicKeyText


AgeRecipient = Annotated[str, Field(pattern=r"^age1[02-9ac-hj-np-z]{58}$", description="an age public key (X25519)")]


class RecipientSet(Model):
    name: ShortText
    keys: list[NoteText] = Field(max_length=20, description="age public keys")


class OrganKeys(Model):
    """The discipline organ's keys, for which accusations are sealed. `number` rises with each statement of them."""

    keys: Annotated[list[AgeRecipient], Field(max_length=16)]
    signing_key: Annotated[
        str,
        Field(
            max_length=120,
            pattern=f"{PUBLIC_KEY}|^$",
            description="Ed25519: signs its next keys; empty: it signs nothing",
        ),
    ] = ""
    number: int = Field(0, ge=0, lt=2**31)

    @property
    def canonical(self) -> str:
        """Returns one text for the same keys, in whatever order they are listed."""
        return f"{self.number} {self.signing_key or '-'} {' '.join(sorted(self.keys))}"


class Enrolled(Model):
    """The answer to an enrolment, signed by the key it names.

    It contains the request, so it is valid for nobody else. Platform and organ are verified by the fingerprint that a
    technician carried (`trust/key_fingerprints.py`).
    """

    code: ShortText
    public_key: PublicKeyText = Field(description="the terminal's, as it was sent")
    terminal: ShortText
    gateway_key: PublicKeyText = Field(description="Ed25519, raw, base64: what the gateway signs with")
    recipients: Annotated[list[RecipientSet], Field(max_length=20)]
    organ: OrganKeys
    training: bool = Field(False, description="this is a practice platform: for terminals that practise alone")
    answers_signed: bool = Field(False, description="every answer to a signed call is; told to who asks for it")
