"""Chooses the sheet among many quadrilateral candidates."""

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.edges import refine
from capture.page.geometry import Corners

SAMPLES = 40
REACH = 4.0
FINALISTS = 6
LEAST_SUPPORT = 0.5
WRITING = 0.5
"""What an outline loses that leaves out all writing: a red sheet beside the page, a table's frame within it."""
LOGARITHM = (60 * np.log1p(np.arange(256))).astype(np.float32)
"""Logarithm of a grey value, by which a shadow subtracts the same from paper and desk."""

Floats = NDArray[np.float32]


class QuadScorer:
    """Compares pixels inside and outside of every side.

    On the edge of a sheet their difference is constant, whatever shadow crosses it; along a ruled line it is zero,
    along text it varies.
    """

    def __init__(self, lab: NDArray[np.uint8], writing: tuple[Floats, Floats] | None = None) -> None:
        """`writing`: points of the lines of text in the picture (n x 2), and their weights."""
        tone = lab.astype(np.float32)
        tone[..., 0] = LOGARITHM[lab[..., 0]]
        self.tone = tone
        self.writing = writing
        self.area = lab.shape[0] * lab.shape[1]

    def best(self, quads: Floats) -> tuple[Corners, float, float] | None:
        """Returns the best candidate with exact corners, its mean support, its score; None if nothing looks
        like a sheet."""
        if not len(quads):
            return None
        likely = np.argsort(-self.scores(quads, self.support(quads)))[:FINALISTS]
        exact = np.array([refine(self.tone, quad) for quad in quads[likely]], np.float32)
        support = self.support(exact)
        scores = self.scores(exact, support)
        winner = int(np.argmax(scores))
        sure = float(support[winner].mean())
        return (exact[winner], sure, float(scores[winner])) if sure > LEAST_SUPPORT else None

    def scores(self, quads: Floats, support: Floats) -> Floats:
        """Returns n values: support of the sides, a little for size, less for writing that is left out."""
        size = np.array([cv2.contourArea(quad) for quad in quads]) / self.area
        seen = 0.5 * support.min(axis=1) + 0.5 * support.mean(axis=1) + 0.35 * np.sqrt(size)
        return np.asarray(seen - WRITING * self.left_out(quads), np.float32)

    def left_out(self, quads: Floats) -> Floats:
        """Returns n values: the share of the writing outside, 0 to 1."""
        if self.writing is None or not len(self.writing[0]):
            return np.zeros(len(quads), np.float32)
        points, weights = self.writing
        along = np.roll(quads, -1, axis=1) - quads
        apart = points[None, None] - quads[:, :, None]
        right = along[:, :, None, 0] * apart[..., 1] - along[:, :, None, 1] * apart[..., 0]
        return np.asarray(((right < 0).any(axis=1) * weights).sum(axis=1), np.float32)

    def support(self, quads: Floats) -> Floats:
        """Returns n x 4, 0 to 1: how much each side looks like an edge. A side outside of the
        picture counts a little."""
        steps, inside = self.steps(quads)
        seen = inside.mean(axis=2)
        weight = inside[..., None] / np.maximum(inside.sum(axis=2), 1)[:, :, None, None]
        mean = (steps * weight).sum(axis=2)
        spread = np.sqrt((((steps - mean[:, :, None]) ** 2) * weight).sum(axis=2))
        clear = np.abs(mean) / (np.abs(mean) + spread + 1.5)
        return np.asarray(np.where(seen > 0.5, clear.max(axis=2) * (0.5 + 0.5 * seen), 0.3), np.float32)

    def steps(self, quads: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Returns n x 4 x samples x 3: tone inside minus tone outside; and which samples lie in the picture."""
        begin, end = quads, np.roll(quads, -1, axis=1)
        along = end - begin
        length = np.maximum(np.linalg.norm(along, axis=2, keepdims=True), 1)
        outward = np.stack([along[..., 1], -along[..., 0]], axis=2) / length
        share = np.linspace(0.06, 0.94, SAMPLES, dtype=np.float32)[None, None, :, None]
        points = begin[:, :, None] + share * along[:, :, None]
        inner, in_ok = self.look_up(points - REACH * outward[:, :, None])
        outer, out_ok = self.look_up(points + REACH * outward[:, :, None])
        return inner - outer, in_ok & out_ok

    def look_up(self, points: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        height, width = self.tone.shape[:2]
        x, y = np.rint(points[..., 0]).astype(int), np.rint(points[..., 1]).astype(int)
        seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        return self.tone[y.clip(0, height - 1), x.clip(0, width - 1)], seen
