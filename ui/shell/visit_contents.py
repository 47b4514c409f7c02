"""What a visit holds by now, in words for a person: what would be gone if it ended here."""

from core.draft import Draft


def visit_contents(draft: Draft) -> list[str]:
    """Empty when nothing would be lost: nothing was given yet, or all of it is handed in."""
    if draft.slip:
        return []
    person, pages = draft.petitioner, len(draft.scans)
    held = (
        ("您说的话", bool(draft.narrative.strip())),
        (f"{pages}页材料", bool(pages)),
        ("姓名和证件", bool(person.name or person.id_number)),
        ("电话和住址" if person.address else "电话", bool(person.phone)),
        ("签名", bool(draft.signature)),
        ("委托书", bool(draft.letter)),
    )
    return [name for name, there in held if there]
