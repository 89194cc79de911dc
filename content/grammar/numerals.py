"""Reads Roman numerals, written with Latin or Cyrillic letters."""

from __future__ import annotations

_ROMAN_SIGNS = {"i": 1, "і": 1, "ı": 1, "l": 1, "ӏ": 1, "v": 5, "x": 10, "х": 10}


def roman(word: str) -> int | None:
    """``II``, ``ІХ`` or ``xi`` as a number up to 39; None when the letters are no Roman numeral."""
    values = [_ROMAN_SIGNS.get(letter, 0) for letter in word]
    if not 0 < len(values) <= 7 or 0 in values:
        return None
    number = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return number if values == _written(number) else None


def _written(number: int) -> list[int]:
    signs: list[int] = []
    for value, pattern in ((10, [10]), (9, [1, 10]), (5, [5]), (4, [1, 5]), (1, [1])):
        while number >= value:
            signs += pattern
            number -= value
    return signs
