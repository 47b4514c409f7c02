"""Why an act on a case is refused: a code of the contract, the article, and what is said."""

from core.message import Fact, Message

NOT_ALLOWED, MISSING, OUT_OF_ORDER, CONFLICT = "not-allowed", "missing", "out-of-order", "conflict"


class Unlawful(Exception):
    """An act that may not be done. `message`: of the table [unlawful] in resources/words/casework.toml."""

    def __init__(self, code: str, article: str, name: str, **facts: Fact) -> None:
        super().__init__(name)
        self.code, self.article = code, article
        self.message = Message(f"unlawful.{name}", facts)


def bad_value(field: str) -> Unlawful:
    return Unlawful(MISSING, "", "bad_value", field=field)


def lacking(field: str, article: str) -> Unlawful:
    return Unlawful(MISSING, article, "lacking", field=field)


def accept_first(article: str) -> Unlawful:
    return Unlawful(OUT_OF_ORDER, article, "accept_first")
