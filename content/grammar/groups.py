"""Puts numbers of different levels together into places: ``п. 2`` and ``ст. 17`` become one, ``ст. 17, ст. 18`` two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from content.grammar.portions import with_portions
from content.grammar.rules import Part, Phrase
from content.grammar.tokens import Piece
from content.grammar.words import Level
from content.model import Edition

_SMALL = (Level.PARAGRAPH, Level.SUBPARAGRAPH)


@dataclass(slots=True)
class Group:
    """Numbers by level, still as they were written; ``edition`` only where it was named."""

    start: int
    end: int
    numbers: dict[Level, tuple[Piece, ...]] = field(default_factory=dict)
    edition: Edition | None = None
    closed: bool = False  # it grew from small to large and has its article
    dated: bool = False  # its edition stands behind it
    both: bool = False  # both editions were named for it

    @property
    def complete(self) -> bool:
        return any(level in self.numbers for level in (Level.ARTICLE, Level.SECTION, Level.PREAMBLE))

    def add(self, part: Part, level: Level) -> None:
        self.closed = level is Level.ARTICLE and any(small in self.numbers for small in _SMALL)
        self.numbers[level] = part.numbers
        self.start, self.end = min(self.start, part.start), max(self.end, part.end)

    def take(self, other: Group, *, first: bool) -> None:
        """Take over the numbers of a neighbour that has no article of its own."""
        for level, numbers in other.numbers.items():
            own = self.numbers.get(level, ())
            self.numbers[level] = numbers + own if first else own + numbers
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)


def group_parts(phrase: Phrase, *, whole: bool) -> list[Group]:
    """The places named in a phrase; numbers without any word count only where ``whole`` says so."""
    return _Grouping(with_portions(phrase.parts), whole).groups()


@dataclass(slots=True)
class _Grouping:
    parts: Sequence[Part]
    whole: bool
    made: list[Group] = field(default_factory=list)
    governing: Edition | None = None
    governing_both: bool = False

    def groups(self) -> list[Group]:
        for at, part in enumerate(self.parts):
            if part.edition is not None:
                self._edition(at, part, part.edition)
            elif part.level is not Level.IGNORED:
                self._numbers(at, part)
        return list(self._mended())

    def _edition(self, at: int, part: Part, edition: Edition) -> None:
        """Behind a place it dates that place, with the word Constitution all before it; else what follows."""
        followed = at + 1 < len(self.parts) and self.parts[at + 1].edition is None
        last = self.made[-1] if self.made else None
        second = at > 0 and self.parts[at - 1].edition is edition.other
        if second and last is not None and last.dated and not followed:
            last.both, last.end = True, max(last.end, part.end)
            return
        if last is None or last.edition is not None or (part.apart and followed):
            self.governing, self.governing_both = edition, second
            return
        for group in reversed(self.made if part.whole else [last]):
            if group.edition is not None:
                break
            group.edition, group.dated = edition, True
        last.end = max(last.end, part.end)

    def _numbers(self, at: int, part: Part) -> None:
        last = self.made[-1] if self.made else None
        level = part.level
        if level is None:
            if not self.whole and not self._leads(at):
                return
            fresh = at > 0 and self.parts[at - 1].edition is not None  # "17 и 1995 17": a year begins a new place
            level = Level.ARTICLE if fresh else _bare_level(last, part)
        if last is None or not self._joins(last, at, part, level):
            last = Group(part.start, part.end, edition=self.governing, both=self.governing_both)
            self.made.append(last)
        last.add(part, level)

    def _leads(self, at: int) -> bool:
        """``17 п. 2``: a bare number in front of its paragraph, or ``17(2)``, which cannot be anything else."""
        number = self.parts[at].numbers
        if len(number) == 1 and number[0].marks[:1] == ("(",):
            return True
        after = self.parts[at + 1] if at + 1 < len(self.parts) else None
        return after is not None and not after.apart and after.level in _SMALL and not self._article_ahead(at)

    def _joins(self, group: Group, at: int, part: Part, level: Level) -> bool:
        if level in group.numbers or Level.PREAMBLE in (level, *group.numbers):
            return False
        if part.level is None and group.dated:
            return False
        if level in _SMALL and Level.ARTICLE in group.numbers and (part.apart or group.closed):
            return not self._article_ahead(at)
        return not (level is Level.SECTION and part.apart and Level.ARTICLE in group.numbers)

    def _article_ahead(self, at: int) -> bool:
        for part in self.parts[at + 1 :]:
            if part.apart or part.edition is not None:
                return False
            if part.level not in (*_SMALL, Level.IGNORED):
                return part.level is Level.ARTICLE
        return False

    def _mended(self) -> Iterator[Group]:
        """A paragraph left without its article belongs to the place beside it: ``п. 2 и п. 3 ст. 17``."""
        before: Group | None = None
        waiting: list[Group] = []
        for group in self.made:
            if group.complete:
                for orphan in waiting:
                    if group.closed and orphan.numbers.keys() <= group.numbers.keys():
                        group.take(orphan, first=True)
                    else:
                        yield orphan
                waiting, before = [], group
                yield group
            elif (numbers := group.numbers.get(Level.PARAGRAPH)) and len(numbers[0].labels) > 1 and before is None:
                group.numbers = {Level.ARTICLE: numbers}  # "17-2 тармақ" names its article after all
                yield group
            elif before is not None and not before.closed:
                before.take(group, first=False)
            else:
                waiting.append(group)
        yield from waiting


def _bare_level(last: Group | None, part: Part) -> Level:
    if last is None or last.dated or Level.ARTICLE not in last.numbers:
        return Level.ARTICLE
    if part.apart:
        article = int(last.numbers[Level.ARTICLE][-1].labels[0])
        if Level.PARAGRAPH in last.numbers or int(part.numbers[0].labels[0]) >= article:
            return Level.ARTICLE
    if Level.PARAGRAPH not in last.numbers:
        return Level.PARAGRAPH
    return Level.SUBPARAGRAPH if Level.SUBPARAGRAPH not in last.numbers else Level.ARTICLE
