"""The terminal's slip and the platform's receipt, sized for a receipt printer."""

from collections.abc import Sequence
from html import escape

from core.date_format import moment
from core.language import N_, _, _n
from core.outbox_state import OutboxState
from core.receipt import Receipt, Slip
from core.sentences import joined
from ui.documents.sheet import ROLL, pdf, picture
from ui.theme.tokens import Theme
from ui.widgets.qr import qr_png

QR_PX = 120
LARGE_PT, PLAIN_PT = 18, 12
"""Points of the number people come back with, and of the text beside it."""
WAITING = N_("已存本机，等待平台登记")
STUCK = N_("待人工处理，请拿着回执找工作人员")
ASKING = N_("凭查询码和身份证或手机号后四位，可以回这台机器查办到哪一步。请收好，不要给别人看。")
ASKING_ADDED = N_("查进度，还用原来那张回执上的查询码。")
ASKING_SEALED = N_("凭查询码，可以回这台机器查。请收好，不要给别人看。")

Rows = Sequence[tuple[str, str]]


def slip_document(
    theme: Theme, slip: Slip, site: str, state: OutboxState = OutboxState.SAVED, people: int = 1, *, band: str
) -> bytes:
    """`people`: how many file; no name of them stands on paper."""
    standing = _(STUCK) if state is OutboxState.QUARANTINED else _(WAITING)
    return _sheet(
        _("本机回执"),
        site,
        (_("本机回执号"), slip.local_number),
        [(_("存入时间"), moment(slip.created)), (_("状态"), standing), *_together(people)],
        _("本机回执号不是平台编号。凭这个号码，可以回这台机器查送到没有。"),
        band=band,
    )


def receipt_document(
    theme: Theme,
    receipt: Receipt,
    site: str,
    outlook: Sequence[str] | None = (),
    replaced: Slip | None = None,
    *,
    band: str,
    people: int = 1,
) -> bytes:
    """Returns the receipt as PDF. `outlook`: None for an accusation, whose paper does not tell what it is: it says
    nothing of what comes next, and only how to see number and day. What was joined to a case has that case's number
    and no query code. `replaced`: the slip printed before, which this paper replaces."""
    instead = (
        [_("这张代替本机回执{local_number}，那一张不用留了。").format(local_number=replaced.local_number)]
        if replaced
        else []
    )
    if not receipt.query_code:
        return _sheet(
            _("补充回执"),
            site,
            (_("补充到的那一件，平台编号"), receipt.case_number),
            [(_("收到时间"), moment(receipt.registered_at))],
            joined(*instead, *(outlook or ()), _(ASKING_ADDED)),
            band=band,
        )
    return _sheet(
        _("登记回执"),
        site,
        (_("查询码（查进度用这个）"), receipt.query_code),
        [
            (_("平台编号（存档用）"), receipt.case_number),
            (_("登记时间"), moment(receipt.registered_at)),
            *_together(people),
        ],
        joined(*instead, *(outlook or ()), _(ASKING_SEALED if outlook is None else ASKING)),
        band=band,
    )


def _together(people: int) -> Rows:
    return [(_("一起反映"), _n("{count}个人", people).format(count=people))] if people > 1 else []


def own_act_document(case_number: str, name: str, told: str, site: str, *, band: str) -> bytes:
    """Returns the paper of what a petitioner did with their case. `told`: what was recorded, with its day."""
    return _sheet(name, site, (_("平台编号"), case_number), [], told, band=band)


def _sheet(title: str, site: str, main: tuple[str, str], rows: Rows, note: str, *, band: str) -> bytes:
    """Returns the PDF. `main`: the number, which is all that the QR code holds."""
    head = f"<p align='center'>{_('阳光窗口')}\u3000{escape(site)}</p><h2 align='center'>{title}</h2>"
    code = f"<p align='center'>{picture(qr_png(main[1]), QR_PX)}</p>"
    lines = "".join(_line(name, value, PLAIN_PT) for name, value in rows)
    html = f"{head}<hr>{_line(*main, LARGE_PT)}{code}{lines}<hr><p>{escape(note)}</p>"
    return pdf(html, ROLL, margin_mm=5, points=10.5, band=band)


def _line(name: str, value: str, points: int) -> str:
    return f"<p>{escape(name)}<br><b style='font-size:{points}pt'>{escape(value)}</b></p>"
