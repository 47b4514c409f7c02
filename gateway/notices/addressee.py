"""Whom a notice goes to, and how: read from what is sealed at the moment of sending, and kept nowhere."""

from dataclasses import dataclass, field

from sqlalchemy import select

from core.petition import Petition
from gateway.keys.keyring import BUREAU
from gateway.notices import contacts
from gateway.notices.contacts import Wish
from gateway.notices.states import Channel
from gateway.runtime import Runtime
from gateway.runtime.petitions import readable_petition
from gateway.storage.schema import cases


@dataclass(frozen=True)
class Addressee:
    """`number`: of their mobile; empty unless `channel` is SMS. `reason`: why it is not. `otherwise`: the channel where
    no message can be sent."""

    case_number: str
    channel: Channel
    otherwise: Channel = Channel.PAPER
    number: str = field(default="", repr=False)
    reason: str = ""


def find(runtime: Runtime, case_id: int) -> Addressee:
    """Opens the petition of the case."""
    this = select(cases.c.number, cases.c.item, cases.c.recipient_set).where(cases.c.id == case_id)
    with runtime.reading() as db:
        case = db.execute(this).one()
    if case.recipient_set != BUREAU:
        return Addressee(case.number, Channel.PAPER, reason="sealed")
    petition = readable_petition(runtime, case.item)
    if petition is None:
        return Addressee(case.number, Channel.PAPER, reason="unreadable")
    otherwise = without_sms(petition)
    wish = contacts.of_case(runtime, case_id, petition)
    if wish.number:
        return Addressee(case.number, Channel.SMS, otherwise, wish.number)
    return Addressee(case.number, otherwise, otherwise, reason="no-mobile" if wish.agreed else "not-agreed")


def channel_for(petition: Petition) -> Channel:
    """SMS to who agreed and has a mobile; else the agent who filed for them; else paper."""
    return Channel.SMS if Wish.filed(petition).number else without_sms(petition)


def without_sms(petition: Petition) -> Channel:
    return Channel.AGENT if petition.agent else Channel.PAPER
