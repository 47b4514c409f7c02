"""Make meaning.npz: `python resources/urgency/make.py`. From the phrases of benchmarks/urgency_phrases (but the locked
half), ordinary petitions (benchmarks/oral_record) and questions (benchmarks/consult). A minute on one core.

Logistic regression by plain gradient descent, the same result each time: a plane for each kind, one for the whole."""

import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from advice.encoder import encoder  # noqa: E402
from benchmarks.urgency import WRITTEN_BEFORE, Phrase, phrases  # noqa: E402
from core.urgency.kinds import UrgencyKind  # noqa: E402

LEARNT = ("fresh1", "fresh2")
"""Phrases that were measured once, unseen, and have been learnt from since."""
URGENT_PETITIONS = (
    *("老板拖欠", "暖气不热", "上个礼拜三我家着火", "上周五镇中心", "俺是小清河", "我在成西公地", "我们村停水了三天"),
    *("哎呀这个房子", "老板欠钱不给"),
)
"""Beginnings of ordinary petitions that are urgent: they are left out."""
QUESTIONS, SCALE, ROUNDS, HELD_BACK = 120, 8.0, 1500, 3e-4
NOTHING: frozenset[str] = frozenset()


def learnt() -> list[Phrase]:
    own = [each for name in WRITTEN_BEFORE for each in phrases(name) if not each.locked]
    own += [each for name in LEARNT for each in phrases(name)]
    told = (ROOT / "benchmarks" / "oral_record" / "tuning.jsonl").read_text("utf-8").splitlines()
    calm = [each for each in (json.loads(line)["text"] for line in told) if not each.startswith(URGENT_PETITIONS)]
    asked = (ROOT / "benchmarks" / "consult" / "questions.tsv").read_text("utf-8").splitlines()
    lines = [line.split("\t")[-1] for line in asked if line.strip() and not line.startswith("#")]
    return own + [Phrase(text, NOTHING, NOTHING) for text in [*calm, *lines[::2][:QUESTIONS]]]


def main() -> None:
    some = learnt()
    points = np.stack([encoder().vector(each.text) for each in some]).astype(np.float64)
    middle = points.mean(axis=0)
    points = (points - middle) * SCALE
    wanted = np.array([[*(kind in each.kinds for kind in UrgencyKind), bool(each.kinds)] for each in some], np.float64)
    weights, least = np.zeros((points.shape[1], wanted.shape[1])), np.zeros(wanted.shape[1])
    for _ in range(ROUNDS):
        wrong = 1 / (1 + np.exp(-(points @ weights + least))) - wanted
        weights -= points.T @ wrong / len(points) + HELD_BACK * weights
        least -= wrong.mean(axis=0)
    kept = {"middle": middle, "weights": weights * SCALE, "least": least}
    np.savez_compressed(HERE / "meaning.npz", **{name: value.astype(np.float32) for name, value in kept.items()})


if __name__ == "__main__":
    main()
