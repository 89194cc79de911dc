"""Finds the provisions that words mean, in any of three languages and however they are spelt, in about a millisecond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.corpus import Corpus
from content.finding import kazakh as kazakh
from content.finding.departed import SHORTEST
from content.finding.edition import edition_asked
from content.finding.excerpts import Run, excerpt, matches
from content.finding.former import former_place, rank_former
from content.finding.gone import GoneWord, SaidWord
from content.finding.lexicon import Lexicon, lexicon_of
from content.finding.ranking import Found, rank
from content.finding.spellings import other_layouts
from content.finding.vocabulary import Meaning, Vocabulary
from content.finding.words import ENGLISH_MARKS, cut_words, is_weak, query_terms, words_key
from content.limits import QUERY_LIMIT
from content.model import Edition, Locale, Reference

WORD_LIMIT = 8
"""Words of a query that are looked at."""
LETTER_LIMIT = 32
"""Letters of a word that are looked at."""
_TELLING = 2
"""Weight from which a word is one that was asked for, beside words that stand everywhere."""
_UNSURE = 0.5
"""A reading of a word that is no surer than this tells nothing of words that are gone."""
_CLEARLY, _FULLY = 1.4, 0.75
"""The first hit is clearly best when it scores so many times the second one and meets so much of the query."""
WORTH_BESIDE = 0.35
"""An article that scores less than this share of a clearly best one is not what was asked for."""
_FAR = 1.5
"""How many times the score of all others a listed question gets at least; above ``_CLEARLY``."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One provision, its best paragraph, and what was looked for in it."""

    reference: Reference
    title: str
    text: str
    terms: frozenset[str]
    locale: Locale
    score: float
    topic: str | None = None

    @property
    def excerpt(self) -> tuple[Run, ...]:
        """One line of context in which the found words are marked."""
        return excerpt(self.text, self.terms, self.locale)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, best first; without hits, ``tried`` and ``near`` say what was looked for and what is close.

    ``clear`` says that the first hit may be opened at once. ``departed`` is a word that the text in force does not use
    but answers all the same, ``gone`` one for which it has nothing better than what stands in its place.
    """

    hits: tuple[Hit, ...] = ()
    tried: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    gone: GoneWord | None = None
    clear: bool = False
    departed: GoneWord | None = None


async def search(corpus: Corpus, query: str, locale: Locale, limit: int = 10) -> SearchResult:
    """Ranked provisions for ``query``, titles and excerpts in ``locale``; at most ``limit``.

    Looks at the first 128 characters and 8 telling words. An article appears once. Provisions of 1995 come only when
    that Constitution is named or the one of 2026 has nothing. Never fails on any text.
    """
    return find(await lexicon_of(corpus), query, locale, limit)


def find(lexicon: Lexicon, query: str, locale: Locale, limit: int = 10) -> SearchResult:
    """``search`` in a corpus whose lexicon is loaded."""
    words = _clean(query)
    listed = lexicon.listed.get(words_key(words))
    asked, text = (None, words) if listed else edition_asked(words)
    meanings = _read(text, lexicon.vocabulary)
    tried = tuple(meaning.word for meaning in meanings)
    gone, others = _gone(lexicon, meanings, text, locale)
    listed = listed or _listed(lexicon, text, meanings)
    if asked is Edition.Y1995:
        listed = gone.before[0] if gone and not others else former_place(lexicon, listed) if listed else None
        gone, others = None, True
    ranked = _ranked(lexicon, meanings, asked)
    asks = gone is None and asked is None and not listed and bool(ranked)
    if asks and (_is_aside(lexicon, meanings) or lexicon.beside.is_meant(text)):
        return SearchResult(tried=tried)
    departed = _departed(lexicon, meanings) if gone is None and asked is None else None
    if departed is not None and not listed and not (_is_clear(ranked) and ranked[0].place.edition is Edition.Y2026):
        gone, departed, others = departed, None, bool(ranked)
    if gone is not None:
        ranked = _with_successors(gone, ranked, others)
    elif _is_clear(ranked):
        ranked = [found for found in ranked if found.score >= WORTH_BESIDE * ranked[0].score]
    if listed:
        ranked = _led_by(listed, ranked)
    if not ranked:
        return SearchResult(tried=tried, near=_near(lexicon.vocabulary, meanings), gone=gone)
    hits = tuple(_hits(lexicon, ranked[:limit], meanings, locale))
    return SearchResult(hits, tried, (), gone, _is_clear(ranked), departed)


def _listed(lexicon: Lexicon, text: str, meanings: Sequence[Meaning]) -> Reference | None:
    """The place of a question that is listed: word for word, without the name of an edition or without what only asks,
    or with the same telling words in other forms and another order."""
    telling = " ".join(meaning.word for meaning in meanings)
    said = lexicon.listed.get(words_key(text)) or lexicon.listed.get(words_key(telling))
    if said or not all(meaning.certainty == 1 for meaning in meanings):
        return said
    for language in "rke":
        terms = frozenset(_one_of(meaning.terms, language) for meaning in meanings)
        if place := lexicon.listed_terms.get(terms):
            return place
    return None


def _one_of(terms: Sequence[str], language: str) -> str:
    return next((term for term in terms if term[0] == language), terms[0])


def _is_aside(lexicon: Lexicon, meanings: Sequence[Meaning]) -> bool:
    """Whether the one word asked is none of the law’s: everybody’s word, as “back”, or one that merely stands somewhere
    in longer phrases, as the horse of a theft."""
    if len(meanings) != 1 or meanings[0].certainty < 1:
        return False
    if not lexicon.departed.keys().isdisjoint(meanings[0].terms):
        return False
    speaks = lexicon.is_named if is_weak(meanings[0].word) else lexicon.speaks_of
    return not any(map(speaks, meanings[0].terms))


def _ranked(lexicon: Lexicon, meanings: Sequence[Meaning], asked: Edition | None) -> list[Found]:
    if asked is Edition.Y1995:
        return rank_former(lexicon, meanings)
    editions = (asked,) if asked else (Edition.Y2026, Edition.Y1995)
    return next((found for edition in editions if (found := rank(lexicon, meanings, edition))), [])


def _is_clear(ranked: Sequence[Found]) -> bool:
    if len(ranked) < 2:
        return bool(ranked)
    return ranked[0].score > _CLEARLY * ranked[1].score and ranked[0].met > _FULLY


def meanings_of(lexicon: Lexicon, query: str) -> list[Meaning]:
    """What the words of a query stand for, without the name of an edition."""
    return _read(edition_asked(_clean(query))[1], lexicon.vocabulary)


def _clean(query: str) -> str:
    shown = query[: 4 * QUERY_LIMIT].encode("utf-8", "ignore").decode("utf-8")
    return " ".join(shown.replace("\0", " ").split())[:QUERY_LIMIT]


def _read(text: str, vocabulary: Vocabulary) -> list[Meaning]:
    """The telling words of a query with their meanings; another keyboard layout where only that makes words."""
    found = _meanings(text, vocabulary)
    if found and not any(vocabulary.known(meaning.word) for meaning in found):
        for other in other_layouts(text):
            typed = _meanings(other, vocabulary)
            if typed and sum(meaning.certainty for meaning in typed) > max(len(typed) * 0.6, len(found) * 0.3):
                return typed
    return found


def _meanings(text: str, vocabulary: Vocabulary) -> list[Meaning]:
    words = [word[:LETTER_LIMIT] for word in dict.fromkeys(cut_words(text))]
    english = any(word.isascii() and len(word) > 1 and kazakh.fold(word) in ENGLISH_MARKS for word in words)
    telling = [word for word in words if not vocabulary.only_asks(word)][:WORD_LIMIT]
    telling = [word for word in telling if not vocabulary.is_name(word)] or telling
    return [vocabulary.meaning(word, in_english=english) for word in telling]


def _gone(lexicon: Lexicon, meanings: Sequence[Meaning], text: str, locale: Locale) -> tuple[GoneWord | None, bool]:
    """The word of the query that is not used any more, and whether the query asks for something else besides."""
    words = _said_words(lexicon.vocabulary, meanings, text)
    spelt = {term for word in words for term in word.terms | word.kin | word.guessed}
    begun = [phrase for term in spelt for phrase in lexicon.phrases.get(term, ())]
    said = [phrase for phrase in begun if all(any(part.is_said(word) for word in words) for part in phrase.parts)]
    if not said:
        return None, True
    phrase = max(said, key=lambda phrase: (len(phrase.parts), phrase.id))
    named = phrase.terms
    others = any(m.terms and not m.asks and not named.intersection(m.terms) and m.weight > _TELLING for m in meanings)
    return lexicon.gone[phrase.id, locale], others


def _said_words(vocabulary: Vocabulary, meanings: Sequence[Meaning], text: str) -> list[SaidWord]:
    guesses = {meaning.word: meaning for meaning in meanings if _UNSURE < meaning.certainty < 1}
    words = []
    for word in dict.fromkeys([*cut_words(text), *guesses]):
        terms = frozenset(query_terms(word))
        guessed = frozenset(guesses[word].terms) if word in guesses else frozenset[str]()
        kin = frozenset(kin for term in terms for kin in vocabulary.kin(term))
        words.append(SaidWord(kazakh.fold(word), terms, kin, guessed))
    return words


def _departed(lexicon: Lexicon, meanings: Sequence[Meaning]) -> GoneWord | None:
    """The one word asked for, where it was counted in the official text of 1995 alone."""
    telling = [meaning for meaning in meanings if not meaning.asks and meaning.weight > _TELLING]
    if len(telling) != 1 or telling[0].certainty <= _UNSURE or len(telling[0].word) < SHORTEST:
        return None
    asked = telling[0]
    counted = [lexicon.departed[term] for term in asked.terms if term in lexicon.departed]
    readings = [term for term in query_terms(asked.word) if term not in lexicon.departed]
    if not counted or any(lexicon.is_in_force(term) for term in readings):
        return None  # or it stands in the other language's text
    found = counted[0]
    as_typed = kazakh.fold(found.word).startswith(kazakh.fold(asked.word))
    return replace(found, word=asked.word) if as_typed else found


def _with_successors(gone: GoneWord, ranked: list[Found], others: bool) -> list[Found]:
    """What stands in the place of a word that is gone comes first, or second when more was asked than that word."""
    after = {ref.article for ref in gone.after}
    others = others and not (ranked and ranked[0].place.article in after)
    lead = ranked[:1] if others and ranked and ranked[0].place.edition is Edition.Y2026 else []
    others = bool(lead)
    top = (lead or ranked or [Found(1.0, 1.0, Reference(Edition.Y2026, "1"))])[0].score
    taken = {found.place.article for found in lead}
    for at, ref in enumerate(ref for ref in gone.after if ref.article not in taken):
        lead.append(Found(top * (0.95 if others else 1.05) ** (at + 1 if others else len(gone.after) - at), 1.0, ref))
    taken |= {ref.article for ref in gone.after}
    return [*lead, *(found for found in ranked if found.place.article not in taken)]


def _led_by(place: Reference, ranked: list[Found]) -> list[Found]:
    """The place of a question that is listed word for word comes first, clearly."""
    others = [found for found in ranked if found.place.article != place.article]
    mine = next((found for found in ranked if found.place.article == place.article), None)
    score = max(mine.score if mine else 1.0, _FAR * others[0].score if others else 0.0)
    return [Found(score, 1.0, place, mine.topic if mine else None), *others]


def _hits(lexicon: Lexicon, ranked: Sequence[Found], meanings: Sequence[Meaning], locale: Locale) -> list[Hit]:
    terms = frozenset(term for meaning in meanings for term in meaning.terms)
    hits = []
    for found in ranked:
        ref = found.place
        text = _nearest(lexicon.lines(ref, locale) or lexicon.lines(ref.whole_article, locale), terms, locale)
        if text.endswith(":"):
            text = f"{text} {_nearest(lexicon.items(ref, locale), terms, locale)}".strip()
        title = lexicon.titles.get((ref.edition, locale, ref.article), "")
        hits.append(Hit(ref, title, text, terms, locale, round(found.score, 3), found.topic))
    return hits


def _nearest(lines: Sequence[str], terms: frozenset[str], locale: Locale) -> str:
    """The line with most of the words."""
    return lines[0] if len(lines) == 1 else max(lines, key=lambda line: matches(line, terms, locale), default="")


def _near(vocabulary: Vocabulary, meanings: Sequence[Meaning]) -> tuple[str, ...]:
    """Up to three words of the Constitution that look like the longest word that was not found."""
    unknown = [meaning.word for meaning in meanings if not meaning.terms]
    return tuple(vocabulary.similar(max(unknown, key=len))) if unknown else ()
