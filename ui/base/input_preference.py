"""The way the person of this visit last wrote, so that the next sheet opens that way. Forgotten with the visit."""

from typing import Literal

InputWay = Literal["say", "write", "keys"]
"""By mouth, by finger, or on the pad: pinyin or digits."""


class InputPreference:
    def __init__(self, first: InputWay = "write") -> None:
        """`first`: the way offered for words before the person has chosen one. Numbers have their own pad."""
        self._first = first
        self._way: InputWay | None = None

    def learn(self, way: InputWay) -> None:
        self._way = way

    def forget(self) -> None:
        self._way = None

    def way(self, *, number: bool) -> InputWay:
        return self._way or ("keys" if number else self._first)
