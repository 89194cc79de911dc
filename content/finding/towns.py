"""Knows the names of towns: of a town alone, the capital excepted, no Constitution speaks."""

from __future__ import annotations

from collections.abc import Sequence

from content.finding import kazakh as kazakh
from content.grammar.words import words

_TOWNS = tuple(
    words(
        """актау актобе орал семей тараз алматы атырау балкаш балхаш жанаозен жезказган караганд кентау кокшетау конаев
        костанай кызылорд оскемен каменогорск павлодар петропав риддер сатпаев степногорск талдыкорган темиртау туркестан
        туркистан уральск шымкент екибастуз
        aktau aqtau oral semey taraz aktobe aqtobe almaty atyrau balkhash ekibastuz karagand qaragand kokshetau konaev
        kostanay qostanai kyzylorda oskemen pavlodar petropavl semipalatinsk shymkent taldykorgan temirtau turkestan
        turkistan uralsk zhanaozen zhezkazgan"""
    )
)
"""How the names of towns begin; folded."""
_ALSO_WORDS = 5
"""A name of so many letters or fewer is part of other words too: орал and оралу, ақтау and ақтауға."""
_ENDING = 4
"""The most letters that an ending adds to a longer one."""
_KIND = frozenset(kazakh.fold(word) for word in words("қала қаласы қаласында город города городе city town усть"))


def names_a_town(asked: Sequence[str]) -> bool:
    """Whether words in lower case say the name of a town and nothing else."""
    folded = [word for word in map(kazakh.fold, asked) if word not in _KIND]
    return bool(folded) and all(any(_is_form(word, town) for town in _TOWNS) for word in folded)


def _is_form(word: str, town: str) -> bool:
    if len(town) <= _ALSO_WORDS:
        return word == town
    return word.startswith(town) and len(word) - len(town) <= _ENDING
