"""Cards as a camera or copier sees them: on a table, turned, in bad light, stamped, marked, two at once, on paper."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from PySide6.QtGui import QGuiApplication

from benchmarks.cards.drawing import SIZE, font
from devices.ports import Picture
from ui.documents.enclosures import watermarked as mark

FRAME = (1920, 1080)


def bgr(card: Image.Image) -> Picture:
    return np.ascontiguousarray(np.asarray(card.convert("RGB"), np.uint8)[..., ::-1])


def stamped(card: Image.Image, words: str, dice: Random, *, on: str = "address") -> Image.Image:
    """Returns the card with a round red stamp over the end of the address or over the name."""
    ink = Image.new("RGBA", (420, 420), (0, 0, 0, 0))
    pen = ImageDraw.Draw(ink)
    red = (210, 40, 45, dice.randrange(150, 210))
    pen.ellipse((10, 10, 410, 410), outline=red, width=8)
    size = min(64, 380 // max(1, len(words)))
    pen.text((210, 210), words, font=font(size), fill=red, anchor="mm")
    ink = ink.rotate(dice.uniform(-12, 12), Image.Resampling.BICUBIC)
    x, y = (dice.randrange(150, 420), dice.randrange(300, 400)) if on == "address" else (dice.randrange(180, 300), -120)
    marked = card.convert("RGBA")
    marked.alpha_composite(ink, (x, max(0, y)))
    return marked.convert("RGB")


def watermarked(card: Image.Image, words: str, dice: Random, *, slanted: bool = True) -> Image.Image:
    """Returns the card covered with words, slanted, or level as between the rows."""
    layer = Image.new("RGBA", (1800, 1800), (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    size, grey = dice.randrange(38, 54), dice.randrange(90, 140)
    for row in range(0, 1800, dice.randrange(150, 210)):
        for column in range(0, 1800, size * (len(words) + 3)):
            pen.text((column + 60 * (row % 7), row), words, font=font(size), fill=(grey, grey, grey, 110))
    turned = layer.rotate(dice.uniform(12, 32) if slanted else dice.uniform(-1.5, 1.5), Image.Resampling.BICUBIC)
    marked = card.convert("RGBA")
    marked.alpha_composite(turned.crop((250, 400, 250 + SIZE[0], 400 + SIZE[1])))
    return marked.convert("RGB")


def burnt(card: Image.Image, words: str) -> Image.Image:
    """Returns the card with this product's own watermark."""
    drawing = QGuiApplication.instance() or QGuiApplication(["", "-platform", "offscreen"])
    jpeg = BytesIO()
    card.save(jpeg, "JPEG", quality=92)
    marked = Image.open(BytesIO(mark(jpeg.getvalue(), words))).convert("RGB")
    assert drawing
    return marked


def glared(card: Picture, centre: tuple[float, float], radius: float) -> Picture:
    """Returns the card with a white spot; `centre` in shares of the card, `radius` in pixels."""
    y, x = np.mgrid[: card.shape[0], : card.shape[1]]
    far = np.hypot(x - centre[0] * card.shape[1], y - centre[1] * card.shape[0]) / radius
    light = np.exp(-((far / 0.8) ** 4))[..., None]
    return np.asarray(card * (1 - light) + 254 * light, np.uint8)


def table(dice: Random, half: str) -> Picture:
    """Returns a table top for the card to lie on."""
    grains = np.random.default_rng(dice.randrange(1 << 30))
    width, height = FRAME
    if half == "tuned":
        coarse = grains.normal(0, 1, (24, 40)).astype(np.float32)
        ground = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * 9 + dice.choice([45, 70, 110])
        colour = np.array(dice.choice([(1, 1, 1), (0.7, 0.85, 1.1), (1.1, 0.9, 0.75)]))
    else:
        y, x = np.mgrid[:height, :width]
        ground = 14 * np.sin(y / 17 + 3 * np.sin(x / 210)) + dice.choice([95, 140, 60])
        colour = np.array(dice.choice([(0.6, 0.8, 1.0), (1, 1, 1), (0.8, 1.0, 0.8)]))
    return np.asarray((ground[..., None] * colour + grains.normal(0, 4, (height, width, 1))).clip(0, 255), np.uint8)


@dataclass(frozen=True)
class Pose:
    """Where a card lies: `middle` and `width` in pixels, turned clockwise by `turn` degrees."""

    middle: tuple[float, float]
    width: float
    turn: float


