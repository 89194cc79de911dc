"""Knows a marker with one slip of the finger in it, ``сатья`` or ``artcle``, and the word constitution with two.

Words of another meaning are no slips.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from content.grammar.words import Level, plain, words

_MARKERS = {
    Level.ARTICLE: words("статья статьи статье статью статьёй статьей статьям статьях article articles"),
    Level.PARAGRAPH: words(
        """пункт пункта пункту пункте пунктом пункты тармақ тармақтың тармағы тармағының тармағында
        paragraph paragraphs"""
    ),
    Level.SUBPARAGRAPH: words(
        "подпункт подпункта подпункте подпункты тармақша тармақшасы тармақшасының subparagraph subparagraphs"
    ),
    Level.SECTION: words("раздел раздела разделе разделу section sections"),
}
_SPELT = {"".join(map(plain, word)): level for level, many in _MARKERS.items() for word in many}
_REAL = {
    "".join(map(plain, word))
    for word in words("статуя статуи статую статуе статус статика старая стадия раздал раздай разделю разделяй")
}
"""Words one letter away from a marker that mean what they say."""


@lru_cache(maxsize=4096)
def misspelt(word: str) -> Level | None:
    """The level of the marker that ``word`` must be: same first letter, one letter added, lost, changed or swapped."""
    low = "".join(map(plain, word))
    if not 4 <= len(low) <= 16 or low in _REAL:
        return None
    near = (marker for marker in _SPELT if marker[0] == low[0] and OSA.distance(low, marker, score_cutoff=1) <= 1)
    found = next(near, None)
    return _SPELT[found] if found else None


_CONSTITUTION = ("konstituci", "constituti")
_ABBREVIATED = {"konst", "const", "krk"}


@lru_cache(maxsize=4096)
def names_constitution(sound: str) -> bool:
    """Whether a word of this sound is the word constitution in some spelling, with up to two slips in its stem."""
    if sound in _ABBREVIATED or sound.startswith(("konstitu", "constitu", "costituc")):
        return True
    stem = sound[:10]
    near = len(stem) == 10 and sound[0] in "kc"
    return near and any(OSA.distance(stem, known, score_cutoff=2) <= 2 for known in _CONSTITUTION)
