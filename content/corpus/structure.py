"""Reads what exists in each Constitution: its articles, sections, numbered paragraphs and sub-points."""

from __future__ import annotations

from content.corpus.file import CorpusFile
from content.model import Edition, Reference
from content.outline import Outline
from content.places import article_position


async def read_outline(file: CorpusFile) -> Outline:
    """The structure of both editions; our words and the official texts both count."""
    sections = await file.rows("SELECT edition, max(number) FROM section GROUP BY edition")
    return Outline(
        articles=await _articles(file),
        sections={Edition(edition): number for edition, number in sections},
        paragraphs=await _paragraphs(file),
        points=await _points(file),
    )


async def _articles(file: CorpusFile) -> dict[Edition, tuple[str, ...]]:
    rows = await file.rows("SELECT edition, label FROM article ORDER BY edition, position")
    return {edition: tuple(label for year, label in rows if year == edition) for edition in Edition}


async def _paragraphs(file: CorpusFile) -> dict[Reference, tuple[str, ...]]:
    rows = await file.rows(
        "SELECT edition, article, paragraph FROM summary WHERE paragraph IS NOT NULL"
        " UNION SELECT edition, article, paragraph FROM official_clause WHERE paragraph IS NOT NULL"
    )
    found: dict[Reference, list[str]] = {}
    for edition, article, paragraph in rows:
        found.setdefault(Reference(Edition(edition), article), []).append(paragraph)
    return _in_order(found)


async def _points(file: CorpusFile) -> dict[Reference, tuple[str, ...]]:
    rows = await file.rows(
        "SELECT edition, article, paragraph, subparagraph FROM summary WHERE subparagraph IS NOT NULL"
        " UNION SELECT edition, article, paragraph, subparagraph FROM official_clause WHERE subparagraph IS NOT NULL"
    )
    found: dict[Reference, list[str]] = {}
    for edition, article, paragraph, point in rows:
        found.setdefault(Reference(Edition(edition), article, paragraph), []).append(point)
    return _in_order(found)


def _in_order(found: dict[Reference, list[str]]) -> dict[Reference, tuple[str, ...]]:
    return {ref: tuple(sorted(labels, key=article_position)) for ref, labels in found.items()}
