"""One line of a provision around the words that were found, with those words marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from content.finding import kazakh as kazakh
from content.finding.words import index_term
from content.model import Locale

EXCERPT_LIMIT = 160
"""Characters of a line of context."""
_LANGUAGE = {Locale.KK: "k", Locale.RU: "r", Locale.EN: "e"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of an excerpt that were looked for (``matched``) or stand between them."""

    text: str
    matched: bool = False


def excerpt(text: str, terms: Collection[str], locale: Locale) -> tuple[Run, ...]:
    """At most 160 characters of ``text`` from a little before the first word whose term is in ``terms``."""
    marks = sorted(set(_marks(text, terms, locale)))
    start, end = _window(text, marks[0][0] if marks else 0)
    runs: list[Run] = []
    at = start
    for first, last in marks:
        if start <= first and last <= end:
            runs += [Run(text[at:first]), Run(text[first:last], True)]
            at = last
    runs.append(Run(text[at:end]))
    if start:
        runs.insert(0, Run("…"))
    if end < len(text):
        runs.append(Run("…"))
    return tuple(run for run in runs if run.text)


def matches(text: str, terms: Collection[str], locale: Locale) -> int:
    """How many words of ``text`` have one of the terms."""
    return len(set(_marks(text, terms, locale)))


def _marks(text: str, terms: Collection[str], locale: Locale) -> Iterator[tuple[int, int]]:
    """Where the words stand: looked up by the beginning of a stem, which is quicker than to stem every word."""
    folded = kazakh.fold(text)
    if len(folded) != len(text):
        return
    for term in terms:
        if term[0] not in (_LANGUAGE[locale], "n"):
            continue
        beginning = term[1:-1] if len(term) > 4 and term[0] != "n" else term[1:]
        at = folded.find(beginning)
        while at >= 0:
            end = at + len(beginning)
            while end < len(text) and text[end].isalnum():
                end += 1
            if (not at or not text[at - 1].isalnum()) and index_term(text[at:end].lower(), locale) in terms:
                yield at, end
            at = folded.find(beginning, end)


def _window(text: str, first: int) -> tuple[int, int]:
    """Whole words; the beginning of the text if the word stands near it."""
    start = 0
    if first > EXCERPT_LIMIT // 2 and len(text) > EXCERPT_LIMIT:
        start = text.rfind(" ", 0, max(first - EXCERPT_LIMIT // 3, 1)) + 1
    if len(text) - start <= EXCERPT_LIMIT:
        return start, len(text)
    return start, max(text.rfind(" ", start, start + EXCERPT_LIMIT), start + 1)
