"""Tells an article of another law, ``ст. 17 УК``, from an article of our Constitutions by the words around it."""

from __future__ import annotations

import re

from content.grammar.codes import beside_a_code

_COUNTRY = r"""(?:(?-i:US|U\.S\.)|usa|united\s+states|american|сша|америки|американск\w+|рф|росси\w+|russian?|ақш|ресей\w*
    |узбек\w+|өзбек\w+|uzbek\w*|кыргыз\w+|киргиз\w+|қырғыз\w+|kyrgyz\w*|украин\w+|ukrain\w+|беларус\w+|белорус\w+|belarus
    |германи\w+|german\w*|франци\w+|french|france|кита[яй]\w*|китайск\w+|chinese|china|турци\w+|turkish|turkey|түркия\w*
    |япони\w+|japan\w*|инди[ия]|india\w*|ссср|казсср|каз\s*сср|ussr|soviet)"""
_CONSTITUTION = r"(?:конституц\w+|constitution\w*)"
_ACT = r"(?:кодекс\w*|конвенци\w+|деклараци\w+|пакт\w*|хартии|устав[ае]?|договор[ае]?|жарғы\w*|шарт(?:тың|ының))"
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
        |{_COUNTRY}(?:['’]s)?\s+{_CONSTITUTION}
        |{_CONSTITUTION}\s+(?:of\s+)?(?:the\s+)?{_COUNTRY}
    )(?:\s+(?:рк|қр|республики\s+казахстан|казахстана|of\s+kazakhstan))?[\s.:«»"(–—-]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = re.compile(
    r"""\W*(?:
        (?:[\w-]+\s+){0,3}кодекс\w*(?:\s+(?:рк|қр))?\W*
        |(?:закон|конвенци|декларац|пакт|law|act|convention|declaration|covenant)\w*\s+(?:рк\s+)?[«"]?(?:об?|on|of)\s[^.?!]{2,90}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A code or a law as the beginning of a message: ``Гражданский кодекс РК, ст. 8``, ``Закон о языках, ст. 17``."""
_AROUND = 100
"""Characters on each side that are looked at."""


def of_another_law(text: str, start: int, end: int) -> bool:
    """Whether the place at ``text[start:end]`` belongs to a code, a treaty or another country’s constitution."""
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
