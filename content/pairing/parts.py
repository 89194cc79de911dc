"""A paragraph that stands in several rows: cut to the sentences that belong in each, and what it feeds elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from content.pairing.align import share_in
from content.pairing.passages import Passage
from content.pairing.rows import Row, joined
from content.wording import sentence_ends

_BELONGS = 0.5
"""Share of a sentence's word stems from which on it belongs to a passage; else it follows the sentence before it."""


def told_apart(rows: Sequence[Row], others: Iterable[Row]) -> list[Row]:
    """The rows, each knowing what its passages also stand beside, here or in ``others``; nothing is lost or doubled.

    An old paragraph that feeds several new ones is cut where every one of them takes whole sentences of it.
    """
    every = [*rows, *others]
    linked = [_linked(row, every) for row in rows]
    made = list(linked)
    repeated = {row.before[0] for row in rows if len(row.before) == 1 and row.after and not row.before[0].points}
    for passage in repeated:
        at = [number for number, row in enumerate(rows) if passage in row.before]
        if len(at) < 2 or any(len(rows[number].before) > 1 or not rows[number].after for number in at):
            continue
        cut = _sentences_of(passage, [joined(rows[number].after) for number in at])
        for number, words in zip(at, cut, strict=True):
            made[number] = replace(
                linked[number], before=(replace(passage, text=words, partial=words != passage.text),)
            )
    return made


def _linked(row: Row, every: Sequence[Row]) -> Row:
    after = {p for other in every if set(other.before) & set(row.before) for p in other.after} - set(row.after)
    before = {p for other in every if set(other.after) & set(row.after) for p in other.before} - set(row.before)
    return replace(row, also_before=_ordered(before), also_after=_ordered(after))


def _ordered(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(sorted(passage.whole for passage in passages))


def _sentences_of(passage: Passage, takers: Sequence[str]) -> list[str]:
    """The words of a passage that go to each taker; the whole passage to all where one of them would go without."""
    given: list[list[str]] = [[] for _ in takers]
    start, to = 0, 0
    for end in [*sentence_ends(passage.text), len(passage.text)]:
        sentence = passage.text[start:end].strip()
        if not sentence:
            continue
        shares = [share_in(sentence, words) for words in takers]
        if max(shares) >= _BELONGS:
            to = shares.index(max(shares))
        given[to].append(sentence)
        start = end
    return [" ".join(words) for words in given] if all(given) else [passage.text for _ in takers]
