"""A provision as passages: its paragraphs, each with its sub-points, official or in our words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from content.model import Clause, Line, Provision, Reference


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a sub-point and its words; sub-points follow the words that introduce them.

    ``partial`` when some of its sentences are left out, because they stand beside another passage.
    """

    reference: Reference
    text: str
    points: tuple[Passage, ...] = ()
    partial: bool = False

    @property
    def whole(self) -> str:
        """The words with all sub-points, each on a line of its own under its number."""
        return "\n".join((self.text, *(_numbered(point) for point in self.points)))

    @property
    def pieces(self) -> tuple[Passage, ...]:
        """The introduction and each sub-point apart."""
        return (replace(self, points=()), *self.points)


def passages_of(found: Provision, *, official: bool) -> tuple[Passage, ...]:
    """The paragraphs of a whole article; our outline where it has no paragraphs in plain words."""
    article = found.reference.whole_article
    if official:
        return _official(article, found.official.clauses if found.official else ())
    if found.summary:
        return tuple(_summary(article, line) for line in found.summary)
    return (Passage(article, found.outline),) if found.outline else ()


def find_passages(place: Reference, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """What stands at a place: the sub-point, the paragraph, all of the article; its only passage when it has no other."""
    inside = [p for p in passages if p.reference.whole_article == place.whole_article]
    if place == place.whole_article or (len(inside) == 1 and not (place.subparagraph and inside[0].points)):
        return tuple(inside)
    paragraphs = [p for p in inside if p.reference.paragraph == place.paragraph]
    if place.subparagraph is None:
        return tuple(paragraphs)
    points = [point for p in paragraphs for point in p.points if point.reference.subparagraph == place.subparagraph]
    return tuple(points[:1] or paragraphs)


def _summary(article: Reference, line: Line) -> Passage:
    own = replace(article, paragraph=line.number)
    points = tuple(Passage(replace(own, subparagraph=point.number), point.text) for point in line.points)
    return Passage(own, line.text, points)


def _official(article: Reference, clauses: Iterable[Clause]) -> tuple[Passage, ...]:
    """Clauses that repeat a place continue it; a line after sub-points that has no number closes their list."""
    made: list[Passage] = []
    for clause in clauses:
        place = replace(article, paragraph=clause.paragraph)
        if not made or made[-1].reference != place:
            made.append(Passage(place, ""))
        head = made[-1]
        if clause.subparagraph is not None:
            point = replace(place, subparagraph=clause.subparagraph)
            if head.points and head.points[-1].reference == point:
                last = replace(head.points[-1], text=f"{head.points[-1].text}\n{clause.text}")
                made[-1] = replace(head, points=(*head.points[:-1], last))
            else:
                made[-1] = replace(head, points=(*head.points, Passage(point, clause.text)))
        elif head.points:
            made[-1] = replace(head, points=(*head.points, Passage(place, clause.text)))
        else:
            made[-1] = replace(head, text=f"{head.text}\n{clause.text}".lstrip("\n"))
    return tuple(made)


def _numbered(point: Passage) -> str:
    number = point.reference.subparagraph
    return f"{number}) {point.text}" if number else point.text
