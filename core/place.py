"""Where something happened."""

from dataclasses import dataclass

from core.bounded_types import LINE_CHARS


@dataclass(frozen=True, kw_only=True, repr=False)
class Place:
    """An administrative division (GB/T 2260, up to 12 digits) and the spot within it."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    code: str
    name: str
    detail: str = ""
