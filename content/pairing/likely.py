"""Pairs by likeness, found among all articles that hang together: the same from either side and in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from content.model import Edition, Reference, Relation
from content.pairing.align import LIKENESS_LIMIT, likeness
from content.pairing.passages import Passage

JOIN_LIMIT = 0.53
"""From this likeness on a passage joins one that already has a pair, if that pair stands in another article."""

_NEARER = 0.0001  # of two that are as alike, the one that stands nearer

Key = tuple[Reference, int]
"""A piece of an article: its place, and which of several pieces there; words that close a list have no number."""

Pair = tuple[Key, Key]
"""What stands in 1995, what stands in 2026."""

Texts = Mapping[Reference, Sequence[Passage]]
"""The passages of articles in one language and in one wording, official or ours."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Which pieces of 1995 are alike enough to stand beside which of 2026.

    ``points`` are pairs of sub-points of two paragraphs that a relation pairs.
    """

    pairs: frozenset[Pair] = frozenset()
    points: frozenset[Pair] = frozenset()

    def across(self, mine: Sequence[Passage], others: Sequence[Passage]) -> list[tuple[int, ...]]:
        """For each of ``mine`` the indices in ``others`` that it pairs with, whichever Constitution is whose."""
        return _across(self.pairs, mine, others)

    def points_across(self, mine: Sequence[Passage], others: Sequence[Passage]) -> list[tuple[int, ...]]:
        """The same for the pieces of two paragraphs that a relation pairs."""
        return _across(self.points, mine, others)


def _across(pairs: Collection[Pair], mine: Sequence[Passage], others: Sequence[Passage]) -> list[tuple[int, ...]]:
    keys = keyed(others)
    return [
        tuple(at for at, other in enumerate(keys) if (other, own) in pairs or (own, other) in pairs)
        for own in keyed(mine)
    ]


class _Piece(NamedTuple):
    at: int
    key: Key
    passage: Passage


def flat(passages: Iterable[Passage]) -> list[Passage]:
    """Introductions and sub-points one after the other."""
    return [piece for passage in passages for piece in passage.pieces]


def keyed(pieces: Iterable[Passage]) -> list[Key]:
    """The key of each piece, in order."""
    seen: dict[Reference, count[int]] = {}
    return [(piece.reference, next(seen.setdefault(piece.reference, count()))) for piece in pieces]


def likely_pairs(
    partners: Mapping[Reference, Sequence[Reference]], relations: Iterable[Relation], wordings: Sequence[Texts]
) -> Likely:
    """The best pairs first, each side once; what is left over joins the pair it is very much like.

    ``partners`` are the places that each article is related to: only they take part, and one that is a sub-point
    joins where it is merely alike. What ``relations`` say of a place stands. Two pieces are as alike as they are on
    average in the wordings that have both.
    """
    told = _told(relations)
    means = _means(partners, told, wordings)
    hinted = {(place, article) for article, places in partners.items() for place in places if place.subparagraph}
    taken = {key: {a for place in _around(key[0]) for a in told.get(place, ())} for pair in means for key in pair}
    best = sorted(means, key=lambda pair: (-means[pair], str(pair)))
    made: set[Pair] = set()
    for most_taken in range(3):
        for old, new in best:
            if bool(taken[old]) + bool(taken[new]) > most_taken:
                continue
            sure = not most_taken or not hinted.isdisjoint(((old[0], _article(new)), (new[0], _article(old))))
            apart = _article(new) not in taken[old] and _article(old) not in taken[new]
            if apart and means[old, new] >= (LIKENESS_LIMIT if sure else JOIN_LIMIT):
                made.add((old, new))
                taken[old].add(_article(new))
                taken[new].add(_article(old))
    alike = [pair for pair in best if means[pair] >= LIKENESS_LIMIT]
    untold = [pair for pair in alike if all(again or place not in told for place, again in pair)]
    points = {pair for one in relations for pair in _inside(one, untold)}
    return Likely(frozenset(made), frozenset(points))


def _inside(told: Relation, best: Iterable[Pair]) -> set[Pair]:
    """The sub-points of one paragraph beside those of the one paragraph it became, each once."""
    if len(told.before) != 1 or len(told.after) != 1:
        return set()
    made: dict[Key, Key] = {}
    for old, new in best:
        inside = told.before[0] in _around(old[0]) and told.after[0] in _around(new[0])
        if inside and old not in made and new not in made.values():
            made[old] = new
    return set(made.items())


def _means(
    partners: Mapping[Reference, Sequence[Reference]],
    told: Mapping[Reference, set[Reference]],
    wordings: Sequence[Texts],
) -> dict[Pair, float]:
    """How alike the pieces of articles that are related are, on average."""
    named: dict[tuple[Reference, Reference], set[Reference]] = {}
    for article, places in partners.items():
        for place in places:
            named.setdefault((place.whole_article, article), set()).add(place)
    related = {(one, other) if one.edition is Edition.Y1995 else (other, one) for one, other in named}
    scores: dict[Pair, list[float]] = {}
    for texts in wordings:
        pieces = {article: _pieces(passages, told) for article, passages in texts.items()}
        for before, after in related:
            mine, others = (
                [one for one in pieces.get(article, ()) if not places.isdisjoint(_around(one.key[0]))]
                for article, places in (
                    (before, named.get((before, after), {before})),
                    (after, named.get((after, before), {after})),
                )
            )
            for old in mine:
                for new in others:
                    alike = likeness(old.passage, new.passage) - _NEARER * abs(old.at - new.at)
                    scores.setdefault((old.key, new.key), []).append(alike)
    return {pair: sum(found) / len(found) for pair, found in scores.items()}


def _told(relations: Iterable[Relation]) -> dict[Reference, set[Reference]]:
    """The articles across that relations name for each place; none for what is new or dropped."""
    told: dict[Reference, set[Reference]] = {}
    for one in relations:
        for places, across in ((one.before, one.after), (one.after, one.before)):
            for place in places:
                told.setdefault(place, set()).update(other.whole_article for other in across)
    return told


def _pieces(passages: Sequence[Passage], told: Mapping[Reference, set[Reference]]) -> list[_Piece]:
    """Piece by piece what is not said to be new or dropped."""
    whole = flat(passages)
    numbered = (_Piece(at, *one) for at, one in enumerate(zip(keyed(whole), whole, strict=True)))
    return [piece for piece in numbered if all(told.get(place, True) for place in _around(piece.key[0]))]


def _around(place: Reference) -> set[Reference]:
    """A place and the larger ones it stands in."""
    return {place, place.whole_article, Reference(place.edition, place.article, place.paragraph)}


def _article(key: Key) -> Reference:
    return key[0].whole_article
