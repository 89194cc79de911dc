"""Finds the place in the law that a person means, in three languages and any alphabet, and never fails on any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.grammar.groups import Group, group_parts
from content.grammar.rules import Phrase, read_phrases
from content.grammar.tokens import Piece
from content.grammar.words import Level
from content.limits import MESSAGE_LIMIT
from content.model import PREAMBLE, Edition, Reference, SectionReference
from content.outline import Outline

_WHOLE_LIMIT = 300
"""Characters; a longer text is not a reference and nothing else."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person means, what else they could mean, and where in the text they said it."""

    target: Reference | SectionReference
    edition_named: bool
    alternatives: tuple[Reference, ...] = ()
    start: int = 0
    end: int = 0


def parse_reference(text: str, outline: Outline) -> Reading | None:
    """The one reference that ``text`` is, apart from courtesies and punctuation; None for any other text.

    The article need not exist (``999``); then the caller names the range.
    """
    if len(text) > _WHOLE_LIMIT and len(text.strip()) > _WHOLE_LIMIT:
        return None
    found = _whole(text, outline)
    return found[0] if found and len(found) == 1 else None


def find_references(text: str, outline: Outline, limit: int = 5) -> tuple[Reading, ...]:
    """References anywhere in ``text``, in the order they stand in it, each once, at most ``limit``.

    Looks at the first 4096 characters. Bare numbers count only when the text is nothing but references.
    """
    text = text[:MESSAGE_LIMIT]
    found = _whole(text, outline)
    if found is None:
        found = _read(text, outline, whole=False)
    return tuple(found[:limit])


def _whole(text: str, outline: Outline) -> list[Reading] | None:
    phrases, clean = read_phrases(text)
    return _resolve(phrases, outline, whole=True) if clean else None


def _read(text: str, outline: Outline, *, whole: bool) -> list[Reading]:
    return _resolve(read_phrases(text)[0], outline, whole=whole) or []


def _resolve(phrases: list[Phrase], outline: Outline, *, whole: bool) -> list[Reading] | None:
    """None when ``whole`` is asked for and something in the text belongs to no place."""
    found: dict[Reference | SectionReference, Reading] = {}
    named: Edition | None = None
    for phrase in phrases:
        groups = group_parts(phrase, whole=whole)
        for group in groups:
            if not group.complete:
                if whole:
                    return None
                continue
            for reading in _Resolver(group, group.edition or named, outline, whole).readings():
                found.setdefault(reading.target, reading)
        for edition, certain in phrase.editions:
            if certain or phrase.names_constitution:
                named = edition
    return list(found.values())


