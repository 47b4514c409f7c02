"""Invented petitions, with words that must never be found in plaintext."""

from dataclasses import replace
from datetime import datetime

from core.claim import new_claim
from core.consents import Consents
from core.introduction import Evidence
from core.person import Person
from core.petition import Channel, Enclosure, Filing, Matter, Purpose, Role, freeze
from core.places import Place

MARKER = "河边那口井MARKERQXZW"


def a_filing(purpose: Purpose = Purpose.REQUEST, pages: tuple[bytes, ...] = ()) -> Filing:
    return freeze(
        channel=Channel.KIOSK,
        created=datetime.now().astimezone(),
        matter=Matter(
            purpose=purpose,
            category="水利",
            place=Place(code="331181", name="浙江省丽水市龙泉市"),
            narrative=f"{MARKER}的水发黑三个月了。",
        ),
        petitioner=Person(name=f"甲{MARKER}", phone="13000000000"),
        enclosures=tuple(
            Enclosure(name=f"page-{n}.jpg", role=Role.PAGE, media_type="image/jpeg", content=page, text=MARKER)
            for n, page in enumerate(pages, 1)
        ),
        claim=new_claim(),
    )


def a_filing_with_sound() -> Filing:
    """Returns a filing with a recording (1.age) and a page (2.age)."""
    anybody = a_filing().petition
    speech = Enclosure(name="speech.wav", role=Role.AUDIO, media_type="audio/wav", content=b"RIFF" + bytes(9000))
    page = Enclosure(name="page-1.jpg", role=Role.PAGE, media_type="image/jpeg", content=b"\xff\xd8\xff page")
    return freeze(
        channel=anybody.channel,
        created=anybody.created,
        matter=anybody.matter,
        petitioner=anybody.petitioner,
        consents=Consents(keep_audio=True),
        enclosures=(speech, page),
        claim=new_claim(),
    )


def a_known_filing() -> Filing:
    """Returns a filing by a person with name and ID number, so that the platform finds their earlier petitions."""
    anybody = a_filing().petition
    return freeze(
        channel=anybody.channel,
        created=anybody.created,
        matter=anybody.matter,
        petitioner=replace(anybody.petitioner, id_number="11010519491231002X"),
        evidence=Evidence.CHIP,
        claim=new_claim(),
    )
