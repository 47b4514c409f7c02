"""Workers at once: each notice is one worker's at a time, and a worker that lost its claim sends nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

from gateway.notices import claims, sms, worker
from gateway.notices.claims import LEASE, Claim
from gateway.notices.states import Cause, State
from testkit.gateway_in_process import either_store
from testkit.noticed_gateway import NoticedGateway

WORKERS, NOTICES = 4, 24


@either_store
def test_workers_at_once_send_each_message_once(noticed: NoticedGateway) -> None:
    for _ in range(NOTICES):
        noticed.registered()
    start = Barrier(WORKERS)

    def work(_: int) -> int:
        start.wait(120)
        return worker.run_once(noticed.runtime)["handed-over"]

    with ThreadPoolExecutor(WORKERS) as pool:
        handed = list(pool.map(work, range(WORKERS)))
    assert sum(handed) == NOTICES
    assert {noticed.provider.sent(key) for key in noticed.provider.calls} == {1}
    assert {each["state"] for each in noticed.rows()} == {"accepted"}


def claimed(noticed: NoticedGateway, owner: str) -> Claim | None:
    with noticed.runtime.engine.begin() as db:
        return claims.next_claim(db, owner, noticed.clock(), sending=True)


@either_store
def test_who_stood_still_too_long_may_not_send_any_more(noticed: NoticedGateway) -> None:
    noticed.registered()
    first = claimed(noticed, "first")
    assert first and claimed(noticed, "second") is None
    noticed.clock.turn(seconds=LEASE.total_seconds() + 1)
    second = claimed(noticed, "second")
    assert second and second.fence > first.fence
    with noticed.runtime.engine.begin() as db:
        assert not claims.hand_over(db, first, noticed.clock())
        assert claims.hand_over(db, second, noticed.clock())


@either_store
def test_who_died_after_handing_over_leaves_it_unknown(noticed: NoticedGateway) -> None:
    noticed.registered()
    dead = claimed(noticed, "dead")
    assert dead
    with noticed.runtime.engine.begin() as db:
        assert claims.hand_over(db, dead, noticed.clock())
    assert noticed.work() == {}
    noticed.clock.turn(seconds=LEASE.total_seconds() + 1)
    assert noticed.work() == {"looked-up": 1}
    assert (noticed.state(), noticed.row()["reason"]) == ("unknown", "not-found")
    assert noticed.provider.book == []


@either_store
def test_an_answer_that_comes_late_is_still_written(noticed: NoticedGateway) -> None:
    noticed.registered()
    slow = claimed(noticed, "slow")
    assert slow
    with noticed.runtime.engine.begin() as db:
        assert claims.hand_over(db, slow, noticed.clock())
    noticed.clock.turn(seconds=LEASE.total_seconds() + 1)
    assert claimed(noticed, "other")
    assert noticed.state() == "unknown"
    with noticed.runtime.engine.begin() as db:
        assert claims.settle(db, slow, Cause.ACCEPT, noticed.clock(), receipt="r9")
        assert not claims.settle(db, slow, Cause.NOT_REACHED, noticed.clock())
        assert not claims.settle(db, replace(slow, attempt=1), Cause.REFUSE, noticed.clock())
    assert (noticed.state(), noticed.row()["receipt"]) == ("accepted", "r9")


def test_a_worker_that_stood_still_before_its_call_does_not_make_it(noticed: NoticedGateway) -> None:
    noticed.registered()
    claim = claimed(noticed, "still")
    assert claim and claim.state is State.DUE
    long_ago = -timedelta(hours=1).total_seconds()
    provider = sms.configured(noticed.runtime)
    worker.Worker(noticed.runtime, provider, "still")._send(claim, began=long_ago)
    assert not noticed.provider.calls and noticed.row()["reason"] == "stood-still"
    assert noticed.state() == "due"
