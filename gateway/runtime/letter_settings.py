"""`[letters]` in gateway.toml: how letters are numbered, called and set."""

import string
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

NUMBER = "{code}{series}〔{year}〕{serial}号"
FACTS = {"code", "series", "year", "serial"}


class LetterSettings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str = Field(NUMBER, description="of code, series, year and serial; without series all kinds count together")
    codes: dict[str, str] = Field(default_factory=dict, description="机关代字 by id of an organ; else its name")
    titles: dict[str, str] = Field(default_factory=dict, description="other names of documents, by kind")
    body_face: Path | None = Field(None, description="TrueType file of the text (仿宋_GB2312); else our own face")
    title_face: Path | None = Field(None, description="TrueType file of titles (小标宋); else our own face")

    @field_validator("number")
    @classmethod
    def _complete(cls, number: str) -> str:
        try:
            named = {name for _, name, _, _ in string.Formatter().parse(number) if name is not None}
        except ValueError:
            named = set()
        if not {"code", "year", "serial"} <= named <= FACTS:
            raise PydanticCustomError(
                "letter_number", "{code}, {year} and {serial} in it, and {series} at most besides"
            )
        return number
