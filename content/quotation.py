"""Checks a quotation against the official texts that are loaded: word for word, nearly, or nowhere."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from rapidfuzz.distance import Indel

from content.corpus import Corpus
from content.diff import Run, diff
from content.importers.letters import clean, fold
from content.model import Edition, Locale, Reference

FEWEST_WORDS = 9
"""A shorter passage stands in too many places to be a quotation."""
MOST_WORDS = 600
"""Words of a passage that are looked at; the longest article has under 1000."""
_NEAR = 0.6
"""Share of words in common from which on a passage counts as a changed quotation."""
_GRAM = 3
_loaded: dict[str, Quotations] = {}
_WORD = re.compile(r"[^\W_]+(?:[-‑’ʼ'][^\W_]+)*")
_LABEL = re.compile(
    r"^\s*(?:(?:статья|ст\.|article|art\.)\s*\d+(?:-\d+)?(?!\w)[.:]?|\d+(?:-\d+)?\s*-\s*бап(?!\w)[.:]?|\d+(?:-\d+)?[.)])\s*",
    re.IGNORECASE | re.MULTILINE,
)


class Verdict(Enum):
    """What was found out about a passage."""

    MATCHES = "matches"
    ONLY_1995 = "only 1995"
    DIFFERS = "differs"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The verdict, the place in the law, and for a changed passage the words of both (``before`` is official)."""

    verdict: Verdict
    reference: Reference | None = None
    locale: Locale | None = None
    runs: tuple[Run, ...] = ()


@dataclass(slots=True)
class _Text:
    """One article in one language as words, each with its clause and its place in the wording."""

    locale: Locale
    clauses: list[tuple[Reference, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, ref: Reference, text: str) -> None:
        for match in _WORD.finditer(text):
            self.words.append(fold(match.group()))
            self.spans.append((len(self.clauses), *match.span()))
        self.clauses.append((ref, text))

    def place(self, first: int, last: int) -> Reference:
        """The smallest place that has the words from ``first`` to ``last``."""
        refs = [ref for ref, _ in self.clauses[self.spans[first][0] : self.spans[last][0] + 1]]
        if len(set(refs)) == 1:
            return refs[0]
        paragraphs = {ref.paragraph for ref in refs}
        return Reference(refs[0].edition, refs[0].article, refs[0].paragraph if len(paragraphs) == 1 else None)

    def whole_clauses(self, first: int, last: int, most: int) -> tuple[int, int]:
        """The same stretch up to the borders of its clauses, where at most ``most`` words are added on a side."""
        begin, end = first, last
        while begin and self.spans[begin - 1][0] == self.spans[first][0]:
            begin -= 1
        while end + 1 < len(self.spans) and self.spans[end + 1][0] == self.spans[last][0]:
            end += 1
        return (begin if first - begin <= most else first), (end if end - last <= most else last)

    def wording(self, first: int, last: int) -> str:
        """The official words from ``first`` to ``last``, with the signs between them and the one that follows."""
        pieces = []
        for at in range(self.spans[first][0], self.spans[last][0] + 1):
            text = self.clauses[at][1]
            start = self.spans[first][1] if at == self.spans[first][0] else 0
            end = self.spans[last][2] + 1 if at == self.spans[last][0] else len(text)
            pieces.append(text[start:end])
        return " ".join(pieces).strip()


async def quotations_of(corpus: Corpus) -> Quotations:
    """The quotations of a corpus, made once for each version; empty where no official text is loaded."""
    known = _loaded.get(corpus.fingerprint)
    if known is None:
        known = await asyncio.to_thread(Quotations, await corpus.official_clauses())
        _loaded.clear()
        _loaded[corpus.fingerprint] = known
    return known


class Quotations:
    """The official wording of a corpus, ready to be compared with."""

    def __init__(self, clauses: Iterable[tuple[Locale, Reference, str]]) -> None:
        texts: dict[tuple[Locale, Reference], _Text] = {}
        for locale, ref, text in clauses:
            texts.setdefault((locale, ref.whole_article), _Text(locale)).add(ref, text)
        self._texts = list(texts.values())
        self._grams: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, one in enumerate(self._texts):
            for at in range(len(one.words) - _GRAM + 1):
                self._grams[tuple(one.words[at : at + _GRAM])].append((number, at))

    def check(self, passage: str) -> Quotation | None:
        """What ``passage`` is; None when it is too short for a quotation or no text is loaded. Keeps nothing."""
        shown = _LABEL.sub("", passage[: 20 * MOST_WORDS].encode("utf-8", "ignore").decode("utf-8"))
        words = [fold(word) for word in _WORD.findall(clean(shown))][:MOST_WORDS]
        if len(words) < FEWEST_WORDS or not self._texts:
            return None
        best: dict[Edition, tuple[float, Quotation]] = {}
        for number, start in self._candidates(words):
            text = self._texts[number]
            likeness, first, last = _window(text.words, words, start)
            place = text.place(first, last)
            if likeness <= best.get(place.edition, (0.0,))[0]:
                continue
            if likeness < 1:
                first, last = text.whole_clauses(first, last, len(words) // 2)
            runs = () if likeness == 1 else diff(text.wording(first, last), clean(shown))
            best[place.edition] = (likeness, Quotation(Verdict.DIFFERS, place, text.locale, runs))
        new, old = (
            best.get(edition, (0.0, Quotation(Verdict.NOT_FOUND))) for edition in (Edition.Y2026, Edition.Y1995)
        )
        if new[0] == 1:
            return Quotation(Verdict.MATCHES, new[1].reference, new[1].locale)
        if old[0] == 1:
            return Quotation(Verdict.ONLY_1995, old[1].reference, old[1].locale)
        nearest = new if new[0] >= old[0] - 0.05 else old
        return nearest[1] if nearest[0] >= _NEAR else Quotation(Verdict.NOT_FOUND)

    def _candidates(self, words: list[str]) -> list[tuple[int, int]]:
        """Articles that share most with the passage, and where in them it would begin."""
        votes: Counter[tuple[int, int]] = Counter()
        for at in range(len(words) - _GRAM + 1):
            for number, place in self._grams.get(tuple(words[at : at + _GRAM]), ()):
                votes[number, place - at] += 1
        return [found for found, _ in votes.most_common(8)]


def _window(official: list[str], words: list[str], start: int) -> tuple[float, int, int]:
    """How alike the passage and the best stretch of an article are (1: the same words), and that stretch."""
    first, last = max(start, 0), min(start + len(words), len(official)) - 1
    if official[first : last + 1] == words:
        return 1.0, first, last
    margin = max(len(words) // 4, 4)
    low, high = max(first - margin, 0), min(last + margin + 1, len(official))
    blocks = [block for block in Indel.opcodes(official[low:high], words) if block.tag == "equal"]
    if not blocks:
        return 0.0, first, max(first, last)
    first, last = low + blocks[0].src_start, low + blocks[-1].src_end - 1
    if official[first : last + 1] == words:
        return 1.0, first, last
    return min(Indel.normalized_similarity(official[first : last + 1], words), 0.999), first, last
