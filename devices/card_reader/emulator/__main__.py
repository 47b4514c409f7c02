"""A reader on a pseudo-terminal, to be told what happens to it, line by line.

    python -m devices.card_reader.emulator [--path /tmp/reader] [--script FILE]

prints the path to put into `card_reader_port`, then obeys the script, then what is typed, until `quit` or Ctrl-C:

    lay resident|permit|foreigner     a made-up card is laid on it
    lift                              and taken away
    fault FAULT [COMMAND]             the next find, select, read or status goes wrong: a name below or a status as 41
    unplug · plug                     the cable
    wait SECONDS
    quit
"""

import argparse
import select
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from devices.card_reader import frames
from devices.card_reader.emulator.cards import CARDS
from devices.card_reader.emulator.module import Fault, Module
from devices.card_reader.emulator.terminal import TICK, EmulatedPort

COMMANDS = {"status": frames.STATUS, "find": frames.FIND, "select": frames.SELECT, "read": frames.READ}


def main() -> int:
    parser = argparse.ArgumentParser("python -m devices.card_reader.emulator", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "faults: " + ", ".join(Fault)
    parser.add_argument("--path", type=Path, help="where the port is to be found")
    parser.add_argument("--script", type=argparse.FileType(encoding="utf-8"), help="lines to obey first")
    args = parser.parse_args()
    path = args.path or Path(tempfile.mkdtemp(prefix="card-reader-")) / "port"
    port = EmulatedPort(Module(), path)
    port.plug()
    print(path, flush=True)
    try:
        with suppress(KeyboardInterrupt):
            _live(port, list(args.script or ()))
    finally:
        port.unplug()
    return 0


def _live(port: EmulatedPort, script: list[str]) -> None:
    for line in script:
        if not obey(port, line):
            return
    for line in _typed(port):
        if not obey(port, line):
            return


def _typed(port: EmulatedPort) -> Iterator[str]:
    """Yields lines of standard input, serving the reader while it waits."""
    while True:
        port.serve()
        if select.select([sys.stdin], [], [], 0)[0]:
            line = sys.stdin.readline()
            while not line:  # stdin has ended: the reader stays as the script left it
                port.serve()
            yield line


def obey(port: EmulatedPort, line: str) -> bool:
    """Executes a line; returns False for `quit`."""
    words = line.split()
    if not words:
        return True
    act = ACTS.get(words[0])
    try:
        if act:
            act(port, words[1:])
        elif words[0] != "quit":
            raise ValueError(words[0])
    except (ValueError, KeyError, IndexError) as error:
        print(f"not understood: {error}", file=sys.stderr)
    return words[0] != "quit"


def _fault(port: EmulatedPort, words: list[str]) -> None:
    name, command = words[0], COMMANDS[words[1] if len(words) > 1 else "find"]
    port.module.misbehave(Fault(name) if name in list(Fault) else int(name, 16), command)


def _wait(port: EmulatedPort, words: list[str]) -> None:
    until = time.monotonic() + float(words[0])
    while time.monotonic() < until:
        port.serve(TICK)


ACTS: dict[str, Callable[[EmulatedPort, list[str]], None]] = {
    "lay": lambda port, words: port.module.lay(CARDS[words[0]]()),
    "lift": lambda port, words: port.module.lift(),
    "fault": _fault,
    "unplug": lambda port, words: port.unplug(),
    "plug": lambda port, words: port.plug(),
    "wait": _wait,
}


if __name__ == "__main__":
    sys.exit(main())
