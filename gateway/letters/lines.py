"""Breaks a text into lines on the grid of a letter.

No line begins with a closing mark or ends with an opening one, and no Latin word or number is cut, as long as there is
another place to break; no character is lost or added. reportlab's own breaker does neither (docs/decisions/0070)."""

from collections.abc import Callable, Iterator

CLOSING = frozenset("。，、；：？！）》”’】〕］｝〉」』…—·～%％‰℃.,;:?!)]}”’ \u3000")
"""May not begin a line. A blank counts, so that it goes to the end of the line before."""
OPENING = frozenset("（《“‘【〔［｛〈「『([{")
JOINED = frozenset("-_/@.:,%+#&=~'\"")
"""Beside letters and digits, what holds a Latin word, number or address together."""

Width = Callable[[str], float]
"""Returns the width of a character, in em."""


def broken(text: str, measure: float, width: Width, first: float = 0) -> list[str]:
    """Returns the lines of a text without line ends; joined they are the text.

    `measure`: width of a line in em. `first`: how much of the first line is taken already, by an indent."""
    return list(_lines(text, measure, width, first)) if text else []


def _lines(text: str, measure: float, width: Width, first: float) -> Iterator[str]:
    begin, room = 0, measure - first
    while begin < len(text):
        end = _furthest(text, begin, room, width)
        if end < len(text):
            end = _best(text, begin, end)
        yield text[begin:end]
        begin, room = end, measure


def _furthest(text: str, begin: int, room: float, width: Width) -> int:
    """Returns where a line from `begin` is full; it holds one character at least."""
    end, taken = begin, 0.0
    while end < len(text):
        taken += width(text[end])
        if taken > room + 1e-6 and end > begin:
            break
        end += 1
    return end


def _best(text: str, begin: int, end: int) -> int:
    """Returns the last place up to `end` where the line may break; rather through a word than before a closing mark,
    and anywhere where nothing else is left."""
    for allowed in (_between_words, _not_before_mark):
        for place in range(end, begin, -1):
            if allowed(text[place - 1], text[place]):
                return place
    return end


def _between_words(before: str, after: str) -> bool:
    return _not_before_mark(before, after) and before not in OPENING and not (_latin(before) and _latin(after))


def _not_before_mark(_before: str, after: str) -> bool:
    return after not in CLOSING


def _latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in JOINED)
