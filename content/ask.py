"""Answers a question as plain values, the same provisions that a private message would be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from content.corpus import Corpus
from content.interpretation import (
    Compared,
    EditionNamed,
    Found,
    Interpretation,
    Quoted,
    References,
    SituationNamed,
    interpret,
)
from content.model import Edition, Locale, Reference, SectionReference, Topic
from content.quotation import Quotation
from content.search import SearchResult
from content.tapping import TAPPED, read_tapped

RESULT_LIMIT = 10

COMMANDS = frozenset({"article", "compare", "search", "rights"})
"""Commands that ask something of the law."""
_COMMAND = re.compile(r"\s*/(?P<name>[a-z0-9_]{1,32})(?:@\w+)?(?=\s|$)", re.IGNORECASE)

Json = dict[str, Any]


async def ask(corpus: Corpus, text: str, locale: Locale, *, read_as: str | None = None) -> Json:
    """``{"query", "kind", "reference", "alternatives", "results"}``, ready for ``json.dumps``; never fails on any text.

    ``kind`` is ``reference``, ``search`` or ``miss``. Results are best first, at most 10, titles in ``locale``; a
    provision that does not exist gives none. A section has ``section`` in its reference, and its articles as results;
    a Constitution named alone has its edition only, and its first articles. A passage of the law is a reference to
    where it stands; a life situation gives the provisions it rests on, an article of another law is a miss. A leading
    command is left out, one that asks nothing of the law is a miss; ``read_as`` is the command that plain words stand
    for.
    """
    return await answered(corpus, text, await meant_by(corpus, text, locale, read_as=read_as), locale)


async def meant_by(corpus: Corpus, text: str, locale: Locale, *, read_as: str | None = None) -> Interpretation | None:
    """What a private message of this text would be taken for; None where it asks nothing of the law."""
    words = asked_of_the_law(read_as or "") or asked_of_the_law(text)
    if words is None:
        return None
    command = words.strip()
    tapped = read_tapped(command[1:], corpus.outline) if command.startswith("/") else None
    return References((tapped,)) if tapped else await interpret(corpus, words, locale)


async def answered(corpus: Corpus, text: str, meant: Interpretation | None, locale: Locale) -> Json:
    """The answer of ``ask`` to words that were read."""
    match meant:
        case References(readings) | Compared(readings):
            results = [line for reading in readings for line in await _at(corpus, reading.target, locale)]
            alternatives = [_place(ref) for reading in readings for ref in reading.alternatives]
            return _answer(text, "reference", _target(readings[0].target), results, alternatives)
        case EditionNamed(edition):
            titles = await corpus.titles(edition, locale)
            results = [_result(Reference(edition, label), title, 1.0) for label, title in titles.items()]
            return _answer(text, "reference", _target(edition), results)
        case Quoted(Quotation(reference=Reference() as place) as quotation):
            results = [line for found in quotation.places for line in await _at(corpus, found, locale)]
            return _answer(text, "reference", _place(place), results)
        case SituationNamed(topic, result):
            return _answer(text, "search", None, await _resting(corpus, topic, result, locale))
        case Found(result=result) if result.hits:
            return _answer(text, "search", None, [_result(hit.reference, hit.title, hit.score) for hit in result.hits])
    return _answer(text, "miss", None, [])


def asked_of_the_law(text: str) -> str | None:
    """The words behind a leading command, or the text as it is; None for a command that asks nothing of the law."""
    match = _COMMAND.match(text)
    if match is None or TAPPED.fullmatch(match["name"]):
        return text
    return text[match.end() :] if match["name"].casefold() in COMMANDS else None


def _answer(
    text: str, kind: str, reference: Json | None, results: list[Json], alternatives: Sequence[Json] = ()
) -> Json:
    query = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate could not be written out
    return {
        "query": query, "kind": kind, "reference": reference,
        "alternatives": list(alternatives), "results": results[:RESULT_LIMIT],
    }  # fmt: skip


async def _at(corpus: Corpus, target: Reference | SectionReference, locale: Locale) -> list[Json]:
    titles = await corpus.titles(target.edition, locale)
    if isinstance(target, SectionReference):
        sections = await corpus.sections(target.edition, locale)
        labels = sections[target.number - 1].articles if 1 <= target.number <= len(sections) else ()
        return [_result(Reference(target.edition, label), titles[label], 1.0) for label in labels]
    if not corpus.outline.holds(target):
        return []
    return [_result(target, titles[target.article], 1.0)]


async def _resting(corpus: Corpus, topic: Topic, found: SearchResult, locale: Locale) -> list[Json]:
    """The provisions of a life situation, those first whose article the search finds too."""
    full = await corpus.topic(topic.id, locale)
    scores = {(hit.reference.edition, hit.reference.article): hit.score for hit in found.hits}
    places = dict.fromkeys(line.reference for line in (*full.rights, *full.limits, *full.duties))
    titles = await corpus.titles(Edition.Y2026, locale)
    results = [_result(ref, titles[ref.article], scores.get((ref.edition, ref.article), 0.0)) for ref in places]
    return sorted(results, key=lambda result: -result["score"])


def _target(target: Reference | SectionReference | Edition) -> Json:
    if isinstance(target, Reference):
        return _place(target)
    empty = {"article": None, "paragraph": None, "subparagraph": None}
    if isinstance(target, Edition):
        return {"edition": target.year, **empty}
    return {"edition": target.edition.year, **empty, "section": target.number}


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
