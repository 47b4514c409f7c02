"""The platform's own keys: files only their owner can read, made once by `keygen`."""

import hmac
import os
import secrets
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from core.problems import NotAddressed, StoreDamaged
from core.wire import MAX_SEALED_TEXT_BYTES, OrganKeys, RecipientSet, SignedText
from trust import organ_keys
from trust.isolated_decryption import IsolatedDecryptor
from trust.keys import AgeKey, SigningKey
from trust.seal import open_sealed, seal

BUREAU, DISCIPLINE = "bureau", "discipline"
MAX_OPENED_INLINE = 64 * 1024
"""Bytes of what is opened at once: at most 7 ms, an ordinary petition 0.1 ms. Attachments, longer than any text, are
opened by the command line alone, in its own process."""
HAND_OVER = Path("to-hand-over", "discipline.identity")
RECIPIENT, STATEMENT = "discipline.recipient", "discipline.statement"
"""The organ's public age keys, which accusations are sealed to; and what it signed of them, if it signs."""


@dataclass(frozen=True)
class Keyring:
    """The discipline office is known by its public keys alone: what is sealed to them is never opened here.

    `bureau`: the newest first. It is sealed to by whoever has heard of it; those before it still open.
    """

    bureau: tuple[AgeKey, ...]
    discipline: list[str]
    signing: SigningKey
    secret: bytes = field(repr=False)
    opener: IsolatedDecryptor = field(default_factory=IsolatedDecryptor, repr=False, compare=False)
    statement: SignedText | None = None
    """Of the discipline organ, over its keys; we only carry it."""

    @property
    def recipients(self) -> list[RecipientSet]:
        return [
            RecipientSet(name=BUREAU, keys=[self.bureau[0].recipient]),
            RecipientSet(name=DISCIPLINE, keys=self.discipline),
        ]

    @property
    def organ(self) -> OrganKeys:
        """The organ's keys as they are told to terminals. A statement over other keys than those says nothing here."""
        said = organ_keys.self_signed_statement(self.statement) if self.statement else None
        bare = OrganKeys(keys=self.discipline)
        return said if said and sorted(said.keys) == sorted(self.discipline) else bare

    def opened(self, sealed: bytes) -> bytes:
        """Raises NotAddressed, SealBroken. A long text is opened outside the threads that answer."""
        open_it = self.opener.opened if MAX_OPENED_INLINE < len(sealed) <= MAX_SEALED_TEXT_BYTES else open_sealed
        return open_it(sealed, *(key.identity for key in self.bureau))

    def open_text(self, sealed: bytes | None) -> str:
        return self.opened(sealed).decode() if sealed else ""

    def seal_text(self, text: str) -> bytes | None:
        """What people write to each other rests in the database sealed."""
        return seal(text.encode(), [self.bureau[0].recipient]) if text else None

    def keyed_hash(self, *words: str) -> str:
        """A keyed fingerprint to find something by without keeping it."""
        return hmac.new(self.secret, "\0".join(words).encode(), sha256).hexdigest()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _made_once(path: Path, text: str) -> str:
    """Put there whole or not at all, unless another start of the gateway was first; what lies there now."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, text)
        os.link(draft, path)
    except (FileExistsError, FileNotFoundError):  # another was first, and may have swept up
        pass
    finally:
        draft.unlink(missing_ok=True)
    return path.read_text("utf-8").strip()


def _sweep(folder: Path) -> None:
    """Drafts of starts that were killed: nobody would think of deleting the discipline identity twice."""
    for place in (folder, (folder / HAND_OVER).parent):
        for draft in place.glob(".*"):
            draft.unlink(missing_ok=True)


def keygen(folder: Path) -> Path | None:
    """Make what is not there yet. Answers the discipline identity's file when it was just made: it must leave here.

    A discipline organ that has a key already puts its public half into `discipline.recipient` first. Several may
    start at once, and each may be killed at any moment: the first to have a file there has made it.
    """
    made = {
        "bureau.identity": AgeKey.generate().identity,
        "signing.key": SigningKey.generate().raw.hex(),
        "server.secret": secrets.token_hex(32),
    }
    for name, text in made.items():
        if not (folder / name).exists():
            _made_once(folder / name, text)
    identity, recipient = folder / HAND_OVER, folder / RECIPIENT
    known = recipient.exists()
    if not known:
        theirs = organ_keys.OrganIdentity.read(_made_once(identity, organ_keys.OrganIdentity.generate().text))
        if said := theirs.signed_statement():
            _made_once(folder / STATEMENT, said.model_dump_json())
        _made_once(recipient, theirs.ages[0].recipient)
    _sweep(folder)
    return None if known else identity


def load(folder: Path) -> Keyring:
    """Raises StoreDamaged when a file is missing or is not what its name says."""

    def read(name: str) -> str:
        return (folder / name).read_text("utf-8").strip()

    try:
        said = read(STATEMENT) if (folder / STATEMENT).exists() else ""
        ring = Keyring(
            bureau=tuple(AgeKey(line) for line in organ_keys.key_lines(read("bureau.identity"))),
            discipline=organ_keys.key_lines(read(RECIPIENT)),
            signing=SigningKey(bytes.fromhex(read("signing.key"))),
            secret=bytes.fromhex(read("server.secret")),
            statement=SignedText.model_validate_json(said) if said else None,
        )
        _try_out(ring)
    except (OSError, ValueError) as error:
        raise StoreDamaged("keys") from error
    return ring


def rotate(folder: Path) -> str:
    """A new key for the bureau, before those it had; answers its public half. A running gateway is started anew."""
    path, key = folder / "bureau.identity", AgeKey.generate()
    _replace(path, f"{key.identity}\n{path.read_text('utf-8').strip()}")
    return key.recipient


def replace_organ_keys(folder: Path, said: SignedText) -> OrganKeys:
    """The organ's next keys, as it signed them, in place of those before. Raises ValueError for what is no statement,
    an older one, or keys that the bureau holds. The recipients come last: until then nothing has changed."""
    public, ring = organ_keys.self_signed_statement(said), load(folder)
    if public is None or not public.keys:
        raise ValueError("not a statement of the organ's keys")
    if ring.organ.signing_key == public.signing_key and public.number <= ring.organ.number:
        raise ValueError("an older statement than the one that is here")
    _try_out(replace(ring, discipline=public.keys))
    _replace(folder / STATEMENT, said.model_dump_json())
    _replace(folder / RECIPIENT, "\n".join(public.keys))
    return public


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    _write(draft, text)
    draft.replace(path)


def _try_out(ring: Keyring) -> None:
    """Damaged keys should be found at the start, not with the first petition."""
    _ = ring.signing.public
    for key in ring.bureau:
        seal(b"", [key.recipient])
    try:
        ring.opened(seal(b"", ring.discipline))
    except NotAddressed:
        return
    raise ValueError("the bureau must not hold the discipline key")
