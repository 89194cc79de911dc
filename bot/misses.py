"""Which words of a search without result may be counted: words alone, never a sentence, a number or an address."""

from __future__ import annotations

import re
import unicodedata

WORDS_A_MISS = 8
SHORTEST, LONGEST = 3, 32

_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def countable_words(query: str) -> list[str]:
    """The words of a query that may be counted, at most WORDS_A_MISS, each once.

    Whatever stands together with a digit, an @ or a stop inside it may be a telephone number, a name or an address of
    somebody, and is left out.
    """
    found: dict[str, None] = {}
    for piece in _PIECE.findall(unicodedata.normalize("NFC", query)[:1000].casefold()):
        bare = piece.strip(".,;:!?…«»“”„\"'()[]{}<>–—-")
        if _WORD.fullmatch(bare) and SHORTEST <= len(bare) <= LONGEST:
            found[bare] = None
    return list(found)[:WORDS_A_MISS]
