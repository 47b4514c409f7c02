"""A report on paper."""

from html import escape

from agency.reports import Report
from core.language import _
from core.sentences import label
from proxy_client.report_words import counted_until, here, rows, title, why
from ui.documents.sheet import A4, pdf


def document(report: Report, *, band: str) -> bytes:
    """Returns the report as a PDF of A4 pages. Call it on the main thread."""
    own = "".join(
        f"<tr><td>{escape(name)}</td><td align='right'>{count}</td><td>{escape(text)}</td></tr>"
        for name, count, text in rows(report)
    )
    all_ = "".join(f"<tr><td>{escape(name)}</td><td align='right'>{count}</td></tr>" for name, count in here(report))
    left = "".join(
        f"<tr><td>{escape(each.local_number)}</td><td>{escape(label(each.state))}</td><td>{escape(why(each))}</td></tr>"
        for each in report.unregistered
    )
    head = f"<h1 align='center'>{escape(title(report))}</h1><p>{counted_until(report)}</p>"
    tables = [(_("我代办的"), own), (_("这台电脑上一共"), all_), (_("没有登记的"), left)]
    body = "".join(
        f"<h2>{escape(name)}</h2><table border='1' cellpadding='5' cellspacing='0' width='100%'>{content}</table>"
        for name, content in tables
        if content
    )
    return pdf(head + body, A4, margin_mm=20, points=11, band=band)
