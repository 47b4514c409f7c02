"""The contract of every chip reader, on any port; each reader's tests inherit it."""

import pytest

from core.id_document import IdDocument
from core.problems import CardUnknown, CardUnread, DeviceProblem, ReaderFaulty, ReaderMissing
from devices.card_reader.emulator import cards
from devices.card_reader.frames import FIND, READ, SELECT, STATUS
from tests.devices.card_reader.reader_fixtures import Bench, Emulated
from tests.devices.device_contract import DeviceContract


class ReaderContract(DeviceContract):
    """A test class gives the fixture `device`: a Bench with a resident's card on it."""

    def test_reads_a_residents_card(self, device: Bench[Emulated]) -> None:
        device.open()
        found = device.found()
        assert (found.name, found.sex, found.ethnicity, found.birth) == ("王小满", "女", "汉", "1956-04-12")
        assert (found.address, found.id_number) == ("阳光省杨柳市杨柳村三组8号", cards.number("32990119560412204"))
        assert (found.issuer, found.valid_from, found.valid_to) == ("杨柳市公安局", "2016-03-12", "长期")
        assert found.document is IdDocument.RESIDENT_CARD
        assert found.doubtful == ()
        device.close()

    def test_reads_permits_and_foreigners_cards(self, device: Bench[Emulated]) -> None:
        device.open()
        device.lay(cards.permit())
        assert device.found().document is IdDocument.HMT_RESIDENCE_PERMIT
        device.lay(cards.foreigner())
        assert device.found().id_number == "CAN990080010101"
        device.close()

    def test_an_address_that_was_added_takes_the_place_of_the_printed_one(self, device: Bench[Emulated]) -> None:
        device.open()
        device.lay(cards.resident(new_address="阳光省晴川市新村1号"))
        found = device.found()
        assert (found.address, found.earlier_address) == ("阳光省晴川市新村1号", "阳光省杨柳市杨柳村三组8号")
        device.close()

    def test_a_card_that_was_read_is_nothing_new_until_it_is_laid_again(self, device: Bench[Emulated]) -> None:
        device.open()
        card = device.card
        assert card
        assert device.read()
        assert device.read() is None
        device.lift()
        assert device.read() is None
        device.lay(card)
        assert device.read()
        device.close()

    @pytest.mark.parametrize(
        ("command", "status", "problem"),
        [
            (FIND, 0x24, CardUnread),
            (SELECT, 0x81, CardUnread),
            (READ, 0x41, CardUnread),
            (READ, 0x32, CardUnknown),
            (READ, 0x31, CardUnknown),
            (FIND, 0x66, ReaderFaulty),
            (FIND, 0x05, ReaderMissing),
        ],
    )
    def test_what_went_wrong_is_said_and_the_next_card_is_read(
        self, device: Bench[Emulated], command: bytes, status: int, problem: type[DeviceProblem]
    ) -> None:
        device.open()
        device.module.misbehave(status, command)
        with pytest.raises(problem) as told:
            device.read()
        assert f"{status:02X}" in told.value.detail
        device.close()
        device.open()
        assert device.read()
        device.close()

    def test_a_module_that_fails_its_own_test_is_said_at_once(self, device: Bench[Emulated]) -> None:
        device.module.misbehave(0x60, STATUS)
        with pytest.raises(ReaderFaulty):
            device.open()
        device.close()

    def test_tells_technicians_its_number(self, device: Bench[Emulated]) -> None:
        device.open()
        assert device.driver.sam_number() == "05.01-20120315-0001234567-0987654321"
        device.close()
