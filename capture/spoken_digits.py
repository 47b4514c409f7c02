"""A spoken telephone or ID number, with corrections: 一三八…不对，最后四位是八零零一."""

import re

from capture.speech.numbers.numeral import value

SPOKEN = {
    word: str(digit)
    for digit, every in enumerate("零〇洞 一幺壹 二两贰 三叁 四肆 五伍 六陆 七柒 八捌 九玖".split())
    for word in every
}
WIDE = str.maketrans("０１２３４５６７８９ｘＸx×", "0123456789XXXX")
HEARD_AS = {
    word: digit
    for digit, every in {
        "1": "腰妖邀夭要药依衣",
        "0": "领铃灵令动东通",
        "6": "溜留",
        "9": "酒久",
        "8": "吧把爸",
        "3": "散山",
        "7": "起气",
    }.items()
    for word in every
}
"""What a recogniser writes for a digit; believed only between digits."""

ONE = "0-9X" + "".join(SPOKEN)
MISHEARD = re.compile(f"(?<=[{ONE}])[{''.join(HEARD_AS)}]{{1,3}}(?=[{ONE}])")
LETTER_X = re.compile("艾克斯|爱克斯|埃克斯|叉")
REPEATED = re.compile(f"([2-9两二三四五六七八九]|(?<=[{ONE}，])是)个([{ONE}吧把爸酒久])")
TENS = re.compile("[0-9零一二两三四五六七八九]*[十百千][0-9零一二两三四五六七八九十百千]*")
SECOND_THOUGHT = re.compile("不对|不是|错了|说错|更正|改成|应该是")
TAIL = re.compile(r"(?:最?后|末尾?)(?:面|边)?([一二两三四五六七八九1-9])(?:位|个)")
HEAD = re.compile(r"(?:最?前|开头)(?:面|边)?([一二两三四五六七八九1-9])(?:位|个)")
PLACE = re.compile(r"第([一二三四五六七八九十0-9]{1,3})(?:位|个)")

LONE = re.compile(
    r"(?<![0-9X零〇洞幺一二两三四五六七八九])[零一二两三四五六七八九](?=[^\W\d_零〇洞幺一二两三四五六七八九吧啊呀嘛呢])"
)
"""A numeral inside a word: 我想一想."""

MOST_SAID = 400
WHOLE = 7
"""From this many digits on, a correction is the whole number said again."""


def heard_number(text: str, before: str = "", *, longest: int = 18, with_x: bool = False) -> str:
    """Returns digits, and X at the very end if `with_x`; at most `longest`.

    `before`: the number so far, which a sentence such as 最后四位是 corrects. Never raises.
    """
    number = ""
    for turn, said in enumerate(SECOND_THOUGHT.split(text.translate(WIDE)[:MOST_SAID])):
        known = number or (before if turn or _names_a_place(said) else "")
        number = _righted(known, said, again=turn > 0) or number
    digits = number.replace("X", "")[:longest]
    return digits + "X" if with_x and number.endswith("X") and len(digits) < longest else digits


def _names_a_place(said: str) -> bool:
    return bool(TAIL.search(said) or HEAD.search(said) or PLACE.search(said))


def _righted(number: str, said: str, again: bool) -> str:
    """Returns the number after a correction: at the place that was named, replaced, or at its end."""
    named = TAIL.search(said) or HEAD.search(said) or PLACE.search(said)
    new = _digits(said[named.end() :] if named else said)
    if not new or not number:
        return new
    if named and named.re is PLACE:
        at = min(len(number) - 1, max(0, (value(named[1]) or 1) - 1))
        return number[:at] + new[:1] + number[at + 1 :]
    if named and named.re is HEAD:
        return new + number[len(new) :]
    if named or (again and len(new) < WHOLE):
        return number[: max(0, len(number) - len(new))] + new
    return new


def _digits(said: str) -> str:
    said = LETTER_X.sub("X", said)
    said = TENS.sub(lambda found: str(value(found[0]) or found[0]), said)
    said = REPEATED.sub(_repeated, said)
    plain = re.sub(r"[\s，。、,.\-—－]", "", LONE.sub("，", said))
    plain = MISHEARD.sub(lambda found: "".join(HEARD_AS[each] for each in found[0]), plain)
    return "".join(_one(each) for each in plain)


def _repeated(found: re.Match[str]) -> str:
    """Expands 四个八, which may have been recognised as 是个吧."""
    times = 4 if found[1] == "是" else int(_one(found[1]))
    return (_one(found[2]) or HEARD_AS[found[2]]) * times


def _one(character: str) -> str:
    return character if character in "0123456789X" else SPOKEN.get(character, "")
