"""What all things that go wrong in life have in common."""

from typing import ClassVar


class Problem(Exception):
    number = 100
    sentence = "出了点问题，请联系工作人员。"
    everyday: ClassVar[bool] = False

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.sentence)
        self.detail = detail

    @property
    def code(self) -> str:
        return f"P{self.number}"

    def as_json(self) -> dict[str, str]:
        """The error object of the command lines and of the gateway's replies."""
        return {"code": self.code, "message": self.sentence}
