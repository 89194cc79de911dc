"""The comparison card: what became of an article, our note, then 1995 beside 2026 paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from content.cards import (
    Block,
    Card,
    Pair,
    Pairs,
    Paragraph,
    Span,
    Style,
    Text,
    Translator,
    aside,
    link,
    plain,
    strong,
)
from content.compare import Comparison
from content.diff import diff, has_marks, kept_share
from content.labels import citation, dated_label, kind_name, label, section_label, short_label
from content.model import Edition, EditionWords, Kind, Locale, Reference, Relation
from content.pairing.passages import Passage
from content.pairing.rows import Row, joined, marked

Editions = Mapping[Edition, EditionWords]

_SHORT = 200
"""Letters up to which words that stand in an earlier row are repeated; longer ones would only be in the way."""
_ANEW_SHARE = 0.15
"""A pair with less than this in common would be struck and underlined from end to end; it is read without marks."""


def comparison_card(found: Comparison, editions: Editions, tr: Translator) -> Card:
    """The card of a comparison, seen from either edition."""
    return Card(
        title=relation_words(found, tr),
        badge=_badge(found, editions),
        blocks=(*_head(found, tr), *_table(found, tr), *_remarks(found, tr)),
        footer=_footer(found, editions, tr),
        citation=citation(found.own.reference, found.own.locale),
        about=found.own.reference,
    )


def _badge(found: Comparison, editions: Editions) -> str:
    states = (f"{edition.year}: {editions[edition].status}" for edition in Edition)
    return " · ".join((found.own.title, *states) if found.own.title else states)


def relation_words(found: Comparison, tr: Translator) -> str:
    """``Moved and reworded: art. 16 (1995) → art. 18 (2026)``."""
    own = found.own.reference
    relation = found.relation
    if relation is None:
        return tr.gettext("Comparison: {place}").format(place=dated_label(own, tr))
    kind = _kind_words(_with_place(relation), found.reworded or relation.kind is Kind.REWORDED, tr)
    before, after = _articles(relation.before, tr), _articles(relation.after, tr)
    form = tr.gettext("{kind}: {before} → {after}") if before and after else tr.gettext("{kind}: {place}")
    return form.format(kind=kind[:1].upper() + kind[1:], before=before, after=after, place=before or after)


def _with_place(relation: Relation) -> Kind:
    """What is reworded and stands under no number it had before was moved, too; its file names the weightier half."""
    before, after = ({place.article for place in places} for places in (relation.before, relation.after))
    return Kind.MOVED if relation.kind is Kind.REWORDED and not before & after else relation.kind


def _kind_words(kind: Kind, reworded: bool, tr: Translator) -> str:
    if reworded and kind is Kind.MOVED:
        return tr.gettext("moved and reworded")
    if reworded and kind is Kind.SPLIT:
        return tr.gettext("split and reworded")
    if reworded and kind is Kind.MERGED:
        return tr.gettext("merged and reworded")
    return kind_name(kind, tr)


def _articles(places: Sequence[Reference], tr: Translator) -> str:
    """``art. 44, art. 54 (1995)``; nothing for no places."""
    if not places:
        return ""
    listed = ", ".join(short_label(place, tr) for place in dict.fromkeys(place.whole_article for place in places))
    return tr.gettext("{label} ({year})").format(label=listed, year=places[0].edition.year)


def _head(found: Comparison, tr: Translator) -> list[Block]:
    blocks: list[Block] = []
    dropped = found.relation is not None and found.relation.kind is Kind.DROPPED
    if dropped and found.own.section is not None:
        place = f"{label(found.own.reference, tr)}, {section_label(found.own.section, tr)}"
        blocks.append(Paragraph(plain(tr.gettext("Where it stood in 1995: {place}.").format(place=place))))
    if dropped and found.own.outline:
        blocks.append(Paragraph(plain(tr.gettext("What it said: {words}").format(words=found.own.outline))))
    if found.relation is not None and found.relation.note:
        blocks.append(Paragraph(plain(found.relation.note)))
    if not found.rows:
        return blocks
    if not found.official:
        blocks.append(Paragraph(aside(_whose_words(found.own.locale, tr))))
    elif any(row.before and row.after for row in found.rows):
        blocks.append(Paragraph(_legend(tr)))
    if any(row.before and row.after and row.kind is None for row in found.rows):
        words = tr.gettext("Passages without a remark stand side by side because their words are alike.")
        blocks.append(Paragraph(aside(words)))
    return blocks


def _whose_words(locale: Locale, tr: Translator) -> str:
    if locale is Locale.EN:
        return tr.gettext("The Constitution is official in Kazakh and Russian only: these are our summaries.")
    return tr.gettext("These are our summaries: the official texts are not loaded here.")


def _legend(tr: Translator) -> Text:
    gone, added = Span(tr.gettext("only in 1995"), Style.OLD), Span(tr.gettext("only in 2026"), Style.NEW)
    return (*aside(tr.gettext("Official texts.") + " "), gone, Span(" · "), added)


def _table(found: Comparison, tr: Translator) -> list[Block]:
    """Tables, each ended by the note on its last row; entries where the other Constitution has nothing to set beside."""
    rows = found.rows
    outlined = len(rows) == 1 and rows[0].before and joined(rows[0].before) == found.own.outline
    if rows and not any(row.before and row.after for row in rows):
        return [] if outlined and not rows[0].after else [block for row in rows for block in _alone(row, tr)]
    blocks: list[Block] = []
    waiting: list[Pair] = []
    shown: set[Passage] = set()
    for row in rows:
        waiting.append(_pair(row, found.official, shown, tr))
        shown |= {passage for passage in (*row.before, *row.after) if len(passage.whole) > _SHORT}
        if row.note:
            blocks += [_pairs(waiting), Paragraph(plain(row.note))]
            waiting = []
    return [*blocks, _pairs(waiting)] if waiting else blocks


def _pairs(rows: Sequence[Pair]) -> Pairs:
    return Pairs(Edition.Y1995.year, Edition.Y2026.year, tuple(rows))


def _alone(row: Row, tr: Translator) -> list[Block]:
    blocks: list[Block] = []
    for passage in row.before or row.after:
        words = passage.whole
        blocks.append(Paragraph((*strong(short_label(passage.reference, tr)), *plain(f" {words}"))))
    return [*blocks, Paragraph(plain(row.note))] if row.note else blocks


def _pair(row: Row, official: bool, shown: Collection[Passage], tr: Translator) -> Pair:
    """Both cells of a row; each passage begins with its place, the last word on the kind stands on the newer side.

    What was ``shown`` in an earlier row is not written out again.
    """
    old, new = joined(row.before), joined(row.after)
    before, after = plain(old), plain(new)
    remarks = [kind_name(row.kind, tr)] if row.kind else []
    if official and row.before and row.after:
        runs = diff(old, new)
        if has_marks(runs) and kept_share(runs) < _ANEW_SHARE:
            remarks.append(tr.gettext("too different for word marks"))
        else:
            before, after = marked(row)
    return Pair(
        _cell(row.before, before, [] if row.after else remarks, shown, tr),
        _cell(row.after, after, remarks, shown, tr),
    )


def _cell(
    passages: Sequence[Passage], words: Text, remarks: Sequence[str], shown: Collection[Passage], tr: Translator
) -> Text:
    """``words`` are the passages' words joined by line ends; they are cut apart again where a passage begins."""
    made: Text = ()
    for number, passage in enumerate(passages):
        mine, words = _cut(words, len(passage.whole))
        _, words = _cut(words, 1)
        part = [tr.gettext("in part")] if passage.partial else []
        place = " · ".join((short_label(passage.reference, tr), *part, *(remarks if number == 0 else ())))
        gap = "\n" if number else ""
        said = aside(tr.gettext("The words stand above.")) if passage in shown else mine
        made = (*made, Span(gap + place, Style.STRONG), Span("\n"), *said)
    return made


