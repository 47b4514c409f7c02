"""Photographs a sheet: on a background, at an angle, cut by the frame, in poor light."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.made_pages.fonts import SIMPLIFIED, font
from benchmarks.made_pages.sheets import Sheet
from benchmarks.made_pages.texts import HALVES, filled

Pixels = NDArray[np.uint8]
FRAMES = ((1600, 1200), (1200, 1600), (1920, 1080), (2048, 1536))
GROUNDS = {
    "tuning": ("papers", "checks", "white", "wood", "dark", "hand", "fill"),
    "locked": ("papers", "flowers", "white", "stripes", "bricks", "hand", "fill"),
}


@dataclass(frozen=True)
class Shot:
    """A photograph. `corners`: of the sheet in the picture, from its own top left; None where the frame cuts it."""

    pixels: Pixels
    corners: list[list[float]] | None
    rotation: int
    tilt: float
    ground: str
    cut: bool
    ignored: list[str]


def shot(sheet: Sheet, rng: Random, noise: np.random.Generator) -> Shot:
    rotation = rng.choices((0, 90, 180, 270), (5, 2, 1, 2))[0]
    width, height = sheet.size
    lying = (width > height) != (rotation in (90, 270))
    frame = rng.choice([size for size in FRAMES if (size[0] > size[1]) == lying] + [FRAMES[2]] * (rng.random() < 0.1))
    ground, tilt = rng.choice(GROUNDS[sheet.half]), rng.choice((1, 1, 2)) * rng.uniform(-6.5, 6.5)
    cut = rng.random() < 0.3 or ground == "fill"
    tight = cut and rng.random() < 0.6
    quad = laid(sheet.size, frame, rotation + tilt, cut=cut, rng=rng)
    quad = enlarged(sheet, quad, frame) if tight else quad
    picture, ignored = background(ground, sheet.half, frame, rng, noise)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(source, quad), np.float64)
    paper = np.asarray(sheet.image)
    flat = cv2.warpPerspective(shrunk_to(paper, quad), scaled(matrix, paper, quad), frame, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(paper.shape[:2], 255, np.uint8), matrix, frame)[..., None] / 255.0
    shadow = cv2.GaussianBlur(np.roll(mask, (8, 10), (0, 1)), (31, 31), 0)[..., None]
    mixed = picture * (1 - 0.35 * shadow * (1 - mask)) * (1 - mask) + flat * mask
    if ground == "hand":
        mixed = fingers(mixed, quad, rng)
    whole = bool((quad.min(axis=0) >= 0).all() and (quad.max(axis=0) <= np.array(frame)).all())
    pixels = worn(mixed, rng, noise)
    return Shot(pixels, quad.tolist() if whole else None, rotation, round(tilt, 2), ground, not whole, ignored)


def shrunk_to(paper: Pixels, quad: NDArray[np.float32]) -> Pixels:
    """Returns the paper shrunk close to its size in the picture, so that thin strokes do not break."""
    scale = ratio(paper, quad)
    return np.asarray(cv2.resize(paper, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def scaled(matrix: NDArray[np.float64], paper: Pixels, quad: NDArray[np.float32]) -> NDArray[np.float64]:
    scale = ratio(paper, quad)
    return np.asarray(matrix @ np.diag([1 / scale, 1 / scale, 1.0]), np.float64)


def ratio(paper: Pixels, quad: NDArray[np.float32]) -> float:
    width: int = paper.shape[1]
    return min(1.0, float(np.linalg.norm(quad[1] - quad[0])) / width * 1.15)


def laid(size: tuple[int, int], frame: tuple[int, int], angle: float, *, cut: bool, rng: Random) -> NDArray[np.float32]:
    """Returns the sheet's corners in the frame: turned, tilted, seen a little from the side. A cut sheet loses margins,
    no text."""
    width, height = size
    turn = cv2.getRotationMatrix2D((0, 0), -angle, 1.0)[:, :2]
    points = (np.array([[0, 0], [width, 0], [width, height], [0, height]]) - np.array([width, height]) / 2) @ turn.T
    points = points * (
        1 + rng.uniform(-0.07, 0.07) * points[:, 1:] / height + rng.uniform(-0.05, 0.05) * points[:, :1] / width
    )
    room = np.ptp(points, axis=0)
    fill = rng.uniform(1.0, 1.06) if cut else rng.uniform(0.62, 0.95)
    points *= fill * min(frame[0] / room[0], frame[1] / room[1])
    slack = np.maximum(0, np.array(frame) - np.ptp(points, axis=0)) / 2
    shift = np.array([rng.uniform(-0.8, 0.8), rng.uniform(-0.8, 0.8)]) * slack
    if cut and fill <= 1.03:
        shift += np.array([rng.choice((-1, 0, 1)), rng.choice((-1, 1))]) * 0.025 * np.array(frame)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    return np.asarray(points - middle + np.array(frame) / 2 + shift, np.float32)


def enlarged(sheet: Sheet, quad: NDArray[np.float32], frame: tuple[int, int]) -> NDArray[np.float32]:
    """Returns the sheet's corners when it is so near that its text just fits the frame and hardly an edge is
    visible."""
    written = np.asarray(sheet.image.convert("L").point(dark))
    left, top, width, height = cv2.boundingRect(written)
    box = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]], np.float32)
    source = np.array([[0, 0], [sheet.size[0], 0], [*sheet.size], [0, sheet.size[1]]], np.float32)
    seen = cv2.perspectiveTransform(box[None], cv2.getPerspectiveTransform(source, quad))[0]
    middle, room = (seen.max(axis=0) + seen.min(axis=0)) / 2, np.ptp(seen, axis=0)
    scale = 0.95 * min(frame[0] / room[0], frame[1] / room[1])
    return np.asarray((quad - middle) * scale + np.array(frame) / 2, np.float32)


def dark(value: int) -> int:
    return 255 if value < 120 else 0


def background(
    kind: str, half: str, frame: tuple[int, int], rng: Random, noise: np.random.Generator
) -> tuple[NDArray[np.float64], list[str]]:
    """Returns the background and the text that can be read on it."""
    if kind == "papers":
        return papers(half, frame, rng)
    surface = flowers(frame, rng) if kind == "flowers" else surfaces(kind, frame, rng)
    return surface + noise.normal(0, 4, (frame[1], frame[0], 1)), []


def surfaces(kind: str, frame: tuple[int, int], rng: Random) -> NDArray[np.float64]:
    rows, across = np.mgrid[0 : frame[1], 0 : frame[0]][..., None]
    base = np.array([rng.randint(90, 200) for _ in range(3)], float)
    step = rng.randint(40, 110)
    lean = across + rng.uniform(-1, 1) * rows
    joint = (rows % step < 6) | ((across + (rows // step % 2) * step) % (2 * step) < 6)
    grain = np.sin(rows / rng.uniform(6, 30) + 3 * np.sin(across / 170)) + np.sin(rows / 71 + across / 900)
    drawn = {
        "stripes": base + 35 * np.sign(np.sin(lean / rng.uniform(8, 40))),
        "checks": base + 40 * ((rows // step + across // step) % 2 - 0.5),
        "bricks": np.where(joint, 205.0, np.array([150.0, 85.0, 70.0])),
        "wood": np.array([165, 125, 85]) + 14 * grain,
        "dark": base * rng.uniform(0.25, 0.7) + 0 * rows,
    }
    drawn["hand"] = drawn["dark"]
    return np.asarray(drawn.get(kind, rng.randint(205, 240) + np.zeros((*frame[::-1], 3))), np.float64)


def flowers(frame: tuple[int, int], rng: Random) -> NDArray[np.float64]:
    image = np.empty((frame[1], frame[0], 3), np.float32)
    image[:] = [rng.randint(90, 200) for _ in range(3)]
    for _ in range(150):
        at = (rng.randrange(image.shape[1]), rng.randrange(image.shape[0]))
        colour = tuple(rng.randint(60, 240) for _ in range(3))
        for petal in range(5):
            angle = petal * 1.2566
            x, y = at[0] + 20 * np.cos(angle), at[1] + 20 * np.sin(angle)
            cv2.circle(image, (round(x), round(y)), 14, colour, -1)
        cv2.circle(image, at, 10, (230, 210, 90), -1)
    return np.asarray(image, np.float64)


def papers(half: str, frame: tuple[int, int], rng: Random) -> tuple[NDArray[np.float64], list[str]]:
    """Returns a desk with other papers, some of them printed, a pen and a cup, and the text on it."""
    desk = Image.new("RGB", frame, tuple(rng.randint(80, 190) for _ in range(3)))
    ignored = []
    for _ in range(rng.randint(4, 8)):
        width, height = rng.randint(250, 900), rng.randint(250, 900)
        sheet = Image.new("RGBA", (width, height), (*(rng.randint(170, 250) for _ in range(3)), 255))
        if rng.random() < 0.4:
            text = filled(rng.choice(HALVES[half].columns), HALVES[half], rng)
            face = font(rng.choice(SIMPLIFIED[half]), rng.choice((12, 16)))
            for number in range(0, len(text), 14):
                ImageDraw.Draw(sheet).text((20, 20 + 1.6 * number), text[number : number + 14], (70, 70, 80), font=face)
            ignored.append(text)
        turned = sheet.rotate(rng.uniform(0, 360), expand=True)
        desk.paste(turned, (rng.randint(-300, frame[0]), rng.randint(-300, frame[1])), turned)
    pen = ImageDraw.Draw(desk)
    x, y = rng.randrange(frame[0]), rng.randrange(frame[1])
    pen.line((x, y, x + rng.randint(-400, 400), y + rng.randint(-400, 400)), (30, 40, 120), 16)
    pen.ellipse((x - 130, y - 130, x + 130, y + 130), (235, 235, 230), (120, 90, 60), 10)
    return np.asarray(desk, np.float64), ignored


def fingers(picture: NDArray[np.float64], quad: NDArray[np.float32], rng: Random) -> NDArray[np.float64]:
    """Returns the picture with thumbs that hold the sheet at two edges."""
    image = np.ascontiguousarray(picture, np.float32)
    for side in rng.sample(range(4), 2):
        begin, end = quad[side], quad[(side + 1) % 4]
        at = begin + rng.uniform(0.3, 0.7) * (end - begin)
        inward = quad.mean(axis=0) - at
        inward /= np.linalg.norm(inward)
        turn = float(np.rad2deg(np.arctan2(inward[1], inward[0])))
        centre = tuple(int(value) for value in at - 20 * inward)
        cv2.ellipse(image, centre, (70, 26), turn, 0, 360, (205, 160, 135), -1, cv2.LINE_AA)
    return np.asarray(image, np.float64)


def worn(picture: NDArray[np.float64], rng: Random, noise: np.random.Generator) -> Pixels:
    """Returns the picture with uneven light, a shadow, defocus and noise; saving adds the JPEG's losses."""
    height, width = picture.shape[:2]
    rows, across = np.mgrid[0:height, 0:width]
    lean = rng.uniform(-1, 1) * (across / width - 0.5) + rng.uniform(-1, 1) * (rows / height - 0.5)
    light = rng.uniform(0.6, 1.02) * (1 + rng.uniform(0, 0.25) * lean)
    if rng.random() < 0.3:
        edge = rng.uniform(0.2, 0.8) * width + (rows - height / 2) * rng.uniform(-0.8, 0.8)
        light = light * (1 - rng.uniform(0.1, 0.4) / (1 + np.exp((across - edge) / 40)))
    warm = np.array([1 + rng.uniform(0, 0.06), 1.0, 1 - rng.uniform(0, 0.1)])
    image = picture * light[..., None] * warm
    image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 1.1))
    image = image + noise.normal(0, rng.uniform(1, 7), image.shape)
    return np.asarray(image.clip(0, 255), np.uint8)
