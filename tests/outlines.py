"""The real structure of both Constitutions, read from our own sources, for tests that need no corpus."""

from __future__ import annotations

from functools import cache

from content.model import Edition, Reference
from content.outline import Outline, article_labels
from content.source_files import load_sources


@cache
def real_outline() -> Outline:
    """Both editions as ``sources/`` describes them."""
    sources = load_sources()
    assert sources.editions is not None
    articles, sections = {}, {}
    for entry in sources.editions.editions:
        edition = Edition(str(entry.id))
        articles[edition] = tuple(label for label, _ in article_labels(entry))
        sections[edition] = len(entry.sections)
    paragraphs: dict[Reference, tuple[str, ...]] = {}
    points: dict[Reference, tuple[str, ...]] = {}
    for file in sources.provisions.values():
        ref = Reference(Edition(str(file.edition)), file.article)
        if numbers := tuple(p.number for p in file.paragraphs if p.number):
            paragraphs[ref] = numbers
        for p in file.paragraphs:
            if inside := tuple(point.number for point in p.points):
                points[Reference(ref.edition, ref.article, p.number)] = inside
    return Outline(articles, sections, paragraphs, points)
