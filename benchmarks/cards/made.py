"""Makes the set: a number of each kind in each half, from a seed. `python -m benchmarks.cards --make DIR` writes it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import cv2

from benchmarks.cards import people, scenes
from benchmarks.cards.drawing import emblem, foreigner, permit, portrait
from benchmarks.cards.people import Printed
from devices.ports import Picture

SEEDS = {"tuned": 471, "locked": 90210}


@dataclass(frozen=True)
class Made:
    """A picture and its truth; `truth` as in the samples' manifest, and `kind`."""

    picture: Picture
    truth: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Random, str], Made]


def one(printed: Printed, dice: Random, half: str, *, hard: bool = False, **drawn: Any) -> Made:
    picture, corners = scenes.photographed(
        scenes.bgr(drawn_portrait(printed, dice, half, **drawn)), dice, half, hard=hard
    )
    return Made(picture, {"side": "portrait", "fields": printed.fields, "corners": corners.tolist()})


def drawn_portrait(printed: Printed, dice: Random, half: str, **drawn: Any) -> Any:
    sans = int(half == "locked" and dice.random() < 0.4)
    return portrait(printed, dice, sans=sans, **drawn)


def clean(dice: Random, half: str) -> Made:
    made = one(people.person(dice, half), dice, half)
    return Made(made.picture, {**made.truth, "good": True})


def hard(dice: Random, half: str) -> Made:
    return one(people.person(dice, half), dice, half, hard=True)


def two_line_name(dice: Random, half: str) -> Made:
    return one(people.long_named(dice, half), dice, half)


def wordy_address(dice: Random, half: str) -> Made:
    address = dice.choice(people.CITIES[half]) + dice.choice(people.WORDY_TAILS[half])
    return one(people.person(dice, half, address=address), dice, half)


def two_scripts(dice: Random, half: str) -> Made:
    return one(
        people.person(dice, half, ethnicity=dice.choice(["维吾尔", "蒙古", "藏"])), dice, half, second_script=True
    )


def one_character(dice: Random, half: str) -> Made:
    name = dice.choice(people.SURNAMES[half])[0]
    return one(people.person(dice, half, name=name), dice, half)


def glare(dice: Random, half: str) -> Made:
    """Returns a card with glare on one field; a lost field must be read as empty or doubtful."""
    printed = people.person(dice, half)
    centre = dice.choice(
        [(0.23, 0.13), (0.27, 0.13), (0.2, 0.25), (0.42, 0.25), (0.3, 0.37), (0.35, 0.55), (0.6, 0.87)]
    )
    card = scenes.glared(scenes.bgr(drawn_portrait(printed, dice, half)), centre, dice.uniform(38, 75))
    picture, corners = scenes.photographed(card, dice, half)
    return Made(picture, {"side": "portrait", "fields": printed.fields, "corners": corners.tolist()})


def marked(dice: Random, half: str, draw: Callable[[Any, str, Random], Any]) -> Made:
    printed = people.person(dice, half)
    card = draw(drawn_portrait(printed, dice, half), dice.choice(people.MARKS[half]), dice)
    picture, _ = scenes.photographed(scenes.bgr(card), dice, half)
    return Made(picture, {"side": "portrait", "fields": printed.fields})


def stamp(dice: Random, half: str) -> Made:
    on = "address" if dice.random() < 0.7 else "name"
    return marked(dice, half, lambda card, words, dice: scenes.stamped(card, words[:6], dice, on=on))


def watermark(dice: Random, half: str) -> Made:
    slanted = dice.random() < 0.7
    return marked(dice, half, lambda card, words, dice: scenes.watermarked(card, words, dice, slanted=slanted))


def own_mark(dice: Random, half: str) -> Made:
    words = f"仅供信访使用 2026-11-{dice.randrange(10, 29)} 0001-{dice.randrange(9999):04d} 南岭镇便民中心"
    return marked(dice, half, lambda card, _, dice: scenes.burnt(card, words))


def two_people(dice: Random, half: str) -> Made:
    cards = [scenes.bgr(drawn_portrait(people.person(dice, half), dice, half)) for _ in range(2)]
    return Made(scenes.beside(cards[0], cards[1], dice, half), {"side": None, "fields": {}, "cards_seen": 2})


def copy_of_both(dice: Random, half: str) -> Made:
    printed, back = people.person(dice, half), people.issued(dice, half)
    cards = [scenes.bgr(drawn_portrait(printed, dice, half)), scenes.bgr(emblem(back, dice))]
    if dice.random() < 0.3:
        cards.reverse()
    page = scenes.copied(cards, dice, grey=dice.random() < 0.7, edges=dice.random() < 0.4)
    return Made(page, {"side": "portrait", "fields": printed.fields, "both_sides": True})


