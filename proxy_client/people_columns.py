"""What the table of people served shows of each, and what is to be remarked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from agency.filed_cases import FiledCase
from agency.people_import import PreviewRow
from agency.person_served import PersonServed
from core.authority.letter import Capacity
from core.language import N_, _, _n
from core.sentences import listed, sentence_of
from ui.widgets.table_rows import Column

NO_CONSENT, DIED = N_("还没问本人愿不愿意"), N_("已经去世")
ASK_AGAIN = N_("换了代办员，要再问本人")
GUARDED, UNGUARDED = N_("监护人{guardian}"), N_("还没写监护人")

TITLES = {
    "name": N_("姓名"),
    "id_number": N_("证件号"),
    "phone": N_("电话"),
    "address": N_("住址"),
    "village": N_("村组"),
    "household": N_("户"),
    "reach": N_("怎么联系"),
    "note": N_("备注"),
    "speaker": N_("能替他说的人"),
    "speaker_phone": N_("那人的电话"),
    "capacity": N_("谁作主"),
    "guardian": N_("监护人"),
    "guardian_phone": N_("监护人电话"),
}
"""The names of what the list says of a person, in the order in which they are read."""


def columns(today: date, open_matters: Mapping[str, int]) -> list[Column[PersonServed]]:
    """`open_matters`: how many are under way, by the id of the person; it may change meanwhile."""
    return [
        Column(_("姓名"), lambda each: each.person.name, share=3),
        Column(_("村组"), lambda each: each.village, share=4),
        Column(_("户"), lambda each: each.household, share=3),
        Column(_("电话"), lambda each: each.person.phone, share=4),
        Column(_("谁作主"), lambda each: capacity_of(each, today), share=4),
        Column(_("留意"), lambda each: remarks(each, open_matters.get(each.id, 0)), share=6),
    ]


def open_matters_of(cases: Iterable[FiledCase]) -> Counter[str]:
    """Returns how many matters of each person of the list are under way, as this terminal knows it."""
    return Counter(each.filing.served for each in cases if each.filing.served and not each.closed)


def capacity_of(served: PersonServed, today: date) -> str:
    """Returns who decides for them: nothing where they do, else their guardian."""
    if served.capacity_on(today) is Capacity.FULL:
        return _("本人")
    return _(GUARDED).format(guardian=served.guardian) if served.guardian else _(UNGUARDED)


def remarks(served: PersonServed, open_matters: int) -> str:
    said = (
        _(DIED) if served.died else "",
        _n("在办{count}件", open_matters).format(count=open_matters) if open_matters else "",
        "" if served.died else _(ASK_AGAIN) if served.consent_open else "" if served.consent else _(NO_CONSENT),
    )
    return listed([each for each in said if each])


def preview_columns() -> list[Column[PreviewRow]]:
    """Returns what is shown of each row of a list before it is brought in."""
    return [
        Column(_("行"), lambda row: str(row.checked.number), order=lambda row: row.checked.number, share=2, end=True),
        Column(_("姓名"), _named, share=4),
        Column(_("村组"), lambda row: row.joining.joined.village if row.joining else "", share=4),
        Column(_("怎么办"), _outcome, share=4),
        Column(_("说明"), explained, share=14),
    ]


def _named(row: PreviewRow) -> str:
    return row.joining.joined.person.name if row.joining else row.checked.name


def _outcome(row: PreviewRow) -> str:
    if row.joining is None:
        return _("有问题")
    return _("合并") if row.joining.known else _("新的人")


def explained(row: PreviewRow) -> str:
    """Returns what is wrong with a row, or what it changes in an entry that is known."""
    if row.joining is None:
        return " ".join(
            _("{column}：{fault}").format(column=_(TITLES[column]), fault=sentence_of(why))
            for column, why in row.checked.faults.items()
        )
    if row.joining.known is None:
        return ""
    changed = [_(TITLES[name]) for name in row.joining.changed if name in TITLES]
    return _("名单上已有，改{names}").format(names=listed(changed)) if changed else _("名单上已有，一样")
