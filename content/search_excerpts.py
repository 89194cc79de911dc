"""One line of a provision around the words that were found, with those words marked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from content.model import Locale
from content.search_words import index_term

EXCERPT_LIMIT = 160
"""Characters of a line of context."""
_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of an excerpt that were looked for (``matched``) or stand between them."""

    text: str
    matched: bool = False


def excerpt(text: str, terms: Collection[str], locale: Locale) -> tuple[Run, ...]:
    """At most 160 characters of ``text`` from a little before the first word whose term is in ``terms``."""
    marks = [match.span() for match in _WORD.finditer(text) if index_term(match.group().lower(), locale) in terms]
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
    """How many different terms stand in ``text``."""
    found = {index_term(match.group().lower(), locale) for match in _WORD.finditer(text)}
    return len(found.intersection(terms))


def _window(text: str, first: int) -> tuple[int, int]:
    """Whole words; the beginning of the text if the word stands near it."""
    start = 0
    if first > EXCERPT_LIMIT // 2 and len(text) > EXCERPT_LIMIT:
        start = text.rfind(" ", 0, max(first - EXCERPT_LIMIT // 3, 1)) + 1
    if len(text) - start <= EXCERPT_LIMIT:
        return start, len(text)
    return start, max(text.rfind(" ", start, start + EXCERPT_LIMIT), start + 1)
