"""The terminal's slip and the platform's receipt, as narrow as a receipt printer's paper."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from core.receipt import Receipt, Slip
from ui.documents.sheet import ROLL, pdf, picture
from ui.theme import Theme
from ui.widgets.qr import qr_png

QR_PX = 120


def slip_document(theme: Theme, slip: Slip, site: str) -> bytes:
    return _sheet(
        "本机回执",
        site,
        [("本机回执号", slip.local_number), ("存入时间", _time(slip.created)), ("状态", "已存本机，等待平台登记")],
        "本机回执号不是平台编号。凭这个号码，可以回这台机器查送到没有。",
        slip.local_number,
    )


def receipt_document(theme: Theme, receipt: Receipt, site: str, outlook: Sequence[str] = ()) -> bytes:
    return _sheet(
        "登记回执",
        site,
        [
            ("平台编号", receipt.case_number),
            ("查询码", receipt.query_code),
            ("登记时间", _time(receipt.registered_at)),
        ],
        "".join((*outlook, "凭查询码和身份证或手机号后四位，可以回这台机器查办到哪一步。请收好，不要给别人看。")),
        receipt.query_code,
    )


def _sheet(title: str, site: str, rows: list[tuple[str, str]], note: str, code: str) -> bytes:
    lines = "".join(f"<p>{escape(name)}<br><b style='font-size:15pt'>{escape(value)}</b></p>" for name, value in rows)
    head = f"<p align='center'>阳光窗口　{escape(site)}</p><h2 align='center'>{title}</h2>"
    html = f"{head}<hr>{lines}<p align='center'>{picture(qr_png(code), QR_PX)}</p><hr><p>{note}</p>"
    return pdf(html, ROLL, margin_mm=5, points=10.5)


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%Y年%m月%d日 %H:%M}"
