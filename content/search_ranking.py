"""Weighs what the index found: which articles speak of the words of a query, how much, and where in the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from content.model import Reference
from content.search_index import Field
from content.search_lexicon import Lexicon, Meaning

WEIGHTS: Mapping[Field, float] = {
    Field.TITLE: 3.0,
    Field.EVERYDAY: 2.8,
    Field.TOPIC: 2.0,
    Field.SITUATION: 1.0,
    Field.ENTRY: 1.2,
    Field.SUMMARY: 1.5,
    Field.EXPLAINER: 0.9,
}
LEAST = 0.15
"""A word that says less than this share of the most telling one is not looked for."""
UNKNOWN, UNKNOWN_AT_MOST = 0.7, 1.2
"""How much a word counts that stands nowhere, and at most how many times the most telling word."""
ENOUGH, ENOUGH_OF_A_PHRASE = 0.55, 0.3
"""Share of what was asked that a provision must speak of, by the weight of the words; less for an everyday phrase."""
TOGETHER, ALL_TOGETHER = 0.6, 1.3
"""How much it counts that words stand in one text, and that all of them do."""
ELSEWHERE = 0.2
"""How much it counts that a word stands in a second kind of text about the same article."""
ROWS = 300
"""Texts that are weighed; a query of very common words fits in more, and the worst of them change nothing."""
WHOLE_ARTICLE = 0.5
"""A paragraph is a better answer than its article, unless the article as such is meant twice as much."""

Row = tuple[int, int, float]
"""Which word of the query, which unit, and how well it fits there (bm25; larger is better)."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that fits: its score, the share of the query it meets, its best place and topic."""

    score: float
    met: float
    place: Reference
    topic: str | None = None


@dataclass(slots=True)
class _Article:
    """What speaks for one article."""

    words: dict[int, dict[Field, float]] = field(default_factory=dict)
    spots: dict[int, float] = field(default_factory=dict)
    topics: dict[str, float] = field(default_factory=dict)
    row: float = 0.0  # the best single text
    phrase: float = 0.0  # the weight of an everyday phrase that was typed in full


def looked_for(meanings: Sequence[Meaning]) -> list[int]:
    """Which words of a query are worth looking for; none when it has only question words."""
    telling = [meaning.weight for meaning in meanings if meaning.terms and not meaning.asks]
    if not telling:
        return []
    least = max(telling) * LEAST
    return [at for at, meaning in enumerate(meanings) if meaning.terms and meaning.weight >= least]


def rank(rows: Sequence[Row], meanings: Sequence[Meaning], lexicon: Lexicon) -> list[Found]:
    """Every article that meets enough of the query, best first."""
    asked = looked_for(meanings)
    articles = _gather(rows, meanings, lexicon, len(asked))
    most = max(meanings[at].weight for at in asked if not meanings[at].asks)
    whole = sum(meanings[at].weight for at in asked if not meanings[at].asks)
    whole += sum(min(m.weight * UNKNOWN, most * UNKNOWN_AT_MOST) for m in meanings if not m.terms)
    sure = [0.0 if meaning.asks else meaning.weight * meaning.certainty**0.5 for meaning in meanings]
    ranked = []
    for article in articles.values():
        met = sum(sure[at] for at in article.words) / whole
        if met < ENOUGH and (met < ENOUGH_OF_A_PHRASE or article.phrase < ENOUGH_OF_A_PHRASE * whole):
            continue
        total = TOGETHER * article.row
        for fields in article.words.values():
            best = max(fields.values())
            total += best + ELSEWHERE * (sum(fields.values()) - best)
        spots = article.spots
        place = lexicon.places[max(spots, key=lambda s: spots[s] * (WHOLE_ARTICLE if s in lexicon.whole else 1))]
        topic = max(article.topics, key=article.topics.__getitem__) if article.topics else None
        ranked.append(Found(total * (0.25 + 0.75 * met), met, place, topic))
    ranked.sort(key=lambda found: -found.score)
    return ranked


def _gather(rows: Sequence[Row], meanings: Sequence[Meaning], lexicon: Lexicon, asked: int) -> dict[str, _Article]:
    best: dict[int, float] = {}
    units: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for at, number, fit in sorted(rows, key=itemgetter(2), reverse=True)[:ROWS] if len(rows) > ROWS else rows:
        best[at] = max(best.get(at, 1e-9), fit)
        units[number].append((at, fit))
    full = [meaning.weight * meaning.certainty for meaning in meanings]
    articles: dict[str, _Article] = {}
    for number, row in units.items():
        unit = lexicon.units[number]
        weight = WEIGHTS[unit.field]
        phrase = 0.0
        if unit.field is Field.EVERYDAY:
            weight *= len(row) / unit.size
            phrase = sum(meanings[at].weight for at, _ in row) if len(row) >= unit.size else 0.0
        if len(row) == asked > 1:
            weight *= ALL_TOGETHER
        parts = [(at, weight * full[at] * (fit / best[at]) ** 0.5) for at, fit in row]
        said = sum([part for _, part in parts])
        for spot, label, share in unit.places:
            article = articles.get(label)
            if article is None:
                article = articles[label] = _Article()
            for at, part in parts:
                fields = article.words.get(at)
                if fields is None:
                    fields = article.words[at] = {}
                if part * share > fields.get(unit.field, 0.0):
                    fields[unit.field] = part * share
            article.spots[spot] = article.spots.get(spot, 0.0) + said * share
            if said * share > article.row:
                article.row = said * share
            if phrase > article.phrase:
                article.phrase = phrase
            if unit.topic:
                article.topics[unit.topic] = article.topics.get(unit.topic, 0.0) + said * share
    return articles
