"""Which characters words are made of, and which of them nobody may exchange."""

import re

HAN = re.compile(r"[\u3400-\u9fff]")

STEADY = frozenset("零〇一二两三四五六七八九十百千万亿不没未无")
"""Numbers and negations neither come nor go: too much hangs on them."""
