"""Puts non-breaking spaces where a line must not break, so that nobody has to type them."""

from __future__ import annotations

import re

from content.model import Locale

NBSP = "\N{NO-BREAK SPACE}"

_NUMBER_AND_NOUN = re.compile(r"(\d) (?=[^\W\d_]|%)")
_SHORT_BEFORE_NUMBER = re.compile(r"\b(ст|п|пп|art|arts|№)(\.?) (?=\d)", re.IGNORECASE)
_BEFORE_DASH = re.compile(r" (?=[—–] )")
_PREPOSITION = re.compile(r"(?<![^\W_])(в|к|с|о|у|и|а|на|не|по|из|до|от|за|об|ко|во|со) (?=\w)", re.IGNORECASE)


def set_spaces(text: str, locale: Locale) -> str:
    """Bind numbers to their nouns, abbreviations to numbers, dashes to the word before; ru: short prepositions."""
    text = _NUMBER_AND_NOUN.sub(rf"\1{NBSP}", text)
    text = _SHORT_BEFORE_NUMBER.sub(rf"\1\2{NBSP}", text)
    text = _BEFORE_DASH.sub(NBSP, text)
    if locale is Locale.RU:
        text = _PREPOSITION.sub(rf"\1{NBSP}", text)
    return text
