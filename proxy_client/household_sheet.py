"""The people of a village by household, on paper, for a round on foot."""

from datetime import date
from html import escape

from agency.household_map import Household, Village
from agency.person_served import PersonServed
from core.date_format import day
from core.language import N_, _
from core.sentences import listed
from ui.documents.sheet import A4, pdf

NO_VILLAGE, NO_HOUSEHOLD = N_("没写村组"), N_("没写户")
PRIVATE = N_("上面有别人的姓名和电话，用完请收好或撕碎。")
HEADINGS = (N_("户"), N_("姓名"), N_("电话"), N_("怎么联系"), N_("办好了"))
DIED = N_("已经去世")


def household_sheet(village: Village, today: date, *, band: str) -> bytes:
    """Returns the PDF, on A4. Call it on the main thread."""
    title = escape(_("{village}\u3000村户名单").format(village=village.name or _(NO_VILLAGE)))
    head = "".join(f"<th align='left'>{escape(_(each))}</th>" for each in HEADINGS)
    rows = "".join(_rows(each) for each in village.households)
    table = f"<table width='100%' border='1' cellspacing='0' cellpadding='4'><tr>{head}</tr>{rows}</table>"
    foot = f"<p>{escape(day(today))}\u3000{escape(_(PRIVATE))}</p>"
    return pdf(f"<h2>{title}</h2>{table}{foot}", A4, margin_mm=15, points=11, band=band)


def household_name(household: Household) -> str:
    """Returns how people call it: by its number, or by the name of its head."""
    if not household.name:
        return _(NO_HOUSEHOLD)
    numbered = household.name.isdecimal()
    return (_("第{number}户") if numbered else _("{number}家")).format(number=household.name)


def _rows(household: Household) -> str:
    name = escape(household_name(household))
    door = f"<td rowspan='{len(household.people)}'>{name}</td>"
    return "".join(_row(each, door if number == 0 else "") for number, each in enumerate(household.people))


def _row(served: PersonServed, door: str) -> str:
    reach = listed([each for each in (served.reach, _(DIED) if served.died else "") if each])
    cells = (served.person.name, served.person.phone, reach, "\u3000")
    return f"<tr>{door}{''.join(f'<td>{escape(each)}</td>' for each in cells)}</tr>"
