"""Tells by its first words what a line of an official text is: a heading, a numbered line, a note, a remark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.importers.letters import ROMAN, fold, roman
from content.model import Locale

_LABEL = r"\d{1,3}(?:\s?[-\u2010-\u2015\u2212]\s?\d{1,2})?"
_DASH = r"\s?[-\u2010-\u2015\u2212]\s?"

_ARTICLE = {
    Locale.RU: re.compile(rf"статья\s+(?P<label>{_LABEL})(?![\w-])[.:]?\s*"),
    Locale.KK: re.compile(rf"(?P<label>{_LABEL}){_DASH}бап(?!\w)[.:]?\s*"),
}
_SECTION = {
    Locale.RU: re.compile(rf"раздел\s+(?P<number>{ROMAN}|\d{{1,2}})(?!\w)[.:]?\s*"),
    Locale.KK: re.compile(rf"(?P<number>{ROMAN}|\d{{1,2}})(?:{_DASH}|\s+)бөлім(?!\w)[.:]?\s*"),
}
_NUMBERED = re.compile(rf"(?P<label>{_LABEL})(?P<sign>\)\s*|\.(?:\s+|(?!\d)))")
_RULE = re.compile(r"[-_*=—–\s\\]{3,}")
_NOTE = re.compile(
    r"(?:сноска|ескерту|ескертпе|примечание)(?:\s+(?:изпи|рцпи))?\s*[.!:]|(?:\w+(?:-\w+)?\s+)?ескерт(?:у|пе)сі\s*[.!:]"
)
_GONE = r"(?:исключен[аоы]?|утратил[аои]?\s+силу|алып\s+тасталды|алынып\s+тасталды|күшін\s+жойды|күші\s+жойылды)(?!\w)"
# Only what a publisher writes after the word counts: a sentence of law may itself begin with "Исключены из …".
_REMARK = re.compile(rf"\(?\s*{_GONE}\s*(?:$|[-—–().;,:]|закон|конституционн|в\s+соответствии|қр\b|\d)")
_BRACKETED = re.compile(rf"\([^()]*{_GONE}.*\)\s*[.;]?")
_ARTICLE_GONE = {
    Locale.RU: re.compile(rf"(?:сноска\.\s*)?статья\s+(?P<label>{_LABEL})\s*[.:—–-]?\s*\(?\s*{_GONE}"),
    Locale.KK: re.compile(rf"(?:ескерту\.\s*)?(?P<label>{_LABEL}){_DASH}бап\s*[.:—–-]?\s*\(?\s*{_GONE}"),
}
_REMARK_LIMIT = 400  # the longest real remark has 130 characters; a long line is law, whatever it begins with
_BEGINNING = 80  # characters that decide what a line is; a heading's number and a note's first word stand in them


@dataclass(frozen=True, slots=True)
class Heading:
    """``Статья 83-1`` or ``IV бөлім Парламент``: the language, the label or number, and the words behind it."""

    locale: Locale
    label: str
    rest: str


def article_heading(text: str) -> Heading | None:
    """The heading of an article at the beginning of ``text``."""
    folded = fold(text[:_BEGINNING])
    for locale, pattern in _ARTICLE.items():
        if match := pattern.match(folded):
            return Heading(locale, plain_label(match["label"]), text[match.end() :])
    return None


def section_heading(text: str) -> Heading | None:
    """The heading of a section; its label is the number in Arabic digits."""
    folded = fold(text[:_BEGINNING])
    for locale, pattern in _SECTION.items():
        if (match := pattern.match(folded)) and (number := roman(match["number"])):
            return Heading(locale, str(number), text[match.end() :])
    return None


def numbered(text: str) -> tuple[str, bool, str] | None:
    """``3-1. words`` -> ("3-1", False, words); ``2) words`` -> ("2", True, words): True for a sub-point."""
    match = _NUMBERED.match(text)
    if match is None:
        return None
    return plain_label(match["label"]), match["sign"].startswith(")"), text[match.end() :]


def is_note(text: str) -> bool:
    """Whether the editor speaks: ``Сноска.``, ``Примечание ИЗПИ!``, ``Ескерту.``, ``Ескертпе.``"""
    return _NOTE.match(fold(text[:_BEGINNING])) is not None


def is_excluded(text: str) -> bool:
    """Whether ``text`` is only a remark that the provision is no more, as in ``(Исключен Законом …)``."""
    if len(text) > _REMARK_LIMIT:
        return False
    folded = fold(text)
    return _REMARK.match(folded) is not None or _BRACKETED.fullmatch(folded) is not None


def excluded_article(text: str) -> Heading | None:
    """``Статья 84 исключена Законом …``: a whole article of which only this remark is left."""
    if len(text) > _REMARK_LIMIT:
        return None
    folded = fold(text)
    for locale, pattern in _ARTICLE_GONE.items():
        if match := pattern.match(folded):
            return Heading(locale, plain_label(match["label"]), text)
    return None


def is_title(text: str) -> bool:
    """Whether the line is the name of a constitution: ``Конституция …`` or ``… Конституциясы``."""
    if len(text) > 150 or text[-1] in ".,;:":
        return False
    folded = fold(text)
    return folded.startswith("конституция ") or folded.endswith(" конституциясы")


def is_rule(text: str) -> bool:
    """A line of underscores or dashes, with which files end."""
    return _RULE.fullmatch(text) is not None


def plain_label(label: str) -> str:
    """``83 – 1`` -> ``83-1``."""
    return "-".join(re.findall(r"\d+", label))


def position(label: str) -> tuple[int, ...]:
    """Sorts labels as the law does: 83, 83-1, 84."""
    return tuple(int(part) for part in label.split("-"))
