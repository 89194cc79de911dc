"""Editorial rules over all sources: what a schema of one file cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from content.model import PREAMBLE, Edition, Locale
from content.outline import article_labels
from content.places import read_place
from content.schema import EXPLAINER_LIMIT, EXPLANATION_LIMIT, OPTION_LIMIT, SUMMARY_LIMIT, TITLE_LIMIT, Words
from content.source_files import Problem, Sources

EVALUATIVE = {
    Locale.KK: r"\b(бұрын-соңды|прогрессив|ең озық|өкінішке|жеңіс|серпіліс|әлсірет)",
    Locale.RU: r"\b(беспрецедент|прогрессив|передов|долгожданн|к сожалению|к счастью|побед[аеуы]\b|прорыв|шаг впер[её]д"
    r"|шаг назад|усилива|ослабля|лучше|хуже)",
    Locale.EN: r"\b(historic\b|unprecedented|progressive|advanced|long-awaited|unfortunately|fortunately|victory"
    r"|breakthrough|step forward|step back|strengthen|weaken|better|worse)",
}
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
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


def check_sources(sources: Sources) -> list[Problem]:
    """Faults of structure: what is missing, does not exist or contradicts another file. They stop a build."""
    if sources.editions is None:
        return [Problem("editions.yaml", 1, "expected the file that describes both Constitutions")]
    problems = list(_references(sources))
    problems += _mirrors(sources)
    problems += _course(sources)
    return problems


def check_language(sources: Sources) -> list[Problem]:
    """Faults of wording: figures that differ between languages, typography, length, evaluative words.

    They fail ``corpus check`` and CI, but an editor may build and look at a text that has them.
    """
    problems = [
        Problem(passage.file, passage.line, text) for passage in passages(sources) for text in _language(passage)
    ]
    return problems + list(_lengths(sources)) + list(_synonyms(sources))


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
        if _MIXED.search(text):
            yield f"{where}.{locale}: a Latin and a Cyrillic letter side by side in one word"
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


def _limit(passage: Passage) -> int:
    match passage.file.split("/")[0], passage.path[-1]:
        case (("1995" | "2026"), "title"):
            return TITLE_LIMIT
        case "quiz", "explanation":
            return EXPLANATION_LIMIT
        case "quiz", int():
            return OPTION_LIMIT
    return SUMMARY_LIMIT


def _known(sources: Sources) -> dict[Edition, dict[str, set[str]]]:
    """For each edition, its articles and the paragraphs our summaries name."""
    known: dict[Edition, dict[str, set[str]]] = {}
    assert sources.editions is not None
    for entry in sources.editions.editions:
        known[Edition(str(entry.id))] = {label: set() for label, _ in article_labels(entry)}
    for file in sources.provisions.values():
        paragraphs = known[Edition(str(file.edition))].setdefault(file.article, set())
        paragraphs |= {paragraph.number for paragraph in file.paragraphs if paragraph.number}
    return known


def _references(sources: Sources) -> Iterator[Problem]:
    known = _known(sources)

    def check(name: str, place: str, edition: Edition, *path: str | int) -> Iterator[Problem]:
        ref = read_place(place, edition)
        line = sources.line_of(name, *path)
        if ref.article not in known[edition]:
            yield Problem(name, line, f"there is no article {ref.article} in {edition}")
        elif ref.paragraph and known[edition][ref.article] and ref.paragraph not in known[edition][ref.article]:
            yield Problem(name, line, f"article {ref.article} of {edition} has no paragraph {ref.paragraph}")

    for name, file in sources.provisions.items():
        yield from check(name, file.article, Edition(str(file.edition)), "article")
    for name, change in sources.changes.items():
        edition = Edition(str(change.edition))
        for index, place in enumerate(change.partners):
            yield from check(name, place, edition.other, "partners", index)
        for position, paragraph in enumerate(change.paragraphs):
            own = f"{change.article}({paragraph.paragraph})"
            yield from check(name, own, edition, "paragraphs", position, "paragraph")
            for index, place in enumerate(paragraph.partners):
                yield from check(name, place, edition.other, "paragraphs", position, "partners", index)
    for name, topic in sources.topics.items():
        for role in ("rights", "limits", "duties"):
            for index, entry in enumerate(getattr(topic, role)):
                yield from check(name, entry.ref, Edition.Y2026, role, index)
        for index, place in enumerate(topic.before):
            yield from check(name, place, Edition.Y1995, "before", index)
    for name, explainer in sources.explainers.items():
        for index, place in enumerate(explainer.after_refs):
            yield from check(name, place, Edition.Y2026, "after_refs", index)
        for index, place in enumerate(explainer.before_refs):
            yield from check(name, place, Edition.Y1995, "before_refs", index)
        if not explainer.after_refs and not explainer.before_refs:
            yield Problem(
                name, 1, "expected at least one place in after_refs or before_refs: every claim is tied to a provision"
            )
    for name, quiz in sources.quiz.items():
        yield from check(name, quiz.ref, Edition.Y2026, "ref")
    for index, gone in enumerate(sources.gone_words.words if sources.gone_words else []):
        for place in gone.before:
            yield from check("gone-words.yaml", place, Edition.Y1995, "words", index, "before")
        for place in gone.after:
            yield from check("gone-words.yaml", place, Edition.Y2026, "words", index, "after")
    for name, everyday in sources.everyday.items():
        for index, entry in enumerate(everyday.entries):
            for place in entry.places:
                yield from check(name, place, Edition.Y2026, "entries", index, "places")


def _mirrors(sources: Sources) -> Iterator[Problem]:
    """Forward and backward maps agree: whoever is named as a partner names back."""
    partners: dict[tuple[int, str], set[str]] = {}
    for change in sources.changes.values():
        own = partners.setdefault((change.edition, change.article), set())
        own |= {read_place(place, Edition.Y1995).article for place in change.partners}
    for name, change in sources.changes.items():
        other = 1995 if change.edition == 2026 else 2026
        listed = partners[change.edition, change.article]
        for article in sorted(listed):
            if (other, article) in partners and change.article not in partners[other, article]:
                yield Problem(
                    name, sources.line_of(name, "partners"),
                    f"names article {article} of {other}, whose file does not name {change.article} back",
                )  # fmt: skip
        for position, paragraph in enumerate(change.paragraphs):
            for place in paragraph.partners:
                article = read_place(place, Edition.Y1995).article
                if article not in listed:
                    yield Problem(
                        name, sources.line_of(name, "paragraphs", position),
                        f"article {article} of {other} is a partner of paragraph {paragraph.paragraph} but not of the article",
                    )  # fmt: skip


def _course(sources: Sources) -> Iterator[Problem]:
    order = sources.course.order if sources.course else []
    ids = {file.id for file in sources.explainers.values()}
    for identifier in order:
        if identifier not in ids:
            yield Problem("course.yaml", 1, f"there is no explainer {identifier}")
    for identifier in sorted(ids - set(order)):
        yield Problem("course.yaml", 1, f"explainer {identifier} has no place in the course")
    if len(set(order)) != len(order):
        yield Problem("course.yaml", 1, "an explainer stands twice")


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


def missing_files(sources: Sources) -> list[Problem]:
    """Provisions without plain words or a relation, files nobody reviewed: allowed while writing, not in the end."""
    assert sources.editions is not None
    have = {(str(f.edition), f.article) for f in sources.provisions.values() if f.paragraphs or f.summary}
    related = {(str(c.edition), c.article) for c in sources.changes.values()}
    problems = []
    for edition, articles in _known(sources).items():
        for label in articles:
            if (edition, label) not in have:
                problems.append(Problem(f"{edition}/", 1, f"article {label} has no plain words yet"))
            if (edition, label) not in related and not (label == PREAMBLE and edition is Edition.Y1995):
                problems.append(Problem(f"changes/{edition}/", 1, f"article {label} has no relation yet"))
    for group in (sources.provisions, sources.changes, sources.topics, sources.explainers, sources.quiz):
        problems += [
            Problem(name, 1, "expected a review: read for law and for language by somebody else than its writer")
            for name, file in group.items()
            if file.review is None
        ]
    return problems
