"""What exists in each Constitution: sections, article labels, numbered paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Sub-points that stand in an article without numbered paragraphs."""

    def has(self, edition: Edition, article: str) -> bool:
        return article in self.articles[edition]

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
