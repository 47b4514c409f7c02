"""One fault after another, on an in-memory link, and twice on a real pseudo-terminal under a keeper."""

import queue
from pathlib import Path
from typing import Self

import pytest

from core.person import Cardholder
from core.problems import CardUnread, DeviceProblem, Problem, ReaderFaulty, ReaderMissing
from core.sentences import sentence_of
from devices.card_reader.emulator.cards import resident
from devices.card_reader.emulator.module import Fault, Module
from devices.card_reader.frames import FIND, READ, READ_NEW_ADDRESS, SELECT, STATUS, framed
from devices.card_reader.sam import SamReader
from devices.card_reader.serial_link import SerialLink
from devices.card_reader.statuses import MEANINGS, problem
from devices.keeper import Keeper
from tests.devices.card_reader.reader_fixtures import PATIENT, Bench, Served, Wire, emulated_port

SOON = 120


@pytest.fixture
def wire() -> Wire:
    return Wire(Module())


@pytest.fixture
def bench(wire: Wire) -> Bench[Module]:
    bench = Bench(SamReader(wire, poll=0, waiting=0.02), wire.module, wire)
    bench.open()
    return bench


@pytest.mark.parametrize("command", [FIND, SELECT, READ])
@pytest.mark.parametrize("fault", [Fault.CHECKSUM, Fault.PIECES, Fault.NOISE])
def test_a_bad_line_is_asked_again_and_nobody_notices(bench: Bench[Module], command: bytes, fault: Fault) -> None:
    bench.module.misbehave(fault, command)
    assert bench.found().name == "王小满"


def test_a_line_that_stays_bad_is_a_missing_reader(bench: Bench[Module]) -> None:
    for _ in range(2):
        bench.module.misbehave(Fault.CHECKSUM, FIND)
    with pytest.raises(ReaderMissing, match="damaged"):
        bench.read()


@pytest.mark.parametrize("command", [FIND, SELECT, READ, READ_NEW_ADDRESS])
@pytest.mark.parametrize("fault", [Fault.SILENCE, Fault.HALF, Fault.LENGTH, Fault.UNPLUGGED])
def test_what_never_comes_whole_is_a_missing_reader_until_it_is_back(
    bench: Bench[Module], command: bytes, fault: Fault
) -> None:
    bench.module.misbehave(fault, command)
    with pytest.raises(ReaderMissing):
        bench.read()
    bench.close()
    bench.plug()
    bench.open()
    assert bench.found().name == "王小满"


@pytest.mark.parametrize("command", [SELECT, READ])
def test_a_card_lifted_too_early_is_asked_for_again(bench: Bench[Module], command: bytes) -> None:
    bench.module.misbehave(Fault.LIFTED, command)
    with pytest.raises(CardUnread) as told:
        bench.read()
    assert "再放一次" in sentence_of(told.value)


def test_lifted_before_its_new_address_was_read_the_printed_one_is_doubtful(bench: Bench[Module]) -> None:
    bench.lay(resident(new_address="阳光省晴川市新村1号"))
    bench.module.misbehave(Fault.LIFTED, READ_NEW_ADDRESS)
    assert bench.found().doubtful == ("address",)


def test_an_old_module_that_knows_no_new_addresses_reads_cards_all_the_same(bench: Bench[Module]) -> None:
    bench.module.misbehave(0x21, READ_NEW_ADDRESS)
    assert bench.found().doubtful == ()


def test_a_module_that_fails_its_own_test_does_nothing_else(bench: Bench[Module]) -> None:
    bench.close()
    bench.module.healthy = False
    with pytest.raises(ReaderFaulty):
        bench.open()


@pytest.mark.parametrize("status", [*MEANINGS, 0x00, 0xFF])
def test_every_status_is_a_problem_with_a_sentence(bench: Bench[Module], status: int) -> None:
    assert sentence_of(problem(status))
    if status != 0x80:  # no card is no problem
        bench.module.misbehave(status, FIND)
        with pytest.raises(DeviceProblem, match=f"{status:02X}"):
            bench.read()


def test_a_reply_that_is_too_short_for_a_card_is_not_read(bench: Bench[Module], wire: Wire) -> None:
    wire.noise = lambda data: framed(bytes(3) + bytes(40)) if len(data) > 500 else data
    with pytest.raises(DeviceProblem):
        bench.read()


def test_commands_go_out_in_their_order_and_the_status_is_asked_first(bench: Bench[Module]) -> None:
    bench.read()
    assert bench.module.heard == [STATUS, FIND, SELECT, READ, READ_NEW_ADDRESS]


class Visit:
    """A keeper on a served pseudo-terminal; it retries without a pause."""

    def __init__(self, served: Served) -> None:
        self.readings: queue.Queue[Cardholder] = queue.Queue()
        self.troubles: queue.Queue[Problem | None] = queue.Queue()
        reader = SamReader(SerialLink(str(served.port.path)), poll=0.005, waiting=PATIENT)
        self.keeper = Keeper(reader, self.readings.put, self.troubles.put, pause=lambda seconds: False)

    def __enter__(self) -> Self:
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.keeper.stop()


def test_pulled_out_in_the_middle_of_a_frame_it_comes_back_by_itself(tmp_path: Path) -> None:
    with Served(emulated_port(tmp_path / "reader")) as served, Visit(served) as visit:
        module = served.port.module
        module.misbehave(Fault.UNPLUGGED, READ)
        module.lay(resident())
        assert isinstance(visit.troubles.get(timeout=SOON), ReaderMissing)
        served.plug()
        assert visit.troubles.get(timeout=SOON) is None
        assert visit.readings.get(timeout=SOON).name == "王小满"


@pytest.mark.parametrize("fault", [Fault.LATE, Fault.PIECES, Fault.NOISE])
def test_a_slow_or_noisy_line_is_read_all_the_same(tmp_path: Path, fault: Fault) -> None:
    with Served(emulated_port(tmp_path / "reader")) as served, Visit(served) as visit:
        served.port.module.misbehave(fault, READ)
        served.port.module.lay(resident(name="阿依努尔·买买提"))
        assert visit.readings.get(timeout=SOON).name == "阿依努尔·买买提"
        assert visit.troubles.empty()
