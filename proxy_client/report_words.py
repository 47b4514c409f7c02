"""Reports in words, as a table, as JSON, as a workbook. Every figure stands with the list that it is the length of."""

import io

import xlsxwriter

from agency.reports import Figure, Report, Span, Unregistered
from core.date_format import day
from core.language import N_, _
from core.sentences import label, listed, sentence_of

TITLES = {
    Span.DAY: N_("日清理"),
    Span.WEEK: N_("周小结"),
    Span.MONTH: N_("月汇总"),
    Span.QUARTER: N_("季通报"),
}
FIGURES = {
    Figure.FILED: N_("代办"),
    Figure.REGISTERED: N_("平台登记"),
    Figure.TOLD: N_("把消息、文书带到"),
    Figure.NEWS_DUE: N_("这期间该带到的消息、文书"),
    Figure.NEWS_LATE: N_("其中没有按时带到"),
    Figure.DUE: N_("这期间单位该办的"),
    Figure.LATE: N_("其中单位没有按时办"),
    Figure.VISITED: N_("回访"),
    Figure.SATISFIED: N_("回访时自己说满意"),
    Figure.MOSTLY: N_("回访时自己说基本满意"),
    Figure.DISSATISFIED: N_("回访时自己说不满意"),
}
HERE = (
    ("filed", N_("这台电脑收件")),
    ("registered", N_("平台登记")),
    ("waiting", N_("没有登记")),
    ("due", N_("这期间单位该办的")),
    ("late", N_("其中单位没有按时办")),
)
UNEXPLAINED = N_("没有留下原因，请看看网络")
NUMBERS_SHOWN = 6


def title(report: Report) -> str:
    return _("{title}　{days}").format(title=_(TITLES[report.span]), days=days(report))


def days(report: Report) -> str:
    if report.first == report.last:
        return day(report.first)
    return _("{first}到{last}").format(first=day(report.first), last=day(report.last))


def counted_until(report: Report) -> str:
    return _("数到{day}为止。").format(day=day(report.as_of))


def rows(report: Report) -> list[tuple[str, int, str]]:
    """Returns of each figure its name, itself, and the slip numbers it counts."""
    return [(_(FIGURES[each]), report.count(each), numbers(report.lists[each])) for each in Figure]


def numbers(all_numbers: tuple[str, ...]) -> str:
    """Returns each number once, with how often it counts where that is more."""
    often = {each: all_numbers.count(each) for each in dict.fromkeys(all_numbers)}
    return listed([each if count == 1 else f"{each}×{count}" for each, count in often.items()])


def few(text: str) -> str:
    """Returns the first of the numbers, for a line on the screen."""
    known = text.split(_("、"))
    if len(known) <= NUMBERS_SHOWN:
        return text
    more = len(known) - NUMBERS_SHOWN
    return _("{numbers}，另{more}个").format(numbers=listed(known[:NUMBERS_SHOWN]), more=more)


def why(item: Unregistered) -> str:
    """Returns why an item is not registered, as far as it is known."""
    return sentence_of(item.why) if item.why else _(UNEXPLAINED)


def here(report: Report) -> list[tuple[str, int]]:
    return [(_(text), getattr(report.here, name)) for name, text in HERE]


def as_json(report: Report) -> dict[str, object]:
    return {
        "report": report.span.value,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "as_of": report.as_of.isoformat(),
        "own": {figure.value: report.count(figure) for figure in Figure},
        "lists": {figure.value: list(report.lists[figure]) for figure in Figure},
        "parts": [
            {**vars(part), "first": part.first.isoformat(), "last": part.last.isoformat()} for part in report.parts
        ],
        "unregistered": [
            {
                "local_number": each.local_number,
                "state": each.state.value,
                "why": why(each),
                "explained": each.why is not None,
            }
            for each in report.unregistered
        ],
        "here": dict(vars(report.here)),
    }


def workbook(report: Report, *, band: str = "") -> bytes:
    """Returns the report as XLSX. `band`: a line above it, if there is one. Texts are written as texts: nothing of
    them is ever a formula."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_(TITLES[report.span]))
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 34)
    sheet.set_column(2, 2, 60)
    at = 0

    def line(*cells: str | int, head: bool = False) -> None:
        nonlocal at
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(at, column, cell)
            else:
                sheet.write_string(at, column, cell, bold if head else None)
        at += 1

    if band:
        line(band, head=True)
    line(title(report), head=True)
    line(counted_until(report))
    line(_("我代办的"), _("件数"), _("本机回执号"), head=True)
    for row in rows(report):
        line(*row)
    line(_("这台电脑上一共"), _("件数"), head=True)
    for name, count in here(report):
        line(name, count)
    line(_("没有登记的"), _("状态"), _("为什么"), head=True)
    for item in report.unregistered:
        line(item.local_number, label(item.state), why(item))
    line(_("哪几天"), _("代办"), _("平台登记"), _("带到消息"), head=True)
    for part in report.parts:
        line(f"{part.first} – {part.last}", part.filed, part.registered, part.told)
    book.close()
    return content.getvalue()
