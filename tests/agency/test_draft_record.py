"""A draft, written down and read again, is the same draft; what is not kept is named, with the reason."""

import json
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.draft_record import NOT_KEPT, VERSION, DraftState, RecordWriter, Written, read_record
from core.draft import Draft
from core.flow import Whereabouts
from core.problems import DraftUnreadable
from core.routes.asked import Asked
from core.scan import RemovedScan, Scan
from proxy_client.session import AgentDraft
from tests.agency.drafts_of_all_kinds import WHEREABOUTS, WRITTEN, contents, drafts

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
HERE = Whereabouts("tell", ("desk", "consent"))


@given(drafts(), WHEREABOUTS, WRITTEN, st.booleans())
def test_a_draft_comes_back_as_it_was(
    draft: AgentDraft, there: Whereabouts, written: Written | None, left: bool
) -> None:
    text, parts = RecordWriter("d").write(DraftState.of(draft, there, written), NOW, left=left)
    again = read_record(text, "d", AgentDraft, parts.__getitem__)
    assert contents(again.draft) == contents(draft)
    assert (again.whereabouts, again.written, again.at, again.left) == (there, written, NOW, left)


@given(drafts())
def test_a_moment_of_it_is_not_changed_by_what_follows(draft: AgentDraft) -> None:
    state, same = DraftState.of(draft, HERE), DraftState.of(draft, HERE)
    assert state == same
    before = contents(state.values["scans"])
    draft.scans.append(Scan(b"another"))
    for scan in draft.scans:
        scan.text += "。"
    draft.company.wanted = not draft.company.wanted
    assert contents(state.values["scans"]) == before and state == same != DraftState.of(draft, HERE)


@given(drafts())
def test_the_list_of_drafts_reads_no_sound_and_no_picture(draft: AgentDraft) -> None:
    text, _parts = RecordWriter("d").write(DraftState.of(draft, HERE), NOW)
    seen = read_record(text, "d", AgentDraft, lambda _: b"").draft
    assert (seen.narrative, seen.petitioner, seen.claim) == (draft.narrative, draft.petitioner, draft.claim)


def test_every_field_is_kept_or_said_not_to_be() -> None:
    """A field added later is written with the rest; one that is not there for what it is must be named."""
    kept = DraftState.of(AgentDraft(), HERE).values
    assert kept.keys() | NOT_KEPT.keys() == {each.name for each in fields(AgentDraft)}
    assert not kept.keys() & NOT_KEPT.keys() and all(NOT_KEPT.values())


def test_a_field_that_a_version_before_did_not_have_gets_its_default() -> None:
    text, parts = RecordWriter("d").write(DraftState.of(Draft(category="水利"), HERE), NOW)
    again = read_record(text, "d", AgentDraft, parts.__getitem__).draft
    assert isinstance(again, AgentDraft) and again.category == "水利" and not again.matter_written


def test_what_this_version_would_lose_is_not_read() -> None:
    """A field, a kind or a whole version that came later."""

    @dataclass(repr=False)
    class Later(AgentDraft):
        hope: str = field(default="有")

    later, _ = RecordWriter("d").write(DraftState.of(Later(), HERE), NOW)
    plain, _ = RecordWriter("d").write(DraftState.of(AgentDraft(), HERE), NOW)
    newer = plain.replace(b'"version":%d' % VERSION, b'"version":%d' % (VERSION + 1))
    unknown = plain.replace(b'"is":"Consents"', b'"is":"Contents"')
    for text, variant in ((later, ""), (newer, "newer"), (unknown, ""), (plain[:-9], ""), (b"", ""), (b"[]", "")):
        with pytest.raises(DraftUnreadable) as told:
            read_record(text, "d", AgentDraft, lambda _: b"")
        assert told.value._known == variant
    with pytest.raises(DraftUnreadable):
        read_record(plain, "another", AgentDraft, lambda _: b"")


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda part: (
            st.lists(part)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "is",
                        "of",
                        "value",
                        "tuple",
                        "map",
                        "set",
                        "bytes",
                        "part",
                        "apart",
                        "moment",
                        "day",
                        "id",
                        "number",
                    ]
                ),
                part,
            )
        ),
    )
)
def test_nothing_but_a_record_is_read_and_nothing_falls_over(strange: object) -> None:
    said, _ = RecordWriter("d").write(DraftState.of(AgentDraft(), HERE), NOW)
    whole = json.loads(said)
    for name in ("draft", "whereabouts", "written", "at"):
        torn = json.dumps({**whole, name: strange, "draft": {"told": strange} if name == "draft" else whole["draft"]})
        try:
            read_record(torn.encode(), "d", AgentDraft, lambda _: b"")
        except DraftUnreadable:
            continue


def test_a_keystroke_writes_the_text_alone() -> None:
    """Sound and pictures are named by what is in them and neither written nor looked through again."""
    draft = AgentDraft(scans=[Scan(bytes(5000), source=b"s" * 5000)], letter=b"l" * 3000)
    writer = RecordWriter("d")
    _, first = writer.write(DraftState.of(draft, HERE), NOW)
    draft.category = "水利"
    text, second = writer.write(DraftState.of(draft, HERE), NOW)
    assert first.keys() == second.keys() and len(first) == 3 and len(text) < 8000
    assert all(first[name] is second[name] for name in first)


def test_a_part_that_is_not_what_was_written_is_noticed() -> None:
    draft = AgentDraft(scans=[Scan(b"p" * 5000)])
    text, parts = RecordWriter("d").write(DraftState.of(draft, HERE), NOW)
    with pytest.raises(DraftUnreadable):
        read_record(text, "d", AgentDraft, lambda name: parts[name][:-1])


def test_a_paper_taken_out_knows_what_stands_in_its_place() -> None:
    paper = Scan(b"new")
    draft = AgentDraft(scans=[paper], removed_scans=[RemovedScan(0, Scan(b"old"), paper)], routes=Asked())
    text, parts = RecordWriter("d").write(DraftState.of(draft, HERE), NOW)
    again = read_record(text, "d", AgentDraft, parts.__getitem__).draft
    assert again.removed_scans[0].instead is again.scans[0]
