"""Every reader of untrusted input: a valid input, the exceptions it may raise, and the cost it may have."""

import io
import json
import tempfile
import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import requests
from PIL import Image
from pydantic import ValidationError

from capture.page.loading import decoded
from capture.speech.wav import read_recording
from core import bounded_json, config_file
from core.invitation import FINGERPRINT, SECRET, EnrolmentCode, Invitation
from core.media_type import media_type_of
from core.petition_folder import _parsed
from core.problems import (
    AuditLogBroken,
    BadFiling,
    ConfigWrong,
    NotAddressed,
    PlatformGarbled,
    PlatformProblem,
    Problem,
    SealBroken,
    UnreadablePicture,
    UnreadableSound,
)
from core.settings import Settings
from core.typed_digits import with_check_digits
from core.wire import PETITION, ItemStatus, SignedEnvelope, petition_of
from sync.platform.http import Answer, meaning
from testkit.terminal import petition
from trust import sealed_message
from trust.checkpoint import Checkpoint
from trust.keys import AgeKey, SigningKey
from trust.request_signature import ReceivedRequest, SignatureRefused, claimed_key_id, sign_request, verify_head
from trust.seal import open_sealed, seal

ADDRESS = "http://gateway/v1/bulletin"
KEY, SIGNING, MOMENT = AgeKey.generate(), SigningKey.generate(), datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Reader:
    """A reader. `refusals`: exceptions it may raise. `seconds` of CPU and `memory` in bytes are limits for one
    input."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...] = ()
    seconds: float = 1.0
    memory: int = 300 << 20


def _age(content: bytes) -> None:
    open_sealed(content, KEY.identity)


def _letter(content: bytes) -> None:
    sealed_message.read(content, SIGNING, SIGNING.public)


def _call(content: bytes) -> None:
    bounded_json.check(content, 4000)
    json.loads(content, parse_int=bounded_json.integer)


def _envelope(content: bytes) -> None:
    SignedEnvelope(envelope=content.decode(errors="replace"), signature="a").opened()


def _head(content: bytes) -> None:
    """Reads a head as h11 passes it on: at most 64 KiB."""
    names, _, signature = content[: 64 << 10].decode("latin-1").partition("\n")
    headers = {"signature-input": names, "signature": signature}
    claimed_key_id(headers)
    verify_head(ReceivedRequest("GET", ADDRESS, headers), False, lambda _: SIGNING.public, MOMENT)


def _signed() -> bytes:
    call = requests.Request("GET", ADDRESS).prepare()
    sign_request(call, b"", "t-1", SIGNING, MOMENT)
    return "\n".join(call.headers[name] for name in ("Signature-Input", "Signature")).encode()


def _answer(content: bytes) -> None:
    meaning(Answer(400, {"Retry-After": content[:50].decode("latin-1")}, content))
    Answer(200, {}, content).read(ItemStatus)


def _picture(content: bytes) -> None:
    for _ in decoded(content):
        pass


def _sound(content: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(content)
        file.flush()
        read_recording(Path(file.name))


def _settings(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "settings.toml").write_bytes(content)
        config_file.read(Path(folder) / "settings.toml", Settings)


def _invitation(content: bytes) -> None:
    EnrolmentCode.read(Invitation.read(content.decode(errors="replace")).code)


def _checkpoint(content: bytes) -> None:
    """Reads a checkpoint as the contract admits it: at most 2,000 characters."""
    Checkpoint.unverified(content.decode(errors="replace")[:2000])


Options = dict[str, Any]


def _pictures() -> tuple[bytes, ...]:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (40, 60, 3), np.uint8))
    kinds: list[tuple[str, Options]] = [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("TIFF", {}),
        ("WEBP", {}),
        ("BMP", {}),
    ]
    several = {"save_all": True, "append_images": [noise]}
    return tuple(_saved(noise, *each) for each in [*kinds, ("TIFF", several), ("WEBP", several), ("MPO", several)])


def _saved(picture: Image.Image, kind: str, how: Options) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def _recording() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, 2, 16000, 0, "NONE", ""))
        writer.writeframes(bytes(6400))
    return file.getvalue()


def _archive() -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("OFD.xml", "x")
    return file.getvalue()


_PETITION = PETITION.dump_json(petition(MOMENT))
_PARTS = [{"name": name, "sha256": "0" * 64, "size": 1} for name in ("text.age", "1.age")]
_ENVELOPE = json.dumps(
    {
        "item": "5f6cbd1c-7a6c-4a66-9bd2-0f4f3f2d4b11",
        "suite": "age-x25519-v1",
        "recipient_set": "bureau",
        "size_class": 7168,
        "created": MOMENT.isoformat(),
        "terminal": "t-1",
        "place_code": "330106",
        "kind": "request",
        "parts": _PARTS,
    }
).encode()

_TOLD = {name: value for name, value in json.loads(_PETITION).items() if name in {"matter", "petitioner", "consents"}}
_INVITED = Invitation("https://a.example", with_check_digits("1" * (SECRET + FINGERPRINT))).text.encode()
_STATED = json.dumps({"at": MOMENT.isoformat(), "chains": {"office": [1, "0" * 64]}}).encode()

READERS: dict[str, Reader] = {
    "age": Reader(
        _age, (seal(b"a", [KEY.recipient]), seal(bytes(70_000), [KEY.recipient])), (SealBroken, NotAddressed)
    ),
    "letter": Reader(_letter, (sealed_message.write(b"a", SIGNING, SIGNING.public),), (SealBroken, NotAddressed)),
    "petition": Reader(petition_of, (_PETITION,), (ValueError,)),
    "call": Reader(_call, (_PETITION, _ENVELOPE), (ValueError, RecursionError)),
    "envelope": Reader(_envelope, (_ENVELOPE,), (ValidationError,)),
    "head": Reader(_head, (_signed(),), (SignatureRefused,)),
    "petition.json": Reader(_parsed, (json.dumps(_TOLD).encode(),), (BadFiling,)),
    "answer": Reader(
        _answer, (b'{"item":"5f6cbd1c-7a6c-4a66-9bd2-0f4f3f2d4b11","wanted":[]}',), (PlatformGarbled, PlatformProblem)
    ),
    "checkpoint": Reader(_checkpoint, (_STATED,), (AuditLogBroken,)),
    "invitation": Reader(
        _invitation,
        (_INVITED,),
        (ValueError, Problem),
    ),
    "settings": Reader(_settings, (b"[terminal]\nname = 'a'\n[speech]\nengine = 'auto'\n",), (ConfigWrong,), seconds=3),
    "media type": Reader(media_type_of, (*_pictures(), _recording(), _archive(), _PETITION, b"%PDF-1.4")),
    "picture": Reader(_picture, _pictures(), (UnreadablePicture,), seconds=10, memory=1200 << 20),
    "sound": Reader(_sound, (_recording(),), (UnreadableSound,), seconds=5, memory=1000 << 20),
}
