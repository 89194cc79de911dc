"""Turns numbers as they were written into places of the law that exist, as far as that can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.grammar.groups import Group
from content.grammar.tokens import Piece
from content.grammar.words import Level
from content.model import PREAMBLE, Edition, Reference, SectionReference
from content.outline import Outline

_SHORT_YEARS = {"95": Edition.Y1995, "26": Edition.Y2026}
_LONGEST_RANGE = 9


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person means, what else they could mean, and where in the text they said it."""

    target: Reference | SectionReference
    edition_named: bool
    alternatives: tuple[Reference, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Resolver:
    """Reads one group; ``leaning`` are the editions to try in turn where none was named."""

    group: Group
    edition: Edition | None
    outline: Outline
    whole: bool
    leaning: tuple[Edition, ...] = ()

    def readings(self) -> Iterator[Reading]:
        """Every place of the group; with two editions in question one place and the other edition beside it."""
        order = (Edition.Y2026, Edition.Y1995) if self.group.both else self.leaning if self.edition is None else ()
        if not order:
            yield from self._readings()
            return
        first, second = (replace(self, edition=edition, leaning=()) for edition in order)
        for one, other in zip(list(first._readings()), list(second._readings()), strict=False):
            yield self._joined(one, other)

    def _joined(self, one: Reading, other: Reading) -> Reading:
        named = self.edition is not None
        if isinstance(one.target, SectionReference) or isinstance(other.target, SectionReference):
            return replace(one, edition_named=named)
        if not self.outline.holds(other.target):
            return replace(one, edition_named=named)
        if not self.outline.holds(one.target):
            return replace(other, edition_named=named, alternatives=())
        return replace(one, edition_named=named, alternatives=(other.target,))

    def _readings(self) -> Iterator[Reading]:
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
                one = self._first_of(articles) if at == 0 else self
                yield from one._inside(article, small)

    def _first_of(self, articles: tuple[Piece, ...]) -> Resolver:
        """``17 и 17 1995``: the year belongs to the second one only."""
        twice = len(articles) == 2 and articles[0].labels == articles[1].labels
        return replace(self, edition=None) if twice else self

    def _inside(self, article: Piece, small: bool) -> Iterator[Reading]:
        """The article, or the paragraphs and sub-points named in it where they are its own."""
        numbers = self.group.numbers if small else {}
        known = self._labels(article)
        points = _spread(numbers.get(Level.SUBPARAGRAPH, ()), known)
        for paragraph in _spread(numbers.get(Level.PARAGRAPH, ()), known) or (None,):
            steps = list(_label_steps(paragraph)) if paragraph else []
            for point in points or (None,):
                own = "-".join(point.labels) if point else None
                yield self._place(article, steps[0] if steps else None, own or (steps[1] if len(steps) > 1 else None))

    def _labels(self, article: Piece) -> set[str]:
        """The labels of everything inside an article, in either Constitution."""
        whole = [Reference(edition, "-".join(article.labels)) for edition in Edition]
        inside = {label for ref in whole for label in self.outline.paragraphs.get(ref, ())}
        places = [replace(ref, paragraph=paragraph) for ref in whole for paragraph in (None, *inside)]
        return inside | {label for place in places for label in self.outline.points.get(place, ())}

    def _articles(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """``17,2`` is paragraph 2 of article 17 if there is one; ``2,17`` are two articles."""
        if self.whole and len(pieces) == 2 and Level.PARAGRAPH not in self.group.numbers:
            first, second = pieces[0].labels, pieces[1].labels
            known = self.outline.paragraphs.get(Reference(self.edition or Edition.Y2026, first[0]), ())
            if len(first) == len(second) == 1 and int(second[0]) < int(first[0]) and second[0] in known:
                return (Piece(pieces[0].kind, pieces[0].start, pieces[1].end, (*first, *second), (",",)),)
        if self.group.numbers.keys() == {Level.ARTICLE}:
            return tuple(one for piece in pieces for one in self._range(piece))
        return pieces

    def _range(self, piece: Piece) -> tuple[Piece, ...]:
        """``17-19`` are three articles, because article 17 has no paragraph 19."""
        if piece.marks != ("-",):
            return (piece,)
        low, high = piece.labels
        known = self.outline.paragraphs.get(Reference(self.edition or Edition.Y2026, low), ())
        editions = (self.edition,) if self.edition else tuple(Edition)
        if high in known or not any(self.outline.has(edition, high) for edition in editions):
            return (piece,)
        return _between(piece)

    def _place(self, article: Piece, paragraph: str | None, point: str | None) -> Reading:
        """Choose between article 83-1 and paragraph 1 of article 83, and between the two Constitutions."""
        named = paragraph is not None
        if not named and (year := self._year(article)):
            return replace(self, edition=year)._place(
                replace(article, labels=article.labels[:1], marks=()), None, point
            )
        labelled = self._as_label(article, paragraph, point)
        split = self._as_steps(article, paragraph, point)
        hyphened = article.marks[:1] == ("-",)
        if hyphened and (inserted := [ref for ref in labelled if ref.edition in self._editions()]):
            return self._reading(inserted[0], *(ref for ref in split if self._would_do(ref)))
        chosen = self._likelier(split)
        others = labelled if hyphened or self.edition in (None, Edition.Y1995) else []
        if not self.outline.holds(chosen) and not (self.edition and self.outline.has(chosen.edition, chosen.article)):
            others += [ref for ref in split if ref.edition is not chosen.edition and self.outline.holds(ref)]
        return self._reading(chosen, *others)

    def _as_label(self, article: Piece, paragraph: str | None, point: str | None) -> list[Reference]:
        """``83-1`` as the label of an inserted article, in the Constitutions that have it."""
        if article.marks[:1] not in (("-",), (".",)):
            return []
        head, second, *rest = article.labels
        if paragraph is None:
            paragraph = rest[0] if rest else None
        label = f"{head}-{second}"
        return [Reference(e, label, paragraph, point) for e in Edition if self.outline.has(e, label)]

    def _as_steps(self, article: Piece, paragraph: str | None, point: str | None) -> list[Reference]:
        """``83-1`` as article 83, paragraph 1, in either Constitution, the newer first."""
        head, *rest = article.labels
        if paragraph is None and rest:
            paragraph, point = rest[0], point or (rest[1] if len(rest) > 1 else None)
        return [self._numbered(Reference(e, head, paragraph, point)) for e in (Edition.Y2026, Edition.Y1995)]

    def _editions(self) -> tuple[Edition, ...]:
        """The Constitutions in question, the likelier first."""
        return (self.edition,) if self.edition else (Edition.Y2026, Edition.Y1995)

    def _would_do(self, ref: Reference) -> bool:
        return ref.edition is self._editions()[0] and self.outline.holds(ref)

    def _likelier(self, split: list[Reference]) -> Reference:
        """The first whose article exists in a Constitution in question, else the one to name the range of."""
        wanted = self._editions()
        found = (ref for ref in split if ref.edition in wanted and self.outline.has(ref.edition, ref.article))
        return next(found, None) or next(ref for ref in split if ref.edition is wanted[0])

    def _year(self, article: Piece) -> Edition | None:
        """``77 (95)`` is article 77 of 1995, because article 77 has no paragraph 95."""
        if self.edition is not None or len(article.labels) != 2 or article.marks[0] not in ("(", "/"):
            return None
        head, last = article.labels
        known = self.outline.holds(self._numbered(Reference(Edition.Y2026, head, last)))
        return None if known else _SHORT_YEARS.get(last)

    def _numbered(self, ref: Reference) -> Reference:
        """``46(5)`` is sub-point 5 where the article has no numbered paragraphs; ``пп. 3 ст. 73`` is in its paragraph 1.

        ``пп. 1 ст. 17`` is paragraph 1, as people shorten two paragraphs to ``пп.``
        """
        known = self.outline.paragraphs.get(ref.whole_article, ())
        loose = self.outline.points.get(ref.whole_article, ())
        if ref.subparagraph is None:
            moved = ref.paragraph is not None and not known and ref.paragraph in loose
            return Reference(ref.edition, ref.article, None, ref.paragraph) if moved else ref
        if ref.paragraph is not None or ref.subparagraph in loose:
            return ref
        inside = [replace(ref, paragraph=label) for label in known]
        found = next((place for place in inside if self.outline.holds(place)), None)
        if found is None and ref.subparagraph in known:
            return Reference(ref.edition, ref.article, ref.subparagraph)
        return found or ref

    def _reading(self, target: Reference | SectionReference, *others: Reference) -> Reading:
        alternatives = tuple(ref for ref in dict.fromkeys(others) if ref != target)
        return Reading(target, self.edition is not None, alternatives, self.group.start, self.group.end)


def _spread(pieces: tuple[Piece, ...], known: set[str]) -> tuple[Piece, ...]:
    """``п. 1-2`` are two paragraphs, unless there is one of that label."""
    spread: list[Piece] = []
    for piece in pieces:
        ranges = piece.marks == ("-",) and "-".join(piece.labels) not in known
        spread += _between(piece) if ranges else (piece,)
    return tuple(spread)


def _between(piece: Piece) -> tuple[Piece, ...]:
    """``17-19`` as 17, 18 and 19, no more than a few; the piece itself where it does not rise."""
    low, high = (int(label) for label in piece.labels)
    if not low < high:
        return (piece,)
    last = min(high, low + _LONGEST_RANGE - 1)
    return tuple(Piece(piece.kind, piece.start, piece.end, (str(number),)) for number in range(low, last + 1))


def _label_steps(piece: Piece) -> Iterator[str]:
    """``3-1`` is one label, ``3.1`` and ``3(1)`` are two."""
    if piece.marks[:1] == ("-",):
        yield "-".join(piece.labels[:2])
        yield from piece.labels[2:3]
    else:
        yield from piece.labels
