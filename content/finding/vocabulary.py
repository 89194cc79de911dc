"""Says which index terms a typed word can mean, however it was spelt, and how much the word says."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.finding import kazakh as kazakh
from content.finding.names import NAMES, THINGS, is_form
from content.finding.spellings import from_latin, latin_sounds, sound
from content.finding.words import LAW_WORDS, QUESTION_WORDS, STOP_WORDS, is_weak, only_asks, query_terms

_EXACT, _SAME_SOUND, _SAME_ROOT, _ONE_TYPO, _TWO_TYPOS = 1.0, 0.9, 0.75, 0.75, 0.55
_LAW_WORD, _WEAK_WORD, _QUESTION = 0.25, 0.35, 0.3
"""What a word counts for that stands everywhere in the law, that everybody uses, that only asks."""

_SHORTEST, _LONG = 5, 9
"""Letters of a word for which another one can be near, and of one that may be spelt quite wrongly."""
_ALIKE, _ALIKE_LONG = 0.75, 0.6
"""How much of their letters two words must share to be named as near."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A typed word, the index terms it stands for, how sure that is (0: unknown) and how much the word says."""

    word: str
    terms: tuple[str, ...]
    certainty: float
    weight: float

    @property
    def asks(self) -> bool:
        """Whether it is a question word, which helps but need not be met."""
        return bool(self.terms) and self.terms[0][0] == "q"


