"""The audit log records every change of the keys that terminals are told."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from sqlalchemy import select

from gateway.audit_log import hash_chain, key_changes
from gateway.keys import keyring
from gateway.runtime import Stores, open_runtime
from gateway.storage.schema import journal as lines
from testkit.gateway_in_process import either_store
from trust.keys import AgeKey


def said(data: Path, stores: Stores | None = None) -> list[dict[str, str]]:
    """Returns every line about keys after a start."""
    runtime = open_runtime(data, stores=stores)
    with runtime.reading() as db:
        hash_chain.verified(db)
        wanted = select(lines.c.line).where(lines.c.chain == key_changes.CHAIN).order_by(lines.c.n)
        told = [json.loads(line) for line in db.execute(wanted).scalars()]
    runtime.engine.dispose()
    return told


def test_a_start_with_the_same_keys_says_nothing_new(tmp_path: Path) -> None:
    first = said(tmp_path)
    assert [line["did"] for line in first] == ["keys"]
    assert said(tmp_path) == first


def test_whoever_changes_the_discipline_recipients_leaves_a_line(tmp_path: Path) -> None:
    (before,) = said(tmp_path)
    mine = AgeKey.generate().recipient
    (tmp_path / "keys" / keyring.RECIPIENT).write_text(f"{mine}\n")
    _, after = said(tmp_path)
    assert (before["discipline"] != mine, after["discipline"], after["organ_signing_key"]) == (True, mine, "")
    (tmp_path / "keys" / keyring.RECIPIENT).write_text(before["discipline"] + "\n")
    assert len(said(tmp_path)) == 3, "putting it back is told as well"


def test_so_does_a_new_bureau_key(tmp_path: Path) -> None:
    (before,) = said(tmp_path)
    recipient = keyring.rotate(tmp_path / "keys")
    _, after = said(tmp_path)
    assert (after["bureau"], after["discipline"]) == (recipient, before["discipline"])


@either_store
def test_gateways_that_start_together_say_it_once(tmp_path: Path, stores: Stores) -> None:
    open_runtime(tmp_path, stores=stores).engine.dispose()
    keyring.rotate(tmp_path / "keys")
    together = Barrier(6)

    def start(_: int) -> None:
        together.wait(120)
        open_runtime(tmp_path, stores=stores).engine.dispose()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(start, range(6)))
    assert len(said(tmp_path, stores)) == 2
