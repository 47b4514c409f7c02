"""The platform's own keys, in files that only the gateway's account can read, made once by `keygen`."""

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
"""A sealed text of at most so many bytes is opened in the calling thread (at most 7 ms, an ordinary petition 0.1 ms), a
longer one in another process. Attachments are longer than any text; the command line alone opens them, in its own."""
HAND_OVER = Path("to-hand-over", "discipline.identity")
RECIPIENT, STATEMENT = "discipline.recipient", "discipline.statement"
"""The discipline organ's public age keys, which accusations are sealed to, and its signed statement of them, if any."""


@dataclass(frozen=True)
class Keyring:
    """The bureau's keys, the platform's signing key and secret, and the discipline organ's public keys.

    What is sealed to the discipline organ cannot be opened here. `bureau`: the newest key first; terminals seal to it
    once they know of it, and the older ones still open. `secret`: for keyed hashes.
    """

    bureau: tuple[AgeKey, ...]
    discipline: list[str]
    signing: SigningKey
    secret: bytes = field(repr=False)
    opener: IsolatedDecryptor = field(default_factory=IsolatedDecryptor, repr=False, compare=False)
    statement: SignedText | None = None
    """Signed by the discipline organ, over its own keys; the gateway only passes it on."""

    @property
    def recipients(self) -> list[RecipientSet]:
        return [
            RecipientSet(name=BUREAU, keys=[self.bureau[0].recipient]),
            RecipientSet(name=DISCIPLINE, keys=self.discipline),
        ]

    @property
    def organ(self) -> OrganKeys:
        """The organ's keys as terminals are told. A statement over other keys than `discipline` is left out."""
        said = organ_keys.self_signed_statement(self.statement) if self.statement else None
        bare = OrganKeys(keys=self.discipline)
        return said if said and sorted(said.keys) == sorted(self.discipline) else bare

    def opened(self, sealed: bytes) -> bytes:
        """Returns the content, decrypted with the bureau's keys. Raises NotAddressed, SealBroken."""
        open_it = self.opener.opened if MAX_OPENED_INLINE < len(sealed) <= MAX_SEALED_TEXT_BYTES else open_sealed
        return open_it(sealed, *(key.identity for key in self.bureau))

    def open_text(self, sealed: bytes | None) -> str:
        return self.opened(sealed).decode() if sealed else ""

    def seal_text(self, text: str) -> bytes | None:
        """For the database, where notes, replies and reasons are kept sealed to the bureau."""
        return seal(text.encode(), [self.bureau[0].recipient]) if text else None

    def keyed_hash(self, *words: str) -> str:
        """Returns an HMAC-SHA256 in hex, by which a value can be found without the database holding it."""
        return hmac.new(self.secret, "\0".join(words).encode(), sha256).hexdigest()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _made_once(path: Path, text: str) -> str:
    """Create the file whole or not at all, unless another start of the gateway was first. Answers what the file
    holds."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, text)
        os.link(draft, path)
    except (FileExistsError, FileNotFoundError):  # another start was first, and may have deleted our draft
        pass
    finally:
        draft.unlink(missing_ok=True)
    return path.read_text("utf-8").strip()


def _delete_drafts(folder: Path) -> None:
    """Drafts that a killed start left behind. One of them may hold a discipline identity, which must not stay here."""
    for place in (folder, (folder / HAND_OVER).parent):
        for draft in place.glob(".*"):
            draft.unlink(missing_ok=True)


def keygen(folder: Path) -> Path | None:
    """Make the keys that are missing. Answers the file of the discipline identity when it was just made: it must leave
    this machine.

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
    _delete_drafts(folder)
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
    """Put a new key for the bureau before the old ones; answers its public half. A running gateway has to be
    restarted."""
    path, key = folder / "bureau.identity", AgeKey.generate()
    _replace(path, f"{key.identity}\n{path.read_text('utf-8').strip()}")
    return key.recipient


def replace_organ_keys(folder: Path, said: SignedText) -> OrganKeys:
    """Replace the discipline organ's keys by those in its signed statement.

    Raises ValueError for no statement, for an older one, and for keys that the bureau holds. The recipient file is
    written last: until then nothing has changed.
    """
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
    """Uses every key once, so that a damaged one is found at the start. Raises ValueError."""
    _ = ring.signing.public
    for key in ring.bureau:
        seal(b"", [key.recipient])
    try:
        ring.opened(seal(b"", ring.discipline))
    except NotAddressed:
        return
    raise ValueError("the bureau must not hold the discipline key")
