"""`python -m benchmarks.faults.gateway_markers [--rounds N] [--seed S] [--store folder|province]` searches for
plaintext: people whose every word is a marker file, send, ask and evaluate, while terminals and gateways are killed.
Then everything at both ends is searched: files and their names, databases, object store, sticks, backups, temporary
folders, all output, and the gateway's environment."""

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import requests
from sqlalchemy import MetaData

from benchmarks.faults.gateway_fork_server import CommandRun, ForkServer, ServeOptions, fork_server
from benchmarks.faults.gateway_kills import free_port, stores
from benchmarks.faults.gateway_marked_person import MarkedPerson
from benchmarks.faults.gateway_plaintext_scanner import PlaintextScanner
from benchmarks.faults.gateway_stores import on_each
from core.case import Evaluation, Grade
from core.wire import CaseQuery, EvaluationCall
from gateway.runtime import Stores
from gateway.storage.database import connect
from sync.terminal import terminal
from testkit.officers import led_in
from trust.request_signature import sign_request

BOUNDARIES = 250


@dataclass
class Search:
    seed: int
    words: int = 0
    places: int = 0
    said: list[str] = field(default_factory=list)
    found: dict[str, set[str]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return bool(self.found)

    def told(self) -> str:
        return "\n".join(
            [
                f"seed {self.seed}: {self.words} words planted, {self.places} places searched, {len(self.found)} tell",
                *(f"FAULT {place}: {', '.join(sorted(words))}" for place, words in self.found.items()),
            ]
        )


class Story:
    """One run. Everything lies under `folder`; the people's own files lie outside and are deleted at the end."""

    def __init__(self, folder: Path, started: ForkServer, where: Stores, seed: int) -> None:
        self.folder, self.fork_server, self.where, self.dice = folder, started, where, random.Random(seed)
        self.marked: list[MarkedPerson] = []
        self.desk, self.printed = Path(tempfile.mkdtemp()), 0
        self.search = Search(seed)
        self.named = {"DATABASE_URL": where.database, "BLOB_URL": where.blobs}
        for each in ("tmp", "home"):
            (folder / each).mkdir()
        self.orders = ServeOptions(
            data=str(folder / "data"),
            listen=f"127.0.0.1:{free_port()}",
            log=str(folder / "gateway.telemetry.log"),
            stores={**self.named, "TMPDIR": str(folder / "tmp")},
        )
        self.url = f"http://{self.orders.listen}"
        self.gateway = self._start()

    def tell(self, rounds: int) -> Search:
        self.sync("enrol", self.url, str(self.runtime("code")["code"]))
        for number in range(rounds):
            purpose = "accusation" if number % 3 == 2 else "request"
            self._file(purpose)
            self._send()
        self._carry()
        self._ask_and_judge()
        self._say_nonsense()
        for command in (("status", "--json"), ("closing", "--json"), ("quarantine", "list"), ("reconcile",)):
            self.sync(*command)
        self.runtime("backup", str(self.folder / "backup"))
        self.runtime("journal")
        return self._searched()

    def sync(self, *words: str, dies_at: int = 0) -> str:
        """Runs a command of the terminal; its output is searched too."""
        return self._said(self._begin("sync", words, dies_at=dies_at))

    def runtime(self, *words: str, shown: bool = False) -> Any:
        """Runs a command of the gateway. `shown`: its output is meant to show an officer the contents."""
        said = self._said(self._begin("gateway", (*words, "--data", self.orders.data), shown))
        lines = [json.loads(line) for line in said.splitlines()]
        return lines if len(lines) != 1 else lines[0]

    def _begin(self, module: str, words: Sequence[str], shown: bool = False, dies_at: int = 0) -> tuple[int, Path]:
        self.printed += 1
        out = (self.desk if shown else self.folder) / f"printed-{self.printed}.out"
        environment = {"TMPDIR": str(self.folder / "tmp"), "SUNLIT_HOME": str(self.folder / "home"), **self.named}
        errand = CommandRun(module, list(words), environment, str(out), str(out.with_suffix(".err")), dies_at)
        return self.fork_server.begin(errand), out

    def _said(self, begun: tuple[int, Path]) -> str:
        self.fork_server.ends_within(begun[0], 60)
        self.fork_server.end(begun[0], 0)
        return begun[1].read_text("utf-8")

    def _start(self) -> int:
        process, url = self.fork_server.start(self.orders)
        assert url == self.url
        return process

    def _new(self) -> MarkedPerson:
        self.marked.append(MarkedPerson.drawn(self.dice))
        return self.marked[-1]

    def _file(self, purpose: str) -> None:
        marked = self._new()
        with tempfile.TemporaryDirectory() as brought:
            papers = str(marked.papers(Path(brought) / "papers", purpose))
            self.sync("file", papers, dies_at=self.dice.randrange(1, BOUNDARIES))
            self.sync("file", papers)
            self.sync("file", str(marked.papers(Path(brought) / "broken", broken=True)))

    def _send(self) -> None:
        """Sends with a gateway that is killed meanwhile, then with a killed terminal, then with both alive."""
        sending = self._begin("sync", ("run", "--once"))
        self.fork_server.ends_within(sending[0], self.dice.uniform(0.1, 1))
        self.fork_server.end(self.gateway)
        self._said(sending)
        self.gateway = self._start()
        self.sync("run", "--once", dies_at=self.dice.randrange(1, 3 * BOUNDARIES))
        self.sync("run", "--once")

    def _carry(self) -> None:
        self._file("request")
        stick = str(self.folder / "stick")
        self.sync("export", stick)
        self.runtime("import", stick)
        self.sync("import", stick)

    def _ask_and_judge(self) -> None:
        cases = self.runtime("list", "--json")
        with terminal(self.folder / "home") as opened:
            for case in [case for case in cases if "item" in case]:
                shown = self.runtime("show", case["case_number"], "--json", "--query-code", shown=True)
                marked = next(each for each in self.marked if each.name == shown["petition"]["petitioner"]["name"])
                number = case["case_number"]
                led_in(Path(self.orders.data), number, self.where, opinion=marked.reply, facts=marked.detail)
                query = CaseQuery(query_code=shown["query_code"], last_four=marked.id_number[-4:])
                assert opened.platform.query(query).reply == marked.reply
                said = Evaluation(bureau=Grade.SATISFIED, unit=Grade.DISSATISFIED, reasons=marked.reasons)
                opened.platform.evaluate(EvaluationCall(query=query, evaluation=said))

    def _say_nonsense(self) -> None:
        """Sends invalid bodies, signed and unsigned: no refusal and no log may quote them."""
        marked = self._new()
        with terminal(self.folder / "home") as opened:
            us = opened.identities.current()
        for path in ("items", "queries", "queries/card", "evaluations", "enrolments", f"uploads/{marked.phone}"):
            for body in (marked.narrative.encode(), json.dumps({marked.name: marked.id_number}).encode()):
                for signed in (False, True):
                    headers = {"Content-Type": "application/json", "Idempotency-Key": marked.name.encode().hex()}
                    prepared = requests.Request("POST", f"{self.url}/v1/{path}", data=body, headers=headers).prepare()
                    if signed:
                        sign_request(prepared, body, us.terminal, us.key, datetime.now(UTC))
                    with requests.Session() as session:
                        self.search.said.append(session.send(prepared, timeout=20).text)

    def _searched(self) -> Search:
        finder, search = PlaintextScanner([word for each in self.marked for word in each.words]), self.search
        search.words = sum(len(each.words) for each in self.marked)
        places = {
            "what was answered": "\n".join(search.said).encode(),
            "the gateway's environment": Path(f"/proc/{self.gateway}/environ").read_bytes(),
            "the gateway's command line": Path(f"/proc/{self.gateway}/cmdline").read_bytes(),
            "the gateway's database": _rows(self.where.database or f"sqlite:///{self.orders.data}/gateway.sqlite3"),
            **(_objects(self.where.blobs) if self.where.blobs else {}),
        }
        self.fork_server.end(self.gateway)
        shutil.rmtree(self.desk)
        search.found = {place: hits for place, content in places.items() if (hits := finder.within(content))}
        search.found |= finder.below(self.folder)
        search.places = len(places) + sum(1 for _ in self.folder.rglob("*"))
        return search


def _rows(url: str) -> bytes:
    """Returns every value of every table, since a database compresses values in its files."""
    engine, tables = connect(url), MetaData()
    tables.reflect(engine)
    with engine.connect() as db:
        rows = [row for table in tables.sorted_tables for row in db.execute(table.select())]
    engine.dispose()
    return b"\0".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)


def _objects(url: str) -> dict[str, bytes]:
    bucket, endpoint = url.removeprefix("s3://").partition("/")[0], url.partition("endpoint=")[2]
    client = boto3.client("s3", endpoint_url=endpoint)
    keys = [each["Key"] for each in client.list_objects_v2(Bucket=bucket).get("Contents", [])]
    told = {f"object {key}": client.get_object(Bucket=bucket, Key=key) for key in keys}
    return {name: f"{name} {got['Metadata']}".encode() + got["Body"].read() for name, got in told.items()}


def search(folder: Path, store: str, rounds: int, seed: int) -> Search:
    with stores(store) as where, fork_server() as started:
        return Story(folder, started, where, seed).tell(rounds)


def main(argv: Sequence[str] | None = None) -> int:
    return on_each(search, __doc__, ("rounds", 12), argv)


if __name__ == "__main__":
    sys.exit(main())
