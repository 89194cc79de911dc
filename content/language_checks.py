"""Checks the wording of all sources: figures, typography, length, the glossary’s terms, words that take sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from content.limits import EXPLAINER_LIMIT, POLL_EXPLANATION_LIMIT, POLL_OPTION_LIMIT, SUMMARY_LIMIT, TITLE_LIMIT
from content.model import Locale
from content.schema import Words
from content.source_files import Problem, Sources

EVALUATIVE = {
    Locale.KK: r"\b(бұрын-соңды|прогрессив|ең озық|өкінішке|жеңіс|серпіліс|әлсірет)",
    Locale.RU: r"\b(беспрецедент|прогрессив|передов|долгожданн|к сожалению|к счастью|побед[аеуы]\b|прорыв|шаг впер[её]д"
    r"|шаг назад|усилива|ослабля|лучше|хуже)",
    Locale.EN: r"\b(historic\b|unprecedented|progressive|advanced|long-awaited|unfortunately|fortunately|victory"
    r"|breakthrough|step forward|step back|strengthen|weaken|better|worse)",
}
MIXED_LETTERS = re.compile(r"\w*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])\w*")
"""A word with a Latin and a Cyrillic letter side by side: it looks right, but nothing finds it."""
_UNTRANSLATED = re.compile(r"[A-Za-z]{4,}")
_TYPOGRAPHY = {
    Locale.KK: ((r"[\"“”'’]", "quotation marks «…»"), (r" [-–] ", "a dash as “ — ”")),
    Locale.RU: ((r"[\"“”'’]", "quotation marks «…»"), (r" [-–] ", "a dash as “ — ”")),
    Locale.EN: ((r"[\"«»']", "quotation marks “…” and the apostrophe ’"), (r" - |—", "a dash as “ – ”")),
}
_SPACES = re.compile(r"  |\N{NO-BREAK SPACE}|^\s|\s$")


class Passage(NamedTuple):
    """Words in three languages and where they stand."""

    file: str
    line: int
    path: tuple[str | int, ...]
    words: Words


def check_language(sources: Sources) -> list[Problem]:
    """Faults of wording: figures that differ between languages, typography, length, evaluative words.

    They fail ``corpus check`` and CI, but an editor may build and look at a text that has them.
    """
    problems = [
        Problem(passage.file, passage.line, text) for passage in passages(sources) for text in _language(passage)
    ]
    return problems + list(_mixed_letters(sources)) + list(_lengths(sources)) + list(_synonyms(sources))


def passages(sources: Sources) -> Iterator[Passage]:
    """All trilingual words of all files, in the order of the files."""
    for name, file in _files(sources):
        for path, words in _walk(file):
            yield Passage(name, sources.line_of(name, *path), path, words)


def _files(sources: Sources) -> Iterator[tuple[str, BaseModel]]:
    for group in (sources.provisions, sources.changes, sources.topics, sources.explainers, sources.quiz):
        yield from group.items()
    singles = {
        "editions.yaml": sources.editions,
        "glossary.yaml": sources.glossary,
        "gone-words.yaml": sources.gone_words,
    }
    for name, file in singles.items():
        if file is not None:
            yield name, file


def _walk(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    if isinstance(value, Words):
        yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))


def _language(passage: Passage) -> Iterator[str]:
    if passage.file == "glossary.yaml":
        return
    where = ".".join(str(part) for part in passage.path)
    figures = {}
    for locale in Locale:
        text: str = getattr(passage.words, locale)
        figures[locale] = sorted(re.findall(r"\d+", text))
        if locale is not Locale.EN and _UNTRANSLATED.search(text) and passage.path[0] != "words":
            yield f"{where}.{locale}: untranslated: {_UNTRANSLATED.search(text).group()}"  # type: ignore[union-attr]
        for pattern, expected in _TYPOGRAPHY[locale]:
            if re.search(pattern, text):
                yield f"{where}.{locale}: expected {expected}"
        if found := re.search(EVALUATIVE[locale], text, re.IGNORECASE):
            yield f"{where}.{locale}: an evaluative word: {found.group()}"
        if _SPACES.search(text):
            yield f"{where}.{locale}: expected single plain spaces"
        if (limit := _limit(passage)) and len(text) > limit:
            yield f"{where}.{locale}: {len(text)} characters, expected at most {limit}"
    if len({tuple(found) for found in figures.values()}) > 1:
        yield f"{where}: expected the same figures in all languages, found {', '.join(f'{k} {v}' for k, v in figures.items())}"


def _mixed_letters(sources: Sources) -> Iterator[Problem]:
    for name in sources.nodes:
        for line, text in sources.texts_of(name):
            if found := MIXED_LETTERS.search(text):
                yield Problem(name, line, f"a Latin and a Cyrillic letter side by side in one word: {found.group()}")


def _limit(passage: Passage) -> int:
    match passage.file.split("/")[0], passage.path[-1]:
        case (("1995" | "2026"), "title"):
            return TITLE_LIMIT
        case "quiz", "explanation":
            return POLL_EXPLANATION_LIMIT
        case "quiz", int():
            return POLL_OPTION_LIMIT
    return SUMMARY_LIMIT


def _synonyms(sources: Sources) -> Iterator[Problem]:
    """Words that the glossary forbids; ``avoid`` holds beginnings of words."""
    forbidden: dict[Locale, list[tuple[str, str]]] = {locale: [] for locale in Locale}
    for term in sources.glossary.terms if sources.glossary else []:
        for language, beginnings in term.avoid.items():
            right: str = getattr(term, language)
            forbidden[Locale(language)] += [(beginning.casefold(), right) for beginning in beginnings]
    patterns = {
        locale: re.compile(r"\b(" + "|".join(re.escape(beginning) for beginning, _ in pairs) + ")")
        for locale, pairs in forbidden.items()
        if pairs
    }
    for passage in passages(sources):
        if passage.file == "glossary.yaml":
            continue
        for locale, pattern in patterns.items():
            text: str = getattr(passage.words, locale)
            if found := pattern.search(text.casefold()):
                right = dict(forbidden[locale])[found.group(1)]
                where = ".".join(str(part) for part in passage.path)
                expected = f"{where}.{locale}: “{found.group(1)}…”, expected the glossary’s term: {right}"
                yield Problem(passage.file, passage.line, expected)


def _lengths(sources: Sources) -> Iterator[Problem]:
    for name, file in sources.explainers.items():
        for locale in Locale:
            parts = (file.title, file.gives, file.before, file.after, file.matters)
            length = sum(len(getattr(part, locale)) for part in parts)
            if length > EXPLAINER_LIMIT - 60:  # the citation and the labels need room too
                yield Problem(name, 1, f"{locale}: {length} characters in all, expected at most {EXPLAINER_LIMIT - 60}")
