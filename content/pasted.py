"""What somebody pasted, without labels, lead-in and questions around it: the words that are to be found in the law."""

from __future__ import annotations

import re
from typing import NamedTuple

from content.importers.letters import clean
from content.wording import Wording

FEWEST_WORDS = 9
"""A shorter passage stands in too many places to be a quotation, unless it is a whole sentence of a text."""
MOST_WORDS = 600
"""Words of a passage that are looked at; the longest article has under 1000."""

_N = r"\d{1,3}(?:-\d{1,2})?"
_LABEL = (
    rf"(?:стат(?:ья|ьи|ье|ью)|ст|(?:под)?пункт\w*|п|пп|подп|част[ьи]|ч|articles?|art|sub-?paragraph|paragraph|para|§)"
    rf"\.?\s*{_N}(?!\w)[.:,)]*|{_N}\s*-?\s*(?:ба[пб]|тарма[қғ]|бөлі[кг])\w*[.:,)]*|\(?{_N}[.)](?![\d.])"
)
_LABELS = re.compile(rf"(?:\A|(?<=[.;:!?…«»“”\"])|\n\s*\n)\s*(?:(?:{_LABEL})\s*)+", re.IGNORECASE)
"""Labels where a text, a sentence or a point of a list begins: ``Статья 17.``, ``17-бап``, ``п. 1``, ``2)``."""
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‑\u00ad][ \t]*\r?\n\s*(?=\w)")
"""A word cut at the end of a line."""
_FOOTNOTE = re.compile(r"^[>*\s]*(?:Сноска|Ескерту)\..*$", re.MULTILINE)
_QUOTED = re.compile(r"«(.*)»|“(.*?)”|„(.*?)[“”]|\"(.*)\"|‹(.*)›|‘(.*)’", re.DOTALL)
_LEAD = re.compile(
    r"[^.:!?…\n]{0,70}(?:\d|стат|сказан|написан|гласит|говор|цитат|конституц|бап|жазыл|делін|айтыл|says|reads|quot)"
    r"[^.:!?…\n«“\"]{0,40}(?:\.\s?\d[^.:!?…\n]{0,20}){0,2}:\s*",
    re.IGNORECASE,
)
"""``В статье 17 сказано:``"""
_ASKED = re.compile(r"(?:(?<=[.!…:»”›\"])|\s*[,;]|\s[—–-]\s|\n)\s*[^.!?…,;:\n]{1,40}\?[?!\s]*$")
"""A short question after the passage: ``Правильно?``, ``, это так?``, ``рас па?``"""
_ASKING = re.compile(
    r"\s*(?:(?:это\s+)?(?:правда|верно|правильно|так)(?:\s+ли)?|рас\s+па|шын\s+ба|is\s+(?:it|this)\s+(?:true|right|correct))"
    r"\s*(?:[,:?]|,?\s*(?:что|that)\b)[\s:,]*(?:что\s+)?",
    re.IGNORECASE,
)
"""A question before it: ``Правда ли, что``"""
_OWN_WORDS = """
я меня мне мной мой моя мое мои моего моей моему мою вы вас вам ваш ты тебя тебе
почему зачем сколько куда можно ли привет здравствуйте спасибо делать
менің маған мені менде бізге сіз сіздің қалай неге қанша бола керек ма ме ба бе па пе
i me my mine you your am what how why do does
"""
_PERSONAL = frozenset(_OWN_WORDS.split())
"""Words of somebody who asks or tells of himself."""
_SOLEMN = re.compile(
    r"\b(прав|свобод|гражд|государ|закон|народ|люд|человек|кажд|никто|республ|власт|нац|суд"
    r"|құқы|бостанд|азамат|мемлек|заң|хал[ық]|адам|әркім|ешкім|билік|сот"
    r"|right|free|citizen|state|law|people|human|every|no one|republic|power|nation|court)",
    re.IGNORECASE,
)
"""Words that constitutions and declarations are made of."""
_SOLEMN_WORDS = 2
_MOSTLY = 12
"""Words from which a passage with a capital letter is stated even where it breaks off without a stop."""


class Reading(NamedTuple):
    """A way to read what was pasted; ``quoted`` where quotation marks enclose the words."""

    words: Wording
    quoted: bool


def readings(text: str) -> list[Reading]:
    """What quotation marks enclose, all of it, and the same without the words that ask or introduce."""
    whole = wording_of(text)
    inner, bare = _quoted(text, len(whole.keys)), _bare(text)
    made = [Reading(inner, True)] if inner else []
    if bare is not None and bare.keys and bare.keys != whole.keys:
        return [*made, Reading(bare, False), Reading(whole, False)]
    return [*made, Reading(whole, False)]


def wording_of(text: str, *, labelled: bool = True) -> Wording:
    """The words of a passage without labels, if it may have any, and footnotes, at most MOST_WORDS of them."""
    made = Wording()
    joined = "\n".join(map(clean, _BROKEN.sub("", text).split("\n")))
    whole = _FOOTNOTE.sub("", joined)
    made.add(clean(_LABELS.sub(" ", whole) if labelled else whole), most=MOST_WORDS)
    return made


def stated(text: str) -> bool:
    """Whether somebody gives words out as a passage, rather than asks or tells of himself."""
    words = wording_of(text)
    written = text.strip()
    begins = next((letter for letter in written if letter.isalpha()), "")
    if len(words.keys) < FEWEST_WORDS or not begins.isupper() or written.endswith("?"):
        return False
    if not _PERSONAL.isdisjoint(re.findall(r"\w+", written.lower())):
        return False
    if len({word.lower() for word in _SOLEMN.findall(written)}) < _SOLEMN_WORDS:
        return False
    return written[-1] in '.…!»”"' or len(words.keys) >= _MOSTLY


def _quoted(text: str, words: int) -> Wording | None:
    """What quotation marks enclose, where it is a quotation or most of the words."""
    found = [wording_of(next(filter(None, match.groups()), "")) for match in _QUOTED.finditer(text)]
    longest = max(found, key=lambda one: len(one.keys), default=None)
    if longest is None or not (len(longest.keys) >= FEWEST_WORDS or 2 * len(longest.keys) > words):
        return None
    return longest


def _bare(text: str) -> Wording | None:
    if asking := _ASKING.match(text):
        return wording_of(text[asking.end() :].rstrip("?! "))
    asked = _ASKED.sub("", text)
    lead = _LEAD.match(asked)
    bare = asked[lead.end() :] if lead else asked
    return wording_of(bare) if bare != text else None
