"""Fuzzes every reader in turn, in a watched process: `python -m benchmarks.fuzz --seconds 60 [READER …]`.

Prints one JSON line a reader: how many inputs it read, the cost of the costliest, and its violations. Inputs that
caused them are written to --out. SUNLIT_SEED repeats a run."""

import argparse
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.fuzz.mutation import mutated
from benchmarks.fuzz.readers import READERS
from core.command_line import print_json
from testkit.seed import SEED

MARGIN_BYTES = 1 << 30


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    words.add_argument("--seconds", type=float, default=20, help="for each reader")
    words.add_argument("--out", type=Path, default=Path("build/fuzz"))
    words.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    words.add_argument("readers", nargs="*", default=list(READERS), metavar="READER")
    args = words.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.child:
        return read_for(args.readers[0], args.seconds, args.out)
    return 1 if [name for name in args.readers if watched(name, args.seconds, args.out)] else 0


def watched(name: str, seconds: float, out: Path) -> bool:
    """Fuzzes one reader; returns whether a violation was found."""
    command = [sys.executable, "-m", "benchmarks.fuzz", "--child", "--seconds", str(seconds), "--out", str(out), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        kept = _case(out, name).rename(out / f"{name}.ended".replace(" ", "-"))
        print_json({"reader": name, "found": f"ended by signal {-done.returncode}", "case": str(kept), "seed": SEED})
        return True
    print(done.stdout.strip(), flush=True)
    return done.returncode == 1


def read_for(name: str, seconds: float, out: Path) -> int:
    reader, dice, until = READERS[name], Random(f"{SEED} {name}"), time.monotonic() + seconds
    before, case = _memory(), _case(out, name)
    resource.setrlimit(resource.RLIMIT_AS, (reader.memory + before + MARGIN_BYTES,) * 2)
    told: dict[str, Any] = {"reader": name, "read": 0, "refused": 0, "longest_seconds": 0.0, "memory_mib": 0}
    while time.monotonic() < until:
        content = mutated(dice, reader.seeds)
        case.write_bytes(content)
        signal.setitimer(signal.ITIMER_PROF, 2 * reader.seconds)
        began = time.process_time()
        try:
            reader.read(content)
        except reader.refusals:
            told["refused"] += 1
        except Exception as bug:
            print_json({**told, "found": repr(bug)[:200], "case": str(case), "seed": SEED})
            return 1
        spent = time.process_time() - began
        signal.setitimer(signal.ITIMER_PROF, 0)
        more = max(0, _memory() - before)
        told |= {"read": told["read"] + 1, "memory_mib": more >> 20}
        told["longest_seconds"] = max(told["longest_seconds"], round(spent, 3))
        if spent > reader.seconds or more > reader.memory:
            print_json({**told, "found": "cost", "spent": round(spent, 3), "case": str(case), "seed": SEED})
            return 1
    case.unlink()
    print_json(told)
    return 0


def _case(out: Path, name: str) -> Path:
    return out / f"{name}.case".replace(" ", "-")


def _memory() -> int:
    """Returns this process's peak memory, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main())
