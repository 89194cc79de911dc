"""Tells an article of another law, ``ст. 17 УК``, from an article of our Constitutions by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.grammar.codes import beside_a_code
from content.grammar.described import absent_constitutions

_COUNTRY = r"""(?:(?:республик[аи]|federation|republic\s+of|kingdom\s+of)\s+)?(?:(?-i:US|U\.S\.|UK|ОАЭ)|usa|united\s+(?:states|kingdom)
    |american?|сша|соедин[её]нн\w+\s+штат\w+|америк\w+|рф|росси\w+|russian?|ақш|ресей\w*|узбек\w+|өзбек\w+|uzbek\w*
    |кыргыз\w+|киргиз\w+|қырғыз\w+|kyrgyz\w*|таджик\w+|тәжік\w+|tajik\w*|туркмен\w+|түрікмен\w+|turkmen\w*
    |азербайджан\w*|әзербайжан\w*|azerbaijan\w*|армени\w+|армян\w+|armenian?|грузи\w+|georgian?|молд[ао]в\w+|moldovan?
    |украин\w+|ukrain\w+|беларус\w+|белорус\w+|belarus\w*|литв\w+|lithuanian?|латви\w+|latvian?|эстони\w+|estonian?
    |польш\w+|польск\w+|poland|polish|герман\w+|немецк\w+|фрг|german\w*|франц\w+|french|france|итали\w+|италь\w+|ital(?:y|ian)
    |испан\w+|spain|spanish|швейцар\w+|swiss|switzerland|швеци\w+|швед\w+|swed\w+|британ\w+|british|кита[яй]\w*|китайск\w+|қытай\w*
    |кнр|chin(?:ese|a)|монгол\w+|моңғол\w+|mongolian?|турци\w+|турецк\w+|turk(?:ish|ey)|türkiye|түркия\w*|япони\w+|японск\w+
    |жапон\w+|japan\w*|коре[йия]\w*|korean?|инди[яию]|индийск\w+|үнді\w*|indian?|иран\w*|iranian|сингапур\w*|singapore
    |израил\w+|israeli?|канад\w+|canad\w+|бразил\w+|brazil\w*|ссср|ussr|soviet)(?:ск(?:ой|ая)|\s+(?:республик\w+|федераци\w+
    |федерация\w*|республика\w*|federation))?"""
_CONSTITUTION = r"(?:конституци\w+|constitution\w*|основн\w+\s+закон\w*|basic\s+law)"
_ACT = r"(?:кодекс\w*|конвенци\w+|деклараци\w+|пакт\w*|харти[ия]|устав[ае]?|договор[ае]?|жарғы\w*|шарт(?:тың|ының))"
_RU_ADJECTIVE = r"(?:[а-яё-]+(?:ого|его|ой|ей|ых|их|ый|ий|ая)\s+)"
_KK_ADJECTIVE = r"(?:(?:қылмыстық|азаматтық|еңбек|салық|жер|су|орман|әкімшілік|экологиялық|кәсіпкерлік|бюджет)\s+)"
_EN_ACT = r"(?:code|convention|declaration|covenant|charter|treaty|act|statute|law)"
_EN_BRANCH = r"(?:criminal|civil|penal|labou?r|tax|land|family|administrative|procedur(?:e|al)|budget|environmental)"
_OURS = re.compile(rf"[\s,(«\"]*(?:(?:of|the|в|нашей|our|1995|2026)\s+)*(?:{_CONSTITUTION}|основного\s+закона)", re.I)
_BEHIND = re.compile(
    rf"""[\s«"(]*(?:
        (?:рк\s+|қр\s+)?{_RU_ADJECTIVE}{{0,4}}(?:рк\s+)?{_ACT}\b
        |(?:конституционного\s+)?закона\b
        |{_KK_ADJECTIVE}{{0,2}}кодекс\w*
        |(?:(?:of|in|from|under|to)\s+)?(?:the\s+)?(?:[a-z]+\s+){{0,3}}?{_EN_BRANCH}\s+(?:[a-z]+\s+)?(?:code|law)\b
        |(?:of|in|from|under)\s+(?:the\s+)?(?!basic|fundamental|main)(?:(?!constitution\b|and\b|or\b)[a-z]+\s+){{0,3}}?
            (?<!basic\s)(?<!fundamental\s){_EN_ACT}\b
        |(?:(?:of|from|in)\s+)?(?:the\s+)?{_COUNTRY}(?:['’]s)?\s+{_CONSTITUTION}
        |(?:of\s+)?(?:the\s+)?{_CONSTITUTION}\s+(?:of\s+)?(?:the\s+)?{_COUNTRY}\b
        |правил\w*\s+дорожного\s+движения
        |{_COUNTRY}\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = re.compile(
    rf"""(?<!\w)(?:
        кодекс\w*
        |{_ACT}
        |(?<!ата\s)(?:заңының|заңның)|туралы\s+заң\w*
        |правил\w*\s+дорожного\s+движения|жол\s+(?:қозғалысы|жүру)\s+ереже\w*
        |{_EN_BRANCH}\s+(?:code|law)
        |{_COUNTRY}(?:['’]s)?\s+{_CONSTITUTION},?
        |{_CONSTITUTION}\s+(?:of\s+)?(?:the\s+)?{_COUNTRY}(?:\s+\(?\d{{4}}\)?(?:\s*г(?:ода|\.)?)?)?,?
    )(?:\s+(?:рк|қр|республики\s+казахстан|казахстана|of\s+kazakhstan))?[\s.:«»"(–—-]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = re.compile(
    r"""\W*(?:
        (?:[\w-]+\s+){0,3}кодекс\w*(?:\s+(?:рк|қр))?\W*
        |(?:(?:[а-яё-]+(?:ая|ой|ую|ый|ого)|халықаралық|[a-z]+)\s+){0,3}
            (?:конвенци|декларац|пакт(?!\w*\s+о\b)|хартия|устав\b|жарғы|covenant|charter|convention|declaration)\w*
            (?:[\s«"()]+[\w-]+){0,5}?(?<!\b[вкио])(?<!\b(?:из|по|in|or))(?<!\b(?:and|мен))(?<!\bunder)\W*
        |(?:закон|договор|treaty|конвенци|декларац|пакт|law|act|convention|declaration|covenant)\w*\s+(?:рк\s+)?[«"]?(?:об?|on|of)\s[^.?!]{2,90}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A law or a treaty as the beginning of a message: ``Гражданский кодекс РК, ст. 8``, ``Устав ООН, ст. 51``."""
_ABROAD_AND_NUMBER = re.compile(
    rf"\W*(?:{_COUNTRY}(?:['’]s)?\s+{_CONSTITUTION}|{_CONSTITUTION}\s+(?:of\s+)?(?:the\s+)?{_COUNTRY})[\W_]*\d[\d.()-]*\W*",
    re.IGNORECASE | re.VERBOSE,
)
_JOINED = re.compile(r"[\s,;]*(?:\b(?:и|или|және|мен|немесе|and|or)\b)?[\s,;]*", re.IGNORECASE)
"""What stands between two places of one law."""
_BESIDE = re.compile(
    r"[\s,.;:()«»\"“”—–-]*(?:(?:в|из|по|к|of|in|the|from|under|to|рк|қр|казахстана|kazakhstan)\b[\s,(]*)*",
    re.IGNORECASE,
)
_OUR_YEAR = re.compile(r"1995|2026")
_AROUND = 100
"""Characters on each side that are looked at."""


def of_another_law(text: str, places: Sequence[tuple[int, int]]) -> list[bool]:
    """Which of the ``places``, parts of ``text`` in order, belong to a code, a treaty or a Constitution that is not here.

    What is listed with a place of another law is of that law: ``УК ст. 188, ст. 189``.
    """
    found = [_of_another_law(text, *place) for place in places]
    order = range(1, len(places))
    for at, beside in [*((at, at - 1) for at in order), *((at - 1, at) for at in reversed(order))]:
        (_, end), (start, _) = places[min(at, beside)], places[max(at, beside)]
        ours = _OUR_YEAR.search(text, *places[at]) or _OURS.match(text[places[at][1] :])
        if found[beside] and not ours and _JOINED.fullmatch(text, end, max(end, start)):
            found[at] = True
    return found


def is_of_absent_constitution(text: str, start: int, end: int) -> bool:
    """Whether the place at ``text[start:end]`` belongs to a Constitution of Kazakhstan that is neither of the two."""
    return any(
        (first < end and start < last)
        or (_BESIDE.fullmatch(text, last, max(last, start)) is not None and last <= start)
        or (_BESIDE.fullmatch(text, end, max(end, first)) is not None and end <= first)
        for first, last in absent_constitutions(text)
    )


def has_number_of_constitution_abroad(text: str) -> bool:
    """Whether ``text`` is another country’s constitution with a number and nothing else."""
    return len(text) <= 2 * _AROUND and _ABROAD_AND_NUMBER.fullmatch(text) is not None


def _of_another_law(text: str, start: int, end: int) -> bool:
    if is_of_absent_constitution(text, start, end):
        return True
    behind, before = text[end : end + _AROUND], text[max(0, start - _AROUND) : start]
    if _BEHIND.match(behind):
        return True
    if _OURS.match(behind):
        return False
    return beside_a_code(text, start, end) or _BEFORE.search(before) is not None or _is_title(text, start, end)


def _is_title(text: str, start: int, end: int) -> bool:
    title, after = text[:start], text[end:]
    ours = re.search(_CONSTITUTION, title, re.IGNORECASE)
    return start <= _AROUND and not re.search(r"\w", after) and not ours and _TITLE.fullmatch(title) is not None
