"""Finds in the Constitution of 1995 what everyday words name in that of 2026: by what each place was paired with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from content.finding.lexicon import Lexicon
from content.finding.ranking import Found, rank
from content.finding.vocabulary import Meaning
from content.model import Edition, Reference


def former_place(lexicon: Lexicon, place: Reference) -> Reference | None:
    """The place of 1995 first paired with a place of 2026, or with its article; none where that is new."""
    paragraph = Reference(place.edition, place.article, place.paragraph)
    return lexicon.former.get(paragraph) or lexicon.former.get(place.whole_article)


def rank_former(lexicon: Lexicon, meanings: Sequence[Meaning]) -> list[Found]:
    """Every article of 1995 that speaks of the words itself, or whose successor does; best first."""
    found = {one.place.article: one for one in rank(lexicon, meanings, Edition.Y1995)}
    for one in rank(lexicon, meanings, Edition.Y2026):
        place = former_place(lexicon, one.place)
        if place is None:
            continue
        own = found.get(place.article)
        if own is None:
            found[place.article] = replace(one, place=place, topic=None)
        else:
            nearer = place if place.paragraph and one.score > own.score else own.place
            found[place.article] = replace(own, score=own.score + one.score, met=max(own.met, one.met), place=nearer)
    return sorted(found.values(), key=lambda one: -one.score)
