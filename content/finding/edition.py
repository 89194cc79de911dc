"""Reads which Constitution a query names."""

from __future__ import annotations

import re

from content.grammar.pieces import pieces_of
from content.grammar.tokens import Kind
from content.model import Edition

_HINT = re.compile(
    r"\d|new|old|former|prev|prior|current|present|нов|стар|прежн|бывш|пред|ран|действ|нын|тек|б[ұу]р|еск|алды|жа[ңн]а"
    r"|[қк]олд|[қк]аз|eski|jana|zhana",
    re.IGNORECASE,
)
"""What no name of an edition lacks; only then is it read properly."""


def edition_asked(text: str) -> tuple[Edition | None, str]:
    """The Constitution named in a query, and the query without its name."""
    if not _HINT.search(text):
        return None, text
    pieces = pieces_of(text)
    named = any(piece.kind is Kind.CONSTITUTION for piece in pieces)
    editions = [piece for piece in pieces if piece.kind is Kind.EDITION and (piece.certain or named)]
    if not editions:
        return None, text
    asked = editions[0].edition
    for piece in reversed(pieces):
        if piece in editions or (asked is Edition.Y1995 and piece.kind is Kind.CONSTITUTION):
            text = f"{text[: piece.start]} {text[piece.end :]}"
    return asked, text
