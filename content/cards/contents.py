"""Tables of contents: sections of an edition, articles of a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.cards import Card, Entry, Heading, Paragraph, Translator, plain
from content.labels import section_label
from content.model import PREAMBLE, EditionWords, Section


def contents_card(sections: Sequence[Section], edition: EditionWords, tr: Translator) -> Card:
    """All sections of an edition with the range of their articles."""
    lines = tuple(Entry(f"{section.roman}.", plain(f"{section.title} ({_range(section)})")) for section in sections)
    return Card(
        title=edition.short_name,
        badge=f"{edition.name} · {edition.status}",
        blocks=(
            Heading(tr.gettext("Contents")),
            *lines,
            Paragraph(plain(tr.gettext("Choose a section or type a number, for example 17."))),
        ),
    )


def section_card(section: Section, titles: Mapping[str, str], edition: EditionWords, tr: Translator) -> Card:
    """All articles of a section with their titles."""
    lines = tuple(Entry(f"{label}.", plain(titles.get(label, ""))) for label in section.articles)
    return Card(title=section_label(section, tr), badge=f"{edition.name} · {edition.status}", blocks=lines)


def _range(section: Section) -> str:
    numbered = [label for label in section.articles if label != PREAMBLE]
    return numbered[0] if len(numbered) == 1 else f"{numbered[0]}–{numbered[-1]}"
