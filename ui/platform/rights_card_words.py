"""What is said of a rights card."""

from core.date_format import day
from core.language import N_, _
from core.rights_card import CardStep, RightsCard
from trust.rights_card import CardFault
from ui.platform.life_words import BARE, HAPPENED

REASONS = {
    CardFault.NO_CARD: N_("这不是权益保障卡，或者没有看清。"),
    CardFault.FOREIGN: N_("这张卡不是本省平台发的，这里验不了。请到发卡的地方去问。"),
    CardFault.ALTERED: N_("这张卡改动过，不算数。请用查询码重新打一张。"),
    CardFault.REVOKED: N_("这张卡已经作废。请用查询码重新打一张。"),
}


def lines(card: RightsCard) -> list[str]:
    """Returns a line for each step on the card, the first one first."""
    before = [_("前面还有{count}步。").format(count=card.earlier)] if card.earlier else []
    return [*before, *(step(each) for each in card.steps)]


def step(each: CardStep) -> str:
    """Returns what happened on which day; the day alone where this version has no words for it."""
    said = BARE.get(each.action) or HAPPENED.get(each.action)
    return f"{day(each.day)}\u3000{_(said) if said else _('办了一步')}"
