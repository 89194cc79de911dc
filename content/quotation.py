"""Checks a quotation against the official texts that are loaded: word for word, nearly, in parts, or nowhere."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from content.corpus import Corpus
from content.diff import Run
from content.limits import MESSAGE_LIMIT
from content.model import PREAMBLE, Edition, Locale, Reference
from content.pasted import FEWEST_WORDS, MOST_WORDS, readings, stated, wording_of
from content.wording import Match, Wording

_SENTENCE_WORDS = 3
"""Of a short passage that is a whole sentence; two words count where somebody wrote them as one, with stop or quotes."""
_PART_WORDS = 5
"""Of a sentence of a passage that is looked for by itself though it is no whole sentence of a text."""
_RUN_WORDS = 4
"""Of a piece of a sentence that is looked for as it stands; fewer words stand together by chance."""
_RUN_LETTERS = 240
_NEAR = 0.6
"""Share of words in common from which on a passage counts as a changed quotation."""
_GRAM = 3
_SIGNS = ' «»“”„"'
_CANDIDATES = 6
_loaded: dict[str, Quotations] = {}

Place = tuple[Reference, Locale]


class Verdict(Enum):
    """What was found out about a passage."""

    MATCHES = "matches"
    ONLY_1995 = "only 1995"
    DIFFERS = "differs"
    PARTS = "parts"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a passage and where it stands word for word: in 2026, in 1995, or in neither."""

    words: str
    after: Reference | None
    before: Reference | None

    @property
    def places(self) -> tuple[Reference, ...]:
        """Both, the one in force first."""
        return tuple(place for place in (self.after, self.before) if place)


@dataclass(frozen=True, slots=True)
class Quotation:
    """The verdict, the place in the law, and for a changed passage the words of both (``before`` is official).

    ``parts`` tells where each sentence stands of a passage that stands nowhere in the text in force as a whole;
    ``nearest`` is the place of 2026 where a part of words of 1995 stands, or what became of their place.
    ``stated`` where words that were not found are given out as a passage, and are no question.
    """

    verdict: Verdict
    reference: Reference | None = None
    locale: Locale | None = None
    runs: tuple[Run, ...] = ()
    parts: tuple[Part, ...] = ()
    nearest: Reference | None = None
    stated: bool = False

    @property
    def places(self) -> tuple[Reference, ...]:
        """Every place that the verdict speaks of, each once."""
        found = (self.reference, self.nearest, *(place for part in self.parts for place in part.places))
        return tuple(dict.fromkeys(place for place in found if place))


async def quotations_of(corpus: Corpus) -> Quotations:
    """The quotations of a corpus, made once for each version; empty where no official text is loaded."""
    known = _loaded.get(corpus.fingerprint)
    if known is None:
        known = await asyncio.to_thread(Quotations, await corpus.official_clauses(), await _became(corpus))
        _loaded.clear()
        _loaded[corpus.fingerprint] = known
    return known


