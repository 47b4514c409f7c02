"""A province's stores are restored by their own tools (docs/operations.md): pg_dump, a copied bucket, then `check`."""

import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from core.problems import StoreProblem
from core.wire import CaseQuery, SignedEnvelope
from gateway.auth import enrolment
from gateway.backup import after_restore, backup, integrity
from gateway.cases import queries, records
from gateway.intake import registration
from gateway.runtime import Stores, open_runtime
from testkit.gateway_in_process import Gateway
from testkit.province import Database, binaries, bucket
from testkit.terminal import Terminal, petition

pytestmark = pytest.mark.parametrize("stores", ["province"], indirect=True)


def tool(name: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    programs = binaries()
    assert programs
    return subprocess.run([programs / name, *words], check=False, capture_output=True)


def client_of(blobs: str) -> tuple[Any, str]:
    url = urlsplit(blobs)
    return boto3.client("s3", endpoint_url=parse_qs(url.query)["endpoint"][0]), url.netloc


def copied(blobs: str, to: str) -> None:
    """Copies one bucket to another, as `rclone copy` does."""
    client, source = client_of(blobs)
    for each in client.list_objects_v2(Bucket=source)["Contents"]:
        content = client.get_object(Bucket=source, Key=each["Key"])["Body"].read()
        client.put_object(Bucket=client_of(to)[1], Key=each["Key"], Body=content)


def handed_in(terminal: Terminal, gateway: Gateway) -> tuple[SignedEnvelope, bytes, registration.Submission]:
    item = terminal.sealed(petition(gateway.clock()))
    about = registration.Submission(item.id, terminal.as_call(item)["claim"])
    return item.signed, item.files["text.age"], about


def test_dumped_while_serving_and_brought_back(
    *, gateway: Gateway, terminal: Terminal, stores: Stores, database: Database, s3: str, tmp_path: Path
) -> None:
    item, status = terminal.filed()
    terminal.upload(item).patch(item.files["1.age"])
    dump = tmp_path / "rows.dump"
    assert tool("pg_dump", "-Fc", "-f", str(dump), stores.database).returncode == 0
    _, lost = terminal.filed()
    anew = Stores(database.fresh(), bucket(s3))
    copied(stores.blobs, anew.blobs)

    back = ("--exit-on-error", "--no-owner", "-d")
    assert tool("pg_restore", *back, anew.database, str(dump)).returncode == 0
    shutil.copytree(gateway.data / "keys", tmp_path / "again" / "keys")
    runtime = open_runtime(tmp_path / "again", gateway.clock, anew)
    after_restore.apply(runtime)
    assert list(integrity.problems(runtime)) == []
    (line,) = records.listed(runtime)
    assert line["item"] == str(item.id) and status.receipt
    assert queries.by_code(runtime, "t", CaseQuery(query_code=status.receipt.query_code, last_four="002X"))
    sender = enrolment.find_sender(runtime, terminal.id)
    assert sender
    numbered, _ = registration.register(runtime, sender, *handed_in(terminal, gateway))
    assert numbered.receipt and lost.receipt and numbered.receipt.case_number > lost.receipt.case_number
    runtime.engine.dispose()

    (cut := tmp_path / "cut.dump").write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    assert tool("pg_restore", *back, database.fresh(), str(cut)).returncode != 0


def test_a_file_that_is_missing_is_named(gateway: Gateway, terminal: Terminal, stores: Stores) -> None:
    item, _ = terminal.filed()
    client, name = client_of(stores.blobs)
    client.delete_object(Bucket=name, Key=f"gateway/kept/{item.id}/text.age")
    (trouble,) = integrity.problems(gateway.runtime)
    assert (trouble["item"], trouble["error"]["code"]) == (f"{item.id}/text.age", "missing")


def test_our_own_backup_leaves_these_stores_to_their_tools(
    stores: Stores, gateway: Gateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", stores.database)
    with pytest.raises(StoreProblem, match="operations"):
        backup.back_up(gateway.runtime, gateway.data, tmp_path / "saved")
    assert not (tmp_path / "saved").exists()
