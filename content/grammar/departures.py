"""Hears that somebody asks where a provision went: then it is an old one that is meant, in three languages."""

from __future__ import annotations

import re

from content.model import Edition

_WENT = re.compile(
    r"""\bкуда\s+(?:же\s+)?(?:по)?(?:дел(?:ась|ся|ись|ось)|девал(?:ась|ся|ись)|ушл[аи]|уш[её]л|пропал[аи]?|исчезл?[аи]?
        |перенес(?:ли|ена|ены)|перешл[аи])\b
    |\bчто\s+(?:же\s+)?(?:стал[оа]|случилось|произошло)\s+со?\b
    |\bwhat\s+(?:has\s+)?(?:happened\s+to|became\s+of|become\s+of)\b
    |\bwhere\s+(?:did|has|have|does)\b(?P<place>[^?!\n]{1,60}?)\b(?:go|gone|went|moved?|disappear(?:ed)?)\b
    |\b(?:қайда|кайда|qaida|qayda)\s+(?:кетті|кетти|кеткен|жоғалды|жогалды|көшті|кошти|ketti|ketken)\b
    |\bне\s+болды\b(?=[\s?!.]*$)""",
    re.IGNORECASE | re.VERBOSE,
)
_WHERE = re.compile(r"\b(?:қайда|кайда|qaida|qayda)\b(?=[\s?!.]*$)|^\s*где\s+(?:теперь|сейчас)\b", re.IGNORECASE)
_OLD_FIRST, _NEW_FIRST = (Edition.Y1995, Edition.Y2026), (Edition.Y2026, Edition.Y1995)


def departure(text: str) -> tuple[str, tuple[Edition, ...]]:
    """``text`` with the question blanked out, and which Constitutions it may mean, the likelier first; none if unasked.

    ``77 қайда кетті`` means the old article; ``77 қайда`` may as well look for the one in force.
    """
    for question, editions in ((_WENT, _OLD_FIRST), (_WHERE, _NEW_FIRST)):
        if found := question.search(text):
            place = found.groupdict().get("place") or ""
            kept = place.rjust(found.end("place") - found.start()) if place else ""
            return text[: found.start()] + kept.ljust(found.end() - found.start()) + text[found.end() :], editions
    return text, ()
