"""From what an engine writes to what people read: simplified characters, Chinese punctuation, no loops, no credits."""

import re
from functools import cache

from opencc import OpenCC

HAN = r"[\u3400-\u9fff]"
FULL_WIDTH = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "："})
ENDS = "。！？"
MARKS = "，、；：" + ENDS

LOOP = re.compile(r"([^\d\s])\1{4,}|([^\d\s]{2,12}?)\2{2,}")
CREDITS = re.compile(
    r"字幕|訂閱|订阅|點贊|点赞|打賞|打赏|明鏡|明镜|點點欄目|点点栏目|感謝觀看|感谢观看|謝謝觀看|谢谢观看|下期再見|下期再见"
)
"""What Whisper learned from films and writes where nobody speaks. Nobody complains in these words."""


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    return str(_simplifier().convert(text))


def without_loops(text: str) -> str:
    """A phrase said three times or more in a row is said once: the engine stuck, not the person."""
    return LOOP.sub(lambda found: found[1] or found[2], text)


def is_credit(text: str) -> bool:
    """Whether the little that was said looks like a film's closing titles."""
    return len(text) <= 40 and bool(CREDITS.search(text))


def punctuated(text: str) -> str:
    """Marks between Chinese characters are Chinese marks; a blank there was a pause."""
    text = re.sub(rf"(?<={HAN})\s*([,?!;:])\s*", lambda found: found[1].translate(FULL_WIDTH), text.strip())
    text = re.sub(rf"(?<={HAN})\.(?!\w)\s*", "。", text)
    text = re.sub(rf"(?<={HAN})\s+(?={HAN}|\d)|(?<=\d)\s+(?={HAN})", "，", text)
    return re.sub(rf"([{MARKS}])[{MARKS}.]+", r"\1", text.lstrip(MARKS + ",.!?;: "))


def unspaced(text: str) -> str:
    """Vosk puts blanks between words; Chinese has none."""
    return re.sub(rf"(?<={HAN})\s+(?={HAN})", "", text)


def finished(text: str, whole: bool = True) -> str:
    """As a clause is shown and kept. `whole`: it ended at a pause, so it ends with a mark."""
    text = punctuated(without_loops(simplified(text)))
    if not whole or not re.search(HAN, text) or text[-1] in ENDS:
        return text
    return text.rstrip(MARKS) + "。"
