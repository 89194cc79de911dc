"""Puts non-breaking spaces where a line must not break, so that nobody has to type them."""

from __future__ import annotations

import re

NBSP = "\N{NO-BREAK SPACE}"

_NUMBER_AND_NOUN = re.compile(r"(\d) (?=[^\W\d_]|%)")
_SHORT_BEFORE_NUMBER = re.compile(r"\b(ст|п|пп|art|arts|№)(\.?) (?=\d)", re.IGNORECASE)
_BEFORE_DASH = re.compile(r" (?=[—–] )")


def set_spaces(text: str) -> str:
    """Bind numbers to their nouns, abbreviations to their numbers, dashes to the word before them."""
    text = _NUMBER_AND_NOUN.sub(rf"\1{NBSP}", text)
    text = _SHORT_BEFORE_NUMBER.sub(rf"\1\2{NBSP}", text)
    return _BEFORE_DASH.sub(NBSP, text)
