"""Several gateways start at the same moment on empty stores, and starts are killed."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Barrier

from gateway.keys import keyring
from gateway.runtime import Stores
from testkit.gateway_in_process import either_empty_store
from trust.keys import AgeKey


def test_keys_are_made_once(tmp_path: Path) -> None:
    together = Barrier(6)

    def start(folder: Path) -> list[list[str]]:
        together.wait(120)
        keyring.keygen(folder)
        return [each.keys for each in keyring.load(folder).recipients]

    with ThreadPoolExecutor(6) as pool:
        for number in range(5):
            known = list(pool.map(start, [tmp_path / str(number)] * 6))
            assert known == [known[0]] * 6


def test_a_start_that_was_killed_between_two_keys_is_gone_on_from(tmp_path: Path) -> None:
    handed_over = tmp_path / keyring.HAND_OVER
    handed_over.parent.mkdir()
    key = AgeKey.generate()
    handed_over.write_text(key.identity + "\n")
    draft = handed_over.with_name(".discipline.identity.0123")
    draft.write_text(key.identity[:20])
    assert keyring.keygen(tmp_path) == handed_over
    assert keyring.load(tmp_path).discipline == [key.recipient]
    assert not draft.exists(), "who deletes the identity deletes all of it"


@either_empty_store
def test_all_come_up(stores: Stores, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "gateway", "serve", "--data", str(tmp_path / "new"), "--listen", "127.0.0.1:0"]
    environment = {**os.environ, "DATABASE_URL": stores.database, "BLOB_URL": stores.blobs}
    started = [Popen(words, env=environment, stdout=PIPE, stderr=DEVNULL, text=True) for _ in range(3)]
    assert all(each.stdout and each.stdout.readline().startswith("http://") for each in started)
    for each in started:
        each.terminate()
    assert [(each.communicate(timeout=120), each.returncode)[1] for each in started] == [0, 0, 0]
