"""Words that the Constitution of 2026 does not use: where each stood, what stands there now, how it is asked for."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    still: bool = False
    """Whether the 2026 text has the word all the same, to speak of the past."""


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A typed word in plain letters: the terms it is written as, their kin, and what it was guessed to mean."""

    text: str
    terms: frozenset[str]
    kin: frozenset[str]
    guessed: frozenset[str]


@dataclass(frozen=True, slots=True)
class GonePart:
    """A word of a wording in plain letters, and its terms."""

    text: str
    terms: frozenset[str]

    def is_said(self, typed: SaidWord) -> bool:
        """Whether a typed word is a form of this one: ``rallies`` of ``rally``, not ``process`` of ``procession``."""
        if not self.terms.isdisjoint(typed.guessed):
            return True
        whole = len(self.text)
        alike = typed.text.startswith(self.text[: whole - (1 if whole <= _SHORT else 2)])
        longer = len(typed.text) >= whole
        return alike and not self.terms.isdisjoint(typed.terms | typed.kin if longer else typed.terms)


_SHORT = 6
"""Letters of a word of which another form keeps all but the last one; of a longer one two may differ."""


@dataclass(frozen=True, slots=True)
class GonePhrase:
    """One wording of a word that is gone: the words that must all stand in a query."""

    id: str
    parts: tuple[GonePart, ...]

    @property
    def terms(self) -> frozenset[str]:
        """Every term of its words."""
        return frozenset[str]().union(*(part.terms for part in self.parts))


def gone_words(rows: Sequence[Row], in_force: Mapping[Locale, Sequence[str]]) -> dict[tuple[str, Locale], GoneWord]:
    """The words we wrote about, by id and language; ``in_force`` is what we say of the 2026 text."""
    still = {
        identifier
        for identifier, words, _, _, locale, _ in rows
        if any(_stands_in(json.loads(words)[locale][0], text) for text in in_force.get(Locale(locale), ()))
    }
    return {
        (identifier, Locale(locale)): GoneWord(
            identifier,
            json.loads(words)[locale][0],
            _places(before, Edition.Y1995),
            _places(after, Edition.Y2026),
            note,
            identifier in still,
        )
        for identifier, words, before, after, locale, note in rows
    }


def _stands_in(word: str, text: str) -> bool:
    """Whether ``text`` in plain letters has the words of ``word`` side by side, in whatever form."""
    parts = (
        re.escape(part[: len(part) - 2 * (len(part) > _SHORT)]) + r"\w{0,4}" for part in cut_words(kazakh.fold(word))
    )
    return re.search(r"\b" + " ".join(parts) + r"\b", text) is not None


def departed_words(rows: Iterable[Row]) -> dict[str, GoneWord]:
    """The words that were only counted, by their term: a form of each, its places and what these became."""
    return {
        term: GoneWord("", word, _places(before, Edition.Y1995), _places(after, Edition.Y2026), "")
        for term, word, before, after in rows
    }


def gone_phrases(rows: Iterable[Row]) -> dict[str, list[GonePhrase]]:
    """Every wording by each of the terms it can begin with, the longest first."""
    found = {
        (identifier, tuple(_part(word, Locale(locale)) for word in cut_words(phrase)))
        for identifier, words, *_ in rows
        for locale, phrases in json.loads(words).items()
        for phrase in phrases
    }
    by_term: dict[str, list[GonePhrase]] = defaultdict(list)
    for identifier, parts in sorted(found, key=lambda one: (-len(one[1]), one[0], [part.text for part in one[1]])):
        for term in parts[0].terms:
            by_term[term].append(GonePhrase(identifier, parts))
    return dict(by_term)


def _part(word: str, locale: Locale) -> GonePart:
    folded = kazakh.fold(word)
    return GonePart(folded, frozenset({index_term(word, locale), *query_terms(folded)}))


def _places(written: str, edition: Edition) -> tuple[Reference, ...]:
    return tuple(read_place(place, edition) for place in json.loads(written))
