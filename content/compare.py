"""One matter in both Constitutions: the article, all its partners, and their paragraphs side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.corpus import Corpus
from content.model import PREAMBLE, Edition, Kind, Locale, Provision, Reference, Relation
from content.pairing.likely import Likely, flat
from content.pairing.parts import told_apart
from content.pairing.passages import passages_of
from content.pairing.rows import Row, differs, guessed_rows, related_rows
from content.pairing.together import likely_pairs_of, partner_places
from content.places import article_position


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
        partners = [await corpus.provision(Reference(own.reference.edition.other, PREAMBLE), locale)]
        relation = partners[0].relation
    relations = _relations(own, partners)
    known = {own.reference, *(found.reference for found in partners)}
    named = {place.whole_article for one in relations for place in (*one.before, *one.after)}
    every = [own, *partners, *[await corpus.provision(place, locale) for place in sorted(named - known)]]
    official = official and all(_has_official(found) for found in every)
    likely = await likely_pairs_of(corpus, own.reference)
    rows = _rows(every, partners, relation, relations, likely, official=official)
    if official:
        others = [one for found in partners for one in found.paragraph_relations if one not in relations]
        touched = {p for one in others if _touches(one, relations) for p in (*one.before, *one.after)}
        further = sorted({place.whole_article for place in touched} - {found.reference for found in every})
        every += [found for place in further if _has_official(found := await corpus.provision(place, locale))]
        texts = {found.reference: passages_of(found, official=True) for found in every}
        rows = told_apart(rows, related_rows(others, touched, texts, likely))
    return Comparison(
        own=own,
        partners=tuple(partners),
        relation=relation,
        rows=tuple(rows),
        official=official,
        elsewhere=_elsewhere(own, partners),
    )


def _has_official(found: Provision) -> bool:
    return found.excluded or bool(found.official and found.official.clauses)


def _touches(one: Relation, relations: Sequence[Relation]) -> bool:
    """Whether a relation names a place that one of the others names too."""
    places = {place for other in relations for place in (*other.before, *other.after)}
    return bool(places & {*one.before, *one.after})


def partner_articles(found: Provision) -> list[Reference]:
    """The articles of the other edition that an article relates to, each once."""
    return list(dict.fromkeys(p.whole_article for p in partner_places(found))) if found.relation else []


def _relations(own: Provision, partners: Sequence[Provision]) -> list[Relation]:
    """Those of the article, and what its partners lost (1995) or gained (2026) beside it."""
    if own.reference.edition is Edition.Y2026:
        lost = [r for found in partners for r in found.paragraph_relations if r.kind is Kind.DROPPED]
        return [*own.paragraph_relations, *lost]
    gained = [r for found in _only_ours(own, partners) for r in found.paragraph_relations if r.kind is Kind.NEW]
    return [*own.paragraph_relations, *gained]


def _only_ours(own: Provision, partners: Sequence[Provision]) -> list[Provision]:
    """Partners that relate to no other article: what they have beyond ours is to be shown here or nowhere."""
    if own.reference.article == PREAMBLE:
        return list(partners)
    return [found for found in partners if partner_articles(found) == [own.reference]]


def _rows(
    every: Sequence[Provision],
    partners: Sequence[Provision],
    relation: Relation | None,
    relations: Sequence[Relation],
    likely: Likely,
    *,
    official: bool,
) -> list[Row]:
    own = every[0]
    texts = {found.reference: passages_of(found, official=official) for found in every}
    named = {place for one in relations for place in (*one.before, *one.after)}
    named |= {place for found in partners for r in found.paragraph_relations for place in (*r.before, *r.after)}
    across = [found.reference for found in partners]
    guessed = guessed_rows(own.reference, across, named, texts, likely, official=official)
    shown = {own.reference, *(found.reference for found in _only_ours(own, partners))}
    rows = related_rows(relations, named, texts, likely)
    for row in guessed:
        if (row.before and row.after) or (row.before or row.after)[0].reference.whole_article in shown:
            rows.append(
                replace(row, kind=row.kind or _inherited(row, relation, alone=len(guessed) == 1 and not relations))
            )
    order = {passage.reference: at for at, passage in enumerate(flat(texts[own.reference]))}
    return sorted(rows, key=lambda row: _position(row, own.reference.edition, order))


def _inherited(row: Row, relation: Relation | None, *, alone: bool) -> Kind | None:
    """The kind of the articles speaks for a pair that is all there is of them, and for all of a new or dropped one."""
    if relation is None:
        return None
    paired = bool(row.before and row.after)
    fits = alone if paired else relation.kind in (Kind.NEW, Kind.DROPPED)
    return relation.kind if fits else None


def _position(row: Row, edition: Edition, order: dict[Reference, int]) -> int:
    """Rows stand in the order of the article asked for; what only the partners have comes last."""
    side = row.after if edition is Edition.Y2026 else row.before
    return min((order.get(passage.reference, len(order)) for passage in side), default=len(order))


def _elsewhere(own: Provision, partners: Sequence[Provision]) -> tuple[Reference, ...]:
    found = {place for partner in partners for place in partner_articles(partner)}
    return tuple(sorted(found - {own.reference}, key=lambda place: article_position(place.article)))
