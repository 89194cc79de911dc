"""Knows the codes of Kazakhstan by their abbreviations, ҚК or КоАП, where they stand beside an article or a number."""

from __future__ import annotations

import re

_TREATIES = "МПГПП МПЭСКП ЕКПЧ ВДПЧ ICCPR ICESCR UDHR ECHR CEDAW UNCRC CRPD АСХП АСҚХП ЭӘМҚХП ЭӘМХП АҚЖД АҚЖБД"
_OWN = f"{_TREATIES} УК УПК УИК ГК ГПК ТК НК КоАП КоБС АППК ҚК ҚПК ҚАҚ ЕҚ ӘҚБтК ӘҚБК ӘРПК АКБтК ПДД ЖҚЕ КЗоТ KoAP PDD QPK UPK GPK"
"""Abbreviations that mean nothing else here, in any letter case."""
_SHARED = "АК АПК БК ВК ЕК ЖК ЗК КК КПК ЛК НОК ПК СК ЭК QK AK EK TK UK GK NK JK SK CC CPC КПР КПП КЛДЖ CRC"
"""Abbreviations that are words as well: only in capitals, or with nothing but the article beside them."""
_CASE = r"(?:\s?[-–]?\s?(?:н[іи]ң|н[іи]н|ның|нын|[тд][іы]ң|[дт][еа]н?|[гғкқ][еа]|n[iıy][nń]))?"
_COUNTRY = r"(?:р\.?\s?к|қ\.?\s?р|rk|qr|республики\s+казахстан)\.?"
_NAMED_CODE = r"(?:(?:[^\W\d]|-)+\s+){1,3}(?:кодекс[^\W\d]*|code)"
_NUMBER = r"\d+(?:[-.]\d+)*(?:-?[^\W\d]{1,4})?"
_AROUND = 60
"""Characters on each side that are looked at."""


def _named(codes: str) -> str:
    """One of ``codes`` in any case form, the country before or after it."""
    return rf"(?<!\w)(?:{_COUNTRY}\s+)?(?:{'|'.join(codes.split())}){_CASE}(?!\w)(?:\s+{_COUNTRY}(?!\w))?"


_BEFORE, _BEHIND = r"{}[\s.:«»\"()№–—-]*$", r"[\s,.()«\"–—-]*(?:(?:of|in|under)\s+)?(?:the\s+)?{}"
_BESIDE = [
    (re.compile(_BEFORE.format(code)), re.compile(_BEHIND.format(code)))
    for code in (f"(?i:{_named(_OWN)})", _named(_SHARED))
]
_ALONE = re.compile(rf"\W*{_named(f'{_OWN} {_SHARED}')}\W*", re.IGNORECASE)
_CODE_AND_NUMBER = re.compile(
    rf"\W*(?:(?:{_named(f'{_OWN} {_SHARED}')}|{_NAMED_CODE}(?:\s+{_COUNTRY})?)[\W_]*{_NUMBER}"
    rf"|{_NUMBER}[\W_]*{_named(f'{_OWN} {_SHARED}')})\W*",
    re.IGNORECASE,
)
_NUMBER_OF_CODE = re.compile(rf"(?<![\w.]){_NUMBER}\s+{_named(_OWN)}")
"""``188 УК`` in a sentence: with no word for article only as the abbreviation is printed."""


def beside_a_code(text: str, start: int, end: int) -> bool:
    """Whether a code is named right before or right behind the place at ``text[start:end]``."""
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if any(left.search(before) or right.match(behind) for left, right in _BESIDE):
        return True
    return start < _AROUND and _ALONE.fullmatch(f"{text[:start]} {behind}") is not None


def has_number_of_code(text: str) -> bool:
    """Whether ``text`` is a code with a number and nothing else, ``КоАП 440``, or says ``188 УК`` in a sentence."""
    alone = len(text) <= 2 * _AROUND and _CODE_AND_NUMBER.fullmatch(text) is not None
    return alone or _NUMBER_OF_CODE.search(text) is not None
