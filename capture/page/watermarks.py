"""Removes large grey words printed across a page before recognition, to read the text under them."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.ports import Picture

STROKE = 1 / 160
"""Width of a mark's strokes at least, as a share of the page's shorter side: a pen's are thinner."""
LEAST_SIZE = 1 / 16
"""Height and width of a mark's characters at least, as such a share."""
SHADOW = 1 / 10
"""Width of a shadow at least, as such a share."""
LARGER = 3.0
"""How many times higher and wider than the characters of the text a mark's are at least."""
COLOURED = 0.12
"""How differently a shade covers two colours of the paper, if it is none of grey."""
BLACK, PALE, PAPER = 0.3, 0.85, 0.93
"""Between the first two is a mark's brightness, as a share of the paper around it; below is ink, and above the third
nothing is printed."""
NEAR = 0.1
"""How far from its usual brightness a mark may be."""
MOSTLY = 0.4
"""Share of a stroke that is of its mark's shade; the rest is text."""
FILLED = 0.8
"""Share of the box around it that a shaded cell, a frame or a banner fills, and a written character does not."""
WHOLE = 0.95
"""Share of the page's height and of its width that its edge has, and no mark."""
LEAST_SHARE = 0.004
"""Of the page, covered by the strokes of a mark."""
SPECK = 8
"""Pixels."""
SMALL = 4
"""How many times smaller the page is where its paper is looked for."""

Grey = NDArray[np.uint8]
Ratio = NDArray[np.float32]
Mask = NDArray[np.uint8]


def unmarked(page: Picture, short: float) -> Picture:
    """Returns the page, or a part of it, with large grey print as bright as the paper; text on it stays black.

    Returns the same object if there is no such mark. `short`: the shorter side of the whole page.
    """
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), np.uint8)
    ratio = np.asarray(grey / paper(grey, short), np.float32)
    gain = np.ones_like(ratio)
    for left, top, right, bottom in marks((ratio < PAPER).astype(np.uint8), short):
        place = np.s_[top:bottom, left:right]
        shade = usual(ratio[place])
        covered = watermark_mask(ratio[place], shade, short)
        if not is_grey(page[place], covered):
            continue
        gain[place] = np.where(covered, np.maximum(gain[place], 1 / shade), gain[place])
    if np.mean(gain > 1) < LEAST_SHARE:
        return page
    lightest = page / np.clip(ratio, 0.05, 1.0)[..., None]
    return np.asarray(np.minimum(np.minimum(page * gain[..., None], lightest), 255), np.uint8)


def paper(grey: Grey, short: float) -> Ratio:
    """Returns the brightness of the paper everywhere."""
    small = cv2.resize(grey, None, fx=1 / SMALL, fy=1 / SMALL, interpolation=cv2.INTER_AREA)
    side = max(3, round(short * SHADOW / SMALL)) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    smooth = cv2.GaussianBlur(closed, (side, side), 0)
    return np.asarray(np.maximum(cv2.resize(smooth, grey.shape[::-1]), 1), np.float32)


def marks(inked: Mask, short: float) -> Iterator[tuple[int, int, int, int]]:
    """Yields left, top, right, bottom of everything as large as a mark's characters, except filled boxes and the
    edge of the page."""
    _, _, found, _ = cv2.connectedComponentsWithStats(inked)
    least = max(LEAST_SIZE * short, LARGER * text_size(found))
    for left, top, width, height, area in found[1:]:
        edge = width > WHOLE * inked.shape[1] and height > WHOLE * inked.shape[0]
        if min(width, height) > least and area < FILLED * width * height and not edge:
            yield int(left), int(top), int(left + width), int(top + height)


def text_size(found: cv2.typing.MatLike) -> float:
    """Returns the size in pixels of most print, without specks."""
    sizes = found[1:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    sizes = sizes[sizes >= SPECK]
    return float(np.percentile(sizes, 75)) if len(sizes) else 0.0


def is_grey(part: Picture, covered: NDArray[np.bool_]) -> bool:
    """True if the area has the same share of each colour of the paper beside it."""
    if not covered.any() or covered.all():
        return False
    inked, bare = (np.median(part[place], axis=0) for place in (covered, ~covered))
    return bool(np.ptp(inked / np.maximum(bare, 1)) < COLOURED)


def usual(ratio: Ratio) -> float:
    """Returns the most common shade between ink and paper."""
    counts, edges = np.histogram(ratio, bins=24, range=(BLACK, PALE))
    peak = int(np.argmax(counts))
    return float(edges[peak] + edges[peak + 1]) / 2


def watermark_mask(ratio: Ratio, shade: float, short: float) -> NDArray[np.bool_]:
    """Returns the area of a mark of this shade, including text on it, with its soft edge. Broad strokes of another
    shade are excluded."""
    side = max(3, round(short * STROKE)) | 1
    broad = cv2.morphologyEx((ratio < shade + NEAR).astype(np.uint8), cv2.MORPH_OPEN, disc(side))
    near = np.abs(ratio - shade) < NEAR
    count, labels = cv2.connectedComponents(broad)
    share = np.bincount(labels[near], minlength=count) / np.bincount(labels.ravel(), minlength=count)
    of_mark = (share > MOSTLY) & (np.arange(count) > 0)
    return np.asarray(cv2.dilate(of_mark[labels].astype(np.uint8), disc(5)) > 0, np.bool_)


def disc(side: int) -> Mask:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
