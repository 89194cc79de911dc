"""What the machinery tells the operators, as templates: the log has them as they are, people get them in their words."""

from __future__ import annotations

import re
from collections.abc import Mapping

HELD_UNSEEN = "held back before it reached a reader: {mark} ({reason})"
HELD = "held back after {number} refusals: {mark} ({reason})"
RESTS = "delivery rests for some minutes: {reason}"
CLOCK = "the clock jumped by {seconds} s; due times are computed anew"
FAILED = "{number} of the last {sends} sends ended as {reason}"

TEMPLATES = (HELD_UNSEEN, HELD, RESTS, CLOCK, FAILED)


def read_notice(words: str) -> tuple[str, Mapping[str, str]] | None:
    """The template that some words were made from and what stands in its holes; None for words of another origin."""
    for template, pattern in _PATTERNS:
        if match := pattern.fullmatch(words):
            return template, match.groupdict()
    return None


_PATTERNS = [
    (template, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(template)), re.DOTALL))
    for template in TEMPLATES
]
