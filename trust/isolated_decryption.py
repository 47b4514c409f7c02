"""Decrypts long age files in a process of its own, which the system ends at a limit of CPU time or memory.

The library holds the interpreter's lock while it decrypts: in a thread it could not be ended, and nothing else would be
answered meanwhile. Short files are decrypted in place, as their cost is known (decision 0051).
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

CPU_SECONDS = 2.0
"""For one file. A megabyte takes 5 ms."""
MEMORY = 1 << 30
"""Bytes of address space of the process."""
LIMIT_SIGNALS = {-getattr(signal, "SIGPROF", 0), -signal.SIGABRT}
"""Exit codes: of the system when the time is over, and of the library when it gets no more memory."""
FAULTS = {each.__name__: each for each in (NotAddressed, SealBroken)}


class IsolatedDecryptor:
    """One process, started when it is first needed; one file at a time."""

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", __name__)) -> None:
        self._command, self._lock = command, Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def opened(self, sealed: bytes, *identities: str) -> bytes:
        """As `open_sealed`; SealBroken too for what exceeds a limit. Raises OSError when the process ended
        otherwise."""
        with self._lock:
            process = self._process = self._process or self._begun()
            try:
                return _asked(process, sealed, identities)
            except (OSError, ValueError) as error:
                self._process = None
                _end(process)
                if process.returncode in LIMIT_SIGNALS:
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
    """Raises NotAddressed, SealBroken; OSError, ValueError when the process was ended."""
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps({"size": len(sealed), "identities": identities}).encode() + b"\n")
    process.stdin.write(sealed)
    process.stdin.flush()
    said = json.loads(process.stdout.readline())
    if said["fault"]:
        raise FAULTS[said["fault"]]
    return process.stdout.read(int(said["size"]))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Closes its input, upon which the process ends, and waits for it."""
    with suppress(OSError):
        process.communicate()


def main() -> None:
    """The process itself: answers until its input is closed or a limit is reached."""
    _limit_memory()
    while asked := sys.stdin.buffer.readline():
        told = json.loads(asked)
        sealed = sys.stdin.buffer.read(told["size"])
        clear, fault = b"", ""
        _limit_time(CPU_SECONDS)
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
    """The signal is not caught, so the system ends the process. Not on Windows, where only training gateways run."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no petition in a dump


if __name__ == "__main__":
    main()
