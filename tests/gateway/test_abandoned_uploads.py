"""Abandoned uploads leave the disk, registered files never do, and a full disk accepts nothing."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import requests

from gateway.app import application
from gateway.backup import integrity
from gateway.cli import main
from gateway.intake.abandoned_uploads import remove_abandoned
from gateway.runtime.caches import FreeSpace
from testkit.gateway_in_process import Gateway, SwitchableApp, either_store
from testkit.gateway_process import process
from testkit.terminal import Terminal, petition, refusal


@either_store
def test_an_upload_nobody_goes_on_with_is_swept_and_may_begin_anew(gateway: Gateway, terminal: Terminal) -> None:
    item, other = terminal.filed()[0], terminal.filed()[0]
    upload, content = terminal.upload(item), item.files["1.age"]
    assert upload.patch(content[:1000]).status_code == 204
    assert terminal.upload(other).patch(other.files["1.age"]).status_code == 204
    gateway.clock.turn(hours=167)
    assert remove_abandoned(gateway.runtime) == {"uploads": 0, "drafts": 0, "withdrawn": 0}
    gateway.clock.turn(hours=3)
    assert remove_abandoned(gateway.runtime) == {
        "uploads": 2,
        "drafts": 0,
        "withdrawn": 0,
    }  # one of them had come to its end
    assert upload.head().status_code == 404
    anew = terminal.upload(item)
    assert anew.head().headers["Upload-Offset"] == "0"
    assert anew.patch(content).status_code == 204
    assert list(integrity.problems(gateway.runtime)) == []


@either_store
def test_drafts_of_calls_that_were_killed_are_swept(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload = terminal.upload(item)
    assert upload.patch(item.files["1.age"][:1000]).status_code == 204
    for name in ("0" * 32, "1" * 32):
        with gateway.runtime.blobs.arriving(name, 0) as file:
            file.write(b"half a text")
    assert remove_abandoned(gateway.runtime) == {"uploads": 0, "drafts": 0, "withdrawn": 0}, "they may be under way"
    assert remove_abandoned(gateway.runtime, timedelta()) == {"uploads": 0, "drafts": 2, "withdrawn": 0}
    assert upload.head().headers["Upload-Offset"] == "1000"


@pytest.mark.parametrize("stores", ["province"], indirect=True)
def test_what_the_object_store_began_and_never_ended_is_given_up(gateway: Gateway) -> None:
    blobs: Any = gateway.runtime.blobs
    blobs._client.create_multipart_upload(Bucket=blobs._bucket, Key=f"{blobs._prefix}kept/x/1.age")
    for ended in (1, 0):  # the stand-in has it begun in 2010
        assert remove_abandoned(gateway.runtime) == {"uploads": 0, "drafts": ended, "withdrawn": 0}


def test_it_is_done_by_itself_and_by_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "data" / "blobs" / "incoming" / ("0" * 32)
    with process(tmp_path / "data") as gateway:
        gateway.end()
        gateway.logged()
    draft.write_bytes(b"half a text")
    assert main(["sweep", "--data", str(tmp_path / "data")]) == 0
    assert json.loads(capsys.readouterr().out) == {"uploads": 0, "drafts": 0, "withdrawn": 0}
    os.utime(draft, (0, 0))
    with process(tmp_path / "data") as gateway:
        gateway.wait_for('"swept"')
        gateway.end()
        assert {"event": "swept", "uploads": 0, "drafts": 1, "withdrawn": 0} in gateway.logged()
    assert not draft.exists()


def test_a_full_disk_takes_nothing_in_and_says_so(
    gateway: Gateway, switchable: SwitchableApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    terminal = Terminal.enrolled(gateway)
    item, _ = terminal.filed()
    upload = terminal.upload(item)
    left = Mock(free=999)
    monkeypatch.setattr("gateway.runtime.caches.shutil.disk_usage", lambda _: left)
    monkeypatch.setattr("gateway.runtime.caches.CACHE_SECONDS", 0.0)
    gateway.runtime = replace(gateway.runtime, free_space=FreeSpace(gateway.data, 1000))
    switchable.app = application(gateway.runtime)
    answer = terminal.hand_in(terminal.sealed(petition(gateway.clock())))
    assert refusal(answer) == (503, "full") and answer.headers["Retry-After"] == "600"
    assert upload.patch(item.files["1.age"]).status_code == 503
    assert upload.head().status_code == 200
    assert terminal.call("GET", f"/v1/items/{item.id}").status_code == 200
    assert requests.get(f"{gateway.url}/v1/health", timeout=120).json()["status"] == "full"
    assert "the disk is nearly full" in caplog.text
    left.free = 1000
    assert requests.get(f"{gateway.url}/v1/health", timeout=120).json()["status"] == "ok"
    assert upload.patch(item.files["1.age"]).status_code == 204
