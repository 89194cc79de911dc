"""Finds the provisions that words mean, in any of three languages and however they are spelt, within a few milliseconds."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from content.corpus import Corpus
from content.limits import QUERY_LIMIT
from content.model import Edition, Locale, Reference
from content.places import read_place
from content.reference_pieces import pieces_of
from content.reference_tokens import Kind
from content.search_excerpts import Run, excerpt, matches
from content.search_lexicon import Lexicon, Meaning, lexicon_of
from content.search_ranking import Found, looked_for, rank
from content.search_spellings import other_layouts
from content.search_words import cut_words, query_terms

WORD_LIMIT = 8
"""Words of a query that are looked at."""
LETTER_LIMIT = 32
"""Letters of a word that are looked at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One provision, its best paragraph, and a line in which the found words are marked."""

    reference: Reference
    title: str
    excerpt: tuple[Run, ...]
    score: float
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class GoneWord:
    """A word that the 2026 text does not use: where it stood, what stands there now, a neutral note."""

    id: str
    word: str
    before: tuple[Reference, ...]
    after: tuple[Reference, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, best first; without hits, ``tried`` and ``near`` say what was looked for and what is close."""

    hits: tuple[Hit, ...] = ()
    tried: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    gone: GoneWord | None = None
    clear: bool = False


async def search(corpus: Corpus, query: str, locale: Locale, limit: int = 10) -> SearchResult:
    """Ranked provisions for ``query``, titles and excerpts in ``locale``; at most ``limit``.

    Looks at the first 128 characters and 8 words. An article appears once. Provisions of 1995 come only when that
    Constitution is named or the one of 2026 has nothing. Never fails on any text.
    """
    lexicon = await lexicon_of(corpus)
    asked, text = _edition_asked(_clean(query))
    meanings = _read(text, lexicon)
    tried = tuple(meaning.word for meaning in meanings)
    beside = lexicon.is_beside(cut_words(text))
    gone = await _gone(corpus, lexicon, meanings, text, locale) if asked is not Edition.Y1995 else None
    editions = [asked] if asked else [Edition.Y2026, Edition.Y1995]
    ranked: list[Found] = []
    for edition in editions:
        try:
            ranked = await _rank(corpus, lexicon, meanings, edition) if not beside else []
        except sqlite3.OperationalError:  # it took more than its budget
            ranked = []
        if ranked:
            break
    if gone is not None:
        ranked = _with_successors(gone, ranked)
    if not ranked:
        return SearchResult(tried=tried, near=_near(lexicon, meanings), gone=gone)
    hits = await _hits(corpus, ranked[:limit], meanings, locale)
    clear = len(ranked) == 1 or (ranked[0].score > 1.5 * ranked[1].score and ranked[0].met > 0.75)
    return SearchResult(hits, tried, (), gone, clear)


def _clean(query: str) -> str:
    shown = query[: 4 * QUERY_LIMIT].encode("utf-8", "ignore").decode("utf-8")
    return " ".join(shown.replace("\0", " ").split())[:QUERY_LIMIT]


def _edition_asked(text: str) -> tuple[Edition | None, str]:
    """The Constitution named in a query, and the query without its name."""
    pieces = pieces_of(text)
    named = any(piece.kind is Kind.CONSTITUTION for piece in pieces)
    asked = None
    for piece in reversed(pieces):
        if piece.kind is Kind.EDITION and (piece.certain or named):
            asked = piece.edition
            text = f"{text[: piece.start]} {text[piece.end :]}"
    return asked, text


def _read(text: str, lexicon: Lexicon) -> list[Meaning]:
    """The telling words of a query with their meanings; another keyboard layout where only that makes words."""
    found = _meanings(text, lexicon)
    if found and not any(lexicon.known(meaning.word) for meaning in found):
        for other in other_layouts(text):
            typed = _meanings(other, lexicon)
            if typed and sum(meaning.certainty for meaning in typed) > max(len(typed) * 0.6, len(found) * 0.3):
                return typed
    return found


def _meanings(text: str, lexicon: Lexicon) -> list[Meaning]:
    words = [word[:LETTER_LIMIT] for word in dict.fromkeys(cut_words(text))]
    return [lexicon.meaning(word) for word in [w for w in words if not lexicon.only_asks(w)][:WORD_LIMIT]]


