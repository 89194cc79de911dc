"""Holds the index of one corpus in memory: a question then needs no statement, and its time has a bound."""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, chain
from math import sqrt

from content.corpus import Corpus
from content.corpus.file import Row
from content.finding import kazakh as kazakh
from content.finding.beside import Beside, telling_terms
from content.finding.departed import root_of
from content.finding.gone import GonePhrase, GoneWord, departed_words, gone_phrases, gone_words
from content.finding.index import Field
from content.finding.vocabulary import Vocabulary
from content.finding.words import words_key
from content.model import Edition, Locale, Reference

WEIGHTS = {
    Field.TITLE: 3.0,
    Field.EVERYDAY: 3.0,
    Field.TOPIC: 2.0,
    Field.SITUATION: 1.0,
    Field.ENTRY: 1.5,
    Field.SUMMARY: 1.5,
    Field.EXPLAINER: 0.9,
}
"""What a word counts for by the kind of text it stands in."""
TOP = 40
"""Texts that a word brings in by itself; a word in more of them says little about the rest."""
_KEPT_VERSIONS = 2
OFTEN = 6
"""Everyday phrases with a word that make it a word of the law, whatever else they say."""
_OF_THE_LAW = (Field.SUMMARY, Field.TOPIC, Field.ENTRY)


