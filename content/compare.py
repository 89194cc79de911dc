"""One matter in both Constitutions: the article, all its partners, and their paragraphs side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from content.align import likeness, pair_up
from content.corpus import Corpus
from content.diff import diff, has_marks
from content.model import PREAMBLE, Edition, Kind, Locale, Provision, Reference, Relation
from content.passages import Passage, find_passages, passages_of


@dataclass(frozen=True, slots=True)
class Row:
    """Passages of 1995 beside those of 2026; ``kind`` is None where nobody has said how they relate."""

    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    kind: Kind | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is to be said about an article beside its partners; ``official`` tells whose words the rows are.

    ``elsewhere`` names further articles, in the edition of ``own``, that the partners relate to.
    """

    own: Provision
    partners: tuple[Provision, ...]
    relation: Relation | None
    rows: tuple[Row, ...]
    official: bool
    elsewhere: tuple[Reference, ...] = ()

    @property
    def reworded(self) -> bool:
        """Whether any two passages that belong together differ, as far as that is known."""
        return any(
            row.kind is Kind.REWORDED or (self.official and row.before and row.after and differs(row))
            for row in self.rows
        )


async def compare(corpus: Corpus, ref: Reference, locale: Locale, *, official: bool = True) -> Comparison:
    """Compare the article of ``ref``; official words when both sides are loaded in ``locale``, else our summaries.

    ``official=False`` asks for our summaries in any case. Raises as ``Corpus.provision`` does.
    """
    own = await corpus.provision(ref.whole_article, locale)
    partners = [await corpus.provision(place, locale) for place in partner_articles(own)]
    relation = own.relation
    if relation is None and own.reference.article == PREAMBLE:
        # Only one of the two preambles carries the relation.
        other = await corpus.provision(Reference(own.reference.edition.other, PREAMBLE), locale)
        relation, partners = other.relation, [other]
    relations = _relations(own, partners)
    known = {own.reference, *(found.reference for found in partners)}
    named = {place.whole_article for one in relations for place in (*one.before, *one.after)}
    cousins = [await corpus.provision(place, locale) for place in sorted(named - known)]
    every = [own, *partners, *cousins]
    official = official and all(found.excluded or (found.official and found.official.clauses) for found in every)
    texts = {found.reference: passages_of(found, official=official) for found in every}
    return Comparison(
        own=own,
        partners=tuple(partners),
        relation=relation,
        rows=tuple(_rows(own, partners, relations, texts, official)),
        official=official,
        elsewhere=_elsewhere(own, partners),
    )


def partner_articles(found: Provision) -> list[Reference]:
    """The articles of the other edition that an article relates to, each once."""
    if found.relation is None:
        return []
    places = (*found.relation.before, *found.relation.after)
    return list(dict.fromkeys(p.whole_article for p in places if p.edition is not found.reference.edition))


def differs(row: Row) -> bool:
    """Whether the words of the two sides differ."""
    return has_marks(diff(joined(row.before), joined(row.after)))


def joined(passages: Iterable[Passage]) -> str:
    """The words of one side of a row, each passage on a line of its own."""
    return "\n".join(passage.whole for passage in passages)


def _relations(own: Provision, partners: Sequence[Provision]) -> list[Relation]:
    """Those of the article, and what the partners gained or lost beside it."""
    chosen = list(own.paragraph_relations)
    if own.reference.edition is Edition.Y2026:
        chosen += [r for found in partners for r in found.paragraph_relations if r.kind is Kind.DROPPED]
    else:
        alone = [found for found in partners if partner_articles(found) == [own.reference]]
        chosen += [r for found in alone for r in found.paragraph_relations if r.kind is Kind.NEW]
    return chosen