async def _rank(corpus: Corpus, lexicon: Lexicon, meanings: Sequence[Meaning], edition: Edition) -> list[Found]:
    """Every article that fits, best first."""
    asked = looked_for(meanings)
    if not asked:
        return []
    table = "search" if edition is Edition.Y2026 else "search_1995"
    one = f"SELECT ?, rowid, -rank FROM {table} WHERE {table} MATCH ?"
    values = [value for at in asked for value in (at, " OR ".join(f'"{term}"' for term in meanings[at].terms))]
    rows = await corpus.rows(" UNION ALL ".join([one] * len(asked)), *values)
    return rank([(at, unit, fit) for at, unit, fit in rows], meanings, lexicon)


def _with_successors(gone: GoneWord, ranked: list[Found]) -> list[Found]:
    """What stands in the place of a word that is gone comes first."""
    top = ranked[0].score if ranked else 1.0
    first = [Found(top + len(gone.after) - at, 1.0, ref) for at, ref in enumerate(gone.after)]
    taken = {ref.article for ref in gone.after}
    return [*first, *(found for found in ranked if found.place.article not in taken)]


async def _gone(
    corpus: Corpus, lexicon: Lexicon, meanings: Sequence[Meaning], text: str, locale: Locale
) -> GoneWord | None:
    """The word of the query that is not used any more, if there is one; the longest phrase wins."""
    spelt = {term for word in cut_words(text) for term in query_terms(word)}
    spelt |= {term for meaning in meanings if meaning.certainty > 0.5 for term in meaning.terms}
    phrase = next((p for p in lexicon.gone if p.terms and all(spelt & word for word in p.terms)), None)
    if phrase is None:
        return None
    ((before, after, note),) = await corpus.rows(
        "SELECT g.before, g.after, n.text FROM gone_word g JOIN gone_word_note n ON n.word = g.id"
        " WHERE g.id = ? AND n.locale = ?",
        phrase.id, locale,
    )  # fmt: skip
    return GoneWord(
        phrase.id, phrase.word,
        tuple(read_place(place, Edition.Y1995) for place in json.loads(before)),
        tuple(read_place(place, Edition.Y2026) for place in json.loads(after)),
        note,
    )  # fmt: skip


async def _hits(
    corpus: Corpus,
    ranked: Sequence[Found],
    meanings: Sequence[Meaning],
    locale: Locale,
) -> tuple[Hit, ...]:
    """Titles and excerpts of the best places, read in one statement."""
    edition = ranked[0].place.edition
    places = [found.place for found in ranked]
    labels = [ref.article for ref in places]
    titled = f"label IN ({', '.join('?' * len(labels))})"
    placed = " OR ".join(["(article = ? AND (? OR (paragraph IS ? AND subparagraph IS ?)))"] * len(labels))
    spots = [(ref.article, ref == ref.whole_article, ref.paragraph, ref.subparagraph) for ref in places]
    rows = await corpus.rows(
        f"SELECT label, title, outline FROM article_words WHERE edition = ?1 AND locale = ?2 AND {titled}"
        " UNION ALL SELECT article, '', text FROM summary"
        f" WHERE edition = ?1 AND locale = ?2 AND ({placed})",
        edition, locale, *labels, *(value for spot in spots for value in spot),
    )  # fmt: skip
    titles: dict[str, str] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    for label, title, text in rows:
        if title:
            titles[label] = title
        if text:
            texts[label].append(text)
    terms = {term for meaning in meanings for term in meaning.terms}
    hits = []
    for found in ranked:
        ref = found.place
        lines = texts[ref.article]
        text = lines[0] if len(lines) == 1 else max(lines, key=lambda t: matches(t, terms, locale), default="")
        hits.append(
            Hit(ref, titles.get(ref.article, ""), excerpt(text, terms, locale), round(found.score, 3), found.topic)
        )
    return tuple(hits)


def _near(lexicon: Lexicon, meanings: Sequence[Meaning]) -> tuple[str, ...]:
    """Up to three words of the Constitution that look like the longest word that was not found."""
    unknown = [meaning.word for meaning in meanings if not meaning.terms]
    return tuple(lexicon.similar(max(unknown, key=len)[:LETTER_LIMIT])) if unknown else ()
