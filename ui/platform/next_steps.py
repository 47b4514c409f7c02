"""The next steps and their deadlines, in the same sentences on screen and on paper; each is a duty by law."""

from datetime import date

from core.case import CaseStep, EarlierCase
from core.cases.both_terms import both, length
from core.cases.clock_table import STATUTE
from core.date_format import day
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
FORWARD_FASTER = ("forward", N_("本地答应{length}内转。"))
HANDLE_FASTER = ("handle", N_("本地答应办理时间不超过{length}。"))
FIRST_OF_BOTH = N_("本地答应，信访部门最晚在{day}转给责任单位；国家规定最晚{law}。")
SEALED = N_("检举控告封好了再送，只有纪检监察部门打得开。")


def terms(province: Province, purpose: Purpose | None) -> str:
    """Returns, before handing in, in how many days what is due, and counted from when; a shorter promise of the
    province beside the law's."""
    if purpose is Purpose.ACCUSATION:
        return _(SEALED)
    forward = _("平台登记以后{length}内，信访部门应当转给责任单位").format(length=_days("forward"))
    if purpose is not Purpose.REQUEST:
        return joined(_("{forward}。").format(forward=forward), _promised(province, FORWARD_FASTER))
    law = _("{forward}；单位受理以后，一般{length}内答复。").format(forward=forward, length=_days("handle"))
    return joined(law, _promised(province, FORWARD_FASTER), _promised(province, HANDLE_FASTER))


def _promised(province: Province, faster: tuple[str, str]) -> str:
    """Empty where the province promises nothing but the law."""
    rule, sentence = faster
    profile = province.settings.terms.profile
    return _(sentence).format(length=_days(rule, profile)) if length(rule, profile) != length(rule) else ""


def _days(rule: str, profile: str = STATUTE) -> str:
    days, working = length(rule, profile)
    return _("{days}个工作日").format(days=days) if working else _("{days}天").format(days=days)


def owed_next(step: CaseStep, last_day: date) -> str:
    """Returns what is due next. `step`: the case's present step; `last_day`: the deadline
    (of its duty)."""
    return _(OWED[step]).format(day=day(last_day)) if step in OWED else ""


def next_steps(
    province: Province, receipt: Receipt, purpose: Purpose | None, unit: str, earlier: EarlierCase | None
) -> list[str]:
    """Returns, after registration, who does what until when, and which earlier petition there was."""
    owed = _first_owed(province, receipt.registered_at.date(), purpose)
    said = [joined(owed, handled_by(unit) if unit else "")]
    if earlier:
        when = day(earlier.registered_at.astimezone())
        said.append(
            _("您在{when}反映过类似的事，编号{case_number}。两件都登记着，都能查。").format(
                when=when, case_number=earlier.case_number
            )
        )
    return said


def _first_owed(province: Province, registered: date, purpose: Purpose | None) -> str:
    """The last day of the duty that registration opens at the platform (art. 22), the law's beside a promise."""
    if purpose is Purpose.ACCUSATION:
        return _(SEALED)
    found = both("forward", registered, province.calendar, province.settings.terms.settled)
    last = found.promised.limit
    assert last is not None
    if found.law is None or found.law.limit is None:
        return owed_next(CaseStep.REGISTERED, last)
    return _(FIRST_OF_BOTH).format(day=day(last), law=day(found.law.limit))


def usual_unit(province: Province, category: str, purpose: Purpose | None) -> str:
    """Returns the unit that usually handles the category; empty where the province has not said, and for an accusation,
    which goes another way."""
    return "" if purpose is Purpose.ACCUSATION else province.unit_for(category)


def handled_by(unit: str) -> str:
    return _("这类事一般由{unit}办理。").format(unit=unit)
