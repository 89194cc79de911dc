"""Answers to words: several references, search results, words that left the text, and a kind reply to a miss."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Block, Card, Entry, Heading, Paragraph, Span, Style, Text, Translator, aside, plain, strong
from content.finding.gone import GoneWord
from content.labels import dated_label
from content.model import Reference
from content.search import Hit, SearchResult
from content.tapping import tapping_word

PAGE = 6
"""Results on one page."""


def references_card(refs: Sequence[Reference], tr: Translator) -> Card:
    """Several places were named: choose one."""
    lines = tuple(Entry("•", plain(dated_label(ref, tr))) for ref in refs)
    return Card(title=tr.gettext("Several provisions are named here. Which one?"), blocks=lines)


def results_card(words: str, found: SearchResult, page: int, tr: Translator) -> Card:
    """One page of ranked provisions, each with a line in which the words found stand out."""
    blocks: list[Block] = [] if found.gone is None or page else gone_blocks(found.gone, tr)
    if found.departed and not page:
        blocks.append(departed_line(found.departed, tr))
    for number, hit in enumerate(page_of(found.hits, page), start=page * PAGE + 1):
        blocks.append(Entry(f"{number}.", _line(hit, tr)))
    return Card(
        title=tr.gettext("Search: {words}").format(words=words),
        blocks=tuple(blocks),
        footer=(plain(tr.gettext("Summary, not the official text.")),),
    )


def page_of(hits: Sequence[Hit], page: int) -> Sequence[Hit]:
    """The hits of one page, counted from 0."""
    return hits[page * PAGE : (page + 1) * PAGE]


def gone_heading(gone: GoneWord, tr: Translator) -> str:
    """That a word left the text, or stands there only to speak of what was before."""
    if gone.still:
        return tr.gettext("In the 2026 text only of the past: “{word}”").format(word=gone.word)
    return tr.gettext("No longer in the text: “{word}”").format(word=gone.word)


def gone_blocks(gone: GoneWord, tr: Translator) -> list[Block]:
    """A word that the text in force does not use: where it stood, what stands there now, no verdict."""
    blocks: list[Block] = [
        Heading(gone_heading(gone, tr)),
        Paragraph(plain(gone.note or departed_words(gone, tr))),
    ]
    before = ", ".join(dated_label(ref, tr) for ref in gone.before)
    blocks.append(Paragraph(aside(tr.gettext("Where it stood: {places}.").format(places=before))))
    if gone.after:
        after = ", ".join(dated_label(ref, tr) for ref in gone.after)
        blocks.append(Paragraph(aside(tr.gettext("What stands there now: {places}.").format(places=after))))
    return blocks


def departed_words(gone: GoneWord, tr: Translator) -> str:
    """What a count of the official texts says of a word, and no more than that."""
    words = tr.gettext(
        "The word “{word}” stands in the official text of 1995 and nowhere in that of 2026; the same matter may be put "
        "in other words."
    )
    return words.format(word=gone.word)


def departed_line(gone: GoneWord, tr: Translator) -> Paragraph:
    """The same beside a provision that answers all the same."""
    places = ", ".join(dated_label(ref, tr) for ref in gone.before)
    return Paragraph(
        aside(f"{departed_words(gone, tr)} {tr.gettext('Where it stood: {places}.').format(places=places)}")
    )


def miss_card(found: SearchResult, tr: Translator) -> Card:
    """Nothing was found: what was tried, what is near, and what can be asked."""
    blocks: list[Block] = [] if found.gone is None else gone_blocks(found.gone, tr)
    if found.tried:
        words = ", ".join(found.tried)
        blocks.append(Paragraph(plain(tr.gettext("What I looked for: {words}.").format(words=words))))
    if found.near:
        words = ", ".join(found.near)
        blocks.append(Paragraph(plain(tr.gettext("Close words: {words}.").format(words=words))))
    blocks.append(Paragraph(plain(tr.gettext("Ask for an article by its number, or choose an example below."))))
    return Card(title=tr.gettext("I did not find that in the Constitution."), blocks=tuple(blocks))


def other_law_card(tr: Translator, *, constitution: bool = False) -> Card:
    """An article of another law or a third Constitution was asked for: what this bot holds, and where the others are."""
    if constitution:
        return _absent_constitution_card(tr)
    holds = tr.gettext(
        "That is an article of another law. I hold only the two Constitutions of Kazakhstan, of 1995 and 2026."
    )
    elsewhere = tr.gettext(
        "Other laws of Kazakhstan are open to all at adilet.zan.kz. If you meant the Constitution, send the number alone."
    )
    return Card(title=holds, blocks=(Paragraph(plain(elsewhere)),))


def _absent_constitution_card(tr: Translator) -> Card:
    absent = tr.gettext(
        "That Constitution is not here. I hold two: the one adopted on 30 August 1995, as it last stood, and the one "
        "adopted on 15 March 2026."
    )
    choose = tr.gettext("Send the number of an article, with 1995 or 2026 beside it.")
    return Card(title=absent, blocks=(Paragraph(plain(choose)),))


def _line(hit: Hit, tr: Translator) -> Text:
    head = strong(f"{dated_label(hit.reference, tr)}. {hit.title}")
    runs = tuple(Span(run.text, Style.STRONG if run.matched else Style.PLAIN) for run in hit.excerpt)
    word = tapping_word(hit.reference)
    return (*head, *(plain(" — ") if runs else ()), *runs, Span(" "), Span(word, url=word))
