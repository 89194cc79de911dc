"""Gives every line of an article its place: paragraph, sub-point, or the one it continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from content.importers.signs import position
from content.model import Clause


class Kind(Enum):
    """How a line of an article begins."""

    PARAGRAPH = auto()
    SUBPARAGRAPH = auto()
    UNNUMBERED = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A line as it stands; ``text`` is None where only a remark was, so that its number still counts."""

    kind: Kind
    label: str
    text: str | None


def place(items: Sequence[Item]) -> tuple[Clause, ...]:
    """Clauses in order.

    An unnumbered line after a sub-point continues that sub-point as long as the same list goes on after it (2026,
    article 46, points 2, 4 and 8). Otherwise it belongs to the paragraph: at the end of a list (2026, article 55(4))
    and where it begins a new list, counted from 1 again (1995, article 52(5)).
    """
    clauses: list[Clause] = []
    paragraph: str | None = None
    subparagraph: str | None = None
    for index, item in enumerate(items):
        match item.kind:
            case Kind.PARAGRAPH:
                paragraph, subparagraph = item.label, None
            case Kind.SUBPARAGRAPH:
                subparagraph = item.label
            case Kind.UNNUMBERED:
                if subparagraph is not None and not _list_goes_on(items, index, subparagraph):
                    subparagraph = None
        if item.text is not None:
            clauses.append(Clause(paragraph, subparagraph, item.text))
    return tuple(clauses)


def _list_goes_on(items: Sequence[Item], index: int, subparagraph: str) -> bool:
    for item in items[index + 1 :]:
        if item.kind is Kind.PARAGRAPH:
            return False
        if item.kind is Kind.SUBPARAGRAPH:
            return position(item.label) > position(subparagraph)
    return False
