"""What cannot wait is sent first; every item still arrives, and once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as some

from core.outbox_state import OutboxState
from core.petition import Filing, Purpose
from core.urgency.kinds import UrgencyKind
from core.wire import PETITION, Envelope, SealedPart, petition_json
from sync.outbox import Outbox
from sync.submissions import goes_first
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import FaultyPlatform
from testkit.filings import a_filing
from trust.seal import open_sealed

BEGUN = datetime(2026, 11, 30, 9, tzinfo=UTC)


def urgent(*kinds: UrgencyKind, purpose: Purpose = Purpose.REQUEST) -> Filing:
    filing = a_filing(purpose)
    return replace(filing, petition=replace(filing.petition, urgency=kinds))


def test_an_urgent_item_overtakes_those_that_wait(enrolled: Terminal, platform: FaultyPlatform) -> None:
    sent: list[UUID] = []
    waiting = [enrolled.submissions.accept(each).item for each in (a_filing(), a_filing())]
    pressing = enrolled.submissions.accept(urgent(UrgencyKind.NO_WATER, UrgencyKind.HEALTH)).item
    enrolled.engine.on_change(lambda item: sent.append(item.item) if item.state is OutboxState.REGISTERED else None)
    assert enrolled.engine.run_once() == 3
    assert list(dict.fromkeys(sent)) == [pressing, *waiting]
    opened = open_sealed(platform.items[str(pressing)]["text"], platform.bureau.identity)
    assert PETITION.validate_json(opened).urgency == (UrgencyKind.NO_WATER, UrgencyKind.HEALTH)


def test_an_accusation_shows_nothing_outside_its_seal(enrolled: Terminal, platform: FaultyPlatform) -> None:
    filing = urgent(UrgencyKind.VIOLENCE, purpose=Purpose.ACCUSATION)
    slip = enrolled.submissions.accept(filing)
    assert not enrolled.submissions.status(slip.item).urgent and not goes_first(filing.petition)
    folder = enrolled.home / "outbox" / str(slip.item)
    assert b"violence" not in b"".join(each.read_bytes() for each in folder.iterdir())
    sealed = (folder / "text.age").read_bytes()
    assert PETITION.validate_json(open_sealed(sealed, platform.discipline.identity)).urgency == (UrgencyKind.VIOLENCE,)


def test_on_a_stick_urgent_items_come_first(enrolled: Terminal, tmp_path: Path) -> None:
    waiting = enrolled.submissions.accept(a_filing()).item
    pressing = enrolled.submissions.accept(urgent(UrgencyKind.FIRE)).item
    assert [each.item for each in enrolled.submissions.export(tmp_path / "stick")] == [pressing, waiting]


def test_without_urgency_the_petition_is_as_before_there_was_any() -> None:
    """A platform of the version before refuses fields that it does not know."""
    assert b"urgency" not in petition_json(a_filing().petition)
    assert PETITION.validate_json(petition_json(a_filing().petition)).urgency == ()


def envelope(number: int) -> Envelope:
    return Envelope(
        item=UUID(int=(4 << 76) | (8 << 60) | number),
        suite="age-x25519-v1",
        recipient_set="bureau",
        size_class=4096,
        created=BEGUN + timedelta(minutes=number),
        terminal="t",
        place_code="320115",
        kind=Purpose.REQUEST,
        parts=[SealedPart(name="text.age", sha256="0" * 64, size=9)],
    )


@given(some.lists(some.tuples(some.booleans(), some.integers(0, 3)), min_size=1, max_size=6))
@settings(max_examples=12, deadline=None)
def test_whatever_waits_is_taken_once_urgent_first(added: list[tuple[bool, int]]) -> None:
    """`added`: whether an item is urgent, and how many deliveries of others happen before the next is added."""
    with TemporaryDirectory() as folder, terminal(Path(folder), training=True) as here:
        outbox = here.outbox
        taken: list[UUID] = []
        known: dict[UUID, tuple[bool, int]] = {}
        for number, (pressing, deliveries) in enumerate(added):
            known[outbox.add(envelope(number), urgent=pressing).item] = (not pressing, number)
            for _ in range(deliveries):
                deliver(outbox, known, taken)
        for _ in added:
            deliver(outbox, known, taken)
        assert sorted(taken) == sorted(known)


def deliver(outbox: Outbox, known: dict[UUID, tuple[bool, int]], taken: list[UUID]) -> None:
    """Delivers what is due, which is the first of those that wait."""
    item = outbox.due(datetime.now(UTC))
    if item is None:
        return
    assert item.item == min((each for each in known if each not in taken), key=lambda each: known[each])
    for state in (OutboxState.SENDING, OutboxState.DELIVERED, OutboxState.REGISTERED):
        outbox.move(item.item, state)
    taken.append(item.item)