@dataclass(slots=True)
class Vocabulary:
    """Every term with the number of texts it stands in, and every form with its terms (True: in a name)."""

    terms: dict[str, int]
    forms: dict[str, dict[str, bool]]
    texts: int
    _sounds: dict[tuple[str, str], list[str]] = field(init=False)
    _sorted: list[str] = field(init=False)
    _pools: dict[tuple[str, int], list[str]] = field(init=False)
    _names: dict[tuple[str, int], list[str]] = field(init=False)
    _spelt: frozenset[str] = field(init=False)
    _most: float = field(init=False)

    def __post_init__(self) -> None:
        sounds, pools, names = defaultdict(list), defaultdict(list), defaultdict(list)
        for term in self.terms:
            if term[0] in "rke":
                pools[term[0] + _initial(term[1:2]), len(term)].append(term)
            if term[0] in "rk":
                sounds[term[0], sound(term[1:])].append(term)
        for form, terms in self.forms.items():
            if not form.isdecimal():
                pools[_initial(form), len(form)].append(form)
                if any(terms.values()):
                    names[_initial(form), len(form)].append(form)
        self._sounds, self._pools, self._names = dict(sounds), dict(pools), dict(names)
        self._sorted = sorted(self.terms)
        self._most = log(1 + self.texts)
        self._spelt = frozenset(map(kazakh.fold, self.forms))

    def meaning(self, word: str, *, in_english: bool = False) -> Meaning:
        """What ``word`` (in lower case) stands for in this corpus; beside English words it is an English one."""
        folded = kazakh.fold(word)
        if folded in QUESTION_WORDS:
            return Meaning(word, (QUESTION_WORDS[folded],), 1.0, self._most * _QUESTION)
        share = _LAW_WORD if folded in LAW_WORDS else _WEAK_WORD if is_weak(word) else 1.0
        other = self.is_name(word) or self._is_other(folded, THINGS)
        readings = () if other else self._readings(word, in_english)
        for certainty, terms in readings:
            if terms:
                return Meaning(word, tuple(dict.fromkeys(terms)), certainty, self._weight(terms) * share)
        return Meaning(word, (), 0.0, self._most * share * (1.0 if len(word) > 2 else 0.5))

    def known(self, word: str) -> bool:
        """Whether the word stands in the corpus as it is spelt, in some form."""
        return any(term in self.terms for term in query_terms(word))

    def is_name(self, word: str) -> bool:
        """Whether a word in lower case is how somebody is called, and nothing that stands in the corpus."""
        return self._is_other(kazakh.fold(word), NAMES)

    def _is_other(self, folded: str, known: frozenset[str]) -> bool:
        return folded not in self._spelt and is_form(folded, known)

    def only_asks(self, word: str) -> bool:
        """Whether a word says nothing of what is meant, in Cyrillic or spelt with Latin letters."""
        folded = kazakh.fold(word)
        if folded in QUESTION_WORDS:
            return False
        if only_asks(word) or (len(word) < 2 and not word.isdecimal()):
            return True
        spelt = query_terms(word)
        latin = bool(spelt) and spelt[0][0] == "e" and spelt[0] not in self.terms
        return latin and any(kazakh.fold(other) in STOP_WORDS or len(other) < 2 for other in from_latin(word))

    def similar(self, word: str, limit: int = 3) -> list[str]:
        """Words of titles and everyday words that are spelt nearly like ``word``; none for a short or a foreign one."""
        if len(word) < _SHORTEST:
            return []
        first, alike = _initial(word), _ALIKE_LONG if len(word) >= _LONG else _ALIKE
        sizes = range(len(word) - 2, len(word) + 3)
        near = [form for size in sizes for form in self._names.get((first, size), ())]
        found = process.extract(word, near, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=alike)
        return [form for form, _, _ in found]

    def _weight(self, terms: Sequence[str]) -> float:
        return log(1 + self.texts / max(self.terms[term] for term in terms))

    def _readings(self, word: str, in_english: bool) -> Iterable[tuple[float, list[str]]]:
        spelt = query_terms(word)
        yield _EXACT, [term for term in spelt if term in self.terms]
        latin = bool(spelt) and spelt[0][0] == "e" and not in_english
        keys = latin_sounds(word) if latin else tuple((term[0], sound(term[1:])) for term in spelt if term[0] in "rk")
        yield _SAME_SOUND, [term for key in keys for term in self._sounds.get(key, ())]
        if len(word) > 6:
            yield _ONE_TYPO, self._misspelt(word, 1)
        candidates = [*spelt, *(language + stem for language, stem in keys if latin)]
        yield _SAME_ROOT, [term for candidate in candidates for term in self.kin(candidate)]
        if 4 < len(word) <= 6:
            yield _ONE_TYPO, self._misspelt(word, 1)
        if len(word) > 7:
            yield _TWO_TYPOS, self._misspelt(word, 2)
        yield _TWO_TYPOS, [term for candidate in spelt for term in self._misspelt_stem(candidate)]
        if latin and len(word) > 5:
            for other in from_latin(word):
                yield _TWO_TYPOS, self._misspelt(other, 1)

    def kin(self, candidate: str) -> list[str]:
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

    def _misspelt(self, word: str, typos: int) -> list[str]:
        """Terms of the words that differ in so many letters; the first one is right, a short word a common one."""
        found: list[str] = []
        initial = _initial(word)
        for size in range(len(word) - typos, len(word) + typos + 1):
            pool = self._pools.get((initial, size), ())
            for form, _, _ in process.extract(word, pool, scorer=OSA.distance, score_cutoff=typos, limit=4):
                found += [term for term, strong in self.forms[form].items() if strong or len(word) > 6]
        return found

    def _misspelt_stem(self, candidate: str) -> list[str]:
        """Terms whose stem differs in one letter of six or two of eight, where the ending is one we never saw."""
        typos = 1 if len(candidate) < 9 else 2
        if candidate[0] == "n" or len(candidate) < 7:
            return []
        pool = [
            term
            for size in range(len(candidate) - typos, len(candidate) + typos + 1)
            for term in self._pools.get((candidate[0] + _initial(candidate[1]), size), ())
        ]
        return [
            term for term, _, _ in process.extract(candidate, pool, scorer=OSA.distance, score_cutoff=typos, limit=3)
        ]


def _initial(word: str) -> str:
    """The first letter; unstressed vowels that sound alike are one."""
    first = kazakh.fold(word[:1])
    return {"о": "а", "э": "е", "и": "е"}.get(first, first)
