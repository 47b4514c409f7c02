"""Finds stories in which the speaker's name differs from the one on the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.draft import Draft
from core.language import N_, _
from core.petition import NameMeant, SpokenName

if TYPE_CHECKING:
    from capture.sound_matching import Likeness


def unexplained(draft: Draft) -> list[str]:
    """Returns names the speaker used for themselves that are not the petitioner's and were not asked about yet."""
    from capture.sound_matching import Likeness  # many patterns: behind the first page (ui/startup/bootstrap.py)

    explained = {each.spoken for each in draft.spoken_names if each.petitioner == draft.petitioner.name}
    return [name for name in _spoken(draft, Likeness.OTHER) if name not in explained]


def explain(draft: Draft, meant: NameMeant) -> None:
    """Records the person's explanation of these names; the story itself is unchanged."""
    said = (SpokenName(spoken=name, petitioner=draft.petitioner.name, meant=meant) for name in unexplained(draft))
    draft.spoken_names = (*draft.spoken_names, *said)


def notes(draft: Draft) -> list[str]:
    """Returns notes for the review about names that differ from the one on the document."""
    from capture.sound_matching import Likeness

    name = draft.petitioner.name
    near = [
        _("话里写成了“{written}”，和“{name}”只是音近。").format(written=each, name=name)
        for each in _spoken(draft, Likeness.NEAR)
    ]
    spoken = _spoken(draft, Likeness.OTHER)
    others = [each for each in draft.spoken_names if each.petitioner == name and each.spoken in spoken]
    return near + [_(SAID[each.meant]).format(name=each.spoken) for each in others]


SAID = {
    NameMeant.PETITIONER: N_("话里的“{name}”就是您自己，名字写错了。"),
    NameMeant.SOMEBODY_ELSE: N_("话里的“{name}”是别人。"),
}


def _spoken(draft: Draft, how: Likeness) -> list[str]:
    """Returns the story's names that compare in these ways with the petitioner's; empty before the petitioner is
    known."""
    from capture.sound_matching import likeness
    from capture.speech.slots.who import speakers

    name = draft.petitioner.name
    said = [span.text for span in speakers(draft.narrative)] if name else []
    return [each for each in said if likeness(each, name) is how]
