"""Turns any text into the few kinds of pieces a reference is made of; never fails."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from content.grammar.digits import DigitReader
from content.grammar.numerals import numeral, roman
from content.grammar.tokens import DASHES, Kind, Piece, Token, cut
from content.grammar.typos import misspelt
from content.grammar.words import (
    AND,
    BASIC_LAW,
    CONSTITUTION,
    EDITION_ADVERBS,
    EDITION_WORDS,
    KEYWORDS,
    POLITE,
    RANGE,
    TRANSPARENT,
    Level,
    skeletons,
)

_STOP_SIGNS = "%+=<>@\\^~|*$"
_NOT_KEYS = {"state", "states", "baby"}  # English words that sound like статье and бабы


def pieces_of(text: str) -> list[Piece]:
    """Every piece of ``text`` in order."""
    return _Lexer(cut(text)).pieces()


@dataclass(slots=True)
class _Lexer(DigitReader):
    def pieces(self) -> list[Piece]:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "digits":
                self.read_number(token)
            elif token.kind == "letters":
                self._word(token)
            else:
                self._sign(token)
        return self.made

    def _word(self, token: Token) -> None:
        text, count = token.text, 1
        if (joint := self._peek(1)) and (tail := self._peek(2)) and (joint.text in DASHES or joint.text == "/"):
            whole = text + tail.text
            split = tail.kind == "letters" and text in ("под", "sub", "п", "пп")  # под-пункт, п/п
            if split and not joint.spaced and not tail.spaced and any(s in KEYWORDS for s in skeletons(whole)):
                text, count = whole, 3
        sounds = skeletons(text)
        after = self._peek(count)
        level = next((KEYWORDS[s] for s in sounds if s in KEYWORDS and text not in _NOT_KEYS), None)
        if level is not None:
            self._add(Kind.KEY, token, count, level=level)
        elif len(self.made) > 1 and self.made[-2].kind is Kind.NUMBER and self._hyphened() and text in ("б", "т"):
            self._add(Kind.KEY, token, 1, level=Level.ARTICLE if text == "б" else Level.PARAGRAPH)
        elif self._spelled(token):
            pass
        elif edition := next((EDITION_ADVERBS[s] for s in sounds if s in EDITION_ADVERBS), None):
            self._add(Kind.EDITION, token, 1, edition=edition)
        elif edition := next((EDITION_WORDS[s] for s in sounds if s in EDITION_WORDS), None):
            self._add(Kind.EDITION, token, 1, edition=edition, certain=False)
        elif any(CONSTITUTION.match(s) for s in sounds):
            self._add(Kind.CONSTITUTION, token, 1)
        elif after and any((s, t) in BASIC_LAW for s in sounds for t in skeletons(after.text)):
            self._add(Kind.CONSTITUTION, token, 2)
        elif text in AND:
            self._add(Kind.AND, token, 1)
        elif text in RANGE:
            self._add(Kind.RANGE, token, 1)
        elif any(s in TRANSPARENT or s in POLITE for s in sounds):
            self._add(Kind.WORD, token, 1)
        elif self._beside_a_number() and (level := misspelt(text)) is not None:
            self._add(Kind.KEY, token, 1, level=level)
        else:
            self._add(Kind.STOP, token, 1)

    def _beside_a_number(self) -> bool:
        """A number behind it, perhaps after a sign as in ``сатья № 17``, or just before it."""
        after = self._peek(1)
        if after is not None and (after.kind == "sign" or after.text == "no"):
            after = self._peek(2)
        if after is not None and after.kind == "digits":
            return True
        behind = [piece for piece in self.made[-2:] if piece.kind is not Kind.SIGN]
        return bool(behind) and behind[-1].kind is Kind.NUMBER

    def _hyphened(self) -> bool:
        before = self._peek(-1)
        return before is not None and before.text in DASHES and not self.tokens[self.at].spaced

    def _spelled(self, token: Token) -> bool:
        """II бөлім, раздел II, статья семнадцать, on жетінші бап: only beside the word that counts them."""
        before = self._key_before()
        after = self._level_at(1)
        number = roman(token.text)
        ends = self._peek(1) is None
        if number and (Level.SECTION in (before, after) or (before is Level.ARTICLE and (ends or len(token.text) > 1))):
            ones = self._ones()
            number = roman(token.text + ones) or number
            self._add(Kind.NUMBER, token, 2 if ones else 1, labels=(str(number),))
            return True
        words: list[str] = []
        steps: list[int] = []
        ahead = 0
        while len(words) < 2 and (word := self._peek(ahead)):
            if word.kind == "letters":
                words.append(word.text)
                steps.append(ahead + 1)
            elif word.text not in DASHES:
                break
            ahead += 1
        read = numeral(words)
        if read is None:
            return False
        value, taken, ordinal = read
        after = self._level_at(steps[taken - 1])
        if not (before is not None or (ordinal and after is not None)):
            return False
        self._add(Kind.NUMBER, token, steps[taken - 1], labels=(str(value),))
        return True

    def _ones(self) -> str:
        """The digits of ``Х1``, which stand for the Roman sign."""
        after = self._peek(1)
        digits = after is not None and after.kind == "digits" and not after.spaced and set(after.text) == {"1"}
        return "i" * len(after.text) if after and digits else ""

    def _tag(self) -> int:
        """How many tokens ``<b>`` or ``</b>`` takes; 0 for anything else."""
        at = 2 if (slash := self._peek(1)) and slash.text == "/" else 1
        name, closing = self._peek(at), self._peek(at + 1)
        joined = name and closing and not (name.spaced or closing.spaced)
        return at + 2 if joined and name and closing and name.kind == "letters" and closing.text == ">" else 0

    def _sign(self, token: Token) -> None:
        previous, after = self.made[-1] if self.made else None, self._peek(1)
        spaced_after = after is None or after.spaced
        ends = token.text == "." and previous is not None and previous.kind is Kind.NUMBER and after and spaced_after
        if token.text == "<" and (tag := self._tag()):
            self._add(Kind.SIGN, token, tag)
        elif token.text == "§":
            alone = not self.made and all(later.kind != "letters" for later in self.tokens)
            self._add(Kind.KEY, token, 1, level=Level.ARTICLE if alone else Level.PARAGRAPH)
        elif token.text in DASHES and previous and previous.kind is Kind.NUMBER and after and after.kind == "digits":
            self._add(Kind.RANGE, token, 1)
        elif token.text in ",;" or (token.text in DASHES and token.spaced and spaced_after) or ends:
            self._add(Kind.COMMA, token, 1)
        elif token.text == "&":
            self._add(Kind.AND, token, 1)
        elif token.text in _STOP_SIGNS or unicodedata.category(token.text) == "Sc":
            self._add(Kind.STOP, token, 1)
        else:
            self._add(Kind.SIGN, token, 1)
