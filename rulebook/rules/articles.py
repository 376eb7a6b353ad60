"""Articles and chapters as numbers and as the words they are cited by."""

import re

LAST_ARTICLE = 51
DIGITS = " 一二三四五六七八九"
SOUGHT = re.compile(r"第?(\d+|[一二三四五六七八九十]+)条|(\d+)")


def numeral(number: int) -> str:
    """43 → 四十三; for 1 to 99."""
    tens, units = divmod(number, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[units]}".strip()


NUMBERS = {numeral(number): number for number in range(1, 100)} | {
    str(number): number for number in range(1, 100)
}


def number_of(text: str) -> int | None:
    """四十三 or 43 → 43; None for anything that is not a number from 1 to 99."""
    return NUMBERS.get(text)


def article_label(number: int) -> str:
    return f"第{numeral(number)}条"


def chapter_label(number: int) -> str:
    return f"第{numeral(number)}章"


def article_sought(word: str) -> int | None:
    """The article a search word names: 43, 43条, 第四十三条. A bare numeral like 三 is only a word."""
    match = SOUGHT.fullmatch(word)
    return number_of(match[1] or match[2]) if match else None
