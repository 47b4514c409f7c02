"""A platform driven through its command lines only."""

import json
import random
import signal
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.faults.gateway_fork_server import CommandRun, ForkServer, ServeOptions
from benchmarks.faults.gateway_kills import free_port
from benchmarks.faults.gateway_marked_person import MarkedPerson
from gateway.runtime import Stores


@dataclass
class Platform:
    """A gateway's folder, its command line, and any number of gateways on it."""

    folder: Path
    fork_server: ForkServer
    where: Stores = field(default_factory=Stores)
    running: list[int] = field(default_factory=list)
    printed: int = 0

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def named(self) -> dict[str, str]:
        return {"DATABASE_URL": self.where.database, "BLOB_URL": self.where.blobs}

    def serve(self) -> str:
        log, listen = str(self.folder / "gateway.telemetry.log"), f"127.0.0.1:{free_port()}"
        process, url = self.fork_server.start(ServeOptions(str(self.data), listen, log, self.named))
        self.running.append(process)
        return url

    def end(self) -> None:
        for process in self.running:
            assert self.fork_server.end(process, signal.SIGTERM) == 0

    def run(self, module: str, *words: str, home: str = "", killed_after: float = 60) -> tuple[int, list[Any]]:
        """Runs a command; returns its exit code (-9 when it was killed) and its output lines."""
        self.printed += 1
        out = self.folder / f"printed-{self.printed}"
        place = ("--data", str(self.data)) if module == "gateway" else ()
        environment = {"SUNLIT_HOME": str(self.folder / home), **self.named}
        errand = CommandRun(module, [*words, *place], environment, str(out), str(out) + ".err")
        process = self.fork_server.begin(errand)
        ended = self.fork_server.end(
            process, 0 if self.fork_server.ends_within(process, killed_after) else signal.SIGKILL
        )
        whole = [line for line in out.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]
        return -ended, [json.loads(line) for line in whole]

    def said(self, module: str, *words: str, home: str = "") -> Any:
        code, lines = self.run(module, *words, home=home)
        assert code in {0, 2}, (words, code, lines)
        return lines

    def code(self) -> str:
        return str(self.said("gateway", "code")[0]["code"])

    def papers(self, dice: random.Random, purpose: str = "request") -> str:
        return str(MarkedPerson.drawn(dice).papers(Path(tempfile.mkdtemp(dir=self.folder)) / "papers", purpose))

    def assert_sound(self, items: set[str]) -> None:
        """Asserts that each item is registered once and that the gateway's own check is clean."""
        cases = self.said("gateway", "list", "--json")
        listed = [each["item"] for each in cases if "item" in each]
        assert len(cases) == len(items), f"{len(cases)} cases of {len(items)} items"
        assert len(listed) == len(items & set(listed)), "an item twice, or one that nobody filed"
        self.said("gateway", "check")
        self.said("gateway", "journal")
