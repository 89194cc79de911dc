"""What changed as a whole: counts by section and kind, and the articles of one kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.cards import Block, Card, Entry, Heading, Paragraph, Translator, plain, strong
from content.corpus import Corpus
from content.labels import kind_name, label, section_label, short_label
from content.model import PREAMBLE, Edition, EditionWords, Kind, Locale, Provision, Reference, Section

Counts = Mapping[int | None, Mapping[Kind, int]]
"""How many articles of each section have which relation; the preamble has no section."""

ARTICLES_ON_PAGE = 24


@dataclass(frozen=True, slots=True)
class KindList:
    """One page of the articles of an edition that relate to the other one in one way; ``section`` None is all."""

    edition: Edition
    kind: Kind
    section: Section | None
    articles: tuple[Reference, ...]
    titles: Mapping[str, str]
    total: int
    page: int
    pages: int
    sections: tuple[Section, ...]


async def kind_list(
    corpus: Corpus, edition: Edition, kind: Kind, locale: Locale, *, section: int | None = None, page: int = 0
) -> KindList:
    """Look up one page; a page beyond the last is the last, a section that does not exist raises NoSuchSection."""
    labels = await corpus.articles_by_kind(edition, kind, section)
    pages = max(1, -(-len(labels) // ARTICLES_ON_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = labels[page * ARTICLES_ON_PAGE : (page + 1) * ARTICLES_ON_PAGE]
    counts = await corpus.relation_counts(edition)
    return KindList(
        edition=edition,
        kind=kind,
        section=await corpus.section(edition, section, locale) if section else None,
        articles=tuple(Reference(edition, label) for label in shown),
        titles=await corpus.titles(edition, locale),
        total=len(labels),
        page=page,
        pages=pages,
        sections=tuple(s for s in await corpus.sections(edition, locale) if counts.get(s.number, {}).get(kind)),
    )


async def page_in_list(corpus: Corpus, found: Provision) -> int:
    """The page on which an article stands in the list of its kind; 0 where it has no relation."""
    if found.relation is None:
        return 0
    ref = found.reference
    labels = await corpus.articles_by_kind(ref.edition, found.relation.kind)
    return labels.index(ref.article) // ARTICLES_ON_PAGE if ref.article in labels else 0


def overview_card(counts: Counts, sections: Sequence[Section], edition: EditionWords, tr: Translator) -> Card:
    """Counts of the whole edition, then section by section."""
    totals = {kind: sum(found.get(kind, 0) for found in counts.values()) for kind in Kind}
    blocks: list[Block] = [Paragraph(strong(_listed(totals, tr)))] if any(totals.values()) else []
    if counts.get(None):  # it stands in no section
        preamble = label(Reference(edition.edition, PREAMBLE), tr)
        blocks.append(Entry("•", plain(f"{preamble}: {_listed(counts[None], tr)}")))
    blocks += [
        Entry(f"{section.roman}.", plain(f"{section.title}: {_listed(counts[section.number], tr)}"))
        for section in sections
        if counts.get(section.number)
    ]
    if blocks:
        blocks.append(Paragraph(plain(tr.gettext("Choose a kind to see its articles."))))
    else:
        blocks.append(Paragraph(plain(tr.gettext("The comparison of the two texts is being written."))))
    form = (
        tr.gettext("Where the articles of 2026 come from")
        if edition.edition is Edition.Y2026
        else tr.gettext("Where the articles of 1995 went")
    )
    return Card(title=form, badge=f"{edition.name} · {edition.status}", blocks=tuple(blocks))


def section_overview_card(
    section: Section, kinds: Mapping[str, Kind], titles: Mapping[str, str], edition: EditionWords, tr: Translator
) -> Card:
    """The articles of a section, each with its title and what became of it or where it comes from."""
    totals = {kind: list(kinds.values()).count(kind) for kind in Kind}
    blocks: list[Block] = [Paragraph(strong(_listed(totals, tr)))] if kinds else []
    for article in section.articles:
        place = short_label(Reference(section.edition, article), tr)
        kind = f"{kind_name(kinds[article], tr)} — " if article in kinds else ""
        blocks.append(Entry("•", (*strong(place), *plain(f" — {kind}{titles.get(article, '')}"))))
    blocks.append(Paragraph(plain(tr.gettext("Choose an article to compare it."))))
    return Card(
        title=section_label(section, tr), badge=f"{edition.name} · {edition.status}", blocks=tuple(blocks)
    )  # fmt: skip


async def kinds_of(corpus: Corpus, section: Section) -> dict[str, Kind]:
    """The relation of every article of a section that has one."""
    return {
        article: kind
        for kind in Kind
        for article in await corpus.articles_by_kind(section.edition, kind, section.number)
    }


def kinds_in(counts: Counts) -> list[Kind]:
    """The kinds that occur, in the order of the model."""
    return [kind for kind in Kind if any(found.get(kind) for found in counts.values())]


def kind_card(found: KindList, edition: EditionWords, tr: Translator) -> Card:
    """The articles of one kind with their titles."""
    blocks: list[Block] = [Heading(section_label(found.section, tr))] if found.section else []
    count = tr.ngettext("{count} article", "{count} articles", found.total).format(count=found.total)
    if found.pages > 1:
        count = tr.gettext("{count}, page {page} of {pages}").format(
            count=count, page=found.page + 1, pages=found.pages
        )  # fmt: skip
    blocks.append(Paragraph(plain(count)))
    blocks += [
        Entry("•", (*strong(short_label(ref, tr)), *plain(f" — {found.titles.get(ref.article, '')}")))
        for ref in found.articles
    ]
    return Card(
        title=_kind_title(found, tr), badge=f"{edition.name} · {edition.status}", blocks=tuple(blocks)
    )  # fmt: skip


def _kind_title(found: KindList, tr: Translator) -> str:
    if found.kind is Kind.NEW:
        return tr.gettext("What is new: articles of 2026 without a predecessor")
    if found.kind is Kind.DROPPED:
        return tr.gettext("Articles of 1995 that are not in the 2026 text")
    return tr.gettext("Articles of {year}: {kind}").format(year=found.edition.year, kind=kind_name(found.kind, tr))


def _listed(counts: Mapping[Kind, int], tr: Translator) -> str:
    return ", ".join(f"{kind_name(kind, tr)} — {counts[kind]}" for kind in Kind if counts.get(kind))
