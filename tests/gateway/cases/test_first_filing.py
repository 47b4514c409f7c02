"""Who files online for the first time is told of three points; with a later filing once, that there is an answer."""

from sqlalchemy import select

from gateway.storage.notice_tables import notices
from testkit.gateway_in_process import Gateway
from testkit.officers import led
from testkit.terminal import Terminal


def nodes(gateway: Gateway, case_id: int) -> list[str]:
    with gateway.runtime.reading() as db:
        return list(
            db.execute(select(notices.c.node).where(notices.c.case_id == case_id).order_by(notices.c.id)).scalars()
        )


def test_three_points_the_first_time_and_one_later(gateway: Gateway, terminal: Terminal) -> None:
    for _ in range(2):
        receipt = terminal.filed()[1].receipt
        assert receipt
        led(gateway.runtime, receipt.case_number)
    assert nodes(gateway, 1) == ["registered", "forwarded", "told", "accepted", "handled", "result"]
    assert nodes(gateway, 2) == ["registered", "forwarded", "told", "accepted", "replied"]
