"""The notice 告知单: which door, until when, with what; sized for a receipt printer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from core.date_format import moment
from core.language import N_, _
from ui.documents.sheet import ROLL, pdf

TITLE = N_("告知单")
NO_RECEIPT = N_("这张纸只给您指路，不是回执。去以前，先打电话问一问。")


@dataclass(frozen=True)
class Door:
    """One route in words. `until` is empty where there is no last day to say."""

    name: str
    until: str
    organ: str
    telephone: str
    bring: str
    remarks: tuple[str, ...]
    article: str


def route_notice(doors: Sequence[Door], matter: str, site: str, at: datetime, *, band: str) -> bytes:
    """Returns the PDF. `matter`: the category in words; nothing on the paper says whose it is."""
    head = f"<p align='center'>{_('阳光窗口')}\u3000{escape(site)}</p><h2 align='center'>{_(TITLE)}</h2>"
    about = f"<p>{escape(_('说的是：{matter}').format(matter=matter))}<br>{escape(moment(at))}</p>"
    body = "<hr>".join(_door(number, each) for number, each in enumerate(doors, start=1))
    return pdf(f"{head}{about}<hr>{body}<hr><p>{_(NO_RECEIPT)}</p>", ROLL, margin_mm=5, points=10.5, band=band)


def _door(number: int, door: Door) -> str:
    lines = [
        f"<b style='font-size:14pt'>{number}. {escape(door.name)}</b>",
        f"<b>{escape(door.until)}</b>" if door.until else "",
        escape(door.organ),
        f"<b>{escape(door.telephone)}</b>",
        escape(door.bring),
        *map(escape, door.remarks),
        escape(door.article),
    ]
    return f"<p>{'<br>'.join(line for line in lines if line)}</p>"
