"""Articles in words: 22(1)(3) of 《信访工作条例》 is 第二十二条第一款第三项, PIPL 50 of 《个人信息保护法》 第五十条."""

import re

DIGITS = "零一二三四五六七八九"
ARTICLE = re.compile(r"(?:PIPL )?(\d{1,2})(?:\((\d{1,2})\))?(?:\((\d{1,2})\))?")


def in_words(article: str) -> str:
    """Returns the article as it is cited in a letter, without its law. Raises ValueError for anything else."""
    found = ARTICLE.fullmatch(article)
    if not found:
        raise ValueError(article)
    units = zip(found.groups(), "条款项", strict=True)
    return "".join(f"第{numeral(int(number))}{unit}" for number, unit in units if number)


def numeral(number: int) -> str:
    """Returns 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens <= 1 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones or not tens else "")