@dataclass(slots=True)
class _Resolver:
    """Turns the numbers of one group into places that exist, as far as that can be."""

    group: Group
    edition: Edition | None
    outline: Outline
    whole: bool

    def readings(self) -> Iterator[Reading]:
        numbers = self.group.numbers
        if Level.PREAMBLE in numbers:
            yield self._reading(Reference(self.edition or Edition.Y2026, PREAMBLE))
        elif Level.ARTICLE not in numbers:
            for piece in numbers[Level.SECTION]:
                yield self._reading(SectionReference(self.edition or Edition.Y2026, int(piece.labels[0])))
        else:
            articles = self._articles(numbers[Level.ARTICLE])
            for at, article in enumerate(articles):
                small = at == (0 if self.group.closed else len(articles) - 1)
                for paragraph in numbers.get(Level.PARAGRAPH, ()) if small else ():
                    yield from self._points(article, paragraph)
                if not small or Level.PARAGRAPH not in numbers:
                    yield from self._points(article, None, small)

    def _articles(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """``17,2`` is paragraph 2 of article 17 if there is one; ``2,17`` are two articles."""
        if self.whole and len(pieces) == 2 and Level.PARAGRAPH not in self.group.numbers:
            first, second = pieces[0].labels, pieces[1].labels
            known = self.outline.paragraphs.get(Reference(self.edition or Edition.Y2026, first[0]), ())
            if len(first) == len(second) == 1 and int(second[0]) < int(first[0]) and second[0] in known:
                return (Piece(pieces[0].kind, pieces[0].start, pieces[1].end, (*first, *second), (",",)),)
        if len(pieces) == 1 and pieces[0].marks == ("-",) and self.group.numbers.keys() == {Level.ARTICLE}:
            return self._range(pieces[0])
        return pieces

    def _range(self, piece: Piece) -> tuple[Piece, ...]:
        """``17-19`` are three articles, because article 17 has no paragraph 19."""
        low, high = (int(label) for label in piece.labels)
        edition = self.edition or Edition.Y2026
        known = self.outline.paragraphs.get(Reference(edition, str(low)), ())
        if not low < high or str(high) in known or not self.outline.has(edition, str(high)):
            return (piece,)
        return tuple(Piece(piece.kind, piece.start, piece.end, (str(n),)) for n in range(low, min(high, low + 8) + 1))

    def _points(self, article: Piece, paragraph: Piece | None, small: bool = True) -> Iterator[Reading]:
        steps = list(_label_steps(paragraph)) if paragraph else []
        points = self.group.numbers.get(Level.SUBPARAGRAPH, ()) if small else ()
        for point in points or (None,):
            own = "-".join(point.labels) if point else None
            yield self._place(article, steps[0] if steps else None, own or (steps[1] if len(steps) > 1 else None))

    def _place(self, article: Piece, paragraph: str | None, point: str | None) -> Reading:
        """Choose between article 83-1 and paragraph 1 of article 83, and between the two Constitutions."""
        head, *rest = article.labels
        named = paragraph is not None
        joined = f"{head}-{rest[0]}" if article.marks[:1] in (("-",), (".",)) else None
        inside = (paragraph, point) if named else (rest[1] if len(rest) > 1 else None, point)
        if not named and rest:
            paragraph, point = rest[0], point or (rest[1] if len(rest) > 1 else None)
        editions = (self.edition,) if self.edition else (Edition.Y2026, Edition.Y1995)
        as_label = [Reference(e, joined, *inside) for e in Edition if joined and self.outline.has(e, joined)]
        as_split = [self._numbered(Reference(e, head, paragraph, point)) for e in (Edition.Y2026, Edition.Y1995)]
        if article.marks[:1] == ("-",) and (labels := [ref for ref in as_label if ref.edition in editions]):
            other = [ref for ref in as_split if ref.edition in (self.edition or Edition.Y2026,) and self._exists(ref)]
            return self._reading(labels[0], *other)
        chosen = next((ref for ref in as_split if ref.edition in editions and self._has(ref)), None)
        if chosen is None:
            chosen = next(ref for ref in as_split if ref.edition is (self.edition or Edition.Y2026))
        others = as_label if article.marks[:1] == ("-",) or self.edition in (None, Edition.Y1995) else []
        if not self._exists(chosen) and not (self.edition and self._has(chosen)):
            others += [ref for ref in as_split if ref.edition is not chosen.edition and self._exists(ref)]
        return self._reading(chosen, *others)

    def _numbered(self, ref: Reference) -> Reference:
        """``46(5)`` is sub-point 5 where the article has no numbered paragraphs."""
        known = self.outline.paragraphs.get(ref.whole_article)
        if ref.paragraph is None or ref.subparagraph is not None or known:
            return ref
        if ref.paragraph in self.outline.points.get(ref.whole_article, ()):
            return Reference(ref.edition, ref.article, None, ref.paragraph)
        return ref

    def _has(self, ref: Reference) -> bool:
        return self.outline.has(ref.edition, ref.article)

    def _exists(self, ref: Reference) -> bool:
        known = self.outline.paragraphs.get(ref.whole_article, ())
        return self._has(ref) and (ref.paragraph is None or ref.paragraph in known)

    def _reading(self, target: Reference | SectionReference, *others: Reference) -> Reading:
        alternatives = tuple(ref for ref in dict.fromkeys(others) if ref != target)
        return Reading(target, self.edition is not None, alternatives, self.group.start, self.group.end)


def _label_steps(piece: Piece) -> Iterator[str]:
    """``3-1`` is one label, ``3.1`` and ``3(1)`` are two."""
    if piece.marks[:1] == ("-",):
        yield "-".join(piece.labels[:2])
        yield from piece.labels[2:3]
    else:
        yield from piece.labels
