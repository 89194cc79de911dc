"""Answers a question as plain values, the same provisions that a private message would be shown."""

from __future__ import annotations

import re
from typing import Any

from content.corpus import Corpus
from content.model import Locale, Reference, SectionReference
from content.reference import Reading, find_references, parse_reference
from content.search import search
from content.tapping import TAPPED, read_tapped

RESULT_LIMIT = 10

COMMANDS = frozenset({"article", "compare", "search", "rights"})
"""Commands that ask something of the law."""
_COMMAND = re.compile(r"\s*/(?P<name>[a-z0-9_]{1,32})(?:@\w+)?(?=\s|$)", re.IGNORECASE)

Json = dict[str, Any]


async def ask(corpus: Corpus, text: str, locale: Locale, *, read_as: str | None = None) -> Json:
    """``{"query", "kind", "reference", "alternatives", "results"}``, ready for ``json.dumps``; never fails on any text.

    ``kind`` is ``reference``, ``search`` or ``miss``. Results are best first, at most 10, titles in ``locale``; a
    provision that does not exist gives none. A section has ``section`` in its reference, and its articles as results.
    A leading command is left out, one that asks nothing of the law is a miss; ``read_as`` is the command that plain
    words stand for.
    """
    words = asked_of_the_law(read_as or "") or asked_of_the_law(text)
    if words is None:
        return miss(text)
    command = words.strip()
    tapped = read_tapped(command[1:], corpus.outline) if command.startswith("/") else None
    reading = tapped or parse_reference(words, corpus.outline)
    readings = (reading,) if reading else find_references(words, corpus.outline)
    if readings:
        results = [line for found in readings for line in await _named(corpus, found, locale)]
        alternatives = [_place(ref) for found in readings for ref in found.alternatives]
        return _answer(text, "reference", _target(readings[0]), alternatives, results[:RESULT_LIMIT])
    found = await search(corpus, words, locale, RESULT_LIMIT)
    results = [_result(hit.reference, hit.title, hit.score) for hit in found.hits]
    return _answer(text, "search" if results else "miss", None, [], results)


def asked_of_the_law(text: str) -> str | None:
    """The words behind a leading command, or the text as it is; None for a command that asks nothing of the law."""
    match = _COMMAND.match(text)
    if match is None or TAPPED.fullmatch(match["name"]):
        return text
    return text[match.end() :] if match["name"].casefold() in COMMANDS else None


def miss(text: str) -> Json:
    """The answer where there is none."""
    return _answer(text, "miss", None, [], [])


def _answer(text: str, kind: str, reference: Json | None, alternatives: list[Json], results: list[Json]) -> Json:
    query = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate could not be written out
    return {
        "query": query, "kind": kind, "reference": reference, "alternatives": alternatives, "results": results
    }  # fmt: skip


async def _named(corpus: Corpus, reading: Reading, locale: Locale) -> list[Json]:
    target = reading.target
    titles = await corpus.titles(target.edition, locale)
    if isinstance(target, SectionReference):
        sections = await corpus.sections(target.edition, locale)
        labels = sections[target.number - 1].articles if 1 <= target.number <= len(sections) else ()
        return [_result(Reference(target.edition, label), titles[label], 1.0) for label in labels]
    if not corpus.outline.holds(target):
        return []
    return [_result(target, titles[target.article], 1.0)]


def _target(reading: Reading) -> Json:
    if isinstance(reading.target, SectionReference):
        empty = {"article": None, "paragraph": None, "subparagraph": None}
        return {"edition": reading.target.edition.year, **empty, "section": reading.target.number}
    return _place(reading.target)


def _place(ref: Reference) -> Json:
    return {
        "edition": ref.edition.year,
        "article": ref.article,
        "paragraph": ref.paragraph,
        "subparagraph": ref.subparagraph,
    }


def _result(ref: Reference, title: str, score: float) -> Json:
    return {
        "edition": ref.edition.year, "article": ref.article, "paragraph": ref.paragraph,
        "title": title, "score": score,
    }  # fmt: skip
