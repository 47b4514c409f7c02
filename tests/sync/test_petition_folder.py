"""A folder handed in again: the same petition while its slip was not delivered, a new one afterwards."""

import hmac
from pathlib import Path

from core.petition_folder import read_filing
from core.wire import PETITION
from sync.petition_folder import CliIdempotency
from sync.terminal import Terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from tests.sync.conftest import Sync
from tests.sync.test_cli import papers


def test_until_its_slip_is_given_it_is_one_item(enrolled: Terminal, tmp_path: Path) -> None:
    slips = CliIdempotency(enrolled.store, enrolled.identities)
    folder = papers(tmp_path / "papers")
    first, again = (slips.with_stable_id(read_filing(folder)) for _ in range(2))
    assert enrolled.submissions.accept(first) == enrolled.submissions.accept(again)
    slips.mark_slip_given(again)
    assert enrolled.submissions.accept(slips.with_stable_id(read_filing(folder))).item != first.petition.item
    assert len(enrolled.submissions.items()) == 2


def test_another_word_is_another_petition(enrolled: Terminal, tmp_path: Path) -> None:
    slips = CliIdempotency(enrolled.store, enrolled.identities)
    one = slips.with_stable_id(read_filing(papers(tmp_path / "papers")))
    other = slips.with_stable_id(
        read_filing(papers(tmp_path / "papers", petitioner={"name": "乙某", "phone": "13000000001"}))
    )
    assert one.petition.item != other.petition.item
    assert one.petition.local_number.endswith(f"{one.petition.item.int % 1_000_000:06d}")


def test_whoever_is_told_twice_has_filed_twice(sync: Sync, tmp_path: Path, platform: FaultyPlatform) -> None:
    sync("enrol", platform.url, CODE)
    folder = str(papers(tmp_path / "papers"))
    assert sync("file", folder)[1]["item"] != sync("file", folder)[1]["item"]


BEFORE = {
    *("channel", "matter", "petitioner", "consents", "attachments", "agent", "authority", "spoken_names", "evidence"),
    *("consent_record", "read_back", "urgency"),
}
"""What the version of 29 November counted of a petition."""


def test_a_folder_cut_off_before_an_upgrade_is_the_same_petition_after_it(enrolled: Terminal, tmp_path: Path) -> None:
    """Whatever fields come later are not counted while they are empty."""
    filing = read_filing(papers(tmp_path / "papers"))
    said = {name: each for name, each in PETITION.dump_python(filing.petition, mode="json").items() if name in BEFORE}
    counted = hmac.digest(enrolled.identities.current().key.raw, repr(sorted(said.items())).encode(), "sha256")
    assert CliIdempotency(enrolled.store, enrolled.identities)._mark(filing) == counted
