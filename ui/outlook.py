"""What a person may count on once their matter is registered: the same sentences on the screen and on paper."""

from core.case import Earlier, Step
from core.clocks import owed
from core.petition import Purpose
from core.receipt import Receipt
from ui.province import Province
from ui.words import day


def outlook(province: Province, receipt: Receipt, unit: str, earlier: Earlier | None) -> list[str]:
    """Nothing in it that somebody does not already do."""
    due = owed(Step.REGISTERED, receipt.registered_at.date(), province.calendar)
    next_step = f"依规应在{day(due)}前办到下一步。" if due else ""
    said = [next_step + (handled_by(unit) if unit else "")]
    if earlier:
        when = day(earlier.registered_at.astimezone())
        said.append(f"您在{when}反映过类似的事，编号{earlier.case_number}。两件都登记着，都能查。")
    return said


def usual_unit(province: Province, category: str, purpose: Purpose | None) -> str:
    """Empty where the province has not said, and for an accusation: that goes another way."""
    return "" if purpose is Purpose.ACCUSATION else province.unit_for(category)


def handled_by(unit: str) -> str:
    return f"这类事一般由{unit}办理。"
