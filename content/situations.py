"""Finds the life situation that words mean best, by the same index and the same reading of words as the search."""

from __future__ import annotations

from collections import defaultdict

from content.corpus import Corpus
from content.finding.lexicon import Lexicon, lexicon_of
from content.model import Edition, Locale, Topic
from content.search import meanings_of, search

RESTS_ON_THE_BEST = 1.4
"""How much more a situation counts that rests on the provision which the search finds first."""


async def situation(corpus: Corpus, words: str, locale: Locale) -> Topic | None:
    """The situation to open for ``words``; None where the search has no answer or no situation speaks of it."""
    found = await search(corpus, words, locale)
    if not found.hits:
        return None
    best = found.hits[0].reference
    resting = await corpus.topics_at(best, locale)
    scores = _scores(await lexicon_of(corpus), words)
    for topic in resting:
        scores[topic.id] = scores.get(topic.id, 0.0) * RESTS_ON_THE_BEST
    chosen = max(scores, key=lambda topic: (scores[topic], topic), default="")
    if scores.get(chosen, 0.0) > 0:
        return next(topic for topic in await corpus.topics(locale) if topic.id == chosen)
    return resting[0] if resting else None


def _scores(lexicon: Lexicon, words: str) -> dict[str, float]:
    """What speaks for each situation: of every word its best text there."""
    met: dict[str, dict[int, float]] = defaultdict(dict)
    for at, meaning in enumerate(meanings_of(lexicon, words)):
        for term in meaning.terms:
            posting = lexicon.postings[Edition.Y2026].get(term)
            for unit, weight in posting.weights.items() if posting else ():
                if topic := lexicon.units[unit].topic:
                    known = met[topic].get(at, 0.0)
                    met[topic][at] = max(known, weight * meaning.weight * meaning.certainty)
    return {topic: sum(weights.values()) for topic, weights in met.items()}
