"""Reads numbers said in words or Roman signs where they count an article, a paragraph or a section, and only there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.grammar.digits import DigitReader
from content.grammar.numerals import roman
from content.grammar.romanised import is_latin
from content.grammar.spelled import Spelled, begins_a_number, is_shared, like_a_number, numeral
from content.grammar.tokens import DASHES, Kind, Token
from content.grammar.words import AND, Level, skeletons

_LONGEST_NUMERAL = 5
"""Words of the longest number: two hundred and twenty-one."""
_LONGEST_LIST = 4
_LEAST_COUNT = 5
"""From which number on a cardinal before its word names a place: ``отыз бап``; two articles are two articles."""
_COUNTED = re.compile(r"ba[bp]|stati(?:a|u|e|ei|eiu)$|article$")
"""How the word for article sounds where a cardinal before it names one: ``отыз бап``, not ``тридцать статей``."""
_KAZAKH = re.compile(r"ba[bp]|tarma|boli")


@dataclass(slots=True)
class SpokenReader(DigitReader):
    """Pieces that are numbers without a digit."""

    def read_spoken(self, token: Token) -> bool:
        """II бөлім, раздел II, статья семнадцать, on жетінші бап: only beside the word that counts them."""
        return self._roman(token) or self._numeral(token)

    def _roman(self, token: Token) -> bool:
        before, after = self._key_before(), self._level_at(1)
        number = roman(token.text)
        ends = self._peek(1) is None
        if number and (Level.SECTION in (before, after) or (before is Level.ARTICLE and (ends or len(token.text) > 1))):
            ones = self._ones()
            number = roman(token.text + ones) or number
            self._add(Kind.NUMBER, token, 2 if ones else 1, labels=(str(number),))
            return True
        return False

    def _numeral(self, token: Token) -> bool:
        """A number in words; a STOP that takes its marker along where part of the number cannot be read."""
        if not begins_a_number(token.text):
            return False
        words, steps = self._letters_ahead()
        read = numeral(words)
        if read is None:
            return False
        used = steps[read.taken - 1]
        if self._digit_ahead(read, used):
            self._add(Kind.STOP, token, used + 1 + self._marker(used + 1))
        elif not self._counts(read, used):
            return False
        elif self._torn(token, read, words[read.taken :]):
            self._add(Kind.STOP, token, used + self._marker(used))
        else:
            self._add(Kind.NUMBER, token, used, labels=(str(read.value),))
        return True

    def _letters_ahead(self, ahead: int = 0) -> tuple[list[str], list[int]]:
        """The next few words, and how many tokens there are to the end of each."""
        words: list[str] = []
        steps: list[int] = []
        while len(words) < _LONGEST_NUMERAL and (token := self._peek(ahead)):
            ahead += 1
            if token.kind == "letters":
                words.append(token.text)
                steps.append(ahead)
            elif token.text not in DASHES:
                break
        return words, steps

    def _counts(self, read: Spelled, used: int) -> bool:
        """Whether the number stands beside a marker, and names a place there rather than how many there are."""
        before, after = self._key_before(), self._level_at(used)
        sounds = self._sounds_at(used)
        if read.taken == 1 and is_shared(self.tokens[self.at].text):
            return any(map(_KAZAKH.match, sounds))
        if before is not None or (read.ordinal and after is not None):
            return True
        if self._ends_a_list(used) or (read.ordinal and self._leads_a_list(used)):
            return True
        return read.value >= _LEAST_COUNT and any(map(_COUNTED.match, sounds))

    def _leads_a_list(self, ahead: int) -> bool:
        """``первая и вторая статьи``: more ordinals stand between the number and its word."""
        for _ in range(_LONGEST_LIST):
            joint = self._peek(ahead)
            if joint is None or not (joint.text == "," or joint.text in AND):
                return False
            words, steps = self._letters_ahead(ahead + 1)
            read = numeral(words)
            if read is None or not read.ordinal:
                return False
            ahead = steps[read.taken - 1]
            if self._level_at(ahead) is not None:
                return True
        return False

    def _ends_a_list(self, used: int) -> bool:
        """``статья первая и вторая``: a number in words stands before it, and nothing that it could count behind it."""
        listed = [piece.kind for piece in self.made[-2:]]
        before, after = self._peek(-2), self._peek(used)
        spelled = listed in ([Kind.NUMBER, Kind.AND], [Kind.NUMBER, Kind.COMMA]) and before is not None
        alone = after is None or after.kind != "letters" or after.text in AND or self._level_at(used) is not None
        return spelled and before is not None and before.kind == "letters" and alone

    def _sounds_at(self, ahead: int) -> tuple[str, ...]:
        after = self._peek(ahead)
        if after is not None and after.text in DASHES:
            after = self._peek(ahead + 1)
        return skeletons(after.text) if after is not None and after.kind == "letters" else ()

    def _torn(self, token: Token, read: Spelled, later: list[str]) -> bool:
        """Whether a word beside the number belongs to it and cannot be read: then any reading would be a wrong one."""
        if read.value % 10 == 0 and later and self._key_before() is not None and like_a_number(later[0]):
            return True
        behind = [piece.kind for piece in self.made[-2:] if piece.kind is not Kind.SIGN]
        before, hyphened = self._peek(-1), False
        if before is not None and before.text in DASHES:
            hyphened = not (before.spaced or token.spaced)
            before = self._peek(-2)
        if before is None or before.kind != "letters":
            return False
        if behind[-1:] == [Kind.WORD] and read.language == "kk" and len(before.text) == 2:
            return like_a_number(before.text)
        if behind[-1:] != [Kind.STOP]:
            return False
        romanised = read.language == "kk" and is_latin(token.text) and is_latin(before.text)
        return hyphened or romanised or like_a_number(before.text)

    def _digit_ahead(self, read: Spelled, used: int) -> bool:
        """``жетпіс 3-бап``: a ten in words and a single digit, which nobody means as it stands."""
        digit = self._peek(used)
        tens = not read.ordinal and read.value >= 20 and read.value % 10 == 0 and self._key_before() is None
        return tens and digit is not None and digit.kind == "digits" and len(digit.text) == 1

    def _marker(self, ahead: int) -> int:
        """How many tokens the marker takes that stands there, its hyphen counted."""
        if self._level_at(ahead) is None:
            return 0
        sign = self._peek(ahead)
        return 1 if sign is not None and sign.kind == "letters" else 2

    def _ones(self) -> str:
        """The digits of ``Х1``, which stand for the Roman sign."""
        after = self._peek(1)
        digits = after is not None and after.kind == "digits" and not after.spaced and set(after.text) == {"1"}
        return "i" * len(after.text) if after and digits else ""
