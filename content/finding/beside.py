"""Tells a question of which no Constitution speaks from one that merely uses the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from content.finding import kazakh as kazakh
from content.finding.towns import names_a_town
from content.finding.words import LAW_WORDS, QUESTION_WORDS, STOP_WORDS, cut_words, index_term, query_terms
from content.model import Locale

LIKE = 0.25
"""Share of the telling words, of both together, that a question and a phrase must have in common to count as alike."""
SURELY_LAW = 0.6
"""The same share in common with a phrase about the law: then it is the law that is meant, whatever else was said."""

Terms = frozenset[str]


def telling_terms(text: str, locale: Locale) -> Iterable[str]:
    """The index terms of the words that say what a text is about."""
    return (index_term(word, locale) for word in cut_words(text) if _tells(word))


class Beside:
    """Phrases about other matters (``beside.yaml``) next to those that people use for the law (``everyday/``)."""

    def __init__(self, listed: Sequence[tuple[Locale, str]], everyday: Iterable[Terms]) -> None:
        self._listed: dict[str, list[tuple[_Word, ...]]] = defaultdict(list)
        for phrase in dict.fromkeys(spelling for locale, text in listed for spelling in _spellings(text, locale)):
            for key in {phrase[0].text, *phrase[0].terms}:
                self._listed[key].append(phrase)
        other = [terms for locale, text in listed if len(terms := frozenset(telling_terms(text, locale))) > 1]
        law = [terms - _EVERYWHERE for terms in everyday]
        frequency: dict[str, int] = defaultdict(int)
        for terms in (*other, *law):
            for term in terms:
                frequency[term] += 1
        whole = len(other) + len(law)
        weights = {term: log(1 + whole / count) for term, count in frequency.items()}
        self._rarest = log(1 + whole)
        self._weights = weights
        self._other, self._law = _Phrases(other, weights), _Phrases(law, weights)

    def is_meant(self, text: str) -> bool:
        """Whether a question is about another matter: it names but a town, says all of a listed phrase, or is more like
        one than like the law."""
        words = [word for word in dict.fromkeys(cut_words(text)) if _tells(word)]
        if names_a_town(words):
            return True
        asked = [terms for terms in map(query_terms, words) if terms]
        mass = sum(max((self._weights.get(term, self._rarest) for term in terms), default=0.0) for terms in asked)
        law = self._law.likeness(asked, mass)
        if law >= SURELY_LAW:
            return False
        if self._says_all(text):
            return True
        other = self._other.likeness(asked, mass)
        return other >= LIKE and other > law

    def _says_all(self, text: str) -> bool:
        """Whether a question has every word of a listed phrase."""
        asked = [_Word(word.replace("ё", "е"), frozenset(query_terms(word))) for word in dict.fromkeys(cut_words(text))]
        return any(
            all(any(part.is_said(word) for word in asked) for part in phrase)
            for begin in asked
            for key in (begin.text, *begin.terms)
            for phrase in self._listed.get(key, ())
        )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is spelt, ``ё`` as ``е``, and the terms it can stand for."""

    text: str
    terms: Terms

    def is_said(self, typed: _Word) -> bool:
        """``погода`` and ``погоду``, not ``такси`` and ``таксую``: the beginning and the stem must agree."""
        listed = self.text
        if typed.text == listed:
            return True
        kept = len(listed) - 1 if len(listed) > 4 and listed[-1] in "аеияьой" else len(listed)
        alike = len(listed) > 3 and len(typed.text) - kept <= 3 and typed.text[:kept] == listed[:kept]
        return alike and not self.terms.isdisjoint(typed.terms)


@dataclass(slots=True, init=False)
class _Phrases:
    """Phrases by their terms, to find the one most like a question."""

    _masses: list[float]
    _by_term: dict[str, list[int]]
    _weights: dict[str, float]

    def __init__(self, phrases: Sequence[Terms], weights: dict[str, float]) -> None:
        self._weights, self._by_term = weights, defaultdict(list)
        self._masses = [sum(weights[term] for term in terms) for terms in phrases]
        for number, terms in enumerate(phrases):
            for term in terms:
                self._by_term[term].append(number)

    def likeness(self, asked: Sequence[tuple[str, ...]], mass: float) -> float:
        """The largest share of words in common, weighed by rarity; ``mass`` is the weight of all words asked."""
        common: dict[int, float] = defaultdict(float)
        for terms in asked:
            weight = max((self._weights[term] for term in terms if term in self._weights), default=0.0)
            for number in {number for term in terms for number in self._by_term.get(term, ())}:
                common[number] += weight
        return max((met / (mass + self._masses[number] - met) for number, met in common.items()), default=0.0)


def _tells(word: str) -> bool:
    folded = kazakh.fold(word)
    return folded not in STOP_WORDS and folded not in LAW_WORDS


def _spellings(phrase: str, locale: Locale) -> Iterable[tuple[_Word, ...]]:
    """As it is listed, and a Kazakh one also without Kazakh letters."""
    words = [_Word(word.replace("ё", "е"), frozenset({index_term(word, locale)})) for word in cut_words(phrase)]
    yield tuple(words)
    if locale is Locale.KK:
        yield tuple(_Word(kazakh.fold(word.text), word.terms) for word in words)


_EVERYWHERE = frozenset(term for word in LAW_WORDS for term in query_terms(word)) | {*QUESTION_WORDS.values()}
_EVERYWHERE -= {"rстат"}  # not only «статья», also «стать»
