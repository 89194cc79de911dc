"""The compact form of a place, ``17(2)`` or ``46()(5)``, read into a Reference."""

from __future__ import annotations

import re

from content.model import Edition, Reference

_PLACE = re.compile(r"(?P<article>[^()]+)(?:\((?P<paragraph>[^()]*)\)(?:\((?P<point>[^()]+)\))?)?")


def read_place(text: str, edition: Edition) -> Reference:
    """Read what ``Reference.short`` writes; ``ValueError`` for anything else."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a place: {text!r}")
    return Reference(edition, match["article"], match["paragraph"] or None, match["point"])


def article_position(label: str) -> tuple[int, int]:
    """Sorts labels as the law does: the preamble first, 83-1 after 83."""
    if not label[:1].isdigit():
        return (0, 0)
    head, _, tail = label.partition("-")
    return (int(head), int(tail or 0))
