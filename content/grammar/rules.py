"""Reads pieces as references by recursive descent: text, phrase, run of numbers and their words, number list.

text    = phrase { STOP phrase }
phrase  = { part }                 part = run | edition | constitution | comma | and | word
run     = numbers { key numbers } | key numbers { key numbers }      17-бап 2-тармақ | ст. 17 п. 2
numbers = NUMBER { (comma | and | range) NUMBER }
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from content.grammar.pieces import pieces_of
from content.grammar.tokens import Kind, Piece
from content.grammar.words import Level
from content.model import Edition

_LONGEST_LIST = 8
_LISTING = (Kind.COMMA, Kind.AND, Kind.RANGE)


@dataclass(frozen=True, slots=True)
class Part:
    """Numbers of one level, or an edition. ``level`` is None for numbers without a word."""

    start: int
    end: int
    numbers: tuple[Piece, ...] = ()
    level: Level | None = None
    edition: Edition | None = None
    apart: bool = False  # a comma or a word of the same weight stands before it
    whole: bool = False  # the edition was named with the word Constitution, so it covers all before it


@dataclass(slots=True)
class Phrase:
    """Parts that stand together without a foreign word between them."""

    parts: list[Part] = field(default_factory=list)
    names_constitution: bool = False
    editions: list[tuple[Edition, bool]] = field(default_factory=list)


def read_phrases(text: str) -> tuple[list[Phrase], bool]:
    """The phrases of ``text``, and whether nothing but references and courtesies stands in it."""
    pieces = pieces_of(text)
    reader = _Reader(pieces)
    return reader.text(), all(piece.kind is not Kind.STOP for piece in pieces)


@dataclass(slots=True)
class _Reader:
    pieces: list[Piece]
    at: int = 0

    def text(self) -> list[Phrase]:
        phrases = []
        while self.at < len(self.pieces):
            if self.pieces[self.at].kind is Kind.STOP:
                self.at += 1
            else:
                phrases.append(self._phrase())
        return phrases

    def _kind(self, at: int) -> Kind | None:
        return self.pieces[at].kind if 0 <= at < len(self.pieces) else None

    def _phrase(self) -> Phrase:
        phrase = Phrase()
        apart = False
        while (kind := self._kind(self.at)) not in (None, Kind.STOP):
            piece = self.pieces[self.at]
            if kind in (Kind.NUMBER, Kind.KEY):
                for part in self._run(apart):
                    phrase.parts.append(part)
                apart = False
                continue
            if kind is Kind.EDITION:
                near = self._near_constitution()
                phrase.editions.append((piece.edition, piece.certain))
                phrase.parts.append(Part(piece.start, piece.end, edition=piece.edition, apart=apart, whole=near))
                apart = False
            elif kind is Kind.CONSTITUTION:
                phrase.names_constitution = True
            elif kind in (Kind.COMMA, Kind.AND):
                apart = True
            self.at += 1
        phrase.parts = _with_points(phrase.parts)
        return phrase

    def _near_constitution(self) -> bool:
        for step in (-1, 1):
            at = self.at + step
            while self._kind(at) in (Kind.WORD, Kind.SIGN):
                at += step
            if self._kind(at) is Kind.CONSTITUTION:
                return True
        return False

    def _run(self, apart: bool) -> list[Part]:
        """Numbers and keywords in turn; who belongs to whom is decided when the whole run is known."""
        units: list[tuple[Piece, ...]] = []
        while self._kind(self.at) in (Kind.NUMBER, Kind.KEY):
            if units and self._kind(self.at) is units[-1][0].kind:
                if self._kind(self.at) is Kind.KEY and units[-1][0].level is self.pieces[self.at].level:
                    units.pop()  # "ст. ст. 17"
                else:
                    break
            if self._kind(self.at) is Kind.KEY:
                units.append((self.pieces[self.at],))
                self.at += 1
                if units[-1][0].level is Level.PREAMBLE:
                    break
            else:
                units.append(self._numbers(after_key=bool(units) and len(units) % 2 == 1))
            self._skip_signs()
        parts = list(_decide(units))
        if parts and apart:
            first = parts[0]
            parts[0] = Part(first.start, first.end, first.numbers, first.level, apart=True)
        return parts

    def _skip_signs(self) -> None:
        at = self.at
        while self._kind(at) in (Kind.SIGN, Kind.WORD) or (
            self._kind(at) is Kind.RANGE and self._kind(at + 1) is not Kind.NUMBER
        ):
            if self._kind(at) is Kind.WORD and self._kind(at - 1) is Kind.NUMBER:
                return  # "2 в статье 17": a number does not reach across a word
            at += 1
        if self._kind(at) in (Kind.NUMBER, Kind.KEY):
            self.at = at

    def _numbers(self, after_key: bool) -> tuple[Piece, ...]:
        found = [self.pieces[self.at]]
        self.at += 1
        while len(found) < _LONGEST_LIST:
            at = self.at
            while self._kind(at) is Kind.SIGN:
                at += 1
            if self._kind(at) not in _LISTING:
                break
            sign = self._kind(at)
            while self._kind(at) in (*_LISTING, Kind.SIGN):
                at += 1
            if after_key and sign is Kind.RANGE and self._repeats_its_key(at):
                at += 1
            if self._kind(at) is not Kind.NUMBER or (after_key and self._belongs_to_next_key(at)):
                break
            new = self.pieces[at]
            if new.bracket and not found[-1].bracket and not self._subparagraphs(at, after_key=after_key):
                break
            if sign is Kind.RANGE:
                if not _range(found[-1], new):
                    break
                found += _between(found[-1], new)
            found.append(new)
            self.at = at + 1
        return tuple(found[:_LONGEST_LIST])

    def _repeats_its_key(self, at: int) -> bool:
        """``from article 17 to article 19``: the second word says nothing new."""
        before = self.at - 2
        while self._kind(before) in (Kind.SIGN, Kind.WORD):
            before -= 1
        repeated = self._kind(at) is self._kind(before) is Kind.KEY and self._kind(at + 1) is Kind.NUMBER
        return repeated and self.pieces[at].level is self.pieces[before].level

    def _subparagraphs(self, at: int, *, after_key: bool) -> bool:
        """Whether a word for subparagraph counts the number at ``at``, so that ``8)`` continues its list."""
        beside = self.at - 2 if after_key else at + 1
        while self._kind(beside) is Kind.SIGN:
            beside += -1 if after_key else 1
        return self._kind(beside) is Kind.KEY and self.pieces[beside].level is Level.SUBPARAGRAPH

    def _belongs_to_next_key(self, at: int) -> bool:
        at += 1
        while self._kind(at) is Kind.SIGN:
            at += 1
        if self._kind(at) is not Kind.KEY:
            return False
        if self.pieces[at].hyphen:
            return True
        at += 1
        while self._kind(at) in (Kind.SIGN, Kind.WORD):
            at += 1
        return self._kind(at) is not Kind.NUMBER


def _range(low: Piece, high: Piece) -> bool:
    """``17-19``, or ``17(1)-(3)`` within one article."""
    (*inside, first), (*other, last) = low.labels, high.labels
    within = not inside or low.marks == high.marks == ("(",)
    return inside == other and within and int(first) < int(last)


def _between(low: Piece, high: Piece) -> list[Piece]:
    """The numbers between the ends of a range, no more than a list may have."""
    *inside, first = low.labels
    numbers = range(int(first) + 1, min(int(high.labels[-1]), int(first) + _LONGEST_LIST))
    return [replace(high, labels=(*inside, str(number))) for number in numbers]


def _decide(units: list[tuple[Piece, ...]]) -> list[Part]:
    """Pair numbers with keywords: by a hyphen, by who came first, by what is left over."""
    if not units:
        return []
    if len(units) == 1 and units[0][0].level is Level.PREAMBLE and units[0][0].kind is Kind.KEY:
        return [_part(units[0], (), Level.PREAMBLE)]
    first_is_number = units[0][0].kind is Kind.NUMBER
    if first_is_number and not _number_first(units):
        return [_part(units[0], units[0], None), *_decide(units[1:])]
    parts = []
    at = 0
    while at + 1 < len(units):
        numbers, key = (units[at], units[at + 1]) if first_is_number else (units[at + 1], units[at])
        parts.append(_part((*units[at], *units[at + 1]), numbers, key[0].level))
        at += 2
    if at < len(units):
        last = units[at]
        if last[0].kind is Kind.NUMBER:
            parts.append(_part(last, last, None))
        elif last[0].level is Level.PREAMBLE:
            parts.append(_part(last, (), Level.PREAMBLE))
    return parts


def _with_points(parts: list[Part]) -> list[Part]:
    """``8) ст. 46`` is subparagraph 8 of article 46; of a list that is numbered 1), 2), 3) only the places are kept."""
    marked = [at for at, part in enumerate(parts) if part.level is None and _bracketed(part.numbers)]
    if not marked or sum(bool(part.numbers) for part in parts) == len(marked):
        return parts
    labels = [parts[at].numbers[0].labels[0] for at in marked]
    if len(marked) > 1 and labels == [str(number) for number in range(1, len(marked) + 1)]:
        return [replace(part, apart=True) for at, part in enumerate(parts) if at not in marked]
    return [replace(part, level=Level.SUBPARAGRAPH) if at in marked else part for at, part in enumerate(parts)]


def _bracketed(numbers: tuple[Piece, ...]) -> bool:
    return bool(numbers) and all(number.bracket and len(number.labels) == 1 for number in numbers)


def _number_first(units: list[tuple[Piece, ...]]) -> bool:
    if len(units) > 2 and _bracketed(units[0]) and units[1][0].level is not Level.SUBPARAGRAPH:
        return len(units) % 2 == 0
    if len(units) % 2 == 0 or (len(units) > 1 and units[1][0].hyphen):
        return True
    return len(units) > 1 and units[1][0].level in (Level.ARTICLE, Level.SECTION)


def _part(pieces: tuple[Piece, ...], numbers: tuple[Piece, ...], level: Level | None) -> Part:
    return Part(min(p.start for p in pieces), max(p.end for p in pieces), numbers, level)
