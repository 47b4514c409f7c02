"""An agent's petition as the desk shows it: what the principal said, what stands in it, what the agent says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.date_format import day
from core.differences import differences
from core.language import N_, _, _n
from core.petition import Petition
from core.sentences import joined
from core.wording import intent_digest

MEANT, OTHER = N_("{day}，本人确认这是自己的真实意思。"), N_("本人确认过，但确认的不是现在这些字。请问本人。")
NOT_ASKED = N_("没有本人确认真实意思的记录。")
ALONE, BESIDE = N_("当时选了一个人听。"), N_("当时没有选一个人听。")
HEARD, READ = N_("念完了。"), N_("没有听完，说自己看过了。")
SAME = N_("和本人原话一样。")


@dataclass(frozen=True)
class Stretch:
    """A part of a text, and whether the other version has something else there."""

    text: str
    marked: bool


@dataclass(frozen=True)
class WhoseWords:
    """`spoken`: empty where nothing was recorded. `compared`: how far the petition's text is from it."""

    spoken: list[Stretch]
    filed: list[Stretch]
    compared: str
    notes: str
    confirmed: str


def whose_words(filed: Petition | None) -> WhoseWords | None:
    """Returns whose words are whose; None for a petition of somebody who speaks for themself."""
    if filed is None or (filed.agent is None and not filed.spoken_words):
        return None
    spoken, text = filed.spoken_words, filed.matter.narrative
    found = differences(spoken, text) if spoken else ()
    places = _n("和本人原话有{count}处不同，已标出。", len(found)).format(count=len(found)) if found else _(SAME)
    return WhoseWords(
        spoken=list(_marked(spoken, [(each.first, each.first + len(each.before)) for each in found])),
        filed=list(_marked(text, [(each.then, each.then + len(each.after)) for each in found])),
        compared=places if spoken else "",
        notes=filed.agent_notes,
        confirmed=_confirmed(filed),
    )


def _confirmed(filed: Petition) -> str:
    said = filed.true_intent
    if said is None:
        return _(NOT_ASKED) if filed.spoken_words or filed.agent_notes else ""
    if said.text_sha256 != intent_digest(filed.spoken_words, filed.matter.narrative, filed.agent_notes):
        return _(OTHER)
    on = day(said.at.astimezone().date())
    return joined(_(MEANT).format(day=on), _(ALONE if said.alone else BESIDE), _(HEARD if said.heard else READ))


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    done = 0
    for first, last in marks:
        if first > done:
            yield Stretch(text[done:first], False)
        if last > first:
            yield Stretch(text[first:last], True)
        done = last
    if done < len(text):
        yield Stretch(text[done:], False)