@dataclass(frozen=True, slots=True)
class Unit:
    """An indexed text: its number of terms, and which of ``Lexicon.places`` it speaks of (number, article, share)."""

    field: Field
    topic: str | None
    size: int
    places: tuple[tuple[int, str, float], ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """The texts a term stands in and what it counts for there, and the best of them."""

    weights: dict[int, float]
    top: tuple[int, ...]


@dataclass(slots=True, repr=False)
class Lexicon:
    """Everything the search knows of one corpus."""

    vocabulary: Vocabulary
    beside: Beside
    postings: dict[Edition, dict[str, Posting]]
    units: dict[int, Unit]
    places: tuple[Reference, ...]
    titles: dict[tuple[Edition, Locale, str], str]
    texts: dict[tuple[Edition, Locale, str], list[tuple[str | None, str | None, str]]]
    phrases: dict[str, list[GonePhrase]]
    gone: dict[tuple[str, Locale], GoneWord]
    departed: dict[str, GoneWord]
    listed: dict[str, Reference]
    """The place of every everyday phrase that leads to one article alone, by its ``words_key``."""
    listed_terms: dict[frozenset[str], Reference]
    """The same by the telling terms of the phrase, in whatever form and order they stand."""
    former: dict[Reference, Reference]
    """The first place of 1995 that a paragraph or an article of 2026 is paired with."""
    whole: frozenset[int] = field(init=False)
    _in_force: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._in_force = sorted(
            term
            for term, posting in self.postings[Edition.Y2026].items()
            if any(self.units[unit].field is Field.SUMMARY for unit in posting.weights)
        )
        self.whole = frozenset(at for at, ref in enumerate(self.places) if ref == ref.whole_article)

    def is_in_force(self, term: str) -> bool:
        """Whether a word of the text in force, official or in our words, begins like ``term``."""
        root = term[0] + root_of(term)
        at = bisect_left(self._in_force, root)
        return at < len(self._in_force) and self._in_force[at].startswith(root)

    def speaks_of(self, term: str) -> bool:
        """Whether a term stands in a text of the law in force or of a topic, or people often use it for the law."""
        units = self._units_of(term)
        return len(units) >= OFTEN or self.is_named(term) or any(unit.field in _OF_THE_LAW for unit in units)

    def is_named(self, term: str) -> bool:
        """Whether a term stands in the title of an article or is an everyday word of its own."""
        units = self._units_of(term)
        return any(unit.field is Field.TITLE or (unit.field is Field.EVERYDAY and unit.size == 1) for unit in units)

    def _units_of(self, term: str) -> list[Unit]:
        posting = self.postings[Edition.Y2026].get(term)
        return [self.units[unit] for unit in posting.weights] if posting else []

    def lines(self, ref: Reference, locale: Locale) -> list[str]:
        """What we say in plain words at a place; of a whole article everything."""
        lines = self.texts.get((ref.edition, locale, ref.article), [])
        if ref == ref.whole_article:
            return [text for _, _, text in lines]
        return [text for paragraph, point, text in lines if (paragraph, point) == (ref.paragraph, ref.subparagraph)]

    def items(self, ref: Reference, locale: Locale) -> list[str]:
        """What we say of the points of a paragraph; of a whole article everything but what only leads in to a list."""
        lines = self.texts.get((ref.edition, locale, ref.article), [])
        if ref == ref.whole_article:
            return [text for _, _, text in lines if not text.endswith(":")]
        return [text for paragraph, point, text in lines if point and paragraph == ref.paragraph]


_loaded: dict[str, Lexicon] = {}
_loading: dict[str, asyncio.Task[Lexicon]] = {}


async def lexicon_of(corpus: Corpus) -> Lexicon:
    """The lexicon of a corpus, loaded once for each version; whoever asks meanwhile waits for the same load."""
    known = _loaded.get(corpus.fingerprint)
    if known is not None:
        return known
    under_way = _loading.get(corpus.fingerprint)
    if under_way is None or under_way.done() or under_way.get_loop() is not asyncio.get_running_loop():
        under_way = _loading[corpus.fingerprint] = asyncio.create_task(_load(corpus))
        under_way.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody may be left to hear it
    return await asyncio.shield(under_way)


async def _load(corpus: Corpus) -> Lexicon:
    try:
        tables = {name: await corpus.rows(f"SELECT {columns}") for name, columns in _TABLES.items()}
        made = _loaded[corpus.fingerprint] = await asyncio.to_thread(_made, tables)
        while len(_loaded) > _KEPT_VERSIONS:
            del _loaded[next(iter(_loaded))]
        return made
    finally:
        del _loading[corpus.fingerprint]


_TABLES = {
    "unit": "id, field, topic, size FROM search_unit",
    "spot": "edition, article, paragraph, subparagraph FROM search_spot ORDER BY id",
    "place": "unit, spot, share FROM search_place ORDER BY unit, share DESC, rowid",
    "fit": "edition, term, gaps, fits FROM search_fit",
    "form": "form, term, strong FROM search_form",
    "beside": "locale, phrase FROM beside_word",
    "gone": "g.id, g.words, g.before, g.after, n.locale, n.text FROM gone_word g"
    " JOIN gone_word_note n ON n.word = g.id ORDER BY g.id, n.locale",
    "departed": "term, word, before, after FROM departed_word",
    "everyday": "words, places FROM everyday_word",
    "situation": "locale, everyday FROM topic_words",
    "former": "r.article, r.paragraph, p.article, p.paragraph, p.subparagraph FROM relation r"
    " JOIN relation_partner p ON p.relation = r.id WHERE r.edition = '2026' ORDER BY r.id, p.position",
    "title": "edition, locale, label, title, outline FROM article_words",
    "summary": "edition, locale, article, paragraph, subparagraph, text FROM summary ORDER BY id",
}


def _made(tables: dict[str, list[Row]]) -> Lexicon:
    spots = tuple(Reference(Edition(edition), *place) for edition, *place in tables["spot"])
    spoken_of: dict[int, list[tuple[int, str, float]]] = defaultdict(list)
    for unit, spot, share in tables["place"]:
        spoken_of[unit].append((spot, spots[spot].article, share / 100))
    units = {unit: Unit(Field(kind), topic, size, tuple(spoken_of[unit])) for unit, kind, topic, size in tables["unit"]}
    postings: dict[Edition, dict[str, Posting]] = {edition: {} for edition in Edition}
    for edition, term, gaps, fits in tables["fit"]:
        found = zip(accumulate(json.loads(gaps)), json.loads(fits), strict=True)
        postings[Edition(edition)][term] = _posting(
            {unit: WEIGHTS[units[unit].field] * sqrt(fit / 100) for unit, fit in found}
        )
    titles: dict[tuple[Edition, Locale, str], str] = {}
    texts: dict[tuple[Edition, Locale, str], list[tuple[str | None, str | None, str]]] = defaultdict(list)
    for edition, locale, label, title, outline in tables["title"]:
        key = (Edition(edition), Locale(locale), label)
        titles[key] = title
        if outline:
            texts[key].append((None, None, outline))
    for edition, locale, label, paragraph, subparagraph, text in tables["summary"]:
        texts[Edition(edition), Locale(locale), label].append((paragraph, subparagraph, text))
    everyday = _everyday(postings[Edition.Y2026], units)
    return Lexicon(
        vocabulary=_vocabulary(tables, postings, len(units)),
        beside=_beside(tables, everyday.values()),
        postings=postings,
        units=units,
        places=spots,
        titles=titles,
        texts=dict(texts),
        phrases=gone_phrases(tables["gone"]),
        gone=gone_words(tables["gone"], _in_force(texts)),
        departed=departed_words(tables["departed"]),
        listed=_listed(tables["everyday"]),
        listed_terms=_listed_terms(everyday, units, spots),
        former=_former(tables["former"]),
    )


def _listed(rows: list[Row]) -> dict[str, Reference]:
    found: dict[str, Reference] = {}
    doubtful: set[str] = set()
    for words, places in rows:
        place = Reference(Edition.Y2026, *json.loads(places)[0])
        for phrase in chain.from_iterable(json.loads(words).values()):
            key = words_key(phrase)
            if found.setdefault(key, place).article != place.article:
                doubtful.add(key)
    return {key: place for key, place in found.items() if key not in doubtful}


def _former(rows: list[Row]) -> dict[Reference, Reference]:
    found: dict[Reference, Reference] = {}
    for article, paragraph, *partner in rows:
        found.setdefault(Reference(Edition.Y2026, article, paragraph), Reference(Edition.Y1995, *partner))
    return found


def _in_force(
    texts: dict[tuple[Edition, Locale, str], list[tuple[str | None, str | None, str]]],
) -> dict[Locale, list[str]]:
    found: dict[Locale, list[str]] = defaultdict(list)
    for (edition, locale, _), lines in texts.items():
        if edition is Edition.Y2026:
            found[locale] += [kazakh.fold(text) for _, _, text in lines]
    return found


def _posting(weights: dict[int, float]) -> Posting:
    top = sorted(weights, key=lambda unit: -weights[unit])[:TOP]
    return Posting(weights, tuple(top))


def _vocabulary(tables: dict[str, list[Row]], postings: dict[Edition, dict[str, Posting]], units: int) -> Vocabulary:
    terms: dict[str, int] = defaultdict(int)
    for found in postings.values():
        for term, posting in found.items():
            terms[term] += len(posting.weights)
    forms: dict[str, dict[str, bool]] = defaultdict(dict)
    for form, term, strong in tables["form"]:
        forms[form][term] = bool(strong)
    return Vocabulary(dict(terms), dict(forms), units)


def _everyday(postings: dict[str, Posting], units: dict[int, Unit]) -> dict[int, frozenset[str]]:
    """The terms of every everyday phrase, by its number."""
    found: dict[int, list[str]] = defaultdict(list)
    for term, posting in postings.items():
        for unit in posting.weights:
            if units[unit].field is Field.EVERYDAY:
                found[unit].append(term)
    return {unit: frozenset(terms) for unit, terms in sorted(found.items())}


def _listed_terms(
    everyday: dict[int, frozenset[str]], units: dict[int, Unit], places: tuple[Reference, ...]
) -> dict[frozenset[str], Reference]:
    found: dict[frozenset[str], Reference] = {}
    doubtful: set[frozenset[str]] = set()
    for unit, terms in everyday.items():
        place = places[units[unit].places[0][0]]
        if found.setdefault(terms, place).article != place.article:
            doubtful.add(terms)
    return {terms: place for terms, place in found.items() if terms not in doubtful}


def _beside(tables: dict[str, list[Row]], everyday: Iterable[frozenset[str]]) -> Beside:
    listed = [(Locale(locale), phrase) for locale, phrase in tables["beside"]]
    situations = [
        frozenset(telling_terms(phrase, Locale(locale)))
        for locale, phrases in tables["situation"]
        for phrase in json.loads(phrases)
    ]
    return Beside(listed, [*everyday, *situations])
