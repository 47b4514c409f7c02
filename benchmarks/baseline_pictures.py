"""The baseline reader that pages and cards are measured against.

RapidOCR with its line-flip model off; the largest four-cornered contour flattened to a long side of 1280 pixels and
turned by the small classifier; the fields of a card by their labels."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from capture.models import require
from capture.page import COMPASS_FILE
from capture.page.geometry import Corners, as_quad, clockwise, flatten, frame, sides, transform
from capture.page.orientation import OrientationModel
from capture.page.result import Quad
from devices.ports import Picture

LOOKING_SIDE = 800
PAGE_SIDE = 1280
CARD_SIZE = (1284, 810)
PATTERNS = {
    "id_number": r"(\d{17}[\dXx])",
    "name": r"姓?名([一-鿿·.]{2,15})",
    "sex": r"别([男女])",
    "ethnicity": r"民?族([一-鿿]{1,4})",
    "birth": r"(\d{4})年(\d{1,2})月(\d{1,2})日?",
    "issuer": r"机关\n?(.+)",
    "valid_from": r"(\d{4})\.?(\d{2})\.?(\d{2})-",
    "valid_to": r"\d{2}-(长期|(\d{4})\.?(\d{2})\.?(\d{2}))",
}


@dataclass(frozen=True)
class Read:
    """What was read; `rows`: lines of text from top to bottom."""

    corners: Quad | None
    rotation: int
    rows: list[str]


class BaselineReader:
    """The engine used as its manual shows, on one thread."""

    def __init__(self) -> None:
        one = {f"EngineConfig.onnxruntime.{name}_op_num_threads": 1 for name in ("intra", "inter")}
        self._engine = RapidOCR(params={**one, "Global.log_level": "critical"})
        self._compass = OrientationModel(require("orientation") / COMPASS_FILE)

    def page(self, picture: Picture) -> Read:
        return self._read(picture, contour(picture, 0.08), None)

    def card(self, picture: Picture) -> dict[str, str]:
        return fields(self._read(picture, contour(picture, 0.03), CARD_SIZE).rows)

    def _read(self, picture: Picture, found: Corners | None, size: tuple[int, int] | None) -> Read:
        corners = frame(picture) if found is None else found
        width, height = sides(corners)
        if size and height > width:
            corners = np.roll(corners, -1, axis=0)
        scale = PAGE_SIDE / max(width, height)
        wanted = size or (round(width * scale), round(height * scale))
        flat = flatten(picture, transform(corners, wanted), wanted)
        rotation = self._compass.rotation(flat)
        answer: Any = self._engine(
            np.ascontiguousarray(np.rot90(flat, rotation // 90)), use_det=True, use_cls=False, use_rec=True
        )
        boxes = [] if answer.boxes is None else list(zip(answer.boxes, answer.txts, strict=True))
        turned = None if found is None else as_quad(np.roll(corners, -rotation // 90, axis=0))
        return Read(turned, rotation, joined(boxes))


def contour(picture: Picture, least: float) -> Corners | None:
    """Returns the largest contour with four corners, from three edge maps and a brightness map."""
    scale = LOOKING_SIDE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0), np.uint8)
    quads = [quad for mask in masks(grey) for quad in four_cornered(mask, least * grey.size)]
    return max(quads, key=cv2.contourArea) / scale if quads else None


def masks(grey: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    for low, high in ((30, 90), (75, 200)):
        yield np.asarray(cv2.dilate(cv2.Canny(grey, low, high), np.ones((3, 3), np.uint8), iterations=2), np.uint8)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    yield np.asarray(cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)), np.uint8)


def four_cornered(mask: NDArray[np.uint8], least: float) -> Iterator[Corners]:
    for line in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
        hull = cv2.convexHull(line)
        corners = cv2.approxPolyDP(hull, 0.025 * cv2.arcLength(hull, True), True)
        inside = corners.min() > 3 and (corners.reshape(-1, 2) < np.array(mask.shape[::-1]) - 4).all()
        if len(corners) == 4 and inside and cv2.contourArea(corners) > least:
            yield clockwise(corners.reshape(4, 2).astype(np.float32))


def joined(boxes: list[tuple[NDArray[np.float32], str]]) -> list[str]:
    """Returns rows of text, read from the left; boxes whose middles are within half a line are one row."""
    rows: list[list[tuple[float, float, str]]] = []
    for box, text in sorted(boxes, key=lambda each: float(each[0][:, 1].mean())):
        middle, height = float(box[:, 1].mean()), float(np.ptp(box[:, 1]))
        if rows and abs(middle - rows[-1][0][1]) < 0.5 * height:
            rows[-1].append((float(box[:, 0].min()), middle, text))
        else:
            rows.append([(float(box[:, 0].min()), middle, text)])
    return [" ".join(text for _, _, text in sorted(row)) for row in rows]


def fields(rows: list[str]) -> dict[str, str]:
    text = "\n".join(re.sub(r"\s", "", unicodedata.normalize("NFKC", row)) for row in rows)
    found = {name: match for name, pattern in PATTERNS.items() if (match := re.search(pattern, text))}
    read = {name: match[1] for name, match in found.items()}
    for name in ("birth", "valid_from", "valid_to"):
        parts = [part for part in (found[name].groups() if name in found else ()) if part and len(part) < 5]
        if len(parts) == 3:
            read[name] = f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    if address := re.search(r"址(.+?)(?=\n?公民|\n?\d{15,})", text, re.S):
        read["address"] = address[1].replace("\n", "")
    return read
