"""A few handwritten characters: strokes in the right order, in a square of 100."""

DRAWN = {
    "王": "18 20 80 18|25 48 74 46|48 20 49 80|12 82 88 80",
    "十": "12 45 88 43|50 10 50 92",
    "木": "12 36 88 34|50 8 51 92|49 38 36 60 12 78|52 38 66 58 88 74",
    "人": "50 10 47 42 32 70 10 90|48 40 62 66 88 88",
    "口": "22 25 25 80|22 25 78 24 75 76|25 78 76 76",
    "号": "30 12 32 38|30 12 70 11 68 36|32 37 68 36|10 52 90 50|40 52 36 68 72 66 66 88 58 94 48 86",
    "3": "30 20 50 10 66 22 60 40 44 47 66 56 70 76 50 90 30 80",
    "7": "24 14 76 14 46 90",
    "0": "50 8 34 16 26 34 24 54 28 74 38 88 50 92 62 88 72 74 76 54 74 34 66 16 50 8",
    "X": "20 14 80 86|80 14 20 86",
}


def strokes(name: str) -> list[list[tuple[float, float]]]:
    return [_points(stroke) for stroke in DRAWN[name].split("|")]


def _points(stroke: str) -> list[tuple[float, float]]:
    numbers = [int(number) / 100 for number in stroke.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
