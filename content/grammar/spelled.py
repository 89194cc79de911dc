"""Reads numbers written as words, up to nine hundred and ninety-nine, in any alphabet and romanisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from content.grammar.romanised import is_latin, romanised
from content.grammar.words import plain, skeleton, words

_CARDINALS = {
    "kk": """1 бір | 2 екі | 3 үш | 4 төрт | 5 бес | 6 алты | 7 жеті | 8 сегіз | 9 тоғыз | 10 он | 20 жиырма | 30 отыз |
        40 қырық | 50 елу | 60 алпыс | 70 жетпіс | 80 сексен | 90 тоқсан | 100 жүз""",
    "ru": """1 один одна одной | 2 два две двух | 3 три трех | 4 четыре четырех | 5 пять пяти | 6 шесть шести |
        7 семь семи | 8 восемь восьми | 9 девять девяти | 10 десять десяти | 11 одиннадцать одиннадцати |
        12 двенадцать двенадцати | 13 тринадцать тринадцати | 14 четырнадцать четырнадцати | 15 пятнадцать пятнадцати |
        16 шестнадцать шестнадцати | 17 семнадцать семнадцати | 18 восемнадцать восемнадцати |
        19 девятнадцать девятнадцати | 20 двадцать двадцати | 30 тридцать тридцати | 40 сорок сорока |
        50 пятьдесят пятидесяти | 60 шестьдесят шестидесяти | 70 семьдесят семидесяти | 80 восемьдесят восьмидесяти |
        90 девяносто девяноста | 100 сто ста | 200 двести двухсот | 300 триста трехсот | 400 четыреста четырехсот |
        500 пятьсот пятисот | 600 шестьсот шестисот | 700 семьсот семисот | 800 восемьсот восьмисот |
        900 девятьсот девятисот""",
    "en": """1 one | 2 two | 3 three | 4 four | 5 five | 6 six | 7 seven | 8 eight | 9 nine | 10 ten | 11 eleven | 12 twelve |
        13 thirteen | 14 fourteen | 15 fifteen | 16 sixteen | 17 seventeen | 18 eighteen | 19 nineteen | 20 twenty |
        30 thirty | 40 forty | 50 fifty | 60 sixty | 70 seventy | 80 eighty | 90 ninety | 100 hundred""",
}
_ORDINALS = {
    "kk": "40 қырқыншы",
    "ru": """1 перв | 2 втор | 3 трет | 4 четверт | 5 пят | 6 шест | 7 седьм | 8 восьм | 9 девят | 10 десят | 11 одиннадцат |
        12 двенадцат | 13 тринадцат | 14 четырнадцат | 15 пятнадцат | 16 шестнадцат | 17 семнадцат | 18 восемнадцат |
        19 девятнадцат | 20 двадцат | 30 тридцат | 40 сороков | 50 пятидесят | 60 шестидесят | 70 семидесят |
        80 восьмидесят | 90 девяност | 100 сот | 200 двухсот | 300 трехсот | 500 пятисот""",
    "en": """1 first | 2 second | 3 third | 4 fourth | 5 fifth | 6 sixth | 7 seventh | 8 eighth | 9 ninth | 10 tenth |
        11 eleventh | 12 twelfth | 13 thirteenth | 14 fourteenth | 15 fifteenth | 16 sixteenth | 17 seventeenth |
        18 eighteenth | 19 nineteenth | 20 twentieth | 30 thirtieth | 40 fortieth | 50 fiftieth | 60 sixtieth |
        70 seventieth | 80 eightieth | 90 ninetieth | 100 hundredth""",
}
_RU_ENDINGS = words("ый ий ой ая ья ую ью ое ье ого ьего ому ьему ом ьем ей ьей ым ьим ые ьи ых ьих")
_KK_ENDINGS = words("нші інші сінші")
_TOO_LARGE = {skeleton(word) for word in words("мың мыңыншы тысяча тысячи тысячная thousand thousandth million")}
_LONGEST = 5
_SHORT_TENS = ("elu", "otiz")
_TORN = {skeleton(word) for word in words("ел лу еу от тз ыз жи жр қы ық ап жт жп же се кс то тқ")}
_LIKE_A_TEN = re.compile(r"(?:pis|ksen|ksan|irma|irik|tiz)$")
"""How the Kazakh tens end: a word with such an end before ``үшінші`` is some seventy or twenty that nobody can read."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its value, how many words it took, whether it is an ordinal, and in which language."""

    value: int
    taken: int
    ordinal: bool
    language: str


@dataclass(frozen=True, slots=True)
class _Step:
    value: int
    ordinal: bool


