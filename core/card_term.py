"""Until when a card is valid, said kindly: a card that has run out is no reason not to be heard."""

from datetime import date, timedelta

from core.days import day

NOTICE_PERIOD = timedelta(days=90)


def expiry_remark(valid_to: str, today: date) -> str:
    """What to say about an ISO date; empty for 长期, for what is far away, and for what is no date."""
    try:
        ends = date.fromisoformat(valid_to)
    except ValueError:
        return ""
    if ends < today:
        return f"身份证{day(ends)}到期了。今天照样能办，有空请去派出所换新的。"
    return f"身份证{day(ends)}到期，快了，有空请去派出所换新的。" if ends - today <= NOTICE_PERIOD else ""
