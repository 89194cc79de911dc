"""Knows every term of one corpus, and which of them a typed word can mean however it was spelt."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content import kazakh
from content.corpus import Corpus
from content.model import Edition, Reference
from content.search_index import Field
from content.search_spellings import latin_sounds, sound
from content.search_words import cut_words, index_term, query_terms
from content.model import Locale

_KEPT_VERSIONS = 2
_EXACT, _SAME_SOUND, _SAME_ROOT, _ONE_TYPO, _TWO_TYPOS = 1.0, 0.9, 0.75, 0.7, 0.55


@dataclass(frozen=True, slots=True)
class Unit:
    """An indexed text: where it stands and which of ``Lexicon.places`` it speaks of, each with its share."""

    field: Field
    topic: str | None
    places: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A typed word, the index terms it stands for, and how sure that is (0 when nothing fits)."""

    word: str
    terms: tuple[str, ...]
    certainty: float
    weight: float


@dataclass(frozen=True, slots=True)
class GonePhrase:
    """A word that left the Constitution, as the terms that must all stand in a query."""

    id: str
    word: str
    terms: tuple[frozenset[str], ...]


@dataclass(slots=True)
class Lexicon:
    """Vocabulary and places of one corpus, in memory."""

    terms: dict[str, int]
    strong: frozenset[str]
    units: dict[int, Unit]
    places: tuple[Reference, ...]
    gone: tuple[GonePhrase, ...]
    _sounds: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _sorted: list[str] = field(default_factory=list)
    _by_length: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    _most: float = 1.0

    def __post_init__(self) -> None:
        sounds, lengths = defaultdict(list), defaultdict(list)
        for term in self.terms:
            if term[0] in "rk":
                sounds[term[0], sound(term[1:])].append(term)
            if term[0] != "n":
                lengths[term[0], len(term)].append(term)
        self._sounds, self._by_length = dict(sounds), dict(lengths)
        self._sorted = sorted(self.terms)
        self._most = log(1 + len(self.units))

    def meaning(self, word: str) -> Meaning:
        """What ``word`` (in lower case) stands for in this corpus."""
        for certainty, terms in self._readings(word):
            if terms:
                return Meaning(word, tuple(dict.fromkeys(terms)), certainty, self._weight(terms))
        return Meaning(word, (), 0.0, self._most)

    def known(self, word: str) -> bool:
        """Whether the word stands in the corpus as it is spelt, in some form."""
        return any(term in self.terms for term in query_terms(word))

    def similar(self, word: str, limit: int = 3) -> list[str]:
        """Words of titles and everyday words that look most like ``word``."""
        stems = [term[1:] for term in self.strong if term[0] != "n"]
        found = process.extract(word, stems, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=0.55)
        return [stem for stem, _, _ in found]

    def _weight(self, terms: Sequence[str]) -> float:
        return log(1 + len(self.units) / max(self.terms[term] for term in terms))

    def _readings(self, word: str) -> Iterable[tuple[float, list[str]]]:
        spelt = query_terms(word)
        yield _EXACT, [term for term in spelt if term in self.terms]
        keys = latin_sounds(word) if spelt and spelt[0][0] == "e" else tuple((t[0], sound(t[1:])) for t in spelt)
        yield _SAME_SOUND, [term for key in keys for term in self._sounds.get(key, ())]
        candidates = [*spelt, *(language + stem for language, stem in keys if spelt[:1] and spelt[0][0] == "e")]
        yield _SAME_ROOT, [term for candidate in candidates for term in self._same_root(candidate)]
        yield from self._misspelt(spelt)

    def _same_root(self, candidate: str) -> list[str]:
        """Terms that begin alike: at least five letters, the rest at most three letters longer or shorter."""
        if len(candidate) < 6 or candidate[0] == "n":
            return []
        found = []
        at = bisect_left(self._sorted, candidate)
        while at < len(self._sorted) and self._sorted[at].startswith(candidate):
            if len(self._sorted[at]) - len(candidate) <= 3:
                found.append(self._sorted[at])
            at += 1
        for cut in range(1, 4):
            shorter = candidate[:-cut]
            if len(shorter) >= 6 and shorter in self.terms:
                found.append(shorter)
                break
        return found

    def _misspelt(self, spelt: Sequence[str]) -> Iterable[tuple[float, list[str]]]:
        for certainty, typos in ((_ONE_TYPO, 1), (_TWO_TYPOS, 2)):
            found: list[str] = []
            for candidate in spelt:
                length = len(candidate) - 1
                if candidate[0] == "n" or length < (5 if typos == 1 else 8):
                    continue
                for size in range(len(candidate) - typos, len(candidate) + typos + 1):
                    pool = self._by_length.get((candidate[0], size), ())
                    near = process.extract(candidate, pool, scorer=OSA.distance, score_cutoff=typos, limit=3)
                    found += [term for term, _, _ in near if length > 5 or term in self.strong]
            yield certainty, found


_loaded: dict[str, Lexicon] = {}


async def lexicon_of(corpus: Corpus) -> Lexicon:
    """The lexicon of a corpus, loaded once for each version."""
    known = _loaded.get(corpus.fingerprint)
    if known is None:
        known = _loaded[corpus.fingerprint] = await _load(corpus)
        while len(_loaded) > _KEPT_VERSIONS:
            del _loaded[next(iter(_loaded))]
    return known


async def _load(corpus: Corpus) -> Lexicon:
    numbers: dict[Reference, int] = {}
    spoken_of: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for unit, edition, *spot, share in await corpus.rows(
        "SELECT unit, edition, article, paragraph, subparagraph, share FROM search_place ORDER BY unit, share DESC"
    ):
        number = numbers.setdefault(Reference(Edition(edition), *spot), len(numbers))
        spoken_of[unit].append((number, share))
    units = {
        unit: Unit(Field(kind), topic, tuple(spoken_of[unit]))
        for unit, kind, topic in await corpus.rows("SELECT id, field, topic FROM search_unit")
    }
    terms = await corpus.rows("SELECT term, units, strong FROM search_term")
    gone = [
        GonePhrase(identifier, phrase, _phrase(phrase, Locale(locale)))
        for identifier, words in await corpus.rows("SELECT id, words FROM gone_word ORDER BY id")
        for locale, phrases in json.loads(words).items()
        for phrase in phrases
    ]
    gone.sort(key=lambda phrase: -len(phrase.terms))
    strong = frozenset(term for term, _, flag in terms if flag)
    return Lexicon({term: count for term, count, _ in terms}, strong, units, tuple(numbers), tuple(gone))


def _phrase(phrase: str, locale: Locale) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({index_term(word, locale), *query_terms(kazakh.fold(word))}) for word in cut_words(phrase))