class Quotations:
    """The official wording of a corpus, ready to be compared with."""

    def __init__(
        self, clauses: Iterable[tuple[Locale, Reference, str]], became: Mapping[Reference, Reference] | None = None
    ) -> None:
        self._became = became or {}
        texts: dict[tuple[Locale, Reference], Wording] = {}
        for locale, ref, text in clauses:
            texts.setdefault((locale, ref.whole_article), Wording()).add(text, ref)
        self._texts = list(texts.values())
        self._locales = [locale for locale, _ in texts]
        self._editions = [ref.edition for _, ref in texts]
        self._grams: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        self._sentences: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, one in enumerate(self._texts):
            for at in range(len(one.keys) - _GRAM + 1):
                self._grams[tuple(one.keys[at : at + _GRAM])].append((number, at))
            for first, last, whole in one.sentences:
                if whole:
                    self._sentences[tuple(one.keys[first : last + 1])].append((number, first))

    def check(self, passage: str) -> Quotation | None:
        """What ``passage`` is; None when it is no quotation or no text is loaded. Keeps nothing."""
        if not self._texts:
            return None
        told = passage[: 20 * MOST_WORDS].encode("utf-8", "ignore").decode("utf-8")
        if len(passage) >= MESSAGE_LIMIT:
            told = told.rpartition(" ")[0]  # where a long message ends, a word is cut
        ways = readings(told)
        exact = [found for one in ways if (found := self._exact(one.words, quoted=one.quoted))]
        if exact:
            return min(exact, key=lambda found: found.verdict is not Verdict.MATCHES)
        words = ways[0].words
        if len(words.keys) < FEWEST_WORDS:
            return None
        near = self._near(words)
        return near if near.reference else replace(near, stated=ways[0].quoted or stated(told))

    def standing(self, words: str) -> tuple[Reference, ...]:
        """The places where four words or more stand just so, one after the other; those in force if there are any."""
        if len(words) > _RUN_LETTERS:
            return ()
        return self._run(wording_of(words, labelled=False).keys) or self._run(wording_of(words).keys)

    def _run(self, keys: list[str]) -> tuple[Reference, ...]:
        if len(keys) < _RUN_WORDS:
            return ()
        at = range(len(keys) - _GRAM + 1)
        rarest = min(at, key=lambda one: len(self._grams.get(tuple(keys[one : one + _GRAM]), ())))
        found: dict[Reference, None] = {}
        for number, place in self._grams.get(tuple(keys[rarest : rarest + _GRAM]), ()):
            first, text = place - rarest, self._texts[number]
            if first >= 0 and text.keys[first : first + len(keys)] == keys:
                found.setdefault(text.place(first, first + len(keys) - 1))
        return tuple(ref for ref in found if ref.edition is Edition.Y2026) or tuple(found)

    def _exact(self, passage: Wording, *, quoted: bool) -> Quotation | None:
        """Where a passage stands word for word, if it does; a short one must be a whole sentence."""
        short = len(passage.keys) < FEWEST_WORDS
        found = self._sentence(passage, quoted=quoted) if short else self._stretch(passage.keys)
        if Edition.Y2026 in found:
            return Quotation(Verdict.MATCHES, *found[Edition.Y2026])
        if Edition.Y1995 not in found:
            return None
        parts = self._parts(passage)
        likeness, alike = self._nearest(passage).get(Edition.Y2026, (0.0, Quotation(Verdict.NOT_FOUND)))
        place = found[Edition.Y1995][0]
        nearest = next((part.after for part in parts if part.after), None) or self._successor(place)
        if alike.reference and likeness >= _NEAR and nearest in (None, alike.reference.whole_article):
            nearest = alike.reference
        return Quotation(Verdict.ONLY_1995, *found[Edition.Y1995], parts=parts, nearest=nearest)

    def _successor(self, place: Reference) -> Reference | None:
        """What became of a place of 1995, or of what it stands in."""
        around = (place, replace(place, subparagraph=None), place.whole_article)
        return next((self._became[one] for one in around if one in self._became), None)

    def _near(self, passage: Wording) -> Quotation:
        parts = self._parts(passage)
        first = [part.places[0] for part in parts if part.places]
        if len({place.whole_article for place in first}) > 1:
            return Quotation(Verdict.PARTS, first[0], parts=parts)
        best = self._nearest(passage)
        new, old = (
            best.get(edition, (0.0, Quotation(Verdict.NOT_FOUND))) for edition in (Edition.Y2026, Edition.Y1995)
        )
        nearest = new if new[0] >= old[0] - 0.05 else old
        return nearest[1] if nearest[0] >= _NEAR else Quotation(Verdict.NOT_FOUND)

    def _stretch(self, keys: list[str]) -> dict[Edition, Place]:
        """Where these words stand one after the other, once for each edition."""
        return self._places(self._grams.get(tuple(keys[:_GRAM]), ()), keys)

    def _sentence(self, passage: Wording, *, quoted: bool) -> dict[Edition, Place]:
        """Where a passage stands that is whole sentences, written as such: no question, no words of a search."""
        written = passage.clauses[0][1].strip(_SIGNS)
        stop = written.endswith(".") or quoted
        enough = len(passage.keys) >= _SENTENCE_WORDS or (len(passage.keys) == _SENTENCE_WORDS - 1 and stop)
        if not enough or not written[:1].isupper() or written.endswith("?"):
            return {}
        if len(passage.sentences) > 1:
            return self._stretch(passage.keys)
        return self._places(self._sentences.get(tuple(passage.keys), ()), passage.keys)

    def _places(self, starts: Iterable[tuple[int, int]], keys: list[str]) -> dict[Edition, Place]:
        found: dict[Edition, Place] = {}
        for number, at in starts:
            text, last = self._texts[number], at + len(keys) - 1
            if text.keys[at : last + 1] == keys:
                found.setdefault(text.place(at, last).edition, (text.place(at, last), self._locales[number]))
        return found

    def _parts(self, passage: Wording) -> tuple[Part, ...]:
        """Each sentence of several, with the places where it stands by itself."""
        if len(passage.sentences) < 2:
            return ()
        parts = []
        for first, last, _ in passage.sentences:
            keys = passage.keys[first : last + 1]
            whole = self._places(self._sentences.get(tuple(keys), ()), keys)
            found = whole or (self._stretch(keys) if len(keys) >= _PART_WORDS else {})
            after, before = (found.get(edition, (None,))[0] for edition in (Edition.Y2026, Edition.Y1995))
            parts.append(Part(passage.as_written(first, last), after, before))
        return tuple(parts)

    def _nearest(self, passage: Wording) -> dict[Edition, tuple[float, Quotation]]:
        """The most alike stretch of each edition, how alike it is, and what differs."""
        best: dict[Edition, tuple[float, int, Match]] = {}
        for number, chain in self._candidates(passage.keys):
            found, edition = self._texts[number].match(passage, chain), self._editions[number]
            if edition not in best or found.likeness > best[edition][0]:
                best[edition] = (found.likeness, number, found)
        made = {}
        for edition, (likeness, number, found) in best.items():
            text = self._texts[number]
            found = text.widened(found, len(passage.keys) // 2)
            runs = text.compared(found.first, found.last, passage)
            place = text.place(found.first, found.last)
            made[edition] = (likeness, Quotation(Verdict.DIFFERS, place, self._locales[number], runs))
        return made

    def _candidates(self, keys: list[str]) -> Iterator[tuple[int, tuple[int, int]]]:
        """Articles that share most with the passage, and from where to where they do."""
        shared: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for at in range(len(keys) - _GRAM + 1):
            for number, place in self._grams.get(tuple(keys[at : at + _GRAM]), ()):
                shared[number].append((at, place))
        most = sorted(shared, key=lambda number: (-len({at for at, _ in shared[number]}), number))
        for number in most[:_CANDIDATES]:
            yield number, _chain(shared[number])


async def _became(corpus: Corpus) -> dict[Reference, Reference]:
    """For places of 1995 that live on, the first place of 2026 that our relations name."""
    became: dict[Reference, Reference] = {}
    for label in corpus.outline.articles[Edition.Y1995]:
        article = Reference(Edition.Y1995, label)
        whole = await corpus.article_relation(article, Locale.RU)
        for one in (*await corpus.paragraph_relations(article, Locale.RU), *filter(None, [whole])):
            for place in one.before:
                if place.whole_article == article and one.after:
                    became.setdefault(place, one.after[0])
    return became | {Reference(Edition.Y1995, PREAMBLE): Reference(Edition.Y2026, PREAMBLE)}


def _chain(shared: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From the first to the last word that an article shares with the passage in the same order.

    ``shared`` are places in the passage and in the article; most of them lie at one distance, where the rest joins.
    """
    (distance, _), *_ = Counter(place - at for at, place in shared).most_common(1)
    core = [pair for pair in shared if pair[1] - pair[0] == distance]
    low, high = min(core), max(core)
    for at, place in sorted(shared, key=lambda pair: -pair[1]):
        if at < low[0] and place < low[1]:
            low = (at, place)
    for at, place in sorted(shared, key=lambda pair: pair[1]):
        if at > high[0] and place > high[1]:
            high = (at, place)
    return low[1], high[1] + _GRAM - 1
