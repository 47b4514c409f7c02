"""Drafts of an agent on the disk: readable by that agent alone, whole or said not to be, and gone when removed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agency.agents import Agents, SignedIn
from agency.draft_record import DraftState, Written
from agency.drafts import Drafts, OpenDraft
from agency.hand_over import Leaving, hand_over
from core.authority.letter import Agent, AgentClass
from core.flow import Whereabouts
from core.narrative import Clause, SpokenClause
from core.person import Person
from core.places import Place
from core.problems import DraftGone, DraftOpenElsewhere, DraftUnreadable
from core.scan import Scan
from proxy_client.session import AgentDraft
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
LI, WANG, WORD = "320115", "320116", "口令-一一一"
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
HERE = Whereabouts("tell", ("desk", "consent", "identify"))
SOUND = "这是一段录音".encode() * 900
WORDS = ("王小满", "320115194901010016", "村口的井水发黑三个月了", "打字打到一半", "13800000000", "石桥村")


def a_draft() -> AgentDraft:
    person = Person(name=WORDS[0], id_number=WORDS[1], phone=WORDS[4])
    told = (SpokenClause(Clause(f"{WORDS[2]}。", 0, 3, 0.9), SOUND),)
    place = Place(code="331181", name=WORDS[5])
    return AgentDraft(petitioner=person, told=told, place=place, scans=[Scan(WORDS[2].encode() * 300)])


def state(draft: AgentDraft) -> DraftState:
    return DraftState.of(draft, HERE, Written("写下来", WORDS[3]))


@pytest.fixture
def agents(enrolled: Terminal) -> Agents:
    return Agents.of(enrolled)


@pytest.fixture
def li(agents: Agents) -> SignedIn:
    return agents.add(LI, WORD, AGENT)


@pytest.fixture
def drafts(enrolled: Terminal, li: SignedIn) -> Drafts:
    return Drafts(enrolled, LI, li.key, AgentDraft)


@pytest.fixture
def kept(drafts: Drafts) -> Iterator[OpenDraft]:
    begun = drafts.begin()
    begun.save(state(a_draft()), NOW)
    yield begun
    begun.close()


def test_it_is_there_after_signing_in_again(drafts: Drafts, agents: Agents, kept: OpenDraft) -> None:
    kept.close()
    key = agents.sign_in(LI, WORD, NOW).key
    again = replace(drafts, key=key)
    (listed,) = again.listed()
    assert (listed.at, listed.problem, listed.elsewhere) == (NOW, None, False)
    assert listed.record and listed.record.draft.narrative == f"{WORDS[2]}。" and not listed.record.left
    opened, record = again.open(listed.id)
    assert record.slip is None and record.draft.audio and record.draft.scans[0].image and record.whereabouts == HERE
    assert record.written == Written("写下来", WORDS[3])
    opened.close()


def test_nothing_is_stored_before_it_is_saved(drafts: Drafts) -> None:
    begun = drafts.begin()
    begun.close()
    assert drafts.listed() == []


def test_the_last_state_stays_and_what_is_not_needed_any_more_goes(
    drafts: Drafts, enrolled: Terminal, kept: OpenDraft
) -> None:
    draft = a_draft()
    draft.scans.clear()
    draft.narrative = "改了"
    kept.save(state(draft), NOW + timedelta(seconds=1), left=True)
    (listed,) = drafts.listed()
    assert listed.record and listed.record.draft.narrative == "改了" and listed.record.left
    assert listed.at == NOW + timedelta(seconds=1)
    assert enrolled.store.read("SELECT count(*) AS n FROM draft_parts")[0]["n"] == 0


def test_another_agent_reads_and_removes_nothing(
    drafts: Drafts, enrolled: Terminal, agents: Agents, kept: OpenDraft
) -> None:
    kept.close()
    other = agents.add(WANG, WORD, AGENT, by=LI)
    theirs = Drafts(enrolled, WANG, other.key, AgentDraft)
    assert theirs.listed() == []
    with pytest.raises(DraftGone):
        theirs.open(kept.id)
    theirs.remove(kept.id)
    assert len(drafts.listed()) == 1
    wrong_key = replace(drafts, key=other.key)
    assert [type(each.problem) for each in wrong_key.listed()] == [DraftUnreadable]
    with pytest.raises(DraftUnreadable):
        wrong_key.open(kept.id)


def test_an_open_store_shows_no_word_of_it(enrolled: Terminal, kept: OpenDraft, li: SignedIn) -> None:
    held = str([enrolled.store.read(f"SELECT * FROM {table}") for table in ("drafts", "draft_parts")])
    for word in (*WORDS, li.key.identity, SOUND.decode()[:12]):
        assert word not in held and word.encode().hex() not in held and repr(word.encode())[2:-1] not in held


def test_the_disk_shows_no_word_of_it(enrolled: Terminal, drafts: Drafts, kept: OpenDraft) -> None:
    """Searches all files of the terminal, while it is open, after it is removed, and after the terminal is closed."""

    def shown() -> list[str]:
        files = [each.read_bytes() for each in enrolled.home.rglob("*") if each.is_file()]
        spelled = {word: (word.encode(), word.encode("utf-16-le"), word.encode("gb18030")) for word in WORDS}
        return [word for word, forms in spelled.items() if any(form in file for form in forms for file in files)]

    assert shown() == []
    kept.remove()
    assert shown() == [] and drafts.listed() == []
    assert not list((enrolled.home / "drafts").iterdir())
    enrolled.close()
    assert shown() == []


def test_what_is_removed_is_overwritten(enrolled: Terminal, drafts: Drafts, kept: OpenDraft) -> None:
    """Even with the store's key in hand, and even the sealed rows are gone: from the file and from its log."""
    row = enrolled.store.read("SELECT content FROM drafts")[0]["content"]
    kept.close()
    drafts.remove(kept.id)
    assert enrolled.store.read("PRAGMA secure_delete")[0]["secure_delete"] == 1
    assert enrolled.store.path.with_name("store.db-wal").stat().st_size == 0
    assert enrolled.store.read("SELECT count(*) AS n FROM draft_parts")[0]["n"] == 0 and row


