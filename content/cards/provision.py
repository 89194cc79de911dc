"""The provision card: plain words first, what changed, then the official text and its source."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Block, Card, Entry, Folded, Heading, Paragraph, Text, Translator, aside, link, plain
from content.labels import citation, dated_label, kind_name, label, section_label
from content.model import Clause, EditionWords, Kind, Line, Locale, OfficialText, Provision, Reference, Relation


def provision_card(found: Provision, edition: EditionWords, tr: Translator) -> Card:
    """The card of an article, or of the paragraph or sub-point that the reference names."""
    blocks: list[Block] = [*_plain_words(found, tr), *_what_changed(found, tr), *_official(found, tr)]
    return Card(
        title=_title(found, tr),
        badge=f"{edition.name} · {edition.status}",
        blocks=tuple(blocks),
        footer=_footer(found, edition, tr),
        citation=citation(found.reference, found.locale),
        about=found.reference,
    )


def _title(found: Provision, tr: Translator) -> str:
    name = label(found.reference, tr)
    if not found.title:
        return name
    return tr.gettext("{label}. {title}").format(label=name, title=found.title)


def _plain_words(found: Provision, tr: Translator) -> list[Block]:
    lines = found.lines
    blocks: list[Block] = [Heading(tr.gettext("In plain words"))]
    if not lines and found.outline:
        return [*blocks, Paragraph(plain(found.outline))]
    if not lines:
        return [Paragraph(aside(tr.gettext("Our summary of this article is being written.")))]
    return blocks + summary_lines(lines)


def summary_lines(lines: Sequence[Line]) -> list[Block]:
    """Our plain words, numbered as the law numbers them."""
    blocks: list[Block] = []
    for line in lines:
        blocks.append(Entry(f"{line.number}.", plain(line.text)) if line.number else Paragraph(plain(line.text)))
        blocks += [Entry(f"{point.number})", plain(point.text), level=1) for point in line.points]
    return blocks


def _what_changed(found: Provision, tr: Translator) -> list[Block]:
    relation = found.relation
    if relation is None:
        return []
    blocks: list[Block] = [Heading(tr.gettext("What changed"))]
    own = [r for r in found.paragraph_relations if found.reference.paragraph in _paragraphs(r, found)]
    if found.reference.paragraph is not None and own:
        for pair in own:
            blocks.append(Paragraph(_relation_line(pair, found, tr)))
            if pair.note:
                blocks.append(Paragraph(plain(pair.note)))
        return blocks
    blocks.append(Paragraph(_relation_line(relation, found, tr)))
    if relation.note:
        blocks.append(Paragraph(plain(relation.note)))
    return blocks


def _paragraphs(relation: Relation, found: Provision) -> set[str | None]:
    refs = (*relation.before, *relation.after)
    return {r.paragraph for r in refs if (r.edition, r.article) == (found.reference.edition, found.reference.article)}


def _relation_line(relation: Relation, found: Provision, tr: Translator) -> Text:
    name = kind_name(relation.kind, tr)
    if relation.kind in (Kind.NEW, Kind.DROPPED):
        return plain(name[:1].upper() + name[1:] + ".")
    partners = (
        relation.before
        if relation.before and relation.before[0].edition is not found.reference.edition
        else relation.after
    )
    listed = ", ".join(dated_label(partner, tr) for partner in partners)
    return plain(tr.gettext("{kind}: {partners}.").format(kind=name[:1].upper() + name[1:], partners=listed))


def _official(found: Provision, tr: Translator) -> list[Block]:
    if found.official is None:
        if found.locale is Locale.EN:
            words = tr.gettext(
                "The Constitution is official in Kazakh and Russian only; this English text is an unofficial summary."
            )
        else:
            words = tr.gettext("The official text is not loaded here; it stands at the address below.")
        return [Paragraph(aside(words))]
    return [official_block(found.official, found.reference, tr)]


def official_block(official: OfficialText, place: Reference, tr: Translator) -> Folded:
    """The official wording of an article or of a part of it, with notes of the editor set apart."""
    lines = clause_lines(_own_clauses(official.clauses, place))
    if place == place.whole_article:
        lines += [
            Paragraph(aside(tr.gettext("Editor’s note, not law: {note}").format(note=note))) for note in official.notes
        ]
    return Folded(tr.gettext("Official text"), tuple(lines))


def _own_clauses(clauses: Sequence[Clause], place: Reference) -> list[Clause]:
    """The clauses of a place; those of a sub-point stand under the words that open its list."""
    own = [clause for clause in clauses if place.paragraph in (None, clause.paragraph)]
    if place.subparagraph is None:
        return own
    first = next((at for at, clause in enumerate(own) if clause.subparagraph is not None), 0)
    named = [clause for clause in own if clause.subparagraph == place.subparagraph]
    return own[:first] + named if named else own


def clause_lines(clauses: Sequence[Clause]) -> list[Entry | Paragraph]:
    """Official clauses with their numbers; a continuation has none of its own."""
    lines: list[Entry | Paragraph] = []
    seen: set[tuple[str | None, str | None]] = set()
    for clause in clauses:
        lines.append(_clause(clause, seen))
        seen.add((clause.paragraph, clause.subparagraph))
    return lines


def _clause(clause: Clause, seen: set[tuple[str | None, str | None]]) -> Entry | Paragraph:
    place = (clause.paragraph, clause.subparagraph)
    if place in seen or place == (None, None):
        return Paragraph(plain(clause.text))
    if clause.subparagraph is not None:
        return Entry(f"{clause.subparagraph})", plain(clause.text), level=1)
    return Entry(f"{clause.paragraph}.", plain(clause.text))


def _footer(found: Provision, edition: EditionWords, tr: Translator) -> tuple[Text, ...]:
    lines: list[Text] = []
    if found.section is not None:
        lines.append(plain(section_label(found.section, tr)))
    links = [link(_site(url), url) for url in edition.links]
    lines.append((*plain(tr.gettext("Official source:")), *(span for one in links for span in (*plain(" "), *one))))
    lines.append(plain(tr.gettext("Summary, not the official text.")))
    return tuple(lines)


def _site(url: str) -> str:
    return url.split("/")[2]
