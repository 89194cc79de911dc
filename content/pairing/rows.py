"""Lays the passages of 1995 beside those of 2026: as our relations say, else by likeness, else alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from content.cards import Span, Style, Text
from content.diff import diff, new_side, old_side
from content.model import Edition, Kind, Reference, Relation
from content.pairing.align import likeness
from content.pairing.likely import Likely, flat
from content.pairing.passages import Passage, find_passages

Texts = Mapping[Reference, tuple[Passage, ...]]
"""The passages of every article that takes part, by article."""


@dataclass(frozen=True, slots=True)
class Row:
    """Passages of 1995 beside those of 2026; ``kind`` is None where nobody has said how they relate.

    ``also_after`` are words of 2026 beside which the passages of 1995 stand in another row, ``also_before`` likewise.
    """

    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    kind: Kind | None = None
    note: str = ""
    also_before: tuple[str, ...] = ()
    also_after: tuple[str, ...] = ()


def joined(passages: Iterable[Passage]) -> str:
    """The words of one side of a row, each passage on a line of its own."""
    return "\n".join(passage.whole for passage in passages)


def differs(row: Row) -> bool:
    """Whether one side has words that stand nowhere on the other."""
    return any(span.style is not Style.PLAIN for side in marked(row) for span in side)


def marked(row: Row) -> tuple[Text, Text]:
    """The words of both sides with what stands on one of them alone marked.

    Each of several passages has its own marks: what two of them say alike is gone from neither.
    """
    old, new = joined(row.before), joined(row.after)
    before = [old_side(diff(p.whole, new), (*row.also_after, *_several(row.after))) for p in row.before]
    after = [new_side(diff(old, p.whole), (*row.also_before, *_several(row.before))) for p in row.after]
    return _lines(before), _lines(after)


def _several(passages: Sequence[Passage]) -> list[str]:
    return [passage.whole for passage in passages] if len(passages) > 1 else []


def _lines(texts: Iterable[Text]) -> Text:
    made: Text = ()
    for number, text in enumerate(texts):
        made = (*made, *((Span("\n"),) if number else ()), *text)
    return made


def related_rows(
    relations: Iterable[Relation], named: Collection[Reference], texts: Texts, likely: Likely
) -> list[Row]:
    """One row for each relation; several where one list of sub-points meets another.

    A sub-point that is ``named`` by itself has a row of its own, here or in the comparison of another article.
    """
    everything = [passage for passages in texts.values() for passage in passages]
    rows: list[Row] = []
    for relation in relations:
        before = _words(relation.before, relation.after, everything)
        after = _words(relation.after, relation.before, everything)
        if before or after:
            rows += _by_points(before, after, relation, named, likely)
    return rows


def guessed_rows(
    own: Reference,
    partners: Sequence[Reference],
    named: Collection[Reference],
    texts: Texts,
    likely: Likely,
    *,
    official: bool,
) -> list[Row]:
    """The likely pairs, then what no relation names and nothing stands beside.

    Official words tell when a pair was kept to the letter; whatever else it is, is not for likeness to say.
    """
    mine = _free(texts[own], named)
    others = [passage for partner in partners for passage in _free(texts[partner], named)]
    if len(mine) == len(others) == 1 and not (mine[0].points and others[0].points):
        rows = [_row(own.edition, mine[0], others)]
    else:
        free, free_across = flat(mine), flat(others)
        mine, others = flat(texts[own]), flat(passage for partner in partners for passage in texts[partner])
        pairs = likely.across(mine, others)
        rows = [_row(own.edition, piece, [others[to] for to in at]) for piece, at in zip(mine, pairs, strict=True)]
        rows = [row for row in rows if (row.before and row.after) or (row.before or row.after)[0] in free]
        taken = {to for at in pairs for to in at}
        left = [piece for at, piece in enumerate(others) if at not in taken and piece in free_across]
        rows += [_row(own.edition.other, piece, ()) for piece in left]
    if not official:
        return rows
    return [row if not row.before or not row.after or differs(row) else replace(row, kind=Kind.KEPT) for row in rows]


def _row(edition: Edition, passage: Passage, across: Iterable[Passage]) -> Row:
    beside = tuple(across)
    return Row(beside, (passage,)) if edition is Edition.Y2026 else Row((passage,), beside)


def _words(
    places: Sequence[Reference], across: Sequence[Reference], everything: Sequence[Passage]
) -> tuple[Passage, ...]:
    """The words at each place; of an article named as a whole, the paragraph that is most alike."""
    made: list[Passage] = []
    for place in places:
        found = find_passages(place, everything)
        if len(found) > 1 and place == place.whole_article:
            targets = [passage for other in across for passage in find_passages(other, everything)]
            found = (max(found, key=lambda one: max((likeness(one, target) for target in targets), default=0.0)),)
        made += [passage for passage in found if passage not in made]
    return tuple(made)


def _by_points(
    before: tuple[Passage, ...],
    after: tuple[Passage, ...],
    relation: Relation,
    named: Collection[Reference],
    likely: Likely,
) -> list[Row]:
    if len(before) != 1 or len(after) != 1 or not (before[0].points and after[0].points):
        return [Row(before, after, relation.kind, relation.note)]
    old, new = (
        [side[0].pieces[0], *(p for p in side[0].points if not p.reference.subparagraph or p.reference not in named)]
        for side in (before, after)
    )
    pairs = {
        at: across[0] for at, across in enumerate(likely.points_across(new, old)) if at and across and across[0]
    } | {0: 0}
    rows = [Row((old[pairs[at]],) if at in pairs else (), (piece,)) for at, piece in enumerate(new)]
    rows += [Row((piece,), ()) for at, piece in enumerate(old) if at not in pairs.values()]
    rows[0] = replace(rows[0], kind=relation.kind, note=relation.note)
    return rows


def _free(passages: Iterable[Passage], named: Collection[Reference]) -> list[Passage]:
    """What no relation names; of a paragraph some of whose sub-points are named, the others."""
    free: list[Passage] = []
    for passage in passages:
        if passage.reference in named or passage.reference.whole_article in named:
            continue
        left = tuple(point for point in passage.points if point.reference not in named)
        if left or not passage.points:
            free.append(replace(passage, points=left))
    return free
