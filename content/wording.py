"""An article's official wording, or somebody's passage, as words that can be compared and shown again as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Indel

from content.diff import Run, Side
from content.importers.letters import fold
from content.model import Reference

_WORD = re.compile(r"[^\W_]+(?:[-‑’ʼ'][^\W_]+)*")
_STOP = re.compile(r"[.!?…]+[»”\"]?")
_HYPHENS = dict.fromkeys(map(ord, "-‑"))  # a word cut at the end of a line is the same word
_OPENING = '«„“"( '
_TELLING = 4
"""Letters of a word that is worth showing a further sentence for; и, в, не, мен stand in every sentence."""

_FOUND = 0.6
"""Share of a passage's words that stand in the stretch; a question may hold one phrase of the law and be no quotation."""


class Word(NamedTuple):
    """A word as it is compared, the clause it stands in, and where in that clause it is written."""

    key: str
    clause: int
    start: int
    end: int


class Match(NamedTuple):
    """The stretch of a wording that a passage is compared with, and how alike they are: 1 is the same words."""

    likeness: float
    first: int
    last: int


@dataclass(slots=True)
class Wording:
    """Clauses one after the other and their words; what somebody pasted has no place in the law."""

    clauses: list[tuple[Reference | None, str]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    sentences: list[tuple[int, int, bool]] = field(default_factory=list)
    """First and last word; whether it is a whole sentence, from its capital letter to its stop."""

    def add(self, text: str, ref: Reference | None = None, *, most: int | None = None) -> None:
        """One more clause, or its first ``most`` words."""
        first = len(self.words)
        for match in islice(_WORD.finditer(text), most):
            key = fold(match.group()).translate(_HYPHENS)
            self.words.append(Word(key, len(self.clauses), *match.span()))
            self.keys.append(self.words[-1].key)
        self.clauses.append((ref, text))
        for end in [*sentence_ends(text), len(text) + 1]:
            last = first
            while last < len(self.words) and self.words[last].end <= end:
                last += 1
            if last > first:
                capital = text[self.words[first].start].isupper()
                self.sentences.append((first, last - 1, capital and end <= len(text)))
            first = last

    def place(self, first: int, last: int) -> Reference:
        """The smallest place that has the words from ``first`` to ``last``."""
        refs = [ref for ref, _ in self.clauses[self.words[first].clause : self.words[last].clause + 1] if ref]
        if len(set(refs)) == 1:
            return refs[0]
        paragraphs = {ref.paragraph for ref in refs}
        return Reference(refs[0].edition, refs[0].article, refs[0].paragraph if len(paragraphs) == 1 else None)

    def as_written(self, first: int, last: int) -> str:
        """The words from ``first`` to ``last`` with the signs between them."""
        return "".join(
            f"{self._spelt(at)}{self.gap(at) if at < last else ''}" for at in range(first, last + 1)
        )  # fmt: skip

    def gap(self, at: int) -> str:
        """The signs and spaces between a word and the next one; after the last word of a clause, its closing signs."""
        word, text = self.words[at], self.clauses[self.words[at].clause][1]
        if at + 1 == len(self.words):
            return text[word.end :].rstrip()
        following = self.words[at + 1]
        if following.clause == word.clause:
            return text[word.end : following.start]
        head = self.clauses[following.clause][1][: following.start]
        return f"{text[word.end :].rstrip()} {head}"

    def _spelt(self, at: int) -> str:
        word = self.words[at]
        return self.clauses[word.clause][1][word.start : word.end]

    def match(self, passage: Wording, chain: tuple[int, int]) -> Match:
        """The stretch around ``chain`` that has most of the passage, up to the borders of its sentences.

        No word of the passage that stands in the same clauses in that order is left outside.
        """
        first, last = self._clauses(*chain)
        most = self._shared(first, last, passage)
        inside = [s for s in self.sentences if first <= s[0] and s[1] <= last]
        while len(inside) > 1 and self._shared(inside[1][0], last, passage) == most:
            inside.pop(0)
            first = inside[0][0]
        while len(inside) > 1 and self._shared(first, inside[-2][1], passage) == most:
            inside.pop()
            last = inside[-1][1]
        blocks = self._blocks(first, last, passage)
        if not blocks:
            return Match(0.0, first, last)
        begin, end = first + blocks[0][0], first + blocks[-1][0] + blocks[-1][1] - 1
        alike = Indel.normalized_similarity(self.keys[begin : end + 1], passage.keys)
        held = sum(size for _, size in blocks if size > 2) / len(passage.keys)
        found = sum(size for _, size in blocks) / len(passage.keys)
        return Match(min(max(alike, held), 0.999) if found >= _FOUND else found, first, last)

    def widened(self, found: Match, most: int) -> Match:
        """The same stretch up to the borders of its clauses, where at most ``most`` words are added on a side."""
        begin, end = self._clauses(found.first, found.last)
        first = begin if found.first - begin <= most else found.first
        return Match(found.likeness, first, end if end - found.last <= most else found.last)

    def compared(self, first: int, last: int, passage: Wording) -> tuple[Run, ...]:
        """Runs of words in reading order; joined, their ``before`` is the stretch as written.

        Words are told apart, not signs: a missing stop, other quotation marks or spaces make no difference.
        """

        def signs(at: int) -> str:
            return self.gap(at) if at < last else self.gap(at).partition(" ")[0]

        runs: list[Run] = []
        for old, new in _changes(self.keys[first : last + 1], passage.keys):
            if old and new and self.keys[first + old.start] == passage.keys[new.start]:
                kept = self.as_written(first + old.start, first + old.stop - 1) + signs(first + old.stop - 1)
                runs.append(Run(Side.KEPT, kept, kept))
                continue
            if old:
                runs.append(Run(Side.OLD, self.as_written(first + old.start, first + old.stop - 1), ""))
            if new:
                runs.append(Run(Side.NEW, "", passage.as_written(new.start, new.stop - 1)))
            if old:
                gap = signs(first + old.stop - 1)
                runs.append(Run(Side.KEPT, gap, gap))
        return tuple(runs)

    def _clauses(self, first: int, last: int) -> tuple[int, int]:
        while first and self.words[first - 1].clause == self.words[first].clause:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1].clause == self.words[last].clause:
            last += 1
        return first, last

    def _blocks(self, first: int, last: int, passage: Wording) -> list[tuple[int, int]]:
        steps = Indel.opcodes(self.keys[first : last + 1], passage.keys)
        return [(s.src_start, s.src_end - s.src_start) for s in steps if s.tag == "equal"]

    def _shared(self, first: int, last: int, passage: Wording) -> int:
        return sum(
            len(self.keys[first + at]) >= _TELLING
            for start, size in self._blocks(first, last, passage)
            for at in range(start, start + size)
        )


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[range, range]]:
    """Stretches of both, kept or changed by turns; in a change either may be empty."""
    changed_old, changed_new = range(0), range(0)
    for step in Indel.opcodes(old, new):
        if step.tag != "equal":
            changed_old = range(changed_old.start if changed_old else step.src_start, step.src_end)
            changed_new = range(changed_new.start if changed_new else step.dest_start, step.dest_end)
            continue
        if changed_old or changed_new:
            yield changed_old, changed_new
        changed_old, changed_new = range(0), range(0)
        yield range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
    if changed_old or changed_new:
        yield changed_old, changed_new


def sentence_ends(text: str) -> list[int]:
    """Where sentences end: at a stop after which a capital letter, a number or nothing follows."""
    ends = []
    for found in _STOP.finditer(text):
        rest = text[found.end() :]
        after = rest.lstrip(_OPENING)[:1]
        if not after or (rest[:1].isspace() and (after.isupper() or after.isdigit())):
            ends.append(found.end())
    return ends
