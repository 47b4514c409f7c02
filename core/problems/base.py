"""Base class of every reported problem."""

from typing import ClassVar, Self

from core.message import Fact, Message, texts


class Problem(Exception):
    number = 100
    everyday: ClassVar[bool] = False

    def __init__(self, detail: str = "", /, variant: str = "", **facts: Fact) -> None:
        """`variant` and `facts` choose a more specific sentence than the number alone."""
        super().__init__(detail or self.code)
        self.detail = detail
        self.facts = facts
        self._known = variant

    @property
    def code(self) -> str:
        return f"P{self.number}"

    @property
    def message(self) -> Message:
        return self._of(self._known or vars(type(self)).get("variant", ""), **self.facts)

    def kept(self) -> Self:
        """Returns it without the frames it was raised in and was caused in: their variables may be of a person, and
        whoever keeps a problem would keep them too."""
        each: BaseException | None = self
        while each:
            each.__traceback__ = None
            each = each.__cause__ or each.__context__
        return self

    @classmethod
    def plain(cls) -> Message:
        """Returns the general message of this class of problems."""
        return cls._of(vars(cls).get("variant", ""))

    @classmethod
    def _of(cls, variant: str, **facts: Fact) -> Message:
        return Message(f"problem.P{cls.number}{'-' * bool(variant)}{variant}", facts)


def message_of(code: str) -> Message:
    """Returns the message for a stored problem code ("P501"); the root's message for an unknown one."""
    key = f"problem.{code}"
    return Message(key) if key in texts() else Problem.plain()
