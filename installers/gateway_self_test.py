"""Tests a gateway's installation in a folder that goes away: keys, a server that answers, a code, a backup that checks.

The gateway of the site is not touched: its folder, database and object store are left out of the environment.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

SITE = ("DATABASE_URL", "BLOB_URL", "SUNLIT_GATEWAY")
PATIENCE = 60
"""Seconds for an answer on this machine."""


def main() -> int:
    began = time.perf_counter()
    with TemporaryDirectory(prefix="sunlit-self-test-") as folder:
        data, copy = Path(folder, "gateway"), Path(folder, "copy")
        with served(data) as url:
            health = json.loads(fetched(f"{url}/v1/health"))
            desk = len(fetched(f"{url}/desk/sign-in"))
            code = asked("code", data)[0]["code"]
            asked("backup", data, str(copy))
        restored = Path(folder, "restored")
        asked("restore", restored, str(copy))
        asked("check", restored)
    report = {"self_test": "ok", "health": health, "desk_bytes": desk, "code_digits": len(code)}
    print(json.dumps(report | {"seconds": round(time.perf_counter() - began, 1)}, ensure_ascii=False, indent=2))
    return 0


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Yields the address of a practice platform with two workers, which ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [*program(), "serve", "--data", str(data), "--listen", listen, "--workers", "2", "--training"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=elsewhere())  # nosec B603 # no shell
    try:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise SystemExit(f"the gateway ended with {process.wait()}")
        yield f"http://{listen}"
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def asked(command: str, data: Path, *rest: str) -> list[dict[str, str]]:
    """Returns what a command prints. Raises SystemExit when it fails."""
    done = subprocess.run(  # nosec B603 # no shell
        [*program(), command, *rest, "--data", str(data)], capture_output=True, text=True, env=elsewhere(), check=False
    )
    if done.returncode:
        raise SystemExit(f"`{command}` ended with {done.returncode}: {done.stdout}{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def program() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "gateway"]


def elsewhere() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in SITE}


def fetched(url: str) -> bytes:
    with urlopen(url, timeout=PATIENCE) as answer:  # nosec B310 # our own loopback address
        return bytes(answer.read())
