"""Cuts any text into digits, letters and signs, and gives what is read from them its place in the text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import Enum, auto

from content.grammar.words import KEYWORDS, Level, plain, skeletons
from content.model import Edition

DASHES = "-‐‑‒–—―−"


class Kind(Enum):
    """What a piece is to the grammar."""

    NUMBER = auto()  # 17, 17-1, 17(2)(1)
    KEY = auto()  # article, тармақ, §
    EDITION = auto()  # 1995, старая
    CONSTITUTION = auto()
    AND = auto()
    COMMA = auto()
    RANGE = auto()
    SIGN = auto()  # punctuation without a meaning of its own
    WORD = auto()  # a word that may stand inside a reference
    STOP = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece; ``labels`` and ``marks`` of a number are ``("17", "2")`` and ``(".",)`` for ``17.2``."""

    kind: Kind
    start: int
    end: int
    labels: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    level: Level = Level.ARTICLE
    edition: Edition = Edition.Y2026
    certain: bool = True  # an edition named by a year or an adverb, not only by an adjective
    bracket: bool = False  # ``8)``, as subparagraphs are numbered
    hyphen: bool = False  # joined to the piece before by a hyphen: the number of 17-бап belongs to its word


@dataclass(slots=True)
class Token:
    text: str
    start: int
    end: int
    spaced: bool
    kind: str  # "digits", "letters", "sign"


def cut(text: str) -> list[Token]:
    tokens: list[Token] = []
    spaced = True
    for at, char in enumerate(text):
        if char.isspace() or char == "\0":
            spaced = True
            continue
        if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
            continue
        raised = unicodedata.decomposition(char).startswith("<super>") and tokens and tokens[-1].kind == "digits"
        for part in ("-" if raised else "") + plain(char):
            digit = unicodedata.decimal(part, None)
            kind = "digits" if digit is not None else "letters" if part.isalpha() or part in "'’‘ʼ`" else "sign"
            shown = str(digit) if digit is not None else part
            last = tokens[-1] if tokens else None
            if last and not spaced and kind == last.kind and kind != "sign":
                last.text += shown
                last.end = at + 1
            else:
                tokens.append(Token(shown, at, at + 1, spaced, kind))
            spaced = False
    return tokens


@dataclass(slots=True)
class Cursor:
    """Walks over tokens and collects the pieces that were read."""

    tokens: list[Token]
    at: int = 0
    made: list[Piece] = field(default_factory=list)

    def _peek(self, ahead: int = 0) -> Token | None:
        at = self.at + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def _add(self, kind: Kind, first: Token, count: int, **more: object) -> None:
        last = self.tokens[self.at + count - 1]
        before = self._peek(-1)
        hyphen = before is not None and before.text in DASHES and not before.spaced and not first.spaced
        self.made.append(Piece(kind, first.start, last.end, hyphen=hyphen, **more))  # type: ignore[arg-type]
        self.at += count

    def _level_at(self, ahead: int) -> Level | None:
        after = self._peek(ahead)
        if after and (after.text in DASHES or after.text == "."):
            after = self._peek(ahead + 1)
        if after is None or after.kind != "letters":
            return None
        return next((KEYWORDS[s] for s in skeletons(after.text) if s in KEYWORDS), None)

    def _key_before(self) -> Level | None:
        """The keyword just before, with at most one sign between: ``ст. 17``."""
        behind = [piece for piece in self.made[-2:] if piece.kind is not Kind.SIGN]
        return behind[-1].level if behind and behind[-1].kind is Kind.KEY else None