def _cut(text: Text, length: int) -> tuple[Text, Text]:
    """The first ``length`` letters of a text, and the rest."""
    taken: list[Span] = []
    for index, span in enumerate(text):
        if len(span.text) > length:
            if length:
                taken.append(Span(span.text[:length], span.style, span.url))
            return tuple(taken), (Span(span.text[length:], span.style, span.url), *text[index + 1 :])
        taken.append(span)
        length -= len(span.text)
    return tuple(taken), ()


def _remarks(found: Comparison, tr: Translator) -> list[Block]:
    if not found.elsewhere:
        return []
    words = tr.gettext("Also related to the same articles: {places}.").format(places=_articles(found.elsewhere, tr))
    return [Paragraph(aside(words))]


def _footer(found: Comparison, editions: Editions, tr: Translator) -> tuple[Text, ...]:
    remark = (
        tr.gettext("Notes are ours and not official.")
        if found.official
        else tr.gettext("Summary, not the official text.")
    )
    return (*(_source(editions[edition]) for edition in Edition), plain(remark))


def _source(edition: EditionWords) -> Text:
    sites = [link(url.split("/")[2], url) for url in edition.links]
    words = Span(f"{edition.short_name}:")
    return (words, *(span for site in sites for span in (Span(" "), *site)))
