"""Fills the search index of a corpus that is being built: what stands where, as terms that any form of a word finds."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from content.finding import kazakh as kazakh
from content.finding.words import QUESTION_WORDS, STOP_WORDS, cut_words, index_term
from content.model import Edition, Locale, Reference


class Field(StrEnum):
    """Where a text stands; the search weighs them differently."""

    TITLE = "title"
    EVERYDAY = "everyday"
    TOPIC = "topic"
    SITUATION = "situation"
    ENTRY = "entry"
    SUMMARY = "summary"
    EXPLAINER = "explainer"


_LONGEST = 64
"""Letters of a word that are indexed; what is longer is no word."""
STRONG = frozenset({Field.TITLE, Field.EVERYDAY, Field.TOPIC})
"""Fields made of words that people use; a misspelt short word is looked for among these only."""


@dataclass(slots=True)
class _Unit:
    """A text to be found and the places it speaks of, each with its share."""

    field: Field
    places: dict[Reference, float]
    words: list[tuple[Locale, str]] = dataclasses.field(default_factory=list)
    topic: str | None = None


def fill_index(db: sqlite3.Connection) -> None:
    """Index every title, summary, official clause, topic, everyday word and explainer of the corpus in ``db``."""
    terms: dict[str, set[str]] = {"search": set(), "search_1995": set()}
    forms: dict[tuple[str, str], bool] = {}
    spots: dict[Reference, int] = {}
    for number, unit in enumerate(_units(db), start=1):
        spoken = [(word, term) for locale, text in unit.words for word, term in _terms(text, locale, unit.field)]
        found = [term for _, term in spoken]
        edition = next(iter(unit.places)).edition
        table = "search" if edition is Edition.Y2026 else "search_1995"
        db.execute(f"INSERT INTO {table} (rowid, terms) VALUES (?, ?)", (number, " ".join(found)))
        db.execute("INSERT INTO search_unit VALUES (?, ?, ?, ?)", (number, unit.field, unit.topic, len(set(found))))
        db.executemany(
            "INSERT INTO search_place VALUES (?, ?, ?)",
            [(number, spots.setdefault(ref, len(spots)), round(100 * share)) for ref, share in unit.places.items()],
        )
        terms[table].update(found)
        for pair in spoken:
            forms[pair] = forms.get(pair, False) or unit.field in STRONG
    db.executemany(
        "INSERT INTO search_spot VALUES (?, ?, ?, ?, ?)",
        [(spot, ref.edition, ref.article, ref.paragraph, ref.subparagraph) for ref, spot in spots.items()],
    )
    for edition, table in ((Edition.Y2026, "search"), (Edition.Y1995, "search_1995")):
        db.executemany("INSERT INTO search_fit VALUES (?, ?, ?, ?)", _fits(db, edition, table, terms[table]))
    db.executemany("INSERT INTO search_form VALUES (?, ?, ?)", [(*pair, forms[pair]) for pair in sorted(forms)])


def _fits(db: sqlite3.Connection, edition: Edition, table: str, terms: set[str]) -> Iterator[tuple[str, ...]]:
    """For each term the texts it stands in and how well it fits there: bm25 beside the best text of the term."""
    for term in sorted(terms):
        rows = db.execute(f"SELECT rowid, -rank FROM {table} WHERE {table} MATCH ? ORDER BY rowid", (f'"{term}"',))
        fits = rows.fetchall()
        best = max(fit for _, fit in fits)
        shares = [round(100 * max(fit, 0.0) / best) if best > 0 else 100 for _, fit in fits]
        units = [unit for unit, _ in fits]
        gaps = [unit - before for unit, before in zip(units, [0, *units], strict=False)]
        yield edition, term, _listed(gaps), _listed(shares)


def _listed(numbers: list[int]) -> str:
    return json.dumps(numbers, separators=(",", ":"))


def _terms(text: str, locale: Locale, kind: Field) -> Iterator[tuple[str, str]]:
    """Every telling word with its term; question words tell something in everyday words only."""
    for word in (word[:_LONGEST] for word in cut_words(text)):
        folded = kazakh.fold(word)
        if folded in QUESTION_WORDS and kind is Field.EVERYDAY:
            yield word, QUESTION_WORDS[folded]
        elif folded not in STOP_WORDS:
            yield word, index_term(word, locale)


def _units(db: sqlite3.Connection) -> Iterator[_Unit]:
    titles = db.execute("SELECT edition, label, locale, title, outline FROM article_words ORDER BY 1, 2, 3")
    found: dict[tuple[Reference, Field], _Unit] = {}
    for edition, label, locale, title, outline in titles:
        ref = Reference(Edition(edition), label)
        _add(found, ref, Field.TITLE, locale, title)
        _add(found, ref, Field.SUMMARY, locale, outline)
    for table in ("summary", "official_clause"):
        rows = db.execute(f"SELECT edition, article, paragraph, subparagraph, locale, text FROM {table} ORDER BY id")
        for edition, article, paragraph, subparagraph, locale, text in rows:
            _add(found, Reference(Edition(edition), article, paragraph, subparagraph), Field.SUMMARY, locale, text)
    yield from (unit for unit in found.values() if any(text for _, text in unit.words))
    yield from _topics(db)
    yield from _everyday(db)
    yield from _explainers(db)


def _add(found: dict[tuple[Reference, Field], _Unit], ref: Reference, kind: Field, locale: str, text: str) -> None:
    unit = found.setdefault((ref, kind), _Unit(kind, {ref: 1.0}))
    unit.words.append((Locale(locale), text))


def _topics(db: sqlite3.Connection) -> Iterator[_Unit]:
    for (topic,) in db.execute("SELECT id FROM topic ORDER BY id").fetchall():
        places: dict[Reference, float] = {}
        entries = db.execute(
            "SELECT role, position, article, paragraph, subparagraph FROM topic_entry"
            " WHERE topic = ? AND edition = '2026' ORDER BY role DESC, position",
            (topic,),
        ).fetchall()
        for role, position, article, paragraph, subparagraph in entries:
            ref = Reference(Edition.Y2026, article, paragraph, subparagraph)
            lines = db.execute(
                "SELECT locale, text FROM topic_entry_words WHERE topic = ? AND role = ? AND position = ?",
                (topic, role, position),
            )
            yield _Unit(Field.ENTRY, {ref: 1.0}, [(Locale(locale), text) for locale, text in lines], topic)
            main = role == "rights" or (role == "duties" and "rights" not in {entry[0] for entry in entries})
            if main:
                places.setdefault(ref, 0.7 if places else 1.0)
        if not places:
            continue
        rows = db.execute(
            "SELECT locale, title, situation, everyday FROM topic_words WHERE topic = ? ORDER BY locale", (topic,)
        ).fetchall()
        named = _Unit(Field.TOPIC, places, topic=topic)
        told = _Unit(Field.SITUATION, places, topic=topic)
        for locale, title, situation, everyday in rows:
            named.words.append((Locale(locale), " ".join([title, *json.loads(everyday)])))
            told.words.append((Locale(locale), situation))
        yield from (named, told)


def _everyday(db: sqlite3.Connection) -> Iterator[_Unit]:
    rows = db.execute("SELECT words, places FROM everyday_word ORDER BY id").fetchall()
    for words, places in rows:
        refs = [Reference(Edition.Y2026, *place) for place in json.loads(places)]
        shares = {ref: 1.0 if at == 0 else 0.8 for at, ref in enumerate(refs)}
        for locale, phrases in json.loads(words).items():
            for phrase in phrases:
                yield _Unit(Field.EVERYDAY, shares, [(Locale(locale), phrase)])


def _explainers(db: sqlite3.Connection) -> Iterator[_Unit]:
    for (explainer,) in db.execute("SELECT id FROM explainer ORDER BY id").fetchall():
        refs = db.execute(
            "SELECT article, paragraph, subparagraph FROM explainer_place WHERE explainer = ? AND edition = '2026'"
            " ORDER BY position",
            (explainer,),
        ).fetchall()
        lines = db.execute(
            "SELECT locale, title || ' ' || gives || ' ' || after FROM explainer_words WHERE explainer = ?",
            (explainer,),
        )
        words = [(Locale(locale), text) for locale, text in lines]
        if refs:
            shares = {Reference(Edition.Y2026, *ref): 1.0 if at == 0 else 0.7 for at, ref in enumerate(refs)}
            yield _Unit(Field.EXPLAINER, shares, words)
