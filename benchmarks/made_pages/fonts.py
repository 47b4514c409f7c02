"""The fonts of made pages: Debian's fonts-noto-cjk, -wqy-zenhei, -wqy-microhei, -arphic-*."""

import subprocess
from functools import cache

from PIL import ImageFont

SIMPLIFIED = {
    "tuning": ("Noto Serif CJK SC", "WenQuanYi Zen Hei", "AR PL KaitiM GB", "AR PL SungtiL GB"),
    "locked": ("Noto Sans CJK SC", "AR PL UKai CN", "AR PL UMing CN", "WenQuanYi Micro Hei", "Noto Serif CJK SC"),
}
TRADITIONAL = {
    "tuning": ("Noto Serif CJK TC", "AR PL UKai TW"),
    "locked": ("Noto Sans CJK TC", "AR PL UMing TW", "AR PL UKai HK"),
}


@cache
def font(family: str, size: int) -> ImageFont.FreeTypeFont:
    """Returns the font. Raises LookupError where Debian's package is missing."""
    ask = ["fc-match", "-f", "%{family}\t%{file}\t%{index}", family]
    found, file, index = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.split("\t")
    if family not in found:
        raise LookupError(f"no font {family}: apt-get install fonts-noto-cjk fonts-wqy-* fonts-arphic-*")
    return ImageFont.truetype(file, size, index=int(index) & 0xFFFF)
