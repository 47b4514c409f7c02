"""The shipped pages and cards with their true text."""

import json
from typing import Any

from core.resources import resource


def truths(kind: str) -> dict[str, dict[str, Any]]:
    """Returns the manifest of `documents` or `idcards`, by file name."""
    text = resource("samples", kind, "manifest.jsonl").read_text("utf-8")
    return {truth["file"]: truth for truth in map(json.loads, text.splitlines())}


def overlap(quad: Any, other: Any) -> float:
    """Returns the intersection of two quads divided by their union."""
    import cv2
    import numpy as np

    first, second = np.array(quad, np.float32), np.array(other, np.float32)
    common, _ = cv2.intersectConvexConvex(first, second)
    return float(common / (cv2.contourArea(first) + cv2.contourArea(second) - common))
