"""Counts, while a corpus is built, which words of the official text of 1995 stand nowhere in that of 2026."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from content.finding import kazakh as kazakh
from content.finding.words import LAW_WORDS, STOP_WORDS, cut_words, index_term, is_weak
from content.model import Edition, Locale, Reference
from content.places import read_place

SHORTEST = 5
"""Letters of a word worth telling about."""
ENDING = 3
"""Letters at the end of a stem that another form of the same word may lack."""
PLACES = 3
"""Places that are named for a word, and provisions beside them."""


def fill_departed(db: sqlite3.Connection) -> None:
    """For each language with both texts loaded: the words that are gone, where they stood, what the places became."""
    for locale in Locale:
        old, new = ([*_words(db, edition, locale)] for edition in (Edition.Y1995, Edition.Y2026))
        if not old or not new:
            continue
        known = sorted({kazakh.fold(word) for word, _ in new})
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        places: dict[str, dict[Reference, None]] = defaultdict(dict)
        for word, place in old:
            if _tells(word):
                term = index_term(word, locale)
                forms[term][word] += 1
                places[term][place] = None
        for term in sorted(forms):
            if not _begins(known, root_of(term)):
                before = list(places[term])[:PLACES]
                after = dict.fromkeys(place for ref in before for place in _became(db, ref))
                stood, stands = (json.dumps([ref.short for ref in refs]) for refs in (before, list(after)[:PLACES]))
                word = forms[term].most_common(1)[0][0]
                db.execute("INSERT INTO departed_word VALUES (?, ?, ?, ?)", (term, word, stood, stands))


def root_of(term: str) -> str:
    """What every form of a word begins with, and some of its kin."""
    stem = kazakh.fold(term[1:])
    return stem[: max(SHORTEST, len(stem) - ENDING)]


def _words(db: sqlite3.Connection, edition: Edition, locale: Locale) -> Iterator[tuple[str, Reference]]:
    rows = db.execute(
        "SELECT c.article, c.paragraph, c.subparagraph, c.text FROM official_clause c JOIN article a"
        " ON a.edition = c.edition AND a.label = c.article WHERE c.edition = ? AND c.locale = ?"
        " ORDER BY a.position, c.position",
        (edition, locale),
    )
    for article, paragraph, point, text in rows.fetchall():
        for word in cut_words(text):
            yield word, Reference(edition, article, paragraph, point)


def _tells(word: str) -> bool:
    if len(word) < SHORTEST or word.isdecimal() or is_weak(word):
        return False
    return kazakh.fold(word) not in STOP_WORDS | LAW_WORDS


def _begins(known: Sequence[str], root: str) -> bool:
    at = bisect_left(known, root)
    return at < len(known) and known[at].startswith(root)


def _became(db: sqlite3.Connection, ref: Reference) -> list[Reference]:
    """What the concordance pairs with a place of 1995: paragraph by paragraph, else article by article."""
    pairs = db.execute(
        "SELECT r.article, r.paragraph FROM relation r JOIN relation_partner p ON p.relation = r.id"
        " JOIN article a ON a.edition = r.edition AND a.label = r.article WHERE r.edition = '2026'"
        " AND r.paragraph IS NOT NULL AND p.article = ? AND p.paragraph IS ? ORDER BY a.position, r.paragraph",
        (ref.article, ref.paragraph),
    ).fetchall()
    if pairs:
        return [read_place(f"{article}({paragraph})", Edition.Y2026) for article, paragraph in pairs]
    whole = db.execute(
        "SELECT p.article FROM relation r JOIN relation_partner p ON p.relation = r.id"
        " WHERE r.edition = '1995' AND r.paragraph IS NULL AND r.article = ? ORDER BY p.position",
        (ref.article,),
    ).fetchall()
    return list(dict.fromkeys(Reference(Edition.Y2026, article) for (article,) in whole))
