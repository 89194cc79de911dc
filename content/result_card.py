"""Answers to words: several references, search results, and a kind reply when nothing was found."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Card, Entry, Paragraph, Translator, plain
from content.labels import dated_label
from content.model import Reference


def references_card(refs: Sequence[Reference], tr: Translator) -> Card:
    """Several places were named: choose one."""
    lines = tuple(Entry("•", plain(dated_label(ref, tr))) for ref in refs)
    return Card(title=tr.gettext("Several provisions are named here. Which one?"), blocks=lines)


def miss_card(tr: Translator) -> Card:
    """Nothing was understood: what can be asked."""
    return Card(
        title=tr.gettext("I did not find that in the Constitution."),
        blocks=(Paragraph(plain(tr.gettext("Ask for an article by its number, or choose an example below."))),),
    )
