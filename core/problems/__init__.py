"""What goes wrong in life, as a family tree. A bug is an ordinary exception; none of these is a bug.

Problem
├─ DeviceProblem    1xx  microphone, camera, printer, speaker, card reader
├─ CaptureProblem   2xx  what was said, shown or scanned cannot be used
├─ PackProblem      3xx  a model pack is missing or damaged
├─ StoreProblem     4xx  disk, key, database of this terminal
├─ PlatformProblem  5xx  the way to the province, and its answers
└─ FilingProblem    6xx  what was given is not enough, or not allowed

Each has a number, which may travel and be logged, and a sentence for a person: what happened, what to do.
The detail is for technicians and never holds personal data. What is `everyday` is no fault of the machine: it happens
to everybody, is said in its place on the page, without a number, and one goes on.
"""

from core.problems.base import (
    Problem,
)
from core.problems.capture import (
    CaptureProblem,
    EngineFailed,
    NotACard,
    NothingHeard,
    PictureTooLarge,
    SeveralCards,
    SeveralPictures,
    UnreadablePicture,
    UnreadableSound,
)
from core.problems.devices import (
    CameraMissing,
    CameraUnset,
    CardUnknown,
    CardUnread,
    DeviceProblem,
    MicrophoneMissing,
    MicrophoneUnset,
    OutOfPaper,
    PrintAborted,
    PrinterMissing,
    PrinterUnset,
    PrintUnconfirmed,
    ReaderFaulty,
    ReaderMissing,
    ReaderUninstalled,
    SimulatorsRefused,
    SpeakerMissing,
    SpeakerUnset,
)
from core.problems.filing import (
    BadFiling,
    BadSignIn,
    FilingProblem,
    Incomplete,
    NothingCarried,
    NotQuarantined,
    NumberTaken,
    TooManyTries,
    UnknownItem,
)
from core.problems.packs import (
    PackDamaged,
    PackMissing,
    PackNoRoom,
    PackProblem,
    PackUnreachable,
)
from core.problems.platform import (
    ClockWrong,
    DateWrong,
    EnrolmentRefused,
    FormerKey,
    LostThere,
    NoAnswer,
    NotFound,
    PlatformBusy,
    PlatformGarbled,
    PlatformProblem,
    PlatformRefused,
    PlatformUnreachable,
    SignedCallsRefused,
    TerminalRejected,
    UnsafeAddress,
)
from core.problems.store import (
    BackupBroken,
    ConfigWrong,
    DiskFull,
    FolderTaken,
    IdentityLost,
    JournalBroken,
    JournalRenewed,
    KeyLost,
    NoKey,
    NotAddressed,
    NotEnrolled,
    NothingToRebuild,
    OtherGuard,
    SealBroken,
    StickUnwritable,
    StoreDamaged,
    StoreInUse,
    StoreProblem,
    StoreRenewed,
    StoreTooNew,
    WrongKey,
)

__all__ = [
    "BackupBroken",
    "BadFiling",
    "BadSignIn",
    "CameraMissing",
    "CameraUnset",
    "CaptureProblem",
    "CardUnknown",
    "CardUnread",
    "ClockWrong",
    "ConfigWrong",
    "DateWrong",
    "DeviceProblem",
    "DiskFull",
    "EngineFailed",
    "EnrolmentRefused",
    "FilingProblem",
    "FolderTaken",
    "FormerKey",
    "IdentityLost",
    "Incomplete",
    "JournalBroken",
    "JournalRenewed",
    "KeyLost",
    "LostThere",
    "MicrophoneMissing",
    "MicrophoneUnset",
    "NoAnswer",
    "NoKey",
    "NotACard",
    "NotAddressed",
    "NotEnrolled",
    "NotFound",
    "NotQuarantined",
    "NothingCarried",
    "NothingHeard",
    "NothingToRebuild",
    "NumberTaken",
    "OtherGuard",
    "OutOfPaper",
    "PackDamaged",
    "PackMissing",
    "PackNoRoom",
    "PackProblem",
    "PackUnreachable",
    "PictureTooLarge",
    "PlatformBusy",
    "PlatformGarbled",
    "PlatformProblem",
    "PlatformRefused",
    "PlatformUnreachable",
    "PrintAborted",
    "PrintUnconfirmed",
    "PrinterMissing",
    "PrinterUnset",
    "Problem",
    "ReaderFaulty",
    "ReaderMissing",
    "ReaderUninstalled",
    "SealBroken",
    "SeveralCards",
    "SeveralPictures",
    "SignedCallsRefused",
    "SimulatorsRefused",
    "SpeakerMissing",
    "SpeakerUnset",
    "StickUnwritable",
    "StoreDamaged",
    "StoreInUse",
    "StoreProblem",
    "StoreRenewed",
    "StoreTooNew",
    "TerminalRejected",
    "TooManyTries",
    "UnknownItem",
    "UnreadablePicture",
    "UnreadableSound",
    "UnsafeAddress",
    "WrongKey",
    "sentence_of",
]


def sentence_of(code: str) -> str:
    """What to tell a person when a problem was kept as its code ("P501"); the root's sentence for an unknown one."""
    family = [Problem]
    for kind in family:
        family += kind.__subclasses__()
    return next((kind.sentence for kind in family if f"P{kind.number}" == code), Problem.sentence)
