"""What one text says and another does not, as a reader sees it: whole words, joined to phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from rapidfuzz.distance import Indel

from content.cards import Span, Style, Text
from content.importers.letters import fold

WORD_LIMIT = 4000
"""Of one text, signs included; the longest article has under 1000. A longer text counts as rewritten from end to end."""

# A compound (Премьер-Министр, 31-бап) and a word with an apostrophe are one word; a sign stands alone.
_TOKEN = re.compile(r"\s*(?:[^\W_]+(?:[-‑’ʼ'][^\W_]+)*|.)\s*", re.DOTALL)
_SAME_SIGNS = str.maketrans({"‑": "-", "–": "-", "—": "-", "−": "-", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"',
                             "’": "'", "ʼ": "'"})  # fmt: skip
_CLOSING = frozenset(".;,:")


class Side(Enum):
    """Which of the two texts has a run of words."""

    KEPT = "kept"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one side; kept words may be typed differently, so both spellings are here."""

    side: Side
    before: str
    after: str


@dataclass(slots=True)
class _Piece:
    """A stretch of both texts in tokens; in a change either half may be empty."""

    kept: bool
    old: list[str]
    new: list[str]

    def take(self, other: _Piece) -> None:
        self.old += other.old
        self.new += other.new

    @property
    def size(self) -> int:
        return max(_letters(self.old), _letters(self.new))


def diff(old: str, new: str) -> tuple[Run, ...]:
    """Runs in reading order; joined, their ``before`` is ``old`` and their ``after`` is ``new``, to the letter.

    Case, look-alike letters, ё for е, kinds of dashes, quotation marks and spaces make no difference, nor does
    the sign at the very end: a sub-point closes with a semicolon only because another one follows.
    """
    runs: list[Run] = []
    for piece in _joined(_pieces(_TOKEN.findall(old), _TOKEN.findall(new))):
        before, after = "".join(piece.old), "".join(piece.new)
        if piece.kept:
            runs.append(Run(Side.KEPT, before, after))
            continue
        if before:
            runs.append(Run(Side.OLD, before, ""))
        if after:
            runs.append(Run(Side.NEW, "", after))
    return tuple(runs)


def has_marks(runs: tuple[Run, ...]) -> bool:
    """Whether the two texts differ at all."""
    return any(run.side is not Side.KEPT for run in runs)


def kept_share(runs: tuple[Run, ...]) -> float:
    """The part of the longer text that stands in the other one too, 0 to 1."""
    kept = sum(len(run.before) for run in runs if run.side is Side.KEPT)
    whole = max(sum(len(run.before) for run in runs), sum(len(run.after) for run in runs))
    return kept / whole if whole else 1.0


def old_side(runs: tuple[Run, ...], others: Sequence[str] = ()) -> Text:
    """The old text with what is gone marked; what stands in one of ``others`` is not gone."""
    return _side([(run.before, run.side is Side.OLD) for run in runs], Style.OLD, others)


def new_side(runs: tuple[Run, ...], others: Sequence[str] = ()) -> Text:
    """The new text with what was added marked; what stands in one of ``others`` was not added."""
    return _side([(run.after, run.side is Side.NEW) for run in runs], Style.NEW, others)


def _side(words: list[tuple[str, bool]], style: Style, others: Sequence[str]) -> Text:
    text = "".join(run for run, _ in words)
    known = _known(text, others)
    spans: list[Span] = []
    start = 0
    for run, changed in words:
        end = start + len(run)
        inside = {at for stretch in known for at in stretch if start < at < end} if changed else set()
        for first, last in pairwise(sorted({start, end} | inside)):
            spared = not changed or any(low <= first and last <= high for low, high in known)
            spans += _spans(text[first:last], None if spared else style)
        start = end
    return tuple(spans)


def _known(text: str, others: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches of ``text`` that stand in one of ``others``."""
    known = []
    for other in others:
        at = 0
        for run in diff(text, other):
            if run.side is Side.KEPT:
                known.append((at, at + len(run.before)))
            at += len(run.before)
    return known


def _spans(words: str, style: Style | None) -> Text:
    """A mark ends with its last word: a struck or underlined space looks like a fault."""
    if not words:
        return ()
    bare = words.rstrip()
    if style is None or not bare:
        return (Span(words),)
    rest = words[len(bare) :]
    return (Span(bare, style), Span(rest)) if rest else (Span(bare, style),)


def _pieces(old: list[str], new: list[str]) -> list[_Piece]:
    if max(len(old), len(new)) > WORD_LIMIT:
        return [_Piece(False, old, new)]
    pieces: list[_Piece] = []
    for step in Indel.opcodes(_keys(old), _keys(new)):
        before, after = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        made = _Piece(step.tag == "equal", before, after)
        if pieces and pieces[-1].kept == made.kept:
            pieces[-1].take(made)
        else:
            pieces.append(made)
    return pieces


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Take small kept gaps into the changes around them, until none is left that a reader would stumble over."""
    while True:
        joined: list[_Piece] = []
        for index, piece in enumerate(pieces):
            inside = piece.kept and joined and index + 1 < len(pieces)
            if (
                joined
                and not joined[-1].kept
                and (not piece.kept or (inside and _small(piece, joined[-1], pieces[index + 1])))
            ):
                joined[-1].take(piece)
            else:
                joined.append(piece)
        if len(joined) == len(pieces):
            return joined
        pieces = joined


def _small(gap: _Piece, left: _Piece, right: _Piece) -> bool:
    """A sign or a particle; one or two words no longer than either change; a phrase much shorter than both."""
    words = sum(any(letter.isalnum() for letter in token) for token in gap.old)
    letters, around = gap.size, min(left.size, right.size)
    if words <= 1 and letters <= 3:
        return True
    return letters <= around if words <= 2 else letters * 3 <= around


def _letters(tokens: list[str]) -> int:
    return sum(letter.isalnum() for token in tokens for letter in token)


def _keys(tokens: list[str]) -> list[str]:
    keys = [fold(token.strip()).translate(_SAME_SIGNS) for token in tokens]
    if keys and keys[-1] in _CLOSING:
        keys[-1] = "."
    return keys
