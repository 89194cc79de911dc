"""Tells a list of articles, ``17 18 19``, from steps into one article, ``73 1 2``, where no word and no comma does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from content.grammar.rules import Part, Phrase
from content.grammar.words import Level
from content.model import Edition

Exists = Callable[[Sequence[str], Edition | None], bool]
"""Whether article, paragraph, subparagraph stand inside each other."""


def with_lists(phrase: Phrase, exists: Exists) -> Phrase:
    """The same phrase, in which bare numbers that lead to no place are articles of their own."""
    parts: list[Part] = []
    run: list[Part] = []
    edition: Edition | None = None
    for part in phrase.parts:
        if part.edition is not None:
            edition = part.edition
    for part in phrase.parts:
        if run and not (part.level is None and part.edition is None):
            parts += _read(run, exists, edition)
            run = []
        if part.edition is None and part.level in (None, Level.ARTICLE):
            run.append(part)
        else:
            parts.append(part)
    return Phrase([*parts, *_read(run, exists, edition)], phrase.names_constitution, phrase.editions)


def _read(run: list[Part], exists: Exists, edition: Edition | None) -> list[Part]:
    """A run of bare numbers, perhaps behind one with the word for article."""
    if len(run) < 2 or any(len(number.labels) > 1 for part in run for number in part.numbers):
        return run
    first, *others = run
    chain = [first.numbers[-1].labels[0], *(number.labels[0] for part in others for number in part.numbers)]
    if any(part.apart for part in others) or exists(chain, edition):
        return run
    if len(chain) == 2 and not exists(chain[1:], None):
        return run  # "17 500": a paragraph that does not exist is answered with those that do
    return [first, *(replace(part, level=Level.ARTICLE, apart=True) for part in others)]
