"""Every petition of an agent carries an annex; nobody can tell from the outside whether it says anything."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.petition import Filing, Role
from core.petition_folder import read_filing
from core.problems import BadFiling
from core.wire import SignedEnvelope
from sync.petition_folder import CliIdempotency
from sync.terminal import Terminal
from tests.sync.test_cli import papers
from trust.annex import MOST_CHARS, annex_size
from trust.sealed_filing import with_annex

AGENT = {"person": {"name": "李代办", "phone": "13900001111"}, "agent_class": "grid_worker", "organisation": "某村"}
LETTER = {"matter": "路灯", "powers": ["file"], "letter": "letter.pdf"}
PERIOD = {"starts": date.today().isoformat(), "ends": (date.today() + timedelta(days=100)).isoformat()}
SECRET = "他是我侄子，我不敢当面说。"


def folder(place: Path, **more: Any) -> Path:
    """Returns a folder that an agent files."""
    attachments = [{"name": "letter.pdf", "role": "authority"}, *more.pop("attachments", [])]
    made = papers(place, agent=AGENT, authority={**LETTER, **PERIOD}, attachments=attachments, **more)
    (made / "letter.pdf").write_bytes(b"%PDF-1.4 signed")
    return made


def sealed(enrolled: Terminal, filing: Filing) -> dict[str, int]:
    """Accepts it; returns the sizes of its sealed files."""
    item = enrolled.submissions.accept(filing).item
    place = enrolled.home / "outbox" / str(item)
    return {each.name: each.stat().st_size for each in place.iterdir() if each.name != "1.age"}


def test_with_and_without_words_all_files_are_equal_to_the_byte(enrolled: Terminal, tmp_path: Path) -> None:
    silent = sealed(enrolled, read_filing(folder(tmp_path / "silent")))
    for n, words in enumerate((SECRET, "密" * MOST_CHARS)):
        said = sealed(enrolled, read_filing(folder(tmp_path / f"said{n}", annex=words)))
        assert said == silent
    assert "2.age" in silent


def test_the_words_lie_nowhere_in_clear(enrolled: Terminal, tmp_path: Path) -> None:
    filing = read_filing(folder(tmp_path / "said", annex=SECRET))
    item = enrolled.submissions.accept(filing).item
    for each in enrolled.home.rglob("*"):
        assert not each.is_file() or SECRET.encode() not in each.read_bytes()
    annex = with_annex(filing, enrolled.identities.current().keys_of).petition.attachments[-1]
    assert (annex.role, annex.size) == (Role.ANNEX, annex_size(1))
    assert SECRET not in (enrolled.home / "outbox" / str(item) / "envelope.json").read_text()


def test_a_folder_given_again_is_the_same_item_and_other_words_another(enrolled: Terminal, tmp_path: Path) -> None:
    slips = CliIdempotency(enrolled.store, enrolled.identities)
    one = slips.with_stable_id(read_filing(folder(tmp_path / "one", annex=SECRET)))
    again = slips.with_stable_id(read_filing(folder(tmp_path / "one", annex=SECRET)))
    other = slips.with_stable_id(read_filing(folder(tmp_path / "one", annex="别的")))
    assert one.petition.item == again.petition.item != other.petition.item
    assert enrolled.submissions.accept(one) == enrolled.submissions.accept(again)


def test_who_files_for_themself_has_an_annex_only_with_words(enrolled: Terminal, tmp_path: Path) -> None:
    plain = enrolled.submissions.accept(read_filing(papers(tmp_path / "plain"))).item
    assert not (enrolled.home / "outbox" / str(plain) / "1.age").exists()
    said = enrolled.submissions.accept(read_filing(papers(tmp_path / "said", annex=SECRET))).item
    assert (enrolled.home / "outbox" / str(said) / "1.age").exists()


def test_an_accusation_s_annex_is_for_the_discipline_organ(enrolled: Terminal, tmp_path: Path) -> None:
    matter = json.loads((papers(tmp_path / "m") / "petition.json").read_text())["matter"]
    filing = read_filing(folder(tmp_path / "said", matter={**matter, "purpose": "accusation"}, annex=SECRET))
    item = enrolled.submissions.accept(filing).item
    envelope = (enrolled.home / "outbox" / str(item) / "envelope.json").read_text()
    assert SignedEnvelope.model_validate_json(envelope).opened().recipient_set == "discipline"


@pytest.mark.parametrize(
    "wrong",
    [
        {"annex": "字" * (MOST_CHARS + 1)},
        {"annex": "\x01藏着"},
        {"annex": "。。。"},
        {"attachments": [{"name": "letter.pdf", "role": "annex"}]},
    ],
)
def test_what_cannot_be_an_annex_is_said(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadFiling):
        read_filing(folder(tmp_path / "wrong", **wrong))


def test_notes_without_an_agent_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFiling):
        read_filing(papers(tmp_path / "wrong", agent_notes="我去看过。"))
    filing = read_filing(folder(tmp_path / "right", agent_notes=" 我去看过。 ", spoken_words="路登坏了"))
    assert (filing.petition.agent_notes, filing.petition.spoken_words) == ("我去看过。", "路登坏了")
