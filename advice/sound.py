"""How characters sound to somebody who does not distinguish n and l, zh and z, in and ing, h and f."""

from functools import cache

from capture import pinyin


@cache
def sound(character: str) -> str:
    """Returns its usual syllable without tone, similar sounds merged; the character itself if it has none."""
    syllables = pinyin.readings(character)
    return merged(syllables[0]) if syllables else character


def merged(syllable: str) -> str:
    for sharp, blunt in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("r", "n"), ("f", "h")):
        if syllable.startswith(sharp):
            syllable = blunt + syllable.removeprefix(sharp)
            break
    if syllable.endswith(("ing", "eng", "ang")):
        return syllable[:-1]
    return syllable
