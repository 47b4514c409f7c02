"""Leases: one holder at a time, a higher number for each, and no write by who lost it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from gateway.storage.leases import Held, LeaseLost, lease, take
from testkit.gateway_in_process import Gateway, either_store


def taken(gateway: Gateway, owner: str, seconds: float = 60) -> Held | None:
    return take(gateway.runtime.engine, "tick", owner, seconds, gateway.clock)


@either_store
def test_one_has_it_until_it_is_given_back(gateway: Gateway) -> None:
    engine = gateway.runtime.engine
    with lease(engine, "tick", "one", 60, gateway.clock) as first:
        assert first
        with lease(engine, "tick", "two", 60, gateway.clock) as second:
            assert second is None
        with lease(engine, "other", "two", 60, gateway.clock) as elsewhere:
            assert elsewhere
    with lease(engine, "tick", "two", 60, gateway.clock) as third:
        assert third and third.fence > first.fence


@either_store
def test_who_stood_still_writes_nothing_any_more(gateway: Gateway) -> None:
    first = taken(gateway, "one")
    gateway.clock.turn(seconds=61)
    second = taken(gateway, "two")
    assert first and second
    with gateway.runtime.engine.begin() as db:
        second.check(db)
    with pytest.raises(LeaseLost), gateway.runtime.engine.begin() as db:
        first.check(db)


@either_store
def test_giving_back_late_takes_it_from_nobody(gateway: Gateway) -> None:
    with lease(gateway.runtime.engine, "tick", "slow", 60, gateway.clock):
        gateway.clock.turn(seconds=61)
        assert taken(gateway, "two")
    assert taken(gateway, "three") is None


@either_store
def test_of_many_at_once_one_gets_it(gateway: Gateway) -> None:
    start = Barrier(6)

    def one(number: int) -> Held | None:
        start.wait(120)
        return taken(gateway, str(number))

    with ThreadPoolExecutor(6) as pool:
        assert len([held for held in pool.map(one, range(6)) if held]) == 1


def test_a_lease_of_a_clock_that_was_ahead_is_over(gateway: Gateway) -> None:
    gateway.clock.turn(days=1095)
    assert taken(gateway, "one")
    gateway.clock.turn(days=-1095)
    assert taken(gateway, "two")


@pytest.mark.parametrize("seconds", [0, -1, 3601])
def test_no_lease_is_without_end(gateway: Gateway, seconds: float) -> None:
    with pytest.raises(ValueError, match="no such lease"):
        taken(gateway, "one", seconds)
