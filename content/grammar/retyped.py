"""Reads what was typed with the other keyboard switched on: ``cnfnmz 17`` for ``статья 17``, ``фке 17`` for ``art 17``."""

from __future__ import annotations

from collections.abc import Iterator

_LATIN, _CYRILLIC = "qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить"
_SIGNS, _LETTERS = "[];',./`{}:\"<>?~", "хъжэбю.ёХЪЖЭБЮ,Ё"


def _keys(one: str, other: str) -> dict[int, int]:
    return str.maketrans(one + one.upper(), other + other.upper())


_TO_CYRILLIC, _TO_LATIN = _keys(_LATIN, _CYRILLIC), _keys(_CYRILLIC, _LATIN)
_WITH_SIGNS = _TO_CYRILLIC | str.maketrans(_SIGNS, _LETTERS)


def retyped(text: str) -> Iterator[str]:
    """``text`` key by key on the other keyboard, of the same length, where its letters are all of one alphabet.

    The signs of a Latin keyboard are Russian letters as well: they are kept first, and then read as such.
    """
    letters = {char for char in text.lower() if char.isalpha()}
    if letters and letters <= set(_LATIN):
        yield from (text.translate(_TO_CYRILLIC), text.translate(_WITH_SIGNS))
    elif letters and letters <= set(_CYRILLIC):
        yield text.translate(_TO_LATIN)
