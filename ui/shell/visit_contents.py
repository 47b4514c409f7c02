"""What a visit holds, in words for a person: what would be lost if it ended now."""

from core.draft import Draft
from core.language import _, _n


def visit_contents(draft: Draft) -> list[str]:
    """Returns these words; empty when nothing was given yet or all of it is handed in."""
    if draft.slip:
        return []
    person, pages = draft.petitioner, len(draft.scans)
    held = (
        (_("您说的话"), bool(draft.narrative.strip())),
        (_n("{pages}页材料", pages).format(pages=pages), bool(pages)),
        (_("姓名和证件"), bool(person.name or person.id_number)),
        (_("电话和住址") if person.address else _("电话"), bool(person.phone)),
        (_("签名"), bool(draft.signature)),
        (_("委托书"), bool(draft.letter)),
    )
    return [name for name, there in held if there]