def _rows(
    own: Provision,
    partners: Sequence[Provision],
    relations: Sequence[Relation],
    texts: dict[Reference, tuple[Passage, ...]],
    official: bool,
) -> list[Row]:
    ours = own.reference.edition
    everything = [passage for passages in texts.values() for passage in passages]
    rows: list[Row] = []
    for relation in relations:
        before, after = (_passages(places, everything, relation) for places in (relation.before, relation.after))
        rows += _paired(before, after, relation)
    named = {p for r in relations for p in (*r.before, *r.after)}
    named |= {p for found in partners for r in found.paragraph_relations for p in (*r.before, *r.after)}
    free = [p for p in texts[own.reference] if p.reference not in named]
    theirs = [
        passage
        for found in partners
        for passage in texts[found.reference]
        if passage.reference not in named and (passage.reference.paragraph or not _only_paragraph(passage, named))
    ]
    alone = {found.reference for found in partners if partner_articles(found) in ([own.reference], [])}
    rows += _guessed(free, theirs, ours, alone, own.relation, official)
    order = {passage.reference: at for at, passage in enumerate(_flat(texts[own.reference]))}
    return sorted(rows, key=lambda row: _position(row, ours, order))


def _only_paragraph(passage: Passage, named: set[Reference]) -> bool:
    return any(place.whole_article == passage.reference.whole_article for place in named)


def _passages(places: Sequence[Reference], passages: Sequence[Passage], relation: Relation) -> tuple[Passage, ...]:
    """The words at each place; of an article named as a whole, the paragraph that is most alike."""
    made: list[Passage] = []
    for place in places:
        found = find_passages(place, passages)
        if len(found) > 1 and place == place.whole_article:
            across = relation.after if place.edition is Edition.Y1995 else relation.before
            target = [p for other in across for p in find_passages(other, passages)]
            found = (max(found, key=lambda p: max((likeness(p, t) for t in target), default=0.0)),)
        made += [passage for passage in found if passage not in made]
    return tuple(made)


def _paired(before: tuple[Passage, ...], after: tuple[Passage, ...], relation: Relation) -> list[Row]:
    """One row, or one for each sub-point where a single paragraph with sub-points meets another."""
    if not before and not after:
        return []
    if len(before) != 1 or len(after) != 1 or not (before[0].points and after[0].points):
        return [Row(before, after, relation.kind, relation.note)]
    old, new = before[0].pieces, after[0].pieces
    pairs = {0: 0} | {a + 1: b + 1 for a, b in pair_up(old[1:], new[1:]).items()}
    rows = [Row((old[pairs[at]],) if at in pairs else (), (piece,)) for at, piece in enumerate(new)]
    rows += [Row((piece,), ()) for at, piece in enumerate(old) if at not in pairs.values()]
    rows[0] = replace(rows[0], kind=relation.kind, note=relation.note)
    return rows


def _guessed(
    free: Sequence[Passage],
    theirs: Sequence[Passage],
    ours: Edition,
    alone: set[Reference],
    relation: Relation | None,
    official: bool,
) -> list[Row]:
    """Pairs by likeness and number for passages that no relation names, then those that stay alone."""
    mine, others = _flat(free), _flat(theirs)
    if len(free) == len(theirs) == 1 and not (free[0].points and theirs[0].points):
        mine, others = list(free), list(theirs)
    pairs = pair_up(others, mine)
    if len(mine) == len(others) == 1:
        pairs = {0: 0}
    lonely = relation.kind if relation and relation.kind in (Kind.NEW, Kind.DROPPED) else None
    rows = []
    for at, passage in enumerate(mine):
        across = (others[pairs[at]],) if at in pairs else ()
        row = Row(across, (passage,)) if ours is Edition.Y2026 else Row((passage,), across)
        kind = lonely if not across else (Kind.REWORDED if differs(row) else Kind.KEPT) if official else None
        rows.append(replace(row, kind=kind))
    for at, passage in enumerate(others):
        if at not in pairs.values() and passage.reference.whole_article in alone:
            rows.append(Row((passage,), ()) if ours is Edition.Y2026 else Row((), (passage,)))
    return rows


def _flat(passages: Iterable[Passage]) -> list[Passage]:
    return [piece for passage in passages for piece in passage.pieces]


def _position(row: Row, ours: Edition, order: dict[Reference, int]) -> int:
    """Rows stand in the order of the article asked for; what only the partners have comes last."""
    side = row.after if ours is Edition.Y2026 else row.before
    return min((order.get(passage.reference, len(order)) for passage in side), default=len(order))


def _elsewhere(own: Provision, partners: Sequence[Provision]) -> tuple[Reference, ...]:
    found = (place for partner in partners for place in partner_articles(partner))
    return tuple(
        sorted(set(found) - {own.reference}, key=lambda ref: int(ref.article.partition("-")[0].replace(PREAMBLE, "0")))
    )
