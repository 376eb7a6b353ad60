"""What a text looks like in a cell, going out and coming in."""

import re

# What XML 1.0 cannot hold, with the zero-width characters that pasting leaves behind.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")


def clean(text: str) -> str:
    """The text without surrounding spaces (full-width ones too), with plain line ends and nothing invisible."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet program might run this text once somebody edits the cell."""
    return text[:1] in _FORMULA_STARTS


def guarded(text: str) -> str:
    """Text for a .csv cell: a leading ' keeps it text; one that was there already is doubled."""
    return f"'{text}" if text[:1] == "'" or could_be_formula(text) else text


def unguarded(text: str) -> str:
    return text.removeprefix("'")