def laid(ground: Picture, card: Picture, pose: Pose, dice: Random) -> tuple[Picture, NDArray[np.float32]]:
    """Returns the picture of the card on the ground, in slight perspective and with a shadow, and its four corners."""
    across, down = pose.width / 2, pose.width / 2 * SIZE[1] / SIZE[0]
    flat = np.array([[-across, -down], [across, -down], [across, down], [-across, down]], np.float32)
    flat *= 1 + np.array([[dice.uniform(-0.02, 0.02)] for _ in range(4)], np.float32)
    angle = np.radians(pose.turn)
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    corners = (flat @ spin + np.array(pose.middle, np.float32)).astype(np.float32)
    height, breadth = card.shape[:2]
    matrix = cv2.getPerspectiveTransform(
        np.array([[0, 0], [breadth, 0], [breadth, height], [0, height]], np.float32), corners
    )
    size = (ground.shape[1], ground.shape[0])
    shape = np.zeros((height, breadth), np.uint8)
    cv2.rectangle(shape, (48, 0), (breadth - 48, height), 255, -1)
    cv2.rectangle(shape, (0, 48), (breadth, height - 48), 255, -1)
    for x, y in ((48, 48), (breadth - 48, 48), (48, height - 48), (breadth - 48, height - 48)):
        cv2.circle(shape, (x, y), 48, 255, -1)
    mask = cv2.warpPerspective(shape, matrix, size, flags=cv2.INTER_AREA)[..., None] / 255
    shade = cv2.GaussianBlur(np.roll(mask[..., 0], (9, 7), (0, 1)), (0, 0), 9)[..., None]
    shown = cv2.warpPerspective(card, matrix, size, flags=cv2.INTER_AREA)
    return np.asarray(ground * (1 - 0.35 * shade) * (1 - mask) + shown * mask, np.uint8), corners


def seen(picture: Picture, dice: Random, *, hard: bool = False) -> Picture:
    """Returns the picture as a camera delivers it: uneven light, blur, noise, JPEG."""
    grains = np.random.default_rng(dice.randrange(1 << 30))
    width = picture.shape[1]
    slope = np.linspace(1 - dice.uniform(0.02, 0.25 if hard else 0.08), 1, width)[None, :, None]
    lit = picture * slope * dice.uniform(0.7 if hard else 0.9, 1.0)
    soft = cv2.GaussianBlur(lit.astype(np.float32), (0, 0), dice.uniform(0.8, 1.3) if hard else dice.uniform(0.4, 0.7))
    noisy = soft + grains.normal(0, dice.uniform(3, 6) if hard else 2, soft.shape)
    _, packed = cv2.imencode(
        ".jpg", noisy.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, dice.randrange(72, 92)]
    )
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def photographed(card: Picture, dice: Random, half: str, *, hard: bool = False) -> tuple[Picture, NDArray[np.float32]]:
    turn = dice.choice([0, 0, 0, 180, 90, 270] if hard else [0, 0, 0, 0, 180]) + dice.uniform(-8, 8)
    width = dice.uniform(640, 900) if turn % 180 > 45 and turn % 180 < 135 else dice.uniform(850, 1250)
    middle = (960 + dice.uniform(-120, 120), 540 + dice.uniform(-60, 60))
    picture, corners = laid(table(dice, half), card, Pose(middle, width, turn), dice)
    return seen(picture, dice, hard=hard), corners


def beside(first: Picture, second: Picture, dice: Random, half: str) -> Picture:
    """Returns two cards side by side, or one above the other."""
    if dice.random() < 0.6:
        middles, width = ((500, 540), (1420, 540)), dice.uniform(720, 840)
    else:
        middles, width = ((960, 275), (960, 805)), dice.uniform(680, 760)
    picture, _ = laid(table(dice, half), first, Pose(middles[0], width, dice.uniform(-5, 5)), dice)
    picture, _ = laid(picture, second, Pose(middles[1], width, dice.uniform(-5, 5)), dice)
    return seen(picture, dice)


def copied(cards: list[Picture], dice: Random, *, grey: bool = True, edges: bool = False) -> Picture:
    """Returns an A4 copy at 200 dots an inch: the cards below each other at true size, or twice that."""
    page = np.full((2339, 1654, 3), 252, np.uint8)
    width = round(85.6 / 25.4 * 200 * dice.choice([1.0, 1.0, 1.5]))
    height = round(width * SIZE[1] / SIZE[0])
    left, top = dice.randrange(200, max(201, 1654 - width - 100)), dice.randrange(200, 500)
    for card in cards:
        small = cv2.resize(card, (width, height), interpolation=cv2.INTER_AREA)
        page[top : top + height, left : left + width] = small
        if edges:
            cv2.rectangle(page, (left, top), (left + width, top + height), (90, 90, 90), 2)
        top += height + dice.randrange(60, 200)
    if not grey:
        return seen(page, dice)
    light = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY).astype(np.float32)
    steep = ((light - 128) * 1.25 + 160).clip(0, 255)
    return seen(np.asarray(cv2.cvtColor(steep.astype(np.uint8), cv2.COLOR_GRAY2BGR), np.uint8), dice)