def copy_of_one(dice: Random, half: str) -> Made:
    printed = people.person(dice, half)
    page = scenes.copied([scenes.bgr(drawn_portrait(printed, dice, half))], dice, edges=dice.random() < 0.4)
    return Made(page, {"side": "portrait", "fields": printed.fields})


def copy_of_two_people(dice: Random, half: str) -> Made:
    cards = [scenes.bgr(drawn_portrait(people.person(dice, half), dice, half)) for _ in range(2)]
    return Made(scenes.copied(cards, dice), {"side": None, "fields": {}, "cards_seen": 2})


def back(dice: Random, half: str) -> Made:
    printed = people.issued(dice, half)
    picture, corners = scenes.photographed(scenes.bgr(emblem(printed, dice)), dice, half)
    return Made(picture, {"side": "emblem", "fields": printed.fields, "corners": corners.tolist(), "good": True})


def back_of_two_rows(dice: Random, half: str) -> Made:
    printed = people.issued(dice, half, long=True)
    picture, _ = scenes.photographed(scenes.bgr(emblem(printed, dice)), dice, half)
    return Made(picture, {"side": "emblem", "fields": printed.fields})


def hmt(dice: Random, half: str) -> Made:
    region = dice.choice(["810000", "820000", "830000"])
    printed = people.person(dice, half, region=region, ethnicity="")
    picture, _ = scenes.photographed(scenes.bgr(permit(printed, dice)), dice, half)
    fields = {name: value for name, value in printed.fields.items() if value}
    return Made(picture, {"side": "portrait", "fields": fields, "document": "hmt-residence-permit"})


def foreign(dice: Random, half: str) -> Made:
    printed = people.person(dice, half, region=f"9{dice.randrange(11, 54)}124", name=dice.choice(["米勒", "安娜·怀特"]))
    picture, _ = scenes.photographed(scenes.bgr(foreigner(printed, dice)), dice, half)
    fields = {name: printed.fields[name] for name in ("name", "sex", "birth", "id_number")}
    return Made(picture, {"side": "portrait", "fields": fields, "document": "foreigner-card"})


def other_group(dice: Random, half: str) -> Made:
    group = dice.choice(["穿青人", "其他"] if half == "tuned" else ["穿青人", "革家人", "其他"])
    return one(people.person(dice, half, ethnicity=group), dice, half)


def rare_name(dice: Random, half: str) -> Made:
    rare = dice.choice(people.RARE_NAMES[half])
    name = dice.choice(people.SURNAMES[half][:10]) + dice.choice(
        [rare, rare + dice.choice("明华英"), dice.choice("小文玉") + rare]
    )
    return Made(*vars(one(people.person(dice, half, name=name), dice, half)).values())


KINDS: dict[str, tuple[Maker, int]] = {
    "clean": (clean, 20),
    "hard": (hard, 12),
    "back": (back, 8),
    "two-line name": (two_line_name, 8),
    "one-character name": (one_character, 4),
    "issuer of two rows": (back_of_two_rows, 5),
    "words of the card in the address": (wordy_address, 8),
    "two scripts": (two_scripts, 5),
    "glare": (glare, 14),
    "stamp": (stamp, 10),
    "watermark": (watermark, 10),
    "own mark": (own_mark, 6),
    "two people": (two_people, 8),
    "copy of both sides": (copy_of_both, 8),
    "copy of one side": (copy_of_one, 5),
    "copy of two people": (copy_of_two_people, 4),
    "permit of 8": (hmt, 5),
    "foreigner": (foreign, 4),
    "other group": (other_group, 5),
    "rare name": (rare_name, 20),
}


def made(half: str, only: str = "") -> Iterator[tuple[str, Made]]:
    """Yields kind and picture, always the same for a half; `only`: of one kind."""
    for kind, (maker, count) in KINDS.items():
        for number in range(count if not only or kind == only else 0):
            yield kind, maker(Random(f"{SEEDS[half]} {kind} {number}"), half)


def write(folder: Path) -> None:
    """Writes both halves as samples, each a folder with a manifest."""
    for half in SEEDS:
        (folder / half).mkdir(parents=True, exist_ok=True)
        with (folder / half / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
            for number, (kind, each) in enumerate(made(half)):
                file = f"{number:03d}.jpg"
                cv2.imwrite(str(folder / half / file), each.picture, [cv2.IMWRITE_JPEG_QUALITY, 92])
                line = {"file": file, "type": "idcard", "kind": kind, "level": "made", "good": False, **each.truth}
                manifest.write(json.dumps(line, ensure_ascii=False) + "\n")
