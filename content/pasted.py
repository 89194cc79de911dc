"""What somebody pasted, without labels and lead-in: the words that are to be found in the law."""

from __future__ import annotations

import re

from content.importers.letters import clean
from content.wording import Wording

FEWEST_WORDS = 9
"""A shorter passage stands in too many places to be a quotation, unless it is a whole sentence of a text."""
MOST_WORDS = 600
"""Words of a passage that are looked at; the longest article has under 1000."""

_LABEL = re.compile(
    r"^\s*(?:(?:статья|ст\.|article|art\.)\s*\d+(?:-\d+)?(?!\w)[.:]?|\d+(?:-\d+)?\s*-\s*бап(?!\w)[.:]?|\d+(?:-\d+)?[.)])\s*",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"«(.*)»|“(.*?)”|„(.*?)[“”]|\"(.*)\"", re.DOTALL)


def wording_of(text: str) -> Wording:
    """The words of a passage without the numbers and labels its lines begin with, at most MOST_WORDS of them."""
    made = Wording()
    made.add(clean(_LABEL.sub("", text)), most=MOST_WORDS)
    return made


def quoted(text: str, words: int) -> Wording | None:
    """What quotation marks enclose, where it is a quotation or most of the words."""
    found = [wording_of(next(filter(None, match.groups()), "")) for match in _QUOTED.finditer(text)]
    longest = max(found, key=lambda one: len(one.keys), default=None)
    if longest is None or not (len(longest.keys) >= FEWEST_WORDS or 2 * len(longest.keys) > words):
        return None
    return longest
