"""Cleans a line of text and folds its look-alike letters, so that a heading is found however it was typed."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters and soft hyphens carry no meaning; in the middle of a word they would hide it from a search.
# Controls of the writing direction would turn round what stands behind them on a screen.
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff" + _DIRECTIONS))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

# One letter to one letter, so that a place found in the folded text is the same place in the text itself.
_LATIN = str.maketrans("ABCEHIKMOPTXYaceikopxyƏəØÖɵËëİıӀӏ", "АВСЕНІКМОРТХУасеікорхуӘәӨӨөЕеІіІі")
_YO = str.maketrans("Ёё", "Ее")

_DIGITS = {"і": 1, "l": 1, "v": 5, "у": 5, "х": 10}
_SPECIAL = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
ROMAN = f"[іlvух]{{1,6}}|[{_SPECIAL}]"
"""A Roman numeral in folded text: Cyrillic letters, a small L for a one and У for a V are met in real files."""


def clean(text: str) -> str:
    """The same words composed (NFC), with plain single spaces and nothing invisible."""
    shown = _CONTROL.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE))
    return " ".join(shown.split())


def fold(text: str) -> str:
    """Lower case with Latin look-alikes as Cyrillic letters; as long as ``text`` was."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text.translate(_LATIN)).translate(
        _YO
    )


def roman(folded: str) -> int | None:
    """The number of a section, 1 to 39, from a folded Roman or Arabic numeral; None when it is neither."""
    if folded.isdecimal():
        return int(folded) if 0 < int(folded) < 40 else None
    if folded in _SPECIAL:
        return _SPECIAL.index(folded) + 1 if folded else None
    values = [_DIGITS.get(letter, 0) for letter in folded]
    if not values or 0 in values:
        return None
    number = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return number if _written(number) == values else None


def _written(number: int) -> list[int]:
    digits: list[int] = []
    for value, letters in ((10, [10]), (9, [1, 10]), (5, [5]), (4, [1, 5]), (1, [1])):
        while number >= value:
            digits += letters
            number -= value
    return digits
