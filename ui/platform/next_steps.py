"""The next steps and their deadlines, in the same sentences on screen and on paper; each is a duty by law."""

from datetime import date

from core.case import CaseStep, EarlierCase
from core.date_format import day
from core.deadlines import FORWARD, HANDLE, next_deadline
from core.language import N_, _
from core.petition import Purpose
from core.receipt import Receipt
from core.sentences import joined
from ui.platform.province import Province

OWED = {
    CaseStep.REGISTERED: N_("依规，信访部门最晚在{day}转给责任单位。"),
    CaseStep.FORWARDED: N_("依规，责任单位最晚在{day}书面告知怎么办理。"),
    CaseStep.ACCEPTED: N_("依规，责任单位最晚在{day}答复；经批准可以延长，最多三十天。"),
}
SEALED = N_("检举控告封好了再送，只有纪检监察部门打得开。")


def terms(purpose: Purpose | None) -> str:
    """Returns, before handing in, in how many days what is due, and counted from when."""
    if purpose is Purpose.ACCUSATION:
        return _(SEALED)
    forward = _("平台登记以后{days}天内，信访部门应当转给责任单位").format(days=FORWARD)
    return (
        _("{forward}；单位受理以后，一般{days}天内答复。").format(forward=forward, days=HANDLE)
        if purpose is Purpose.REQUEST
        else _("{forward}。").format(forward=forward)
    )


def owed_next(step: CaseStep, last_day: date) -> str:
    """Returns what is due next. `step`: the case's present step; `last_day`: the deadline
    (`core.deadlines.next_deadline`)."""
    return _(OWED[step]).format(day=day(last_day)) if step in OWED else ""


def next_steps(
    province: Province, receipt: Receipt, purpose: Purpose | None, unit: str, earlier: EarlierCase | None
) -> list[str]:
    """Returns, after registration, who does what until when, and which earlier petition there was."""
    registered = receipt.registered_at.date()
    last_day = next_deadline(purpose or Purpose.REQUEST, CaseStep.REGISTERED, registered, province.calendar)
    owed = owed_next(CaseStep.REGISTERED, last_day) if last_day else _(SEALED)
    said = [joined(owed, handled_by(unit) if unit else "")]
    if earlier:
        when = day(earlier.registered_at.astimezone())
        said.append(
            _("您在{when}反映过类似的事，编号{case_number}。两件都登记着，都能查。").format(
                when=when, case_number=earlier.case_number
            )
        )
    return said


def usual_unit(province: Province, category: str, purpose: Purpose | None) -> str:
    """Returns the unit that usually handles the category; empty where the province has not said, and for an accusation,
    which goes another way."""
    return "" if purpose is Purpose.ACCUSATION else province.unit_for(category)


def handled_by(unit: str) -> str:
    return _("这类事一般由{unit}办理。").format(unit=unit)