def test_removing_an_agent_removes_theirs_and_a_window_of_theirs_brings_none_back(
    drafts: Drafts, agents: Agents, kept: OpenDraft
) -> None:
    agents.add(WANG, WORD, AGENT, by=LI)
    agents.name_supervisor(WANG, by=LI)
    assert agents.owned_by(LI) == {"drafts": 1}
    agents.remove(LI, by=WANG)
    assert agents.owned_by(LI) == {} and drafts.store.read("SELECT * FROM draft_parts") == []
    with pytest.raises(DraftGone):
        kept.save(state(a_draft()), NOW)
    assert drafts.listed() == []


def test_a_draft_is_open_in_one_window_at_a_time(drafts: Drafts, enrolled: Terminal, kept: OpenDraft) -> None:
    with terminal(enrolled.home) as other:
        there = replace(drafts, terminal=other)
        assert [each.elsewhere for each in there.listed()] == [True]
        for attempt in (lambda: there.open(kept.id), lambda: there.remove(kept.id)):
            with pytest.raises(DraftOpenElsewhere):
                attempt()
        kept.close()
        opened, _ = there.open(kept.id)
        opened.close()
        there.remove(kept.id)
    assert drafts.listed() == []
    with pytest.raises(DraftGone):
        drafts.open(kept.id)


def test_one_that_cannot_be_read_is_said_so_and_stops_no_other(
    drafts: Drafts, enrolled: Terminal, kept: OpenDraft
) -> None:
    kept.close()
    torn = drafts.begin()
    torn.save(state(a_draft()), NOW)
    torn.close()
    with enrolled.store.write() as tx:
        tx.execute("UPDATE drafts SET content = substr(content, 1, 900) WHERE id = ?", (torn.id,))
    told = {each.id: each.problem for each in drafts.listed()}
    assert told[kept.id] is None and isinstance(told[torn.id], DraftUnreadable)
    drafts.remove(torn.id)
    assert [each.id for each in drafts.listed()] == [kept.id]


