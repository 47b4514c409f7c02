"""The gateway as processes: several of them, killed ones, and an orderly end."""

import os
import signal
import socket
from pathlib import Path

import psutil
import pytest
import requests

from gateway.cases import records
from gateway.intake import upload_lease
from testkit.gateway_process import Line, process
from testkit.terminal import Terminal, petition


def worker_of(pid: int) -> int:
    """Returns the worker process to kill next."""
    children = psutil.Process(pid).children()
    return int(next(each.pid for each in children if "spawn_main" in " ".join(each.cmdline())))


def test_a_killed_worker_is_replaced_and_all_end_together(tmp_path: Path) -> None:
    with process(tmp_path / "new", "--workers", "2") as gateway:
        terminal = Terminal.enrolled(gateway)
        terminal.filed()
        killed = worker_of(gateway.popen.pid)
        os.kill(killed, signal.SIGKILL)
        crew = psutil.Process(gateway.popen.pid)
        while len([each for each in crew.children() if each.pid != killed and "spawn_main" in str(each.cmdline())]) < 2:
            pass
        terminal.filed()
        children = crew.children()
        gateway.end()
        said = gateway.logged()
    events = [line["event"] for line in said]
    assert [line["code"] for line in said if line["event"] == "worker ended"] == [-signal.SIGKILL]
    after = said[events.index("worker ended") :]  # the killed one may have died before its own line
    assert len([line for line in after if line.get("route") == "/v1/items"]) == 1
    assert not psutil.wait_procs(children, 20)[1]


def test_workers_do_not_outlive_the_one_who_started_them(tmp_path: Path) -> None:
    with process(tmp_path / "new", "--workers", "2") as gateway:
        children = psutil.Process(gateway.popen.pid).children()
        gateway.popen.kill()
        assert not psutil.wait_procs(children, 30)[1]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_is_counted_is_shown_to_prometheus_and_names_nobody(tmp_path: Path, workers: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        shown = f"127.0.0.1:{free.getsockname()[1]}"
    with process(tmp_path / "new", "--workers", workers, "--metrics", shown) as gateway, Line(gateway.url) as line:
        terminal = Terminal.enrolled(gateway)
        item, status = terminal.filed()
        for _ in range(3):
            assert terminal.hand_in(item).status_code == 200
        terminal.upload(item).patch(item.files["1.age"])
        assert requests.get(f"{gateway.url}/v1/bulletin", timeout=120).status_code == 401
        line.say(b"GET /v1/health HTTP/9\r\n" + terminal.id.encode() + b"\r\n\r\n")
        assert line.heard().startswith(b"HTTP/1.1 400")
        told = requests.get(f"http://{shown}/metrics", timeout=120).text
        assert requests.get(f"{gateway.url}/metrics", timeout=120).status_code == 404
        gateway.end()
        said = gateway.logged()
    lines = dict(line.rsplit(" ", 1) for line in told.splitlines() if not line.startswith("#"))
    assert float(lines['sunlit_items_total{outcome="new"}']) == 1
    assert float(lines['sunlit_items_total{outcome="repeated"}']) == 3
    assert float(lines['sunlit_refusals_total{code="unsigned"}']) == 1
    assert float(lines["sunlit_upload_bytes_total"]) == len(item.files["1.age"])
    assert float(lines['sunlit_call_seconds_count{route="/v1/items"}']) == 4
    assert status.receipt
    for secret in (terminal.id, str(item.id), status.receipt.case_number):
        assert secret not in told
    (library,) = [line for line in said if line["event"] == "library"]
    assert terminal.id not in str(library)
    calls = [line for line in said if line.get("route") == "/v1/items"]
    assert {line["terminal"] for line in calls} == {terminal.id} and all(line["bytes"] > 1000 for line in calls)


def test_what_is_under_way_ends_and_what_is_cut_can_be_resumed(tmp_path: Path) -> None:
    with process(tmp_path / "new") as gateway, Line(gateway.url) as posting, Line(gateway.url) as patching:
        terminal = Terminal.enrolled(gateway)
        item, _ = terminal.filed()
        upload, content = terminal.upload(item), item.files["1.age"]
        upload.begin_on(patching, content)
        late = terminal.sealed(petition(gateway.clock()))
        call = terminal.handing_in(late)
        posting.begin(call)
        requests.get(f"{gateway.url}/v1/health", timeout=120)  # by now both are being listened to
        gateway.end()
        with pytest.raises(requests.ConnectionError):
            while True:
                requests.get(f"{gateway.url}/v1/health", timeout=120)
        posting.finish(call)
        assert posting.heard().startswith(b"HTTP/1.1 201")
        assert b'"code":"ending"' in patching.heard()  # nothing more came in its time of grace
        gateway.logged()
        assert len(records.listed(gateway.runtime)) == 2
        upload_lease.acquire(gateway.runtime, upload.url.rpartition("/")[2]).release()  # nobody holds it any more
    with process(tmp_path / "new") as again:
        upload = upload.at(again.url)
        assert upload.head().headers["Upload-Offset"] == str(len(content) // 2)
        assert upload.patch(content[len(content) // 2 :], len(content) // 2).status_code == 204
