"""What an agent filed for whom: the item, the principal, the authority. The petition itself nobody here can open any
more, so this is kept apart, sealed to the agent's own key.

It is kept before the item is stored, under the item's id: whenever the window dies, there is one record for each item
that was stored. A record whose item was never stored shows nowhere and is removed after a day.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field, TypeAdapter

from agency.agent_key import AgentKey
from agency.owned_table import OwnedTable
from agency.records import Kind, Records
from core.authority.letter import Power
from core.bounded_types import LINE_CHARS, LocalMoment, StoryText
from core.petition import Petition, Purpose
from core.telephone import mobile
from core.validation import parse_iso_date
from storage.store import Store

UNSTORED = timedelta(days=1)
"""So long a filing may be under way: a full disk, a second try."""


@dataclass(frozen=True, kw_only=True, repr=False)
class AgentFiling:
    """`served`: id of the principal in the agent's list, empty if they are not on it. `last_four`: what opens the case
    with the query code. `messages`: whether the platform itself tells the principal by message; else their agent is who
    tells them. `receipt_given`: they were there when the platform's receipt came out. `supplements`: of the petition.
    `handed_over`: it came from another agent, to whom alone the letter gives powers.
    """

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    item: UUID
    local_number: str
    created: LocalMoment
    served: str = ""
    name: str
    phone: str = ""
    address: str = ""
    last_four: str = ""
    purpose: Purpose
    category: str = ""
    place: str = ""
    matter: StoryText = ""
    powers: Annotated[tuple[Power, ...], Field(max_length=100)] = ()
    ends: str = ""
    supplements: str = ""
    messages: bool = False
    receipt_given: bool = False
    handed_over: bool = False

    @property
    def last_day(self) -> date | None:
        """Returns the last day of the authority."""
        return parse_iso_date(self.ends)

    @property
    def principal(self) -> str:
        """Returns by what the principal is told apart from others: the entry in the list, else name and digits."""
        return self.served or f"{self.name}\n{self.last_four}"


_JSON: TypeAdapter[AgentFiling] = TypeAdapter(AgentFiling)


def _noted(clear: bytes) -> bytes:
    """Returns a record as a successor gets it: a filing is marked, since the letter names the agent before."""
    record = json.loads(clear)
    if "local_number" in record:
        record["handed_over"] = True
    return json.dumps(record, ensure_ascii=False).encode()


OWNED = OwnedTable(
    name="agent_records",
    rows="SELECT number AS id, content FROM agent_records WHERE agent = ?",
    give="UPDATE OR REPLACE agent_records SET agent = ?, content = ? WHERE number = ? AND agent = ?",
    forget="DELETE FROM agent_records WHERE agent = ?",
    noted=_noted,
)


def filing_of(petition: Petition, served: str = "") -> AgentFiling:
    """Returns what is kept of a petition that an agent files."""
    person, place, authority = petition.petitioner, petition.matter.place, petition.authority
    return AgentFiling(
        item=petition.item,
        local_number=petition.local_number,
        created=petition.created,
        served=served,
        name=person.name,
        phone=person.phone,
        address=person.address,
        last_four=next(iter(person.last_four), ""),
        purpose=petition.matter.purpose,
        category=petition.matter.category,
        place=f"{place.name}{place.detail}"[:LINE_CHARS],
        matter=authority.matter if authority else "",
        powers=authority.powers if authority else (),
        ends=authority.ends if authority else "",
        supplements=petition.supplements,
        messages=petition.consents.notify_by_phone and bool(mobile(person.phone)),
    )


@dataclass(frozen=True)
class Filings:
    """The filings of one agent, who is signed in. Every call may raise DiskFull, StoreDamaged."""

    store: Store
    agent: str
    key: AgentKey

    @property
    def _records(self) -> Records[AgentFiling]:
        return Records(self.store, self.agent, self.key, Kind.FILING, _JSON)

    def keep(self, filing: AgentFiling) -> None:
        """Keeps one, in place of what was kept of the same item."""
        self._records.keep(**{filing.item.hex: filing})

    def find(self, item: UUID) -> AgentFiling | None:
        """Returns what was kept of an item, whether it was stored or not."""
        return next((each for each in self._records.listed() if each.item == item), None)

    def listed(self, stored: Collection[UUID], now: datetime) -> list[AgentFiling]:
        """Returns those whose item is stored, in the order in which they were filed. `stored`: the items of this
        terminal. Raises SealBroken."""
        kept = self._records.listed()
        left = [each.item.hex for each in kept if each.item not in stored and _over(each, now)]
        self._records.remove(*left)
        return [each for each in kept if each.item in stored]


def _over(filing: AgentFiling, now: datetime) -> bool:
    return now.astimezone() - filing.created.astimezone() > UNSTORED
