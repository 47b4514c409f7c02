"""Questions that have only a few answers, in the words people give them."""

import re

from capture.speech.port import Answers
from capture.speech.text_normalisation import simplified

YES_NO = Answers(
    dict.fromkeys("是 是的 对 对的 好 好的 行 可以 可以的 同意 嗯 要 没错".split(), "yes")
    | dict.fromkeys("不是 不 不对 不行 不要 不用 不同意 不可以 不好 没有 错了".split(), "no")
)

DIGITS = Answers(
    {word: words[-1] for words in "零洞0 一幺1 二两2 三3 四4 五5 六6 七7 八8 九9".split() for word in words},
    in_a_row=True,
)
"""As telephone numbers are said, 幺 for one and, where people served, 洞 for nought; or as an engine writes them."""

PARTICLES = "啊呀吧嘛哦喔噢呢"
"""Said after an answer, and no part of it. 吗 is not among them: it asks back."""

NO_WORD = re.compile(r"[\s，。！？、；：,.!?;:-]+")


def understood(text: str, answers: Answers) -> str:
    """What a text means as an answer; empty when anything else stands in it, or two answers that disagree."""
    said = NO_WORD.sub("", simplified(text))
    if not answers.in_a_row:
        said = said.translate(dict.fromkeys(map(ord, PARTICLES)))
    meanings = _meanings(said, answers)
    if answers.in_a_row:
        return "".join(meanings)
    return meanings[0] if len(set(meanings)) == 1 else ""


def _meanings(said: str, answers: Answers) -> list[str]:
    """Word by word, each the longest that fits: 是的是的 is said twice, 不对 is not 不 and 对."""
    words = sorted(answers.meanings, key=len, reverse=True)
    found = []
    while said:
        word = next((each for each in words if said.startswith(each)), None)
        if word is None:
            return []
        found.append(answers.meanings[word])
        said = said.removeprefix(word)
    return found
