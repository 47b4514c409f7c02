"""A delivery that an act records is written with the letter it brought: the last one that was not delivered yet."""

from datetime import datetime, time

from sqlalchemy import Connection

from core.cases.actions import Action
from gateway.cases.acts import Done
from gateway.letters import documents
from gateway.runtime import Runtime

WAYS = {"in-hand": "hand"}
"""The ways of delivery of the rules by those of the letters, where they differ."""
TOLD = {"extend": ("extend",), "hearing": ("hearing",)}
OPINIONS = ("reply", "review", "recheck", "refuse", "refuse-again", "mediation")


def record(db: Connection, runtime: Runtime, done: Done) -> None:
    """Does nothing for other acts, and where the paper was written elsewhere: then the event alone tells of it."""
    if done.decision.rule.action is not Action.DELIVER:
        return
    given = done.decision.values
    kinds = TOLD.get(given.get("document", ""), OPINIONS)
    waiting = [
        each for each in documents.documents_of(db, done.row["id"]) if each.kind in kinds and each.delivered_at is None
    ]
    if not waiting:
        return
    day = datetime.fromisoformat(given["on"]).date() if "on" in given else done.written.at.date()
    at = done.written.at if day == done.written.at.date() else datetime.combine(day, time.max, done.written.at.tzinfo)
    how = given["how"]
    proof = "; ".join(each for each in (given.get("signer"), given["proof"]) if each)
    documents.deliver(db, runtime, waiting[-1].id, WAYS.get(how, how), proof, at=at, by=done.officer.login)
