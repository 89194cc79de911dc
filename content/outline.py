"""What exists in each Constitution: sections, article labels, numbered paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from content.model import PREAMBLE, Edition, Reference
from content.places import article_position
from content.schema import EditionEntry


@dataclass(frozen=True, slots=True)
class Outline:
    """The bare structure of both editions, enough to tell a possible reference from an impossible one."""

    articles: Mapping[Edition, tuple[str, ...]]
    sections: Mapping[Edition, int]
    paragraphs: Mapping[Reference, tuple[str, ...]]
    points: Mapping[Reference, tuple[str, ...]] = field(default_factory=dict)
    """Sub-points by the paragraph they stand in, or by the article where it has no numbered paragraphs."""

    def has(self, edition: Edition, article: str) -> bool:
        return article in self.articles[edition]

    def holds(self, ref: Reference) -> bool:
        """Whether the place exists to its smallest part."""
        if not self.has(ref.edition, ref.article):
            return False
        inside = Reference(ref.edition, ref.article, ref.paragraph)
        known = ref.paragraph is None or ref.paragraph in self.paragraphs.get(ref.whole_article, ())
        return known and (ref.subparagraph is None or ref.subparagraph in self.points.get(inside, ()))

    def holds_chain(self, labels: Sequence[str], edition: Edition | None) -> bool:
        """Whether article, paragraph and sub-point stand inside each other; without edition in the newer one."""
        article, *rest = labels
        if edition is None:
            edition = Edition.Y2026 if self.has(Edition.Y2026, article) else Edition.Y1995
        steps: list[tuple[str | None, ...]] = [tuple(rest), (None, *rest)] if rest else [()]
        return any(len(step) < 3 and self.holds(Reference(edition, article, *step)) for step in steps)

    def last(self, edition: Edition) -> str:
        """The label of the last article."""
        return self.articles[edition][-1]

    def nearest(self, edition: Edition, article: str) -> str:
        """The existing article closest to a label that does not exist; earlier wins a tie."""
        head = article_position(article)[0]
        numbered = [label for label in self.articles[edition] if label != PREAMBLE]
        return min(numbered, key=lambda label: (abs(article_position(label)[0] - head), article_position(label)))


def article_labels(entry: EditionEntry) -> list[tuple[str, int | None]]:
    """Every label of an edition in order with its section; the preamble has none."""
    labels: list[tuple[str, int | None]] = [(PREAMBLE, None)]
    for section in entry.sections:
        first, last = (article_position(label)[0] for label in section.articles)
        found = [str(number) for number in range(first, last + 1)]
        found += [label for label in entry.inserted if first <= article_position(label)[0] <= last]
        labels += [(label, section.number) for label in sorted(found, key=article_position)]
    return labels
