"""Words that the Constitution of 2026 does not use: where each stood, what stands there now, how it is asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from content.corpus.file import Row
from content.finding import kazakh as kazakh
from content.finding.words import cut_words, index_term, query_terms
from content.model import Edition, Locale, Reference
from content.places import read_place


@dataclass(frozen=True, slots=True)
class GoneWord:
    """A word that the 2026 text does not use: where it stood, what stands there now, a neutral note.

    A word that was only counted in the official texts has neither id nor note.
    """

    id: str
    word: str
    before: tuple[Reference, ...]
    after: tuple[Reference, ...]
    note: str


@dataclass(frozen=True, slots=True)
class GonePhrase:
    """One wording of a word that is gone: the terms that must all stand in a query."""

    id: str
    terms: tuple[frozenset[str], ...]


def gone_words(rows: Iterable[Row]) -> dict[tuple[str, Locale], GoneWord]:
    """The words we wrote about, by id and language."""
    return {
        (identifier, Locale(locale)): GoneWord(
            identifier,
            json.loads(words)[locale][0],
            _places(before, Edition.Y1995),
            _places(after, Edition.Y2026),
            note,
        )
        for identifier, words, before, after, locale, note in rows
    }


def departed_words(rows: Iterable[Row]) -> dict[str, GoneWord]:
    """The words that were only counted, by their term: a form of each, its places and what these became."""
    return {
        term: GoneWord("", word, _places(before, Edition.Y1995), _places(after, Edition.Y2026), "")
        for term, word, before, after in rows
    }


def gone_phrases(rows: Iterable[Row]) -> dict[str, list[GonePhrase]]:
    """Every wording by each of the terms it can begin with, the longest first."""
    found = {
        (identifier, tuple(_either(word, Locale(locale)) for word in cut_words(phrase)))
        for identifier, words, *_ in rows
        for locale, phrases in json.loads(words).items()
        for phrase in phrases
    }
    by_term: dict[str, list[GonePhrase]] = defaultdict(list)
    for identifier, terms in sorted(found, key=lambda one: (-len(one[1]), one[0])):
        for term in terms[0]:
            by_term[term].append(GonePhrase(identifier, terms))
    return dict(by_term)


def _either(word: str, locale: Locale) -> frozenset[str]:
    return frozenset({index_term(word, locale), *query_terms(kazakh.fold(word))})


def _places(written: str, edition: Edition) -> tuple[Reference, ...]:
    return tuple(read_place(place, edition) for place in json.loads(written))
