"""Tells what часть, бөлік or part means: a paragraph, or a piece of the paragraph that is named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from content.grammar.rules import Part
from content.grammar.words import Level


def with_portions(parts: Sequence[Part]) -> list[Part]:
    """The same parts without any PORTION.

    ``ч. 2 ст. 17`` is paragraph 2. The second part of paragraph 3 is no place of its own, so ``ч. 2 п. 3 ст. 35`` is
    paragraph 3; ``п. 3 ч. 2 ст. 60``, as other laws are cited, is subparagraph 3 of paragraph 2.
    """
    read = list(parts)
    for at, part in enumerate(parts):
        if part.level is not Level.PORTION:
            continue
        level = Level.PARAGRAPH
        if (beside := _paragraph_beside(parts, at)) is not None:
            inner = max(at, beside) if _descends(parts, min(at, beside)) else min(at, beside)
            if inner == at:
                level = Level.IGNORED
            else:
                read[beside] = replace(parts[beside], level=Level.SUBPARAGRAPH)
        read[at] = replace(part, level=level)
    return read


def _level(parts: Sequence[Part], at: int) -> Level | None:
    return parts[at].level if 0 <= at < len(parts) else None


def _paragraph_beside(parts: Sequence[Part], at: int) -> int | None:
    """The paragraph that shares its article with the portion at ``at``."""
    for beside in (at - 1, at + 1):
        if _level(parts, beside) is Level.PARAGRAPH:
            first, second = min(at, beside), max(at, beside)
            between = _level(parts, first - 1) is _level(parts, second + 1) is Level.ARTICLE
            if not (parts[second].apart and between):  # "ст. 17 п. 1, ч. 2 ст. 18"
                return beside
    return None


def _descends(parts: Sequence[Part], first: int) -> bool:
    """Whether the larger of the two from ``first`` on is named first, as it is behind an article or a bare number."""
    before, after = first - 1, first + 2
    if before >= 0 and parts[before].edition is None and not parts[first].apart:
        return True
    return not (_level(parts, after) is Level.ARTICLE and not parts[after].apart)
