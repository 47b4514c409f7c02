"""常用语: texts that an officer writes again and again, their own or for everybody of their organ; sealed like any word
of a case, and seen by nobody outside the organ. The audit log knows the number of a text alone."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.staff.officers import Officer, Role
from gateway.staff.tree import tree
from gateway.storage.desk_tables import saved_texts

MOST_CHARS, MOST_TITLE, MOST = 5000, 40, 300
"""Characters of a text and of its title; texts that one officer sees."""


class Use(StrEnum):
    """What a text is for: an opinion with its facts and basis; why something is so; what is told beforehand."""

    REPLY = "reply"
    EXPLANATION = "explanation"
    NOTICE = "notice"


@dataclass(frozen=True)
class SavedText:
    """`shared`: everybody of the organ has it. `own`: the officer who looks may change it."""

    id: int
    use: Use
    title: str
    words: str
    shared: bool
    own: bool


def listed(runtime: Runtime, officer: Officer) -> list[SavedText]:
    """Returns the officer's own texts and those of their organ, by use and title."""
    with runtime.reading() as db:
        rows = db.execute(select(saved_texts).where(*_seen(runtime, officer)).limit(MOST)).mappings().all()
    found = [
        SavedText(
            id=row["id"],
            use=Use(row["use"]),
            title=runtime.keys.open_text(row["title"]),
            words=runtime.keys.open_text(row["words"]),
            shared=row["officer"] is None,
            own=_may_change(officer, row["officer"]),
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (list(Use).index(each.use), each.title, each.id))


def save(runtime: Runtime, officer: Officer, text: SavedText) -> None:
    """Keeps a new text (`id` 0), or writes over one. Raises Refused 404, 422 for one that is empty or too long, or
    when there are too many."""
    if not (text.title.strip() and text.words.strip()) or len(text.title) > MOST_TITLE or len(text.words) > MOST_CHARS:
        raise Refused(422, "missing", "a title and a text, in so many characters")
    values = {
        "use": text.use.value,
        "title": runtime.keys.seal_text(text.title.strip()),
        "words": runtime.keys.seal_text(text.words.strip()),
        "at": runtime.now(),
        "officer": None if text.shared else officer.login,
    }
    with runtime.engine.begin() as db:
        if text.id:
            _check_changeable(db, runtime, officer, text.id)
            db.execute(update(saved_texts).where(saved_texts.c.id == text.id).values(**values))
            number = text.id
        else:
            there = select(func.count()).select_from(saved_texts).where(*_seen(runtime, officer))
            if db.execute(there).scalar_one() >= MOST:
                raise Refused(422, "too-many", f"an officer has {MOST} texts at most")
            this = insert(saved_texts).values(organ=officer.organ, **values).returning(saved_texts.c.id)
            number = int(db.execute(this).scalar_one())
        runtime.audit(db, "kept a text", text=str(number), by=officer.login, organ=officer.organ)


def drop(runtime: Runtime, officer: Officer, number: int) -> None:
    """Raises Refused 404."""
    with runtime.engine.begin() as db:
        _check_changeable(db, runtime, officer, number)
        db.execute(delete(saved_texts).where(saved_texts.c.id == number))
        runtime.audit(db, "dropped a text", text=str(number), by=officer.login, organ=officer.organ)


def _seen(runtime: Runtime, officer: Officer) -> list[ColumnElement[bool]]:
    """Texts stay with the organ in which they were written, also when their officer goes to another."""
    there = list(tree(runtime).with_predecessors(officer.organ))
    own = or_(saved_texts.c.officer.is_(None), saved_texts.c.officer == officer.login)
    return [saved_texts.c.organ.in_(there), own]


def _check_changeable(db: Connection, runtime: Runtime, officer: Officer, number: int) -> None:
    this = select(saved_texts.c.officer).where(saved_texts.c.id == number, *_seen(runtime, officer))
    row = db.execute(this).first()
    if row is None or not _may_change(officer, row.officer):
        raise not_found()


def _may_change(officer: Officer, whose: str | None) -> bool:
    """Their own; those of the organ are changed by who approves its letters or administers it."""
    return whose == officer.login or (whose is None and officer.may(Role.APPROVE, Role.ADMINISTER))
