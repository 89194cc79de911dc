"""Turns any text into the few kinds of pieces a reference is made of; never fails."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from content.grammar.dates import day_after_year, day_before_year
from content.grammar.described import described
from content.grammar.grouped_digits import grouped_digits
from content.grammar.initials import INITIALS, initial
from content.grammar.spoken import SpokenReader
from content.grammar.tokens import DASHES, Kind, Piece, Token, cut
from content.grammar.typos import misspelt, names_constitution
from content.grammar.words import (
    AND,
    BASIC_LAW,
    EDITION_ABBREVIATIONS,
    EDITION_ADVERBS,
    EDITION_WORDS,
    KEYWORDS,
    POLITE,
    RANGE,
    TRANSPARENT,
    UNTIL,
    Level,
    skeletons,
)

_SPAN = re.compile("#k?#k?$")
"""Two numbers with or without their words, as they stand before дейін."""
_STOP_SIGNS = "%+=<>@\\^~|*$"
_NOT_KEYS = {"state", "states", "baby"}  # English words that sound like статье and бабы
_ENDS_OF_ARTICLE = {"я", "ья", "тья", "и", "ьи", "тьи", "ю", "ью", "е", "ье", "тье", "еи", "ьеи"}
"""What stands behind the hyphen of ``ст-я``."""


def pieces_of(text: str) -> list[Piece]:
    """Every piece of ``text`` in order."""
    return _Lexer(cut(text)).pieces()


@dataclass(slots=True)
class _Lexer(SpokenReader):
    def pieces(self) -> list[Piece]:
        told = described(self.tokens)
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if (said := told.get(self.at)) is not None:
                self._add(Kind.EDITION, token, said.count, edition=said.edition)
            elif digits := grouped_digits(self.tokens, self.at):
                self._add(Kind.STOP, token, digits)
            elif token.kind != "sign" and (days := self._day()):
                self._add(Kind.WORD, token, days)
            elif token.kind == "digits":
                self.read_number(token)
            elif token.kind == "letters":
                self._word(token)
            else:
                self._sign(token)
        return self.made

    def _day(self) -> int:
        """How many tokens the day and month take in ``Конституция от 30 августа 1995 года``: its year is all we need."""
        told = [piece.kind for piece in self.made[-6:] if piece.kind not in (Kind.SIGN, Kind.WORD)]
        if not told or told[-1] not in (Kind.CONSTITUTION, Kind.EDITION):
            return 0
        read = day_before_year if told[-1] is Kind.CONSTITUTION else day_after_year
        return read(self.tokens, self.at)

    def _word(self, token: Token) -> None:
        text, count = self._joined(token)
        sounds = skeletons(text)
        after = self._peek(count)
        level = next((KEYWORDS[s] for s in sounds if s in KEYWORDS), None)
        if level is not None and (text not in _NOT_KEYS or self._kazakh_baby(token)):
            self._add(Kind.KEY, token, count, level=level)
        elif text in INITIALS and (level := initial(self.tokens, self.at)) is not None:
            self._add(Kind.KEY, token, 1, level=level)
        elif self.read_spoken(token):
            pass
        elif edition := next((EDITION_ADVERBS[s] for s in sounds if s in EDITION_ADVERBS), None):
            self._add(Kind.EDITION, token, 1, edition=edition)
        elif edition := next((EDITION_WORDS[s] for s in sounds if s in EDITION_WORDS), EDITION_ABBREVIATIONS.get(text)):
            self._add(Kind.EDITION, token, 1, edition=edition, certain=False)
        elif any(map(names_constitution, sounds)):
            self._add(Kind.CONSTITUTION, token, 1)
        elif after and any((s, t) in BASIC_LAW for s in sounds for t in skeletons(after.text)):
            self._add(Kind.CONSTITUTION, token, 2)
        elif text in AND:
            self._add(Kind.AND, token, 1)
        elif text in RANGE:
            self._add(Kind.RANGE, token, 1)
        elif (any(s in UNTIL for s in sounds) and self._spans()) or any(
            s in TRANSPARENT or s in POLITE for s in sounds
        ):
            self._add(Kind.WORD, token, 1)
        elif self._beside_a_number() and (level := misspelt(text)) is not None:
            self._add(Kind.KEY, token, 1, level=level)
        else:
            self._add(Kind.STOP, token, 1)

    def _joined(self, token: Token) -> tuple[str, int]:
        """A marker that is written in two, ``под-пункт``, ``п/п`` or ``ст-я``, as one word, and how many tokens it takes."""
        joint, tail = self._peek(1), self._peek(2)
        if joint and tail and not joint.spaced and not tail.spaced and tail.kind == "letters":
            if token.text == "ст" and joint.text in DASHES and tail.text in _ENDS_OF_ARTICLE:
                return "статья", 3
            whole = token.text + tail.text
            split = token.text in ("под", "sub", "п", "пп") and (joint.text in DASHES or joint.text == "/")
            if split and any(s in KEYWORDS for s in skeletons(whole)):
                return whole, 3
        return token.text, 1

    def _beside_a_number(self) -> bool:
        """A number behind it, perhaps after a sign as in ``сатья № 17``, or just before it."""
        after = self._peek(1)
        if after is not None and (after.kind == "sign" or after.text == "no"):
            after = self._peek(2)
        if after is not None and after.kind == "digits":
            return True
        behind = [piece for piece in self.made[-2:] if piece.kind is not Kind.SIGN]
        return bool(behind) and behind[-1].kind is Kind.NUMBER

    def _kazakh_baby(self, token: Token) -> bool:
        """``17-baby`` and ``besinshi baby`` are бабы; so is ``17 baby`` where nothing foreign stands before it."""
        before, further = self._peek(-1), self._peek(-2)
        if token.text != "baby" or before is None:
            return False
        if before.text in DASHES:
            return not token.spaced and further is not None and further.kind == "digits"
        if before.kind == "digits":
            return all(piece.kind is not Kind.STOP for piece in self.made)
        return before.kind == "letters" and self.made[-1].kind is Kind.NUMBER

    def _is_small(self, token: Token) -> bool:
        """A word for a part of an article, or constitution: ``§ 17 п. 2`` is article 17."""
        smaller = (Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.PORTION)
        return any(KEYWORDS.get(sound) in smaller or names_constitution(sound) for sound in skeletons(token.text))

    def _spans(self) -> bool:
        """Make a range of the two numbers before дейін: ``17-баптан 19-бапқа``, ``17-ден 19-ға`` before баптар."""
        behind = [piece for piece in self.made[-8:] if piece.kind not in (Kind.SIGN, Kind.WORD)]
        shape = "".join(
            "#" if piece.kind is Kind.NUMBER else "k" if piece.kind is Kind.KEY else "-" for piece in behind
        )
        span = _SPAN.search(shape)
        if span is None or (span[0] == "##" and self._level_at(1) is None):
            return False
        first, *middle, last = behind[span.start() :][: 4 if span[0] == "#k#k" else len(span[0])]
        keys = [piece for piece in (*middle, last) if piece.kind is Kind.KEY]
        if len({key.level for key in keys}) > 1:
            return False
        second = last if last.kind is Kind.NUMBER else middle[-1]
        while self.made[-1] is not first:
            self.made.pop()
        self.made += [Piece(Kind.RANGE, first.end, first.end), second, *keys[-1:]]
        return True

    def _tag(self) -> int:
        """How many tokens ``<b>`` or ``</b>`` takes; 0 for anything else."""
        at = 2 if (slash := self._peek(1)) and slash.text == "/" else 1
        name, closing = self._peek(at), self._peek(at + 1)
        joined = name and closing and not (name.spaced or closing.spaced)
        return at + 2 if joined and name and closing and name.kind == "letters" and closing.text == ">" else 0

    def _sibling(self) -> tuple[str, str] | None:
        """The second paragraph of ``17(1) and (2)``, with the number of its article."""
        listed = [piece for piece in self.made[-3:] if piece.kind is not Kind.SIGN]
        number, closing = self._peek(1), self._peek(2)
        if len(listed) < 2 or listed[-1].kind not in (Kind.COMMA, Kind.AND, Kind.RANGE) or listed[-2].marks != ("(",):
            return None
        bracketed = number is not None and number.kind == "digits" and closing is not None and closing.text == ")"
        short = number is not None and len(number.text) < 3 and number.text[0] != "0"
        return (listed[-2].labels[0], number.text) if bracketed and short and number else None

    def _number_at(self, ahead: int) -> bool:
        """A number, or the bracketed one of ``17(1)-(3)``."""
        first, second = self._peek(ahead), self._peek(ahead + 1)
        bracketed = first is not None and first.text == "(" and self.made[-1].marks == ("(",)
        number = second if bracketed else first
        return number is not None and number.kind == "digits"

    def _sign(self, token: Token) -> None:
        previous, after = self.made[-1] if self.made else None, self._peek(1)
        spaced_after = after is None or after.spaced
        ends = token.text == "." and previous is not None and previous.kind is Kind.NUMBER and after and spaced_after
        if token.text == "<" and (tag := self._tag()):
            self._add(Kind.SIGN, token, tag)
        elif token.text == "§":
            alone = not self.made and all(self._is_small(later) for later in self.tokens if later.kind == "letters")
            self._add(Kind.KEY, token, 1, level=Level.ARTICLE if alone else Level.PARAGRAPH)
        elif token.text == "(" and (paragraph := self._sibling()):
            self._add(Kind.NUMBER, token, 3, labels=paragraph, marks=("(",))
        elif token.text in DASHES and previous and previous.kind is Kind.NUMBER and after and self._number_at(1):
            self._add(Kind.RANGE, token, 1)
        elif token.text in ",;" or (token.text in DASHES and token.spaced and spaced_after) or ends:
            self._add(Kind.COMMA, token, 1)
        elif token.text == "&":
            self._add(Kind.AND, token, 1)
        elif token.text in _STOP_SIGNS or unicodedata.category(token.text) == "Sc":
            self._add(Kind.STOP, token, 1)
        else:
            self._add(Kind.SIGN, token, 1)
