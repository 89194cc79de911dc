"""Reads the full date of a Constitution, as lawyers cite it: of 30 August 1995, 1995 жылғы 30 тамыздағы."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.grammar.tokens import Token

_MONTH = re.compile(r"(?:августа?|июл[ья]|марта?|aug(?:ust)?|july?|march)$|тамыз|tamyz|ш[іи]лде|shilde|наурыз|nauryz")
"""The months in which the Constitutions were adopted or came into force."""
_DAY_FIRST = re.compile(r"#m#|#\.#\.#")
_MONTH_FIRST = re.compile("m#,?#")
_WITHOUT_YEAR = re.compile("#m")
_LONGEST = 5


def day_before_year(tokens: Sequence[Token], at: int) -> int:
    """How many tokens of a date stand before its year; 0 where there is no whole date at ``at``."""
    shape = _shape(tokens[at : at + _LONGEST])
    found = _DAY_FIRST.match(shape) or _MONTH_FIRST.match(shape)
    return found.end() - 1 if found else 0


def day_after_year(tokens: Sequence[Token], at: int) -> int:
    """How many tokens the day and month behind a year take, as in Kazakh."""
    return 2 if _WITHOUT_YEAR.match(_shape(tokens[at : at + 2])) else 0


def _shape(tokens: Sequence[Token]) -> str:
    return "".join(map(_sign, tokens))


def _sign(token: Token) -> str:
    if token.kind == "digits":
        return "#"
    if token.kind == "letters":
        return "m" if _MONTH.match(token.text) else "w"
    return token.text
