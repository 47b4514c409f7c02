"""The principal's recorded words, the agent's version and the agent's own words stay apart."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from core.draft import Draft
from core.narrative import Clause, narrative_from_text, with_sound
from core.petition import Channel
from core.wording import intent_digest
from training import example as petition

WHEN = datetime(2026, 12, 1, 9).astimezone()


def spoken(*texts: str) -> Draft:
    """Returns an agent's draft in which somebody said this."""
    clauses = [Clause(text, n, n + 1, 0.9, alternatives=(text.replace("灯", "登"),)) for n, text in enumerate(texts)]
    return Draft(channel=Channel.PROXY, told=with_sound(clauses, bytes(32_000 * len(texts))))


def test_what_was_recognised_stays_whatever_it_is_read_as() -> None:
    draft = spoken("路登坏了。", "三个月了。")
    draft.told = (draft.told[0].read_as("路灯坏了。"), draft.told[1])
    assert draft.narrative == "路灯坏了。三个月了。"
    assert draft.spoken_text == "路登坏了。三个月了。"


def test_what_the_agent_writes_changes_nothing_that_was_spoken() -> None:
    draft = spoken("路灯坏了。", "三个月了。")
    sound = draft.audio
    draft.tidy("路灯坏了三个月。")
    draft.agent_notes = "我去看过。"
    assert draft.narrative == "路灯坏了三个月。"
    assert (draft.spoken_text, draft.audio) == ("路灯坏了。三个月了。", sound)


def test_what_is_written_at_the_keyboard_is_not_called_spoken() -> None:
    draft = Draft(channel=Channel.PROXY, told=narrative_from_text("路灯坏了。"))
    assert draft.spoken_text == ""


def test_words_told_after_the_tidying_follow_it() -> None:
    draft = spoken("路灯坏了。")
    draft.tidy("村东的路灯坏了。")
    draft.told = (*draft.told, *spoken("没人修。").told)
    assert draft.tidying_due
    assert draft.narrative == "路灯坏了。没人修。", "never a version that lacks what was said since"
    assert draft.tidying_begins() == "村东的路灯坏了。没人修。"


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_a_confirmation_holds_for_these_words_alone(one: str, two: str, notes: str) -> None:
    draft = spoken("路灯坏了。")
    draft.tidy(one)
    draft.confirm(heard=True, at=WHEN, headings=draft.headings)
    assert draft.still_meant(draft.headings)
    before = draft.narrative, draft.agent_notes
    draft.tidy(two)
    draft.agent_notes = notes
    assert draft.still_meant(draft.headings) == ((draft.narrative, draft.agent_notes) == before)


def test_the_petition_says_whose_words_are_whose() -> None:
    draft = petition.draft()
    draft.channel = Channel.PROXY
    draft.told = spoken("路登坏了。").told
    draft.tidy("路灯坏了。")
    draft.agent_notes = " 我去看过。 "
    draft.alone = True
    draft.confirm(heard=False, at=WHEN, headings=draft.headings)
    words = draft._whose_words()
    assert (words["spoken_words"], words["agent_notes"]) == ("路登坏了。", "我去看过。")
    meant = words["true_intent"]
    assert meant.alone and not meant.heard
    assert meant.text_sha256 == intent_digest("路登坏了。", "路灯坏了。", "我去看过。")


def test_who_speaks_for_themself_has_no_such_fields() -> None:
    draft = petition.draft()
    draft.told, draft.scans = spoken("路灯坏了。").told, []
    filed = draft.freeze(petition.WHEN)
    assert (filed.petition.spoken_words, filed.petition.agent_notes, filed.petition.true_intent) == ("", "", None)
