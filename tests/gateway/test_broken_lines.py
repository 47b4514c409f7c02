"""The connection breaks while a part is being sent, or the gateway is killed. This uses the folder store, which reports
arrived bytes exactly; an object store keeps a call's bytes when the call ends."""

from datetime import timedelta

from gateway.intake import upload_lease
from testkit.gateway_in_process import Gateway
from testkit.terminal import Terminal, refusal
from tests.gateway.test_uploads import wanted


def test_what_came_before_the_line_broke_is_kept(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    upload.break_off(content, 3000)
    while (answer := upload.patch(content[3000:], 3000)).status_code == 409:
        assert refusal(answer) == (409, "running")  # until the gateway has noticed
    assert answer.status_code == 204
    assert wanted(terminal, item) == []


def test_a_writer_that_was_killed_locks_nobody_out(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    upload_lease.acquire(gateway.runtime, upload.url.rpartition("/")[2])  # on a machine that then loses its power
    assert refusal(upload.patch(content)) == (409, "running")
    gateway.clock.turn(seconds=upload_lease.LEASE_TIME / timedelta(seconds=1))
    assert upload.patch(content).status_code == 204
