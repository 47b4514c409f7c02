"""Reminds people to take their card: when it is not needed any more, and again before they leave."""

from core.draft import Draft
from core.language import N_, _
from core.petition import Channel

TAKE_IT = N_("请收好身份证。")
GIVE_IT_BACK = N_("请把身份证还给本人。")


def reminder(draft: Draft) -> str:
    """Returns the sentence to take the card, or in the agent's window to give it back; empty where no card was laid in
    this visit."""
    if not draft.card_shown:
        return ""
    return _(GIVE_IT_BACK) if draft.channel is Channel.PROXY else _(TAKE_IT)


def no_longer_needed(draft: Draft) -> str:
    """Returns the reminder once, for the first page after the card was read; empty afterwards."""
    lies, draft.card_reminder_due = draft.card_reminder_due, False
    return reminder(draft) if lies else ""
