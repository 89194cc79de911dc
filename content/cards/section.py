"""A whole section in one card: contents that jump, then every article, official where loaded, else in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Block, Card, Heading, Paragraph, Span, Text, Translator, aside, plain
from content.cards.provision import clause_lines, summary_lines
from content.labels import label, section_label
from content.model import EditionWords, Provision, Section


def section_text_card(section: Section, articles: Sequence[Provision], edition: EditionWords, tr: Translator) -> Card:
    """Articles in the order of the law; the first block leads to each of them."""
    official = all(found.official is not None for found in articles)
    source = tr.gettext("Official text") if official else tr.gettext("Our summaries, not the official text")
    blocks: list[Block] = [Paragraph(aside(source)), Paragraph(_contents(section))]
    for found in articles:
        name = tr.gettext("{label}. {title}").format(label=label(found.reference, tr), title=found.title)
        blocks.append(Heading(name, anchor=f"a{found.reference.article}"))
        blocks += _lines(found, official=official)
    return Card(title=section_label(section, tr), badge=f"{edition.name} · {edition.status}", blocks=tuple(blocks))


def _contents(section: Section) -> Text:
    links: list[Span] = []
    for number in section.articles:
        links += [Span(" · ")] if links else []
        links.append(Span(number, url=f"#a{number}"))
    return tuple(links)


def _lines(found: Provision, *, official: bool) -> Sequence[Block]:
    if official and found.official is not None:
        return clause_lines(found.official.clauses)
    return summary_lines(found.summary) or [Paragraph(plain(found.outline))]
