"""One changed provision a day: what it gives, before and after with articles, why it matters; the digest; the end."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Block, Card, Entry, Pair, Pairs, Paragraph, Translator, plain, strong
from content.labels import dated_label
from content.model import Edition, Explainer


def explainer_card(found: Explainer, total: int, tr: Translator) -> Card:
    """The card of one explainer; ``total`` is the length of the course."""
    badge = tr.gettext("One changed provision · {number} of {total}").format(number=found.position, total=total)
    row = Pair(plain(found.before), plain(found.after))
    return Card(
        title=found.title,
        badge=badge,
        blocks=(
            Paragraph(strong(found.gives)),
            Pairs(_side(found, Edition.Y1995, tr), _side(found, Edition.Y2026, tr), (row,)),
            Paragraph(plain(found.matters)),
        ),
        footer=(plain(tr.gettext("Summary, not the official text.")),),
    )


def digest_card(found: Sequence[Explainer], tr: Translator) -> Card:
    """A week of explainers in one message; each opens by its button."""
    blocks: list[Block] = [
        Entry(f"{number}.", (*strong(one.title), *plain(f" — {one.gives}"))) for number, one in enumerate(found, 1)
    ]
    return Card(
        title=tr.gettext("Changes of the week"),
        blocks=tuple(blocks),
        footer=(plain(tr.gettext("Summary, not the official text.")),),
    )


def end_card(total: int, tr: Translator) -> Card:
    """The announcement that the course is over."""
    title = tr.ngettext("That was the whole course: {number} explainer.", "That was the whole course: {number} explainers.", total)  # fmt: skip
    words = tr.gettext(
        "Test yourself in the quiz, begin the course again, or leave it at that: nothing more will come."
    )
    return Card(title=title.format(number=total), blocks=(Paragraph(plain(words)),))


def _side(found: Explainer, edition: Edition, tr: Translator) -> str:
    places = dict.fromkeys(dated_label(ref, tr) for ref in found.references if ref.edition is edition)
    return ", ".join(places) or edition.year
