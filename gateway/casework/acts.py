"""An act with everything that belongs to it: event, duty, hand-over, notice, letter, the files that came with it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from core.cases.table import TABLE
from core.petition import Petition
from gateway.cases import acts, drafts
from gateway.cases.acts import Act, Done, RefusedAct
from gateway.cases.history import Written
from gateway.casework import deliveries, files, letters_of_acts
from gateway.casework.files import Brought
from gateway.casework.letter_fields import apart
from gateway.casework.letters_of_acts import Said
from gateway.keys.keyring import BUREAU
from gateway.letters import documents
from gateway.letters.documents import Issuer
from gateway.runtime import Runtime
from gateway.runtime.petitions import readable_petition
from gateway.staff.officers import Officer

KEPT_AFTER = frozenset({"conflict", "out-of-order"})
"""Refusals after which what the officer wrote is kept: somebody else was faster."""


def do(runtime: Runtime, officer: Officer, wanted: Act, brought: Sequence[Brought] = ()) -> Written:
    """Do it, with the fields of its letter (`letter.…`) among those of the act; or raise Refused 404, RefusedAct,
    LetterStopped. Then nothing has happened, and no word is lost: what was given is kept as the officer's draft where
    somebody else was faster."""
    given, typed = apart(wanted.given)
    act = replace(wanted, given=given)
    said = Said(typed, _opened(runtime, officer, wanted))
    sealed = files.sealed(runtime, brought)

    def with_letter(db: Connection, runtime: Runtime, done: Done) -> None:
        _issue(db, runtime, done, said)

    def with_files(db: Connection, runtime: Runtime, done: Done) -> None:
        files.keep(db, runtime, done, sealed)

    try:
        written = acts.act(runtime, officer, act, (with_letter, deliveries.record, with_files))
    except RefusedAct as refused:
        if refused.code in KEPT_AFTER and wanted.given:
            drafts.keep(runtime, officer, wanted)
        raise
    drafts.drop(runtime, officer, wanted.number, wanted.action)
    return written


def _opened(runtime: Runtime, officer: Officer, wanted: Act) -> Petition | None:
    """The petition, opened before the transaction where the act has a letter. Raises Refused 404."""
    if not any(rule.letter for rule in TABLE if rule.action is wanted.action):
        return None
    with runtime.reading() as db:
        row = acts.found(db, runtime, officer, wanted.number)
    return readable_petition(runtime, row["item"]) if row["recipient_set"] == BUREAU else None  # who needs it says so


def _issue(db: Connection, runtime: Runtime, done: Done, said: Said) -> None:
    """The letter of the act, if record and officer have said all of it; an accusation has no letters here."""
    made = letters_of_acts.letter_of(runtime, db, done, said)
    if made is not None:
        letter, facts = made
        by = Issuer(done.officer.organ, done.officer.login)
        documents.issue(db, runtime, done.row, letter, by=by, facts=facts)
