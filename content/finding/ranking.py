"""Weighs which articles speak of the words of a query, how much, and where in the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from content.finding.index import Field
from content.finding.lexicon import Lexicon
from content.finding.vocabulary import Meaning
from content.model import Edition, Reference

LEAST = 0.15
"""A word that says less than this share of the most telling one is not looked for."""
UNKNOWN, UNKNOWN_AT_MOST, UNKNOWN_AT_LEAST = 0.95, 1.2, 4.0
"""How much a word counts that stands nowhere: so many times its rarity, the most telling word, and the least ever."""
ENOUGH, ENOUGH_OF_A_PHRASE = 0.45, 0.3
"""Share of what was asked that a provision must speak of, by the weight of the words; less for an everyday phrase."""
A_TELLING_PHRASE, LEAST_OF_A_PHRASE = 4.0, 0.15
"""Weight of an everyday phrase that is an answer whatever else was said, if it is at least this share of it."""
TOGETHER, ALL_TOGETHER = 0.6, 1.3
"""How much it counts that words stand in one text, and that all of them do."""
ELSEWHERE = 0.25
"""How much it counts that a word stands in a second kind of text about the same article."""
WHOLE_ARTICLE = 0.5
"""A paragraph is a better answer than its article, unless the article as such is meant twice as much."""


WORTH = 0.25
"""An article that scores less than this share of the best one is noise: below it stood 1 right answer in 4,482."""


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


def rank(lexicon: Lexicon, meanings: Sequence[Meaning], edition: Edition) -> list[Found]:
    """Every article of an edition that meets enough of the query, best first."""
    telling = [meaning.weight for meaning in meanings if meaning.terms and not meaning.asks]
    if not telling:
        return []
    most = max(telling)
    asked = [at for at, meaning in enumerate(meanings) if meaning.terms and meaning.weight >= most * LEAST]
    whole = sum(meanings[at].weight for at in asked if not meanings[at].asks)
    unknown = max(most * UNKNOWN_AT_MOST, UNKNOWN_AT_LEAST)
    whole += sum(min(meaning.weight * UNKNOWN, unknown) for meaning in meanings if not meaning.terms)
    sure = [0.0 if meaning.asks else meaning.weight * meaning.certainty**0.5 for meaning in meanings]
    ranked = []
    for article in _gather(_rows(lexicon, meanings, asked, edition), meanings, lexicon, len(asked)).values():
        met = sum([sure[at] for at in article.words]) / whole
        said = met >= LEAST_OF_A_PHRASE and article.phrase >= A_TELLING_PHRASE
        if met < ENOUGH and not said and (met < ENOUGH_OF_A_PHRASE or article.phrase < ENOUGH_OF_A_PHRASE * whole):
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
    return [found for found in ranked if found.score >= WORTH * ranked[0].score]


_Rows = dict[int, list[tuple[int, float]]]


def _rows(lexicon: Lexicon, meanings: Sequence[Meaning], asked: Sequence[int], edition: Edition) -> _Rows:
    """Texts with the words that stand in them; a common word adds itself to texts found by a rarer one."""
    rows: _Rows = {}
    postings = lexicon.postings[edition]
    for at in sorted(asked, key=lambda at: -meanings[at].weight):
        for term in meanings[at].terms:
            posting = postings.get(term)
            if posting is None:
                continue
            weights = posting.weights
            if len(weights) > len(posting.top):
                for unit, row in rows.items():
                    if unit in weights and row[-1][0] != at:
                        row.append((at, weights[unit]))
            for unit in posting.top:
                row = rows.get(unit)  # type: ignore[assignment]
                if row is None:
                    rows[unit] = [(at, weights[unit])]
                elif row[-1][0] != at:
                    row.append((at, weights[unit]))
    return rows


def _gather(rows: _Rows, meanings: Sequence[Meaning], lexicon: Lexicon, asked: int) -> dict[str, _Article]:
    full = [meaning.weight * meaning.certainty for meaning in meanings]
    units = lexicon.units
    articles: dict[str, _Article] = {}
    for number, row in rows.items():
        unit = units[number]
        weight, phrase = 1.0, 0.0
        if unit.field is Field.EVERYDAY:
            weight = len(row) / unit.size
            if len(row) >= unit.size:
                phrase = sum([meanings[at].weight for at, _ in row])
        if len(row) == asked > 1:
            weight *= ALL_TOGETHER
        parts = [(at, weight * full[at] * fit) for at, fit in row]
        said = sum([part for _, part in parts])
        for spot, label, share in unit.places:
            article = articles.get(label)
            if article is None:
                article = articles[label] = _Article()
            for at, part in parts:
                fields = article.words.get(at)
                if fields is None:
                    article.words[at] = {unit.field: part * share}
                elif part * share > fields.get(unit.field, 0.0):
                    fields[unit.field] = part * share
            together = said * share
            article.spots[spot] = article.spots.get(spot, 0.0) + together
            if together > article.row:
                article.row = together
            if phrase > article.phrase:
                article.phrase = phrase
            if unit.topic:
                article.topics[unit.topic] = article.topics.get(unit.topic, 0.0) + together
    return articles
