"""Finds the place in the law that a person means, in three languages and any alphabet, and never fails on any text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.grammar.codes import beside_a_code, has_number_of_code
from content.grammar.departures import departure
from content.grammar.described import absent_constitutions
from content.grammar.groups import Group, group_parts
from content.grammar.lists import with_lists
from content.grammar.numerals import roman
from content.grammar.other_laws import (
    has_number_of_constitution_abroad,
    is_of_absent_constitution,
    of_another_law,
)
from content.grammar.pieces import pieces_of
from content.grammar.retyped import retyped
from content.grammar.rules import Phrase, read_phrases
from content.grammar.tokens import Kind
from content.limits import MESSAGE_LIMIT
from content.model import Edition, Reference, SectionReference
from content.outline import Outline
from content.resolving import Reading as Reading
from content.resolving import Resolver

_ROMAN_ALONE = re.compile(r"\s*[IVXІХ]{1,4}\s*")
"""Capitals alone, Latin or Cyrillic, as sections are labelled on buttons."""
_LAST_SECTION = 11
_JOINED = frozenset({Kind.AND, Kind.COMMA, Kind.RANGE})
"""What may stand between two Constitutions that are named together."""
_COURTEOUS = frozenset({Kind.SIGN, Kind.WORD, Kind.COMMA})
_WHOLE_LIMIT = 300
"""Characters; a longer text is not a reference and nothing else."""


def parse_reference(text: str, outline: Outline) -> Reading | None:
    """The one reference that ``text`` is, apart from courtesies and punctuation; None for any other text.

    The article need not exist (``999``); then the caller names the range.
    """
    if len(text) > _WHOLE_LIMIT and len(text.strip()) > _WHOLE_LIMIT:
        return None
    found = _whole(text, outline)
    return found[0] if found and len(found) == 1 else None


def find_references(text: str, outline: Outline, limit: int = 5) -> tuple[Reading, ...]:
    """References anywhere in ``text``, in the order they stand in it, each once, at most ``limit``.

    Looks at the first 4096 characters. Bare numbers count only when the text is nothing but references. An article of
    another law is none of ours.
    """
    text = text[:MESSAGE_LIMIT]
    found = _whole(text, outline)
    if found is None:
        found = _resolve(text, outline, whole=False) or []
    return tuple(found[:limit])


def named_edition(text: str) -> Edition | None:
    """The Constitution that ``text`` names without any place in it: ``1995``, ``старая конституция``."""
    named = named_editions(text)
    return next(iter(named)) if len(named) == 1 else None


def named_editions(text: str) -> frozenset[Edition]:
    """The Constitutions that ``text`` names and nothing else: ``1995 и 2026``, ``ескі және жаңа конституция``."""
    if len(text) > _WHOLE_LIMIT:
        return frozenset()
    pieces = [piece for piece in pieces_of(text) if piece.kind not in (Kind.SIGN, Kind.WORD)]
    named = frozenset(piece.edition for piece in pieces if piece.kind is Kind.EDITION)
    spoken = any(piece.kind is Kind.CONSTITUTION or text[piece.start].isdecimal() for piece in pieces)
    joined = _JOINED if len(named) > 1 else frozenset()
    alone = all(piece.kind in joined | {Kind.EDITION, Kind.CONSTITUTION} for piece in pieces)
    return named if alone and spoken else frozenset()


def names_another_law(text: str) -> bool:
    """Whether ``text`` names an article of another law, such as ``ст. 17 УК`` or ``КоАП 440``."""
    text = text[:MESSAGE_LIMIT]
    if has_number_of_code(text) or has_number_of_constitution_abroad(text):
        return True
    for groups in _all_groups(text):
        complete = [(group.start, group.end) for group in groups if group.complete]
        others = (group for group in groups if not group.complete)
        if any(of_another_law(text, complete)) or any(beside_a_code(text, one.start, one.end) for one in others):
            return True
    return False


def names_absent_constitution(text: str) -> bool:
    """Whether ``text`` is a Constitution of Kazakhstan that is neither of the two, or names an article of such a one."""
    text = text[:MESSAGE_LIMIT]
    absent = absent_constitutions(text)
    if not absent:
        return False
    rest = text
    for start, end in absent:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    alone = len(text) <= _WHOLE_LIMIT and all(piece.kind in _COURTEOUS for piece in pieces_of(rest))
    places = (group for groups in _all_groups(text) for group in groups)
    return alone or any(is_of_absent_constitution(text, place.start, place.end) for place in places)


def _all_groups(text: str) -> Iterator[list[Group]]:
    phrases, _ = read_phrases(text)
    return (group_parts(phrase, whole=False) for phrase in phrases)


def _whole(text: str, outline: Outline) -> list[Reading] | None:
    """What ``text`` is as a whole, if need be as the other keyboard would have written it."""
    found = _resolve(text, outline, whole=True)
    if found is None and len(text) <= _WHOLE_LIMIT:
        for other in retyped(text):
            if _has_marker(other) and not _has_marker(text) and (again := _resolve(other, outline, whole=True)):
                return again
    return found


def _has_marker(text: str) -> bool:
    return any(piece.kind is Kind.KEY for piece in pieces_of(text))


def _resolve(text: str, outline: Outline, *, whole: bool) -> list[Reading] | None:
    """None when ``whole`` is asked for and something in the text belongs to no place."""
    if whole and _ROMAN_ALONE.fullmatch(text) and (number := roman(text.strip().lower())) and number <= _LAST_SECTION:
        return [Reading(SectionReference(Edition.Y2026, number), edition_named=False, start=0, end=len(text))]
    text, leaning = departure(text)
    phrases, clean = read_phrases(text)
    if whole and not clean:
        return None
    found: dict[Reference | SectionReference, Reading] = {}
    named: Edition | None = None
    for phrase in phrases:
        groups = _groups(phrase, outline, whole=whole)
        if whole and not all(group.complete for group in groups):
            return None
        groups = [group for group in groups if group.complete]
        foreign = of_another_law(text, [(group.start, group.end) for group in groups])
        for group, other in zip(groups, foreign, strict=True):
            if not other:
                for reading in Resolver(group, group.edition or named, outline, whole, leaning).readings():
                    found.setdefault(reading.target, reading)
        for edition, certain in phrase.editions:
            if certain or phrase.names_constitution:
                named = edition
    return list(found.values())


def _groups(phrase: Phrase, outline: Outline, *, whole: bool) -> list[Group]:
    return group_parts(with_lists(phrase, outline.holds_chain) if whole else phrase, whole=whole)