def test_a_lost_part_is_noticed_before_anything_is_opened(drafts: Drafts, enrolled: Terminal, kept: OpenDraft) -> None:
    kept.close()
    with enrolled.store.write() as tx:
        tx.execute("DELETE FROM draft_parts WHERE rowid = (SELECT min(rowid) FROM draft_parts)")
    for _ in range(2):
        with pytest.raises(DraftUnreadable):
            drafts.open(kept.id)


def test_a_row_under_another_draft_is_not_taken_for_it(drafts: Drafts, enrolled: Terminal, kept: OpenDraft) -> None:
    kept.close()
    other = drafts.begin()
    other.save(state(AgentDraft(category="水利")), NOW)
    other.close()
    with enrolled.store.write() as tx:
        swapped = "UPDATE drafts SET content = (SELECT content FROM drafts WHERE id = ?) WHERE id = ?"
        tx.execute(swapped, (other.id, kept.id))
    with pytest.raises(DraftUnreadable):
        drafts.open(kept.id)


def test_what_was_filed_says_so_though_nobody_deleted_it(
    drafts: Drafts, enrolled: Terminal, kept: OpenDraft, tmp_path: Path
) -> None:
    """As after a kill between the filing and the deletion: the claim is the draft's, and the item is there once."""
    draft = a_draft()
    kept.save(state(draft), NOW)
    filing = replace(a_filing(), claim=draft.claim)
    filing = replace(filing, petition=replace(filing.petition, item=draft.item))
    slip = enrolled.submissions.accept(filing)
    (listed,) = drafts.listed()
    assert listed.record and listed.record.slip == slip and listed.record.draft.item == slip.item
    assert enrolled.submissions.accept(filing) == slip and len(enrolled.submissions.items()) == 1


def test_with_the_store_begun_anew_the_draft_is_stored_again(
    drafts: Drafts, enrolled: Terminal, kept: OpenDraft
) -> None:
    with enrolled.store.write() as tx:
        tx.execute("DELETE FROM drafts")
    kept.save(state(a_draft()), NOW)
    kept.close()
    opened, record = drafts.open(kept.id)
    assert record.draft.audio
    opened.close()


def test_a_draft_is_handed_over_whole(drafts: Drafts, enrolled: Terminal, agents: Agents, kept: OpenDraft) -> None:
    kept.close()
    other = agents.add(WANG, WORD, AGENT, by=LI)
    leaving = Leaving(LI, drafts.key)
    assert hand_over(enrolled.store, leaving, WANG, other.key.recipient).passed == {"drafts": 1}
    assert drafts.listed() == []
    opened, record = Drafts(enrolled, WANG, other.key, AgentDraft).open(kept.id)
    assert record.draft.narrative == f"{WORDS[2]}。" and record.draft.audio and record.draft.scans[0].image
    opened.close()


def test_a_window_that_has_it_open_leaves_what_was_handed_over_alone(
    drafts: Drafts, agents: Agents, li: SignedIn, kept: OpenDraft
) -> None:
    wang = agents.add(WANG, WORD, AGENT, by=LI)
    hand_over(drafts.store, Leaving(LI, li.key), WANG, wang.key.recipient)
    with pytest.raises(DraftGone):
        kept.save(state(AgentDraft()), NOW + timedelta(minutes=1))
    kept.close()
    theirs = Drafts(drafts.terminal, WANG, wang.key, AgentDraft)
    (listed,) = theirs.listed()
    opened, record = theirs.open(listed.id)
    assert record.draft.narrative == f"{WORDS[2]}。" and record.draft.audio
    opened.close()
