"""What terminals are told: whose keys to seal to, days off, notices.

Signed, so that a terminal can trust it and keep it for weeks without a network.
"""

from typing import Any

from sqlalchemy import insert, select

from core.settings import PUBLISHED_GROUPS, Settings
from core.wire import Bulletin, Model, Published, SignedText
from core.working_days import shipped
from gateway.runtime import Runtime
from gateway.storage.case_tables import rights_cards
from gateway.storage.schema import bulletins, cases
from trust.sign import sign_bytes

MOST_REVOKED = 2000
"""Cards that a bulletin names; of older ones the case itself tells more by now."""


def publish(runtime: Runtime, published: Published) -> int:
    """Publishes a bulletin; returns its number. Raises ValueError for invalid settings and those a
    province may not set."""
    if strange := set(published.settings) - PUBLISHED_GROUPS:
        raise ValueError(f"not set from here: {', '.join(sorted(strange))}")
    Settings.model_validate(published.settings)
    row = {"at": runtime.now(), "published": published.model_dump_json()}
    with runtime.engine.begin() as db:
        number = int(db.execute(insert(bulletins).values(**row).returning(bulletins.c.number)).scalar_one())
        runtime.audit(db, "published", bulletin=str(number))
    runtime.calendar_cache.drop()
    return number


def last_published(runtime: Runtime) -> tuple[int, Published]:
    """Returns number and words of the last bulletin; before the first, 0 and the calendar that ships with the
    gateway."""
    with runtime.reading() as db:
        row = db.execute(select(bulletins).order_by(bulletins.c.number.desc()).limit(1)).mappings().first()
    return (row["number"], Published.model_validate_json(row["published"])) if row else (0, _shipped())


def current(runtime: Runtime) -> Bulletin:
    """The last bulletin that was published, with today's keys, and what this gateway says by itself."""
    number, said = last_published(runtime)
    return Bulletin(
        number=number,
        at=runtime.now(),
        recipients=runtime.keys.recipients,
        organ=runtime.keys.statement,
        answers_signed=True,
        revoked_cards=_revoked(runtime),
        **{**said.model_dump(), "settings": _settings(runtime, said)},
    )


def _settings(runtime: Runtime, said: Published) -> dict[str, dict[str, Any]]:
    """With the days that this gateway's own duties go by, whatever was published of them."""
    settled = runtime.casework.terms
    return {**said.settings, "terms": {"profile": settled.profile, "roll_over": settled.roll_over}}


def _revoked(runtime: Runtime) -> list[str]:
    """Returns the rights cards that were revoked, the latest first."""
    wanted = select(cases.c.number, rights_cards.c.serial).join(cases, cases.c.id == rights_cards.c.case_id)
    revoked = wanted.where(rights_cards.c.revoked.is_not(None)).order_by(rights_cards.c.revoked.desc())
    with runtime.reading() as db:
        return [f"{number}/{serial}" for number, serial in db.execute(revoked.limit(MOST_REVOKED))]


def signed(runtime: Runtime, said: Model, **optional: bool) -> SignedText:
    """Signed by the platform. Fields that are named and False are left out: older terminals reject a text with a field
    they do not know, so a terminal asks for those it knows."""
    text = said.model_dump_json(exclude={name for name, wanted in optional.items() if not wanted})
    return SignedText(text=text, signature=sign_bytes(text.encode(), runtime.keys.signing))


def _shipped() -> Published:
    days = shipped()
    return Published(off=sorted(days.off), worked=sorted(days.worked))
