"""Finds the life situation that words name, or mean best by the same index and the same reading as the search."""

from __future__ import annotations

from collections import defaultdict

from content.corpus import Corpus
from content.finding.lexicon import Lexicon, lexicon_of
from content.model import Edition, Locale, Topic
from content.search import SearchResult, meanings_of

RESTS_ON_THE_BEST = 1.4
"""How much more a situation counts that rests on the provision which the search finds first."""
SURE, APART = 6.0, 1.4
"""What a situation must score, and how many times the next one, to be meant where no provision is clearly best."""


_named: dict[str, dict[str, str]] = {}
"""Ids of situations by how they are called, for the corpus in use, by its fingerprint."""


async def situation_named(corpus: Corpus, words: str, locale: Locale) -> Topic | None:
    """The situation that is called just this, by id or by title in any language."""
    if corpus.fingerprint not in _named:
        called = await _names(corpus)
        _named.clear()
        _named[corpus.fingerprint] = called
    identifier = _named[corpus.fingerprint].get(_name(words))
    return (
        next((topic for topic in await corpus.topics(locale) if topic.id == identifier), None) if identifier else None
    )


async def _names(corpus: Corpus) -> dict[str, str]:
    every = [topic for locale in Locale for topic in await corpus.topics(locale)]
    return {name: topic.id for topic in every for name in (_name(topic.title), topic.id)}


async def situation(corpus: Corpus, words: str, found: SearchResult, locale: Locale) -> Topic | None:
    """The situation nearest to ``words`` and what was ``found`` for them; None where none speaks of it."""
    if not found.hits:
        return None
    return await _nearest(corpus, locale, *await _near(corpus, words, found, locale))


async def situation_meant(corpus: Corpus, words: str, found: SearchResult, locale: Locale) -> Topic | None:
    """The nearest situation where it is surely meant: it is far nearer than the next one, or rests on the one provision
    that is clearly found."""
    if not found.hits:
        return None
    resting, scores = await _near(corpus, words, found, locale)
    nearest = await _nearest(corpus, locale, resting, scores)
    best, next_best, *_ = sorted([*scores.values(), 0.0, 0.0], reverse=True)
    sure = best >= max(SURE, APART * next_best) or (found.clear and nearest in resting)
    return nearest if sure else None


async def _nearest(
    corpus: Corpus, locale: Locale, resting: tuple[Topic, ...], scores: dict[str, float]
) -> Topic | None:
    chosen = max(scores, key=lambda topic: (scores[topic], topic), default="")
    if scores.get(chosen, 0.0) > 0:
        return next(topic for topic in await corpus.topics(locale) if topic.id == chosen)
    return resting[0] if resting else None


async def _near(
    corpus: Corpus, words: str, found: SearchResult, locale: Locale
) -> tuple[tuple[Topic, ...], dict[str, float]]:
    """The situations that rest on the provision found first, and what speaks for each of all."""
    resting = await corpus.topics_at(found.hits[0].reference, locale)
    scores = _scores(await lexicon_of(corpus), words)
    for topic in resting:
        scores[topic.id] = scores.get(topic.id, 0.0) * RESTS_ON_THE_BEST
    return resting, scores


def _name(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .!?")


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
