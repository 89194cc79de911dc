"""What every importer returns: an official text as sections, articles and clauses, whatever it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from content.errors import ImportFailed
from content.model import Clause, Edition, Locale


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One article; ``excluded`` when no clause of it is in force any more.

    An excluded paragraph is no clause: its remark stands in ``notes`` behind its label, ``4. (Исключен …)``; an
    excluded sub-point of a numbered paragraph reads ``2. 3) (Исключен …)``. Where a list of sub-points begins anew
    inside one paragraph, two clauses carry the same labels: the law itself numbers them so.
    """

    label: str
    clauses: tuple[Clause, ...]
    notes: tuple[str, ...]
    excluded: bool


@dataclass(frozen=True, slots=True)
class ImportedSection:
    """A section, its number (section I is 1) and its articles in order."""

    number: int
    title: str
    articles: tuple[ImportedArticle, ...]


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A whole official text in one language.

    ``version_date`` is ISO (``2026-03-15``) or empty where nobody stated it; ``sha256`` is hex, of the bytes read.
    """

    edition: Edition
    locale: Locale
    title: str
    requisite: str
    version_date: str
    source: str
    sha256: str
    preamble: tuple[str, ...]
    preamble_notes: tuple[str, ...]
    sections: tuple[ImportedSection, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sections and articles a complete text has."""

    sections: int
    articles: int


EXPECTED: Mapping[Edition, Counts] = MappingProxyType(
    {Edition.Y2026: Counts(sections=11, articles=96), Edition.Y1995: Counts(sections=9, articles=102)}
)


def failed(name: str, why: object) -> ImportFailed:
    """An ``ImportFailed`` of one line that begins with the name of the file or place; at most 300 characters."""
    line = " ".join(f"{name}: {why}".split())
    return ImportFailed(line if len(line) <= 300 else line[:299] + "…")
