"""Decrypts long files in a child process that the system ends when it uses too much time or memory.

The library holds the interpreter's lock while decrypting, so a thread could be neither interrupted nor bypassed. Short
files are decrypted in this process, as their cost is known beforehand (decision 0051).
"""

import json
import signal
import subprocess
import sys
import weakref
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock

from core.problems import NotAddressed, SealBroken
from trust.seal import open_sealed

SECONDS = 2.0
"""Seconds of CPU. A megabyte takes five thousandths."""
MEMORY = 1 << 30
"""The memory limit of the process in bytes."""
BY_LIMIT = {-getattr(signal, "SIGPROF", 0), -signal.SIGABRT}
"""Exit codes for exceeding the limits: signals of the system for time, of the library for memory."""
FAULTS = {each.__name__: each for each in (NotAddressed, SealBroken)}


class IsolatedDecryptor:
    """A child process, started when first needed; one request at a time."""

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", __name__)) -> None:
        self._command, self._turn = command, Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def opened(self, sealed: bytes, *identities: str) -> bytes:
        """Returns the plaintext as `open_sealed` does; SealBroken also for exceeding the limits.

        Raises OSError when the process failed for another reason.
        """
        with self._turn:
            process = self._process = self._process or self._begun()
            try:
                return _asked(process, sealed, identities)
            except (OSError, ValueError) as error:
                self._process = None
                _end(process)
                if process.returncode in BY_LIMIT:
                    raise SealBroken("too much to open") from error
                raise OSError("the process that opens was ended") from error

    def _begun(self) -> "subprocess.Popen[bytes]":
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        process = subprocess.Popen(  # nosec B603 # no shell
            self._command, stdin=pipe, stdout=pipe, stderr=nowhere, start_new_session=True
        )
        weakref.finalize(self, _end, process)
        return process


def _asked(process: "subprocess.Popen[bytes]", sealed: bytes, identities: tuple[str, ...]) -> bytes:
    """Sends a request and returns the plaintext. Raises NotAddressed, SealBroken; OSError, ValueError when the
    process was ended."""
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps({"size": len(sealed), "identities": identities}).encode() + b"\n")
    process.stdin.write(sealed)
    process.stdin.flush()
    said = json.loads(process.stdout.readline())
    if said["fault"]:
        raise FAULTS[said["fault"]]
    return process.stdout.read(int(said["size"]))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Closes the pipes, upon which the process ends, and waits for it."""
    with suppress(OSError):
        process.communicate()


def main() -> None:
    """Answers requests on stdin until it is closed or the system ends this process."""
    _limit_memory()
    while asked := sys.stdin.buffer.readline():
        told = json.loads(asked)
        sealed = sys.stdin.buffer.read(told["size"])
        clear, fault = b"", ""
        _limit_time(SECONDS)
        try:
            clear = open_sealed(sealed, *told["identities"])
        except (NotAddressed, SealBroken) as problem:
            fault = type(problem).__name__
        except MemoryError:
            fault = SealBroken.__name__
        _limit_time(0)
        sys.stdout.buffer.write(json.dumps({"size": len(clear), "fault": fault}).encode() + b"\n" + clear)
        sys.stdout.buffer.flush()


def _limit_time(seconds: float) -> None:
    """Sets a limit of CPU time, after which an uncaught signal ends the process. Windows, used for training
    only, has none."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # so that no petition gets into a core dump


if __name__ == "__main__":
    main()
