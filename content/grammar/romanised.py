"""The sound of a Kazakh or Russian word in Latin letters, the same in every usual way of writing it."""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"['’‘ʼ`]", ""),
        ("x", "ks"),
        ("q", "k"),
        ("w", "u"),
        ("^c(?=[eiıyu])", "j"),  # cetpis: C as the Turkic alphabets have it
        ("dzh|dj|zh", "j"),
        ("(?<=[aeiouıy])j", "i"),  # jijrma
        ("sh|ch|ts|c", "s"),  # ş has lost its mark before a word comes here, so sh is s as well
        ("gh", "g"),
        ("kh", "k"),
        ("[yı]", "i"),
        ("^ie", "e"),  # yeki
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=4096)
def romanised(word: str) -> str:
    """One key for ``jetpis``, ``zhetpis`` and ``cetpis``, or ``toghyzynshy``, ``togizinshi`` and ``toğızınşı``.

    ``word`` is lower case and without marks on its letters: o stands for ö, u for ü, n for ń and ñ, g for ğ, s for ş.
    """
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


def is_latin(word: str) -> bool:
    """Whether no letter of ``word`` is from another alphabet."""
    return all(char < "Ͱ" for char in word)
