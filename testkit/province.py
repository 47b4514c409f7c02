"""A province's stores: a PostgreSQL server on a socket, and an object store (moto stands in for S3)."""

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from threading import Thread
from urllib.parse import urlsplit

import boto3
import psycopg
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

SERVERS = Path("/usr/lib/postgresql")
QUICK = "-c fsync=off -c full_page_writes=off"
"""Settings without durability: a test needs no protection from power cuts."""


class Database:
    """A PostgreSQL server; every test gets a database of its own, known by its URL."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fresh(self) -> str:
        """Makes an empty database."""
        return self.copy_of("template1")

    def copy_of(self, template: str) -> str:
        """Makes a database with the tables and rows of another, to which nobody is connected: URL or name."""
        name = f"gateway_{token_hex(4)}"
        self._command(f"CREATE DATABASE {name} TEMPLATE {_name_in(template)}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Deletes a database, and ends whoever is still connected."""
        self._command(f"DROP DATABASE IF EXISTS {_name_in(url)} WITH (FORCE)")

    def written(self, url: str, *, with_log: bool = False) -> bytes:
        """Returns the bytes of the files that hold a database's rows; `with_log`: and of the server's own log."""
        self._command("CHECKPOINT")
        (oid,) = self._command(f"SELECT oid FROM pg_database WHERE datname = '{_name_in(url)}'")
        data = self.folder / "data"
        folders = [data / "base" / str(oid), *([data / "pg_wal"] if with_log else [])]
        files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
        return b"".join(file.read_bytes() for file in files)

    def _url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _command(self, words: str) -> list[object]:
        """Runs a statement that PostgreSQL allows in no transaction; returns the first column of its rows, if any."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as db:
            asked = db.execute(words.encode())
            return [row[0] for row in asked] if asked.description else []


def _name_in(url: str) -> str:
    return urlsplit(url).path.strip("/")


def binaries() -> Path | None:
    """Returns the folder of programs of the newest installed server."""
    found = sorted(SERVERS.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgresql(programs: Path, settings: str = QUICK) -> Iterator[Database]:
    """Yields a server in a new folder, which listens on a socket there only.

    The server refuses to be root, so root runs it as `postgres`."""
    home = Path(mkdtemp(prefix="sunlit-pg-"))
    somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if somebody:
        shutil.chown(home, "postgres")

    def run(program: str, *words: str) -> None:
        command = [*somebody, str(programs / program), "-D", str(home / "data"), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=home)

    run("initdb", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
    run("pg_ctl", "start", "-w", "-l", str(home / "log"), "-o", f"{settings} -c listen_addresses= -k {home}")
    try:
        yield Database(home)
    finally:
        run("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(home, ignore_errors=True)


class AtOnce(WSGIRequestHandler):
    """Sends each piece of an answer when it is written, as an object store does."""

    disable_nagle_algorithm = True


@contextmanager
def object_store() -> Iterator[str]:
    """Yields the object store's URL. `bucket` makes buckets in it."""
    keys = {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing", "AWS_DEFAULT_REGION": "cn-north-1"}
    before = {name: os.environ.get(name) for name in keys}
    os.environ.update(keys)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # it would note each call
    server = ThreadedWSGIServer("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), AtOnce)
    server.daemon_threads = True  # gateways keep their connections open
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.socket.close()
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def bucket(endpoint: str) -> str:
    """Makes a bucket and returns its URL."""
    name = f"sealed-{token_hex(4)}"
    region = {"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]}
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket=name, CreateBucketConfiguration=region)
    return f"s3://{name}/gateway?endpoint={endpoint}"
