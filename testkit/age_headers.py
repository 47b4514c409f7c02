"""Age files whose headers are costly to parse, or invalid."""

import os
from base64 import b64encode

from trust.keys import AgeKey
from trust.seal import seal

VERSION, END = b"age-encryption.org/v1\n", b"--- " + b"A" * 43 + b"\n" + bytes(64)
LONG = 60_000


def stanza() -> bytes:
    return b"-> X25519 %b\n%b\n" % (b64encode(os.urandom(32))[:-1], b64encode(os.urandom(32))[:-1])


COSTLY = {
    "many stanzas": VERSION + b"".join(stanza() for _ in range(600)) + END,
    "many empty stanzas": VERSION + b"-> a\n\n" * 300 + END,
    "one that never ends": VERSION + b"-> X25519 a\n" + (b"A" * 64 + b"\n") * (LONG // 65),
    "a long body": VERSION + b"-> a\n" + (b"A" * 64 + b"\n") * (LONG // 65) + b"\n" + END,
    "a long argument": VERSION + b"-> " + b"a" * LONG + b"\n\n" + END,
    "many arguments": VERSION + b"->" + b" a" * (LONG // 2) + b"\n\n" + END,
    "no stanza": VERSION + END,
    "no end": VERSION + stanza(),
    "no line": VERSION + b"-> " + b"a" * LONG,
    "text around it": b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b64encode(seal(b"a", [AgeKey.generate().recipient])),
    "nothing": b"",
}
