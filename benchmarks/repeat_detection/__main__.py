"""Measures how often a matter told again by the same person is recognised, and how often one is mistaken for another.

python -m benchmarks.repeat_detection [--errors]

42 of the oral record's narratives are told again in other words, as by somebody who comes back after months
(`retold.jsonl`, invented, by the author of the first). Every second one was looked at while the rule was made.
Mistaken: a retold one that counts as like any of the 168 other narratives by the same person, whose tellings all have
the same habitual beginning and end (`FRAMES`)."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from gateway.intake.text_similarity import SIMILAR, similarity

HERE = Path(__file__).parent
FIRST = [HERE.parent / "oral_record" / name for name in ("tuning.jsonl", "test.jsonl")]
KNOWN = ["王建国", "柳河镇杨柳村三组", "13800001234", "11010519491231002X"]
FRAMES = {
    "bare": ("", ""),
    "spoken": ("我叫王建国，今年六十三岁，家住柳河镇杨柳村三组。", "请领导帮忙解决，谢谢。"),
    "letter": (
        "反映人：王建国，男，现年六十三岁，系柳河镇杨柳村三组村民。联系电话13800001234。",
        "恳请领导给予解决为盼。",
    ),
    "as heard": ("领导你们好我叫王建国是杨柳村的村民身份证号11010519491231002X", "希望政府尽快处理"),
}
HALVES = {"tuning": slice(0, None, 2), "held out": slice(1, None, 2)}


def narratives(file: Path) -> dict[str, str]:
    return {each["id"]: each["text"] for each in map(json.loads, file.read_text("utf-8").splitlines())}


def measure(half: str, frame: str) -> tuple[float, float, list[str]]:
    """Returns the share of matters known again, pairs mistaken in a hundred, and what went wrong."""
    first = {name: text for file in FIRST for name, text in narratives(file).items()}
    again = dict(list(narratives(HERE / "retold.jsonl").items())[HALVES[half]])
    begin, end = FRAMES[frame]

    def framed(text: str) -> str:
        return f"{begin}{text}{end}"

    def mistaken() -> Iterator[str]:
        for name, text in again.items():
            for other, told in first.items():
                if other != name and similarity(framed(text), framed(told), KNOWN) >= SIMILAR:
                    yield f"{name} for {other}"

    missed = [name for name, text in again.items() if similarity(framed(text), framed(first[name]), KNOWN) < SIMILAR]
    wrong = list(mistaken())
    return 1 - len(missed) / len(again), 100 * len(wrong) / (len(again) * (len(first) - 1)), missed + wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="name what was missed and mistaken")
    errors = parser.parse_args().errors
    for half in HALVES:
        for frame in FRAMES:
            known, mistaken, which = measure(half, frame)
            print(f"{half:8}  {frame:8}  known again {known:5.1%}  mistaken, of 100 pairs {mistaken:.2f}")
            if errors and which:
                print("          " + ", ".join(which))


if __name__ == "__main__":
    main()
