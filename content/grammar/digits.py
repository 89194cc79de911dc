"""Reads what begins with a digit: 17, 17-1, 17(2)(1), 17-я, 1995 года, and tells dates and times apart from them."""

from __future__ import annotations

from dataclasses import dataclass

from content.grammar.tokens import DASHES, Cursor, Kind, Token
from content.grammar.words import AMOUNTS, APART_ENDINGS, ORDINAL_ENDINGS, YEAR_WORDS, skeletons
from content.model import Edition

_YEARS = {"1995": Edition.Y1995, "2026": Edition.Y2026}
_SHORT_YEARS = {"95": Edition.Y1995, "26": Edition.Y2026}
_INSERTED = ("прим", "prim")
"""How people call an article that was put in later: ``83 прим 1``."""
_LONGEST_NUMBER, _LONGEST_BARE = 6, 4


@dataclass(slots=True)
class DigitReader(Cursor):
    """Pieces that begin with a digit."""

    def read_number(self, token: Token) -> None:
        """A year, a number with its steps and its ending, or a STOP for a number that names no place."""
        if self._year(token):
            return
        labels, marks, used = self._steps(token)
        refused = self._too_long(labels, used) or self._date_or_time(labels, marks, used) or self._amount(used)
        if marks == ["."] and labels[1] == "0":
            del labels[1:], marks[:]  # 17.0 is how a table of numbers writes 17
        refused = refused or any(label[0] == "0" for label in labels[1:])
        used += self._ending(used, labels[-1])
        closing = self._closing(used, marks)
        used += closing
        if refused:
            self._add(Kind.STOP, token, used)
        else:
            labels = [label.lstrip("0") or "0" for label in labels]
            self._add(Kind.NUMBER, token, used, labels=tuple(labels), marks=tuple(marks), bracket=bool(closing))

    def _steps(self, token: Token) -> tuple[list[str], list[str], int]:
        """The labels of 17(2)(1), the marks between them, and how many tokens they take."""
        labels, marks, used = [token.text], [], 1
        while len(labels) < 3 and (more := self._chained(used)):
            mark, label, taken = more
            labels.append(label)
            marks.append(mark)
            used += taken
        return labels, marks, used

    def _too_long(self, labels: list[str], used: int) -> bool:
        """More digits than a place can have, fewer of them where no word says what they count."""
        keyed = self._key_before() is not None or self._level_at(used) is not None
        longest = _LONGEST_NUMBER if keyed else _LONGEST_BARE
        return any(len(label.lstrip("0")) > longest for label in labels)

    def _date_or_time(self, labels: list[str], marks: list[str], used: int) -> bool:
        """A year of no Constitution, the beginning of 1.7.2026, or 17:30: no article has ten paragraphs."""
        year = len(labels) == 1 and len(labels[0]) == 4 and "1900" <= labels[0] <= "2100"
        time = marks[:1] == [":"] and len(labels[1]) > 1
        return year or time or self._goes_on_as_a_date(used)

    def _amount(self, used: int) -> bool:
        """``5 лет`` behind the word for article: the number counts the years."""
        after = self._peek(used)
        return after is not None and after.kind == "letters" and any(s in AMOUNTS for s in skeletons(after.text))

    def _ending(self, used: int, label: str) -> int:
        """How many tokens the ending of ``17-я`` or ``17нші`` takes."""
        dash = self._peek(used)
        if self._is_ending(dash, label) or self._stands_apart(used):
            return 1
        dashed = dash is not None and dash.text in DASHES
        joined = dashed and dash is not None and not dash.spaced and self._is_ending(self._peek(used + 1), label)
        return 2 if joined or (dashed and self._stands_apart(used + 1)) else 0

    def _stands_apart(self, at: int) -> bool:
        """The ending of ``17 інші бап``: only with the word that is counted behind it."""
        ending = self._peek(at)
        return ending is not None and ending.text in APART_ENDINGS and self._level_at(at + 1) is not None

    def _closing(self, used: int, marks: list[str]) -> int:
        """The bracket of ``1)``."""
        bracket = self._peek(used)
        return int(bool(bracket and bracket.text == ")" and not bracket.spaced and "(" not in marks))

    def _year(self, token: Token) -> bool:
        edition = _YEARS.get(token.text)
        used = 1
        while (after := self._peek(used)) and (
            (after.kind == "letters" and any(s in YEAR_WORDS for s in skeletons(after.text)))
            or (after.text in DASHES and self._is_year_ending(used + 1))
            or (after.text == "." and used > 1 and len(self.tokens[self.at + used - 1].text) <= 2)
        ):
            used += 1
        if edition is None and used > 1:
            edition = _SHORT_YEARS.get(token.text)
        if edition is None or (used == 1 and self._goes_on_as_a_date(1, whole=True)):
            return False
        self._add(Kind.EDITION, token, used, edition=edition)
        return True

    def _is_year_ending(self, ahead: int) -> bool:
        after = self._peek(ahead)
        return bool(after and not after.spaced and any(s in YEAR_WORDS for s in skeletons(after.text)))

    def _is_ending(self, token: Token | None, label: str) -> bool:
        if token is None or token.spaced or token.kind != "letters":
            return False
        return any(s in ORDINAL_ENDINGS for s in skeletons(token.text)) or (
            token.text == "st" and label[-1] == "1" and label != "11"
        )

    def _chained(self, used: int) -> tuple[str, str, int] | None:
        """The next step of 17.2 or 17(2): its mark, its label and how many tokens it takes."""
        mark, number = self._peek(used), self._peek(used + 1)
        if mark is not None and mark.text in _INSERTED:
            return self._inserted(used + 1)
        if mark is None or number is None or number.kind != "digits" or number.text in _YEARS:
            return None
        if mark.text in ("(", "["):
            closing = self._peek(used + 2)
            if closing is None:
                return ("(", number.text, 2)
            return ("(", number.text, 3) if closing.text in (")", "]") else None
        both = mark.spaced and number.spaced
        if mark.text in "/:" and (both or not (mark.spaced or number.spaced)):
            return (mark.text, number.text, 2)
        if mark.text in DASHES and used > 1 and (bracket := self._peek(used + 2)) and bracket.text == "(":
            return None  # 17(1)-17(3) is a range
        if (mark.text == "." or mark.text in DASHES) and not mark.spaced and not number.spaced:
            return ("-" if mark.text in DASHES else ".", number.text, 2)
        if mark.text in DASHES and both and self._steps_down(used):
            return ("-", number.text, 2)
        return None

    def _inserted(self, used: int) -> tuple[str, str, int] | None:
        """``83 прим 1`` is 83-1, and so is ``83 прим`` alone."""
        point = self._peek(used)
        dotted = int(point is not None and point.text == ".")
        number = self._peek(used + dotted)
        if number is not None and number.kind == "digits" and number.text not in _YEARS:
            return ("-", number.text, 2 + dotted)
        return ("-", "1", 1) if number is None or self._level_at(used + dotted) is not None else None

    def _steps_down(self, used: int) -> bool:
        """``83 - 1`` cannot be a range; a word after it would make the number count something else."""
        before, number, after = self._peek(used - 1), self._peek(used + 1), self._peek(used + 2)
        if not (before and number and before.kind == "digits" and len(number.text) < 3):
            return False
        smaller = int(number.text) < int(before.text[-6:])
        return smaller and (after is None or after.kind != "letters" or self._level_at(used + 2) is not None)

    def _goes_on_as_a_date(self, used: int, *, whole: bool = False) -> bool:
        """After 1.7 comes .2026, or after 2026 comes -07-01."""
        mark, number = self._peek(used), self._peek(used + 1)
        if not (mark and number) or mark.spaced or number.spaced or number.kind != "digits":
            return False
        if mark.text not in f"./{DASHES}":
            return False
        if not whole:
            return used > 1 and (number.text in _YEARS or len(number.text) == 4)
        again, day = self._peek(used + 2), self._peek(used + 3)
        third = bool(again and day and not day.spaced and again.text == mark.text and day.kind == "digits")
        return third and len(number.text) == 2 and number.text <= "12" and len(day.text if day else "") <= 2
