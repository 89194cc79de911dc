"""Says whether a passage stands in the law, where, and which of its words differ."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Block, Card, Entry, Paragraph, Span, Style, Text, Translator, plain, strong
from content.diff import Run, Side
from content.labels import dated_label
from content.quotation import Quotation, Verdict


def quotation_card(found: Quotation, tr: Translator) -> Card:
    """Whether a passage stands in the law; a changed one with the words that differ, told apart without colour."""
    if found.reference is None:
        why = tr.gettext(
            "The official texts are in Kazakh and Russian; a translation or a retelling cannot be checked word for word."
        )
        title = tr.gettext("These words were not found in the official texts that are loaded here.")
        return Card(title=title, blocks=(Paragraph(plain(why)), *_nearest(found, tr)))
    place = dated_label(found.reference, tr)
    if found.verdict is Verdict.MATCHES:
        return Card(title=tr.gettext("These words stand in the official text: {place}.").format(place=place))
    if found.verdict is Verdict.ONLY_1995:
        return _only_1995(found, place, tr)
    if found.verdict is Verdict.PARTS:
        title = tr.gettext("These sentences do not stand together in the Constitution. Where each of them stands:")
        return Card(title=title, blocks=_parts(found, tr))
    legend = (
        Span(tr.gettext("only in the official text"), Style.OLD),
        Span(" · "),
        Span(tr.gettext("only in your passage"), Style.NEW),
    )
    return Card(
        title=tr.gettext("This is close to {place}, but the words differ.").format(place=place),
        blocks=(Paragraph(legend), Paragraph(_marked(found.runs))),
    )


def _only_1995(found: Quotation, place: str, tr: Translator) -> Card:
    """Words that are no longer in force, and what of them the text in force still says."""
    if any(part.after for part in found.parts):
        title = tr.gettext("These words stand together only in the text of 1995, which is no longer in force: {place}.")
        return Card(title=title.format(place=place), blocks=_parts(found, tr))
    title = tr.gettext("These words stand in the text of 1995 only, which is no longer in force: {place}.")
    return Card(title=title.format(place=place), blocks=_nearest(found, tr))


def _nearest(found: Quotation, tr: Translator) -> tuple[Block, ...]:
    if found.nearest is None:
        return ()
    near = tr.gettext("What comes closest in the text in force: {place}.")
    return (Paragraph(plain(near.format(place=dated_label(found.nearest, tr)))),)


def _parts(found: Quotation, tr: Translator) -> tuple[Block, ...]:
    """Each sentence with the places where it stands word for word."""
    blocks: list[Block] = []
    for part in found.parts:
        places = ", ".join(dated_label(place, tr) for place in part.places)
        where = places or tr.gettext("not found word for word")
        blocks.append(Entry("•", (*plain(f"{part.words} — "), *strong(where))))
    return tuple(blocks)


def _marked(runs: Sequence[Run]) -> Text:
    """Both sides in one line; words that met only because others fell out are kept apart by a space."""
    spans: list[Span] = []
    for span in map(_run, runs):
        if spans and not spans[-1].text[-1:].isspace() and span.text[:1].isalnum():
            spans.append(Span(" "))
        spans.append(span)
    return tuple(spans)


def _run(run: Run) -> Span:
    match run.side:
        case Side.OLD:
            return Span(run.before, Style.OLD)
        case Side.NEW:
            return Span(run.after, Style.NEW)
        case Side.KEPT:
            return Span(run.before)
