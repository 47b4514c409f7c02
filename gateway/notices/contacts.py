"""How a petitioner wants to be told: what the petition says, or what they said after filing."""

import json
from dataclasses import asdict, dataclass, field

from sqlalchemy import Connection, delete, insert, select

from core.petition import Petition
from core.telephone import mobile
from gateway.runtime import Runtime
from gateway.storage.notice_tables import contacts


@dataclass(frozen=True)
class Wish:
    """`agreed`: whether they want messages; `phone`: the number they go to, as it was written."""

    agreed: bool
    phone: str = field(repr=False)

    @property
    def number(self) -> str:
        """The mobile number that messages go to; empty where none are sent."""
        return mobile(self.phone) if self.agreed else ""

    @classmethod
    def filed(cls, petition: Petition) -> "Wish":
        """What the petition says."""
        return cls(petition.consents.notify_by_phone, petition.petitioner.phone)


def of_case(runtime: Runtime, case_id: int, petition: Petition) -> Wish:
    """Returns what counts now."""
    with runtime.reading() as db:
        sealed = db.execute(select(contacts.c.sealed).where(contacts.c.case_id == case_id)).scalar()
    if sealed is not None:
        return Wish(**json.loads(runtime.keys.open_text(sealed)))
    return Wish.filed(petition)


def sealed_wish(runtime: Runtime, wish: Wish) -> bytes | None:
    return runtime.keys.seal_text(json.dumps(asdict(wish), ensure_ascii=False))


def change(db: Connection, runtime: Runtime, case_id: int, sealed: bytes | None) -> None:
    """Keep a wish in place of any before it, in the caller's transaction."""
    db.execute(delete(contacts).where(contacts.c.case_id == case_id))
    db.execute(insert(contacts).values(case_id=case_id, sealed=sealed, at=runtime.now()))
