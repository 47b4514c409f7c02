"""Cases and drafts of invented people, made as an agent's window makes them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from agency.filings import filing_of
from agency.person_served import ConsentWay, PersonServed
from core.authority.letter import Authority, Power
from core.draft import Draft
from core.narrative import narrative_from_text
from core.petition import Channel, Purpose
from core.places import place
from core.training import BAND
from training.lessons.practice import Practice
from training.lessons.villagers import Villager, village

PLACE = "320115"
CATEGORY = "070200"
LETTER = "authority.pdf"
PERIOD = timedelta(days=180)
PAPER = f"%PDF-1.4\n% {BAND}\n%%EOF\n".encode()
"""The letter of an invented case: nobody reads it."""


def on_list(here: Practice, whom: Villager) -> PersonServed:
    """Puts them on the list, with their consent."""
    agreed = replace(
        PersonServed.new(whom.person),
        village=village(),
        household=whom.household,
        consent=ConsentWay.SPOKEN,
        consented_on=here.now().date().isoformat(),
    )
    return here.put(agreed)


def begun_draft(here: Practice, whom: Villager) -> Draft:
    """Returns a draft that is told and no more."""
    return here.learner.kind(
        channel=Channel.PROXY,
        consented=True,
        petitioner=whom.person,
        agent=here.agents.listed()[here.learner.number],
        told=narrative_from_text(whom.told),
    )


def filed(here: Practice, whom: Villager) -> UUID:
    """Files for them, as an agent does, and returns the item. Raises NotEnrolled, DiskFull."""
    served, now = on_list(here, whom), here.now()
    draft = begun_draft(here, whom)
    draft.purpose, draft.category, draft.place = Purpose.REQUEST, CATEGORY, place(PLACE, village())
    draft.authority = Authority(
        matter=whom.told,
        powers=(Power.FILE, Power.QUERY),
        starts=now.date().isoformat(),
        ends=(now.date() + PERIOD).isoformat(),
        letter=LETTER,
        category=CATEGORY,
        place=PLACE,
    )
    draft.letter = PAPER
    filing = draft.freeze(now)
    here.work.filings.keep(filing_of(filing.petition, served.id))
    here.here.submissions.accept(filing)
    return filing.petition.item