def _entries(table: str) -> Iterator[tuple[int, str]]:
    for entry in table.split("|"):
        value, *forms = entry.split()
        for form in forms:
            yield int(value), form


def _keys(word: str) -> tuple[str, ...]:
    """What a word of the tables sounds like, and what becomes of it in Latin letters."""
    sound = skeleton(word)
    return sound, romanised(sound)


def _heard(word: str) -> tuple[str, ...]:
    """The keys to look a typed word up by; only Latin letters are read as a romanisation."""
    low = "".join(map(plain, word))
    return (skeleton(low), romanised(low)) if is_latin(low) else (skeleton(low),)


def _vocabulary(language: str) -> dict[str, _Step]:
    cardinals, ordinals = list(_entries(_CARDINALS[language])), list(_entries(_ORDINALS[language]))
    if language == "kk":
        ordinals += [(value, word + ending) for value, word in cardinals for ending in _KK_ENDINGS]
    elif language == "ru":
        ordinals = [(value, stem + ending) for value, stem in ordinals for ending in _RU_ENDINGS]
    found = {key: _Step(value, True) for value, word in ordinals for key in _keys(word)}
    return found | {key: _Step(value, False) for value, word in cardinals for key in _keys(word)}


_VOCABULARIES = {language: _vocabulary(language) for language in _CARDINALS}
_TENS = {
    language: {key: step.value for key, step in known.items() if not step.ordinal and step.value % 10 == 0}
    for language, known in _VOCABULARIES.items()
}
_SHARED = {"on", "us"}
"""он and үш in Latin letters are English words: they count only behind or before another number word."""


def begins_a_number(word: str) -> bool:
    """Whether ``word`` is a number word of any language."""
    return any(_steps(word, language) for language in _VOCABULARIES)


def numeral(spoken: Sequence[str]) -> Spelled | None:
    """The number at the head of ``spoken``, the longest that one language reads there."""
    read = [found for language in _VOCABULARIES if (found := _read(spoken, language))]
    return max(read, key=lambda found: found.taken, default=None)


def _read(spoken: Sequence[str], language: str) -> Spelled | None:
    value = taken = 0
    ordinal = False
    for at, word in enumerate(spoken[:_LONGEST]):
        if word == "and" and value and value % 100 == 0 and taken == at:
            continue
        steps = _steps(word, language)
        added = value
        for step in steps:
            joined = _add(added, step.value, language)
            if joined is None:
                steps = ()
                break
            added = joined
        if not steps:
            break
        value, taken, ordinal = added, at + 1, steps[-1].ordinal
        if ordinal:
            break
    return Spelled(value, taken, ordinal, language) if taken else None


def _add(value: int, step: int, language: str) -> int | None:
    """``value`` with the next word counted in; None where no number goes on like that."""
    if value == 0:
        return step
    if step == 100:
        return value * 100 if value < 10 else None
    if value % 100 == 0:
        return value + step if step < 100 else None
    if value % 10 == 0 and step < 10 and (value % 100 != 10 or language == "kk"):
        return value + step
    return None


@lru_cache(maxsize=8192)
def _steps(word: str, language: str) -> tuple[_Step, ...]:
    """What one word counts; two steps where two words are written as one, ``жиырмабірінші``."""
    if language == "en" and not is_latin(word):
        return ()  # тең sounds like ten
    known = _VOCABULARIES[language]
    for key in _heard(word):
        if step := known.get(key):
            return (step,)
        for ten, value in _TENS[language].items():
            if key.startswith(ten) and (step := known.get(key[len(ten) :]) or known.get(ten[-1] + key[len(ten) :])):
                return _Step(value, False), step
    return ()


def is_shared(word: str) -> bool:
    """Whether a number word is a word of another language as well."""
    return skeleton(word) in _SHARED


@lru_cache(maxsize=1024)
def like_a_number(word: str) -> bool:
    """Whether ``word`` is a number word, or so near to one that nobody should read on as if it were not there."""
    if len(word) == 2 and skeleton(word) in _TORN:
        return True
    return any(
        key in _TOO_LARGE
        or _LIKE_A_TEN.search(key)
        or any(key in known or _near(key, known) for known in _VOCABULARIES.values())
        for key in _heard(word)
    )


def _near(key: str, known: dict[str, _Step]) -> bool:
    if len(key) < 4:
        return any(OSA.distance(key, ten, score_cutoff=1) <= 1 < len(key) - 1 for ten in _SHORT_TENS)
    slips = 1 if len(key) < 6 else 2
    return any(OSA.distance(key, word, score_cutoff=slips) <= slips for word in known if len(word) > 3)
