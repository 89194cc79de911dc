"""Reads the initials б and т of бап and тармақ, common letters, only where the numbers around show what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.grammar.tokens import DASHES, Token
from content.grammar.words import KEYWORDS, Level, skeletons

_LETTERS = {"б": "б", "b": "б", "т": "т", "t": "т"}
INITIALS = frozenset(_LETTERS)
_AROUND = 7
"""Tokens on each side that are looked at."""
_GAP = "[-.,)]*"
_ARTICLE = re.compile(
    rf"""\#-Б                       # 17-б.
    |\#{_GAP}Б{_GAP}\#{_GAP}т       # 17 б. 2 т.
    |Б{_GAP}\#{_GAP}т{_GAP}\#       # б. 17 т. 2
    |^\#Б\.?$|^Б\.?\#$              # 17 б.""",
    re.VERBOSE,
)
_PARAGRAPH = re.compile(
    rf"""\#-Т                       # 2-т.
    |\#{_GAP}[бa]{_GAP}\#{_GAP}Т    # 17 бап 2 т.
    |[бa]{_GAP}\#{_GAP}Т{_GAP}\#    # бап 17 т. 2""",
    re.VERBOSE,
)


def initial(tokens: Sequence[Token], at: int) -> Level | None:
    """What the letter at ``at`` counts; None where it is no marker."""
    first = max(0, at - _AROUND)
    around = "".join(map(_sign, tokens[first : at + _AROUND + 1]))
    if first > 0:
        around = "w" + around
    if at + _AROUND + 1 < len(tokens):
        around += "w"
    here = at - first + (first > 0)
    marked = around[:here] + around[here].upper() + around[here + 1 :]
    if around[here] == "б":
        return Level.ARTICLE if _ARTICLE.search(marked) else None
    return Level.PARAGRAPH if _PARAGRAPH.search(marked) else None


def _sign(token: Token) -> str:
    """One character for a token: a number, an initial, the word for article, a sign, any other word."""
    if token.kind == "digits":
        return "#"
    if token.kind == "letters":
        article = any(KEYWORDS.get(sound) is Level.ARTICLE for sound in skeletons(token.text))
        return _LETTERS.get(token.text) or ("a" if article else "w")
    if token.text in DASHES:
        return "~" if token.spaced else "-"
    return token.text
