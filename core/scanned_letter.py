"""A letter on paper becomes what a person tells: sentence by sentence, without sound, doubtful where it was read badly
(来信转网)."""

from collections.abc import Iterator, Sequence

from core.narrative import SENTENCE, Narrative, SpokenClause
from core.runs import runs
from core.scan import DOUBTFUL_BELOW, Scan
from core.spoken import Clause

FULL_LINE = 0.82
"""A line that ends before this share of the page's lines ends its paragraph."""

ReadCharacter = tuple[str, bool]
"""A character, and whether it may have been misread."""


def narrative_from_scans(scans: Sequence[Scan]) -> Narrative:
    """What stands on these pages; empty where nothing could be read."""
    read = [character for scan in scans for character in characters(scan)]
    text = "".join(character for character, _ in read)
    return tuple(
        clause(read[found.start() : found.end()]) for found in SENTENCE.finditer(text) if found[0].strip("\n　 ")
    )


def characters(scan: Scan) -> Iterator[ReadCharacter]:
    """Lines run on into each other, but not over the end of a paragraph."""
    right = max((line.box[1][0] for line in scan.lines), default=0.0)
    for line in scan.lines:
        doubtful = line.confidence < DOUBTFUL_BELOW
        yield from ((character, doubtful) for character in line.text.strip())
        if line.box[1][0] < FULL_LINE * right:
            yield "\n", False
    yield "\n", False


def clause(read: Sequence[ReadCharacter]) -> SpokenClause:
    text = "".join(character for character, _ in read)
    sure = sum(not doubtful for _, doubtful in read) / len(read)
    return SpokenClause(Clause(text, 0, 0, sure, doubtful=tuple(runs(doubtful for _, doubtful in read))))
