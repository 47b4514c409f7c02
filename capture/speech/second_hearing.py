"""Recognises a whole recording a second time and compares the result with the first: a later reading replaces an
earlier one only if the recording supports it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from capture.speech.port import SpeechEngine
from core.narrative import Clause
from core.runs import runs
from devices.ports import SAMPLE_RATE, Samples

READ_SAMPLES = SAMPLE_RATE


def hear_again(engine: SpeechEngine, samples: Samples, wanted: Callable[[], bool]) -> list[Clause]:
    """Returns all clauses; none if interrupted by `wanted`, which is called once a second of sound."""
    recogniser = engine.listen(live=False)
    clauses: list[Clause] = []
    for at in range(0, len(samples), READ_SAMPLES):
        if not wanted():
            return []
        clauses += [heard for heard in recogniser.accept(samples[at : at + READ_SAMPLES]) if isinstance(heard, Clause)]
    return clauses + recogniser.finish() if wanted() else []


TOUCHING = 0.15
"""Seconds by which neighbouring clauses of the two readings may overlap without being compared."""
FEWER, FEW = 0.85, 3
"""A later reading with less than this share of the characters has lost words, if FEW or more are missing,"""
SURER = 0.2
"""unless its mean confidence is higher by this much."""
UNSURE = 0.15
"""A later reading whose mean confidence is lower by this much is not taken, unless it has more words."""
PHRASE = 5
"""Characters in a row that the later reading lacks: from this many on they count as lost."""


@dataclass
class DifferingSpan:
    """What both readings have in the same part of the recording."""

    earlier: list[Clause] = field(default_factory=list)
    later: list[Clause] = field(default_factory=list)
    end: float = 0.0


def better(earlier: Sequence[Clause], later: Sequence[Clause]) -> list[Clause]:
    """Returns the clauses to keep, in order."""
    return [clause for span in _spans(earlier, later) for clause in _chosen(span)]


def _spans(earlier: Sequence[Clause], later: Sequence[Clause]) -> Iterator[DifferingSpan]:
    """Yields the spans, divided where neither reading has a clause."""
    span = DifferingSpan()
    for clause, is_later in sorted(
        [*((each, False) for each in earlier), *((each, True) for each in later)], key=lambda pair: pair[0].start
    ):
        if (span.earlier or span.later) and clause.start >= span.end - _touching(span, clause):
            yield span
            span = DifferingSpan()
        (span.later if is_later else span.earlier).append(clause)
        span.end = max(span.end, clause.end)
    yield span


def _touching(span: DifferingSpan, clause: Clause) -> float:
    """Returns the overlap from which clauses count as the same words; it is smaller for short ones."""
    last = max((*span.earlier, *span.later), key=lambda each: each.end)
    return min(TOUCHING, (clause.end - clause.start) / 2, (last.end - last.start) / 2)


def _chosen(span: DifferingSpan) -> list[Clause]:
    before, after = _bare(span.earlier), _bare(span.later)
    if not before or not span.later:
        return span.later or span.earlier
    return _marked(span) if before != after and _is_better(span, before, after) else _kept(span, before == after)


def _kept(span: DifferingSpan, same: bool) -> list[Clause]:
    """Returns one of two readings with the same words: the later one had more context for its doubts."""
    return span.later if same else span.earlier


def _is_better(span: DifferingSpan, before: str, after: str) -> bool:
    gained = _confidence(span.later) - _confidence(span.earlier)
    if len(after) < FEWER * len(before) and len(before) - len(after) >= FEW and gained < SURER:
        return False
    if len(after) < len(before) and (_passed_over(before, after) or any(each.unheard for each in span.later)):
        return False
    return gained > -UNSURE or len(after) * FEWER > len(before)


def _passed_over(before: str, after: str) -> bool:
    """True if a phrase is missing in the later reading and was not just repeated by the earlier one."""
    gone = (
        before[step.src_start : step.src_end] for step in Levenshtein.opcodes(before, after) if step.tag == "delete"
    )
    return any(len(words) >= PHRASE and words not in after for words in gone)


def _marked(span: DifferingSpan) -> list[Clause]:
    """Returns the later clauses with new characters marked doubtful; a clause of the former reading is kept
    as an alternative."""
    changed, at, clauses = _changed(_bare(span.earlier), _bare(span.later)), 0, list[Clause]()
    single = len(span.earlier) == len(span.later) == 1
    for clause in span.later:
        flags = list[bool]()
        for char in clause.text:
            flags.append(char.isalnum() and at in changed)
            at += char.isalnum()
        doubted = {place for first, last in clause.doubtful for place in range(first, last)}
        marks = tuple(runs(flag or place in doubted for place, flag in enumerate(flags)))
        others = (span.earlier[0].text, *clause.alternatives) if single else clause.alternatives
        clauses.append(replace(clause, doubtful=marks, alternatives=tuple(dict.fromkeys(others))))
    return clauses


def _changed(before: str, after: str) -> set[int]:
    """Returns the places in `after` that are changed; for removed words, the place before them."""
    changed = set[int]()
    for step in Levenshtein.opcodes(before, after):
        if step.tag == "delete":
            changed.add(max(0, step.dest_start - 1))
        elif step.tag != "equal":
            changed.update(range(step.dest_start, step.dest_end))
    return changed


def _bare(clauses: Sequence[Clause]) -> str:
    return "".join(char for clause in clauses for char in clause.text if char.isalnum())


def _confidence(clauses: Sequence[Clause]) -> float:
    """Returns the mean over the characters."""
    weighed = [(len(clause.text), clause.confidence) for clause in clauses if clause.text]
    return sum(length * sure for length, sure in weighed) / max(1, sum(length for length, _ in weighed))
