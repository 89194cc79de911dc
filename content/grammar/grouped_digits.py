"""Knows a phone number or a large sum, which are no lists of articles: 8 701 123 45 67, +7 (727) 250-17-17, 1 000 000."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.grammar.tokens import Token

_GROUPED = re.compile(
    r"(?:(?:\+ ?)?[78][ (-]*\d{3}[ )-]*\d{3}[ -]*\d\d[ -]*\d\d|\d{3}-\d\d-\d\d|\d{1,3}(?: \d{3})* 000(?: \d{3})*)(?![\d-])"
)
_LONGEST = 14
"""Tokens of the longest one."""


def grouped_digits(tokens: Sequence[Token], at: int) -> int:
    """How many tokens the phone number or the sum takes that begins at ``at``; 0 where there is none."""
    if tokens[at].text != "+" and (tokens[at].kind != "digits" or (at > 0 and tokens[at - 1].kind == "digits")):
        return 0
    ends: list[int] = []
    shown = ""
    for token in tokens[at : at + _LONGEST]:
        shown += (" " if token.spaced and shown else "") + token.text
        ends.append(len(shown))
    found = _GROUPED.match(shown)
    return ends.index(found.end()) + 1 if found and found.end() in ends else 0
