"""Decides once what typed words are: places of the law, a passage of it, another law, a life situation, or a search."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from content.corpus import Corpus
from content.limits import MESSAGE_LIMIT
from content.model import Edition, Locale, Topic
from content.outline import Outline
from content.quotation import Quotation, quotations_of
from content.reference import (
    Reading,
    find_references,
    named_edition,
    names_absent_constitution,
    names_another_law,
    parse_reference,
)
from content.search import SearchResult, search
from content.situations import situation_named

_COMPARING = r"(?:сравн(?:и(?:ть|те|м)?|ени[ея]|ивать)|салыстыр\w*|compar(?:e|ing|ison))"
_COMPARED = re.compile(
    rf"\s*/?(?:(?:a|the|please|пожалуйста)\s+)?{_COMPARING}\b[\s:,]*(?P<behind>.+)"
    rf"|(?P<before>.+?)[\s,]+{_COMPARING}[\s.!?]*",
    re.IGNORECASE | re.DOTALL,
)
"""``compare 17``, ``17-бапты салыстыр``: the word that asks for it stands first or last."""
_QUOTED = ("«", "“", '"')


@dataclass(frozen=True, slots=True)
class References:
    """Places that were named, in the order of the words; they need not exist."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Places whose comparison with the other edition is asked for."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class EditionNamed:
    """A Constitution, and no place in it."""

    edition: Edition


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of the law or what is given out as one, and the places that are named beside it."""

    quotation: Quotation
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLaw:
    """An article of a law that is none of the two Constitutions, or a third Constitution, such as that of 1993."""

    constitution: bool = False


@dataclass(frozen=True, slots=True)
class SituationNamed:
    """A life situation called by its name, and what a search for the same words finds."""

    topic: Topic
    result: SearchResult


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds for the words; ``situation`` is called just so, but one of them has left the text."""

    words: str
    result: SearchResult
    situation: Topic | None = None


Interpretation = References | Compared | EditionNamed | Quoted | OtherLaw | SituationNamed | Found


async def interpret(corpus: Corpus, words: str, locale: Locale) -> Interpretation:
    """What ``words`` are, in whatever language, the same wherever they are typed; titles come in ``locale``.

    Looks at the first 4096 characters, searches at most once, and never fails on any text.
    """
    words, outline = words[:MESSAGE_LIMIT], corpus.outline
    if compared := _compared(words, outline):
        return Compared(compared)
    if reading := parse_reference(words, outline):
        return References((reading,))
    if edition := named_edition(words):
        return EditionNamed(edition)
    readings = find_references(words, outline)
    quotations = await quotations_of(corpus)
    quotation = quotations.check(words)
    if quotation and quotation.reference:
        return Quoted(quotation, readings)
    if quotation and quotation.stated and (not readings or words.lstrip().startswith(_QUOTED)):
        hits = (await search(corpus, words, locale)).hits
        return Quoted(replace(quotation, nearest=hits[0].reference if hits else None), readings)
    if readings:
        return References(readings)
    if names_absent_constitution(words):
        return OtherLaw(constitution=True)
    if names_another_law(words):
        return OtherLaw()
    if len(standing := quotations.standing(words)) == 1:
        return References((Reading(standing[0], edition_named=False),))
    result, topic = await search(corpus, words, locale), await situation_named(corpus, words, locale)
    if topic and result.gone is None:
        return SituationNamed(topic, result)
    return Found(words, result, topic)


def claims_in(meant: Interpretation) -> Interpretation:
    """What is to be checked in somebody else's message: the places it names, and only then what else it is."""
    match meant:
        case Compared(readings) | Quoted(readings=readings) if readings:
            return References(readings)
    return meant


def has_answer(meant: Interpretation) -> bool:
    """Whether the law has anything to say to the words."""
    match meant:
        case Found(result=result):
            return bool(result.hits or result.gone)
        case Quoted(quotation, readings):
            return bool(quotation.reference or readings)
    return True


def _compared(words: str, outline: Outline) -> tuple[Reading, ...]:
    match = _COMPARED.fullmatch(words)
    return find_references(match["behind"] or match["before"], outline) if match else ()
