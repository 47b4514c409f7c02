"""An invented person whose every word is a marker: a marker found in plaintext was not protected."""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.id_number import check_character

SYLLABLES = "桂兰秀英翠莲凤霞素珍玉梅金花春桃冬菊"


@dataclass(frozen=True)
class MarkedPerson:
    """The words and papers of one petitioner and their agent."""

    name: str
    id_number: str
    phone: str
    address: str
    narrative: str
    detail: str
    page_name: str
    page: bytes
    agent: str
    organisation: str
    reply: str
    reasons: str

    @classmethod
    def drawn(cls, dice: random.Random) -> "MarkedPerson":
        def word(beginning: str) -> str:
            return beginning + "".join(dice.choices(SYLLABLES, k=4)) + f"{dice.randrange(10**6):06}"

        def name(surname: str) -> str:
            return surname + "".join(dice.choices(SYLLABLES, k=9))

        first17 = (
            f"330106{dice.randrange(1930, 1990)}0{dice.randrange(1, 10)}1{dice.randrange(10)}{dice.randrange(1000):03}"
        )
        return cls(
            name=name("王"),
            id_number=first17 + check_character(first17),
            phone=f"13{dice.randrange(10**9):09}",
            address=word("阳光村"),
            narrative=word("井水发黑"),
            detail=word("村口"),
            page_name=f"{word('低保')}.jpg",
            page=b"\xff\xd8" + dice.randbytes(60) * 400,
            agent=name("李"),
            organisation=word("司法所"),
            reply=word("已修好"),
            reasons=word("还是黑"),
        )

    @property
    def words(self) -> list[str | bytes]:
        """Returns the markers. The beginning and end of an ID number are none, since some screens show them."""
        told = [value for value in vars(self).values() if isinstance(value, str)]
        return [*told, self.page_name.removesuffix(".jpg"), self.page[2:32]]

    def papers(self, folder: Path, purpose: str = "request", broken: bool = False) -> Path:
        """Writes `petition.json` and its page, as `python -m sync file` reads them; `broken`: slightly invalid."""
        folder.mkdir(parents=True)
        (folder / self.page_name).write_bytes(self.page)
        text = json.dumps(self._petition(purpose, broken), ensure_ascii=False)
        (folder / "petition.json").write_text(text, "utf-8")
        return folder

    def _petition(self, purpose: str, broken: bool) -> dict[str, Any]:
        agent = {"name": self.agent, "phone": self.phone}
        return {
            "matter": {
                "purpose": purpose,
                "category": "水利",
                "place": {"code": self.narrative if broken else "330106", "name": "西湖区", "detail": self.detail},
                "narrative": self.narrative * 3,
                **({self.address: self.name} if broken else {}),
            },
            "petitioner": {
                "name": self.name,
                "id_number": self.id_number,
                "phone": self.phone,
                "address": self.address,
            },
            "attachments": [{"name": self.page_name, "role": "page"}],
            "agent": {"person": agent, "agent_class": "village_cadre", "organisation": self.organisation},
            "authority": {
                "matter": self.detail,
                "powers": ["file", "query"],
                "starts": "2026-01-01",
                "ends": "2027-01-01",
                "letter": self.page_name,
            },
        }
