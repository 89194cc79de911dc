"""Words that lead to a place of the law by a tap, in every client: ``/a17``, ``/a17p2`` of 2026, ``/o83_1p1`` of 1995."""

from __future__ import annotations

import re

from content.model import PREAMBLE, Edition, Reference
from content.outline import Outline
from content.reference import Reading, parse_reference

TAPPED = re.compile(
    rf"(?P<edition>[ao])(?P<place>{PREAMBLE}|[1-9]\d{{0,3}}(?:_[1-9]\d?){{0,3}})(?:p(?P<paragraph>[1-9]\d?(?:_[1-9])?))?",
    re.IGNORECASE,
)
"""What such a word looks like without its stroke; typed by hand, ``a17_2`` is as good as ``a17p2``."""


def tapping_word(ref: Reference) -> str:
    """The word for an article or a paragraph; a sub-point leads to its paragraph."""
    edition = "a" if ref.edition is Edition.Y2026 else "o"
    paragraph = f"p{ref.paragraph}" if ref.paragraph else ""
    return f"/{edition}{ref.article}{paragraph}".replace("-", "_")


def read_tapped(word: str, outline: Outline) -> Reading | None:
    """What a word without its stroke leads to, the same as its numbers typed; None for any other word."""
    match = TAPPED.fullmatch(word)
    if match is None:
        return None
    edition = Edition.Y2026 if match["edition"] in "aA" else Edition.Y1995
    place = match["place"].lower().replace("_", "-")
    if match["paragraph"]:
        return Reading(Reference(edition, place, match["paragraph"].replace("_", "-")), edition_named=True)
    return parse_reference(place if edition is Edition.Y2026 else f"{place} {edition}", outline)
