"""Compares figures: every number in a summary must stand in the provision it summarises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from content.importers.model import ImportedText
from content.model import PREAMBLE, Clause, Locale
from content.numerals import figures_in
from content.schema import ProvisionFile, Words
from content.source_files import Problem, Sources

Path = tuple[str | int, ...]


def check_figures(sources: Sources, texts: Sequence[ImportedText]) -> list[Problem]:
    """Figures of summaries that their official provision does not contain; nothing where no text is loaded.

    The day of adoption, from ``editions.yaml``, may stand anywhere: articles speak of it without naming it.
    Kazakh is compared with the Kazakh text, Russian with the Russian; English carries the same figures as both.
    """
    problems = []
    adopted = {entry.id: entry.adopted for entry in sources.editions.editions} if sources.editions else {}
    for text in texts:
        clauses = {PREAMBLE: tuple(Clause(None, None, line) for line in text.preamble)}
        notes: dict[str, tuple[str, ...]] = {}
        for section in text.sections:
            for article in section.articles:
                clauses[article.label] = article.clauses
                notes[article.label] = article.notes
        for name, file in sources.provisions.items():
            if str(file.edition) != text.edition or file.article not in clauses:
                continue
            whole = " ".join((*(c.text for c in clauses[file.article]), *notes.get(file.article, ())))
            for path, words, paragraph in _summaries(file):
                own = (
                    " ".join(c.text for c in clauses[file.article] if c.paragraph == paragraph) if paragraph else whole
                )
                written: str = getattr(words, text.locale)
                strange = _strange(
                    written,
                    f"{file.edition} {file.article} {paragraph or ''} {own or whole} {adopted[file.edition]}",
                    text.locale,
                )
                if strange:
                    listed = ", ".join(str(number) for number in sorted(strange))
                    expected = (
                        f"{'.'.join(map(str, path))}.{text.locale}: {listed} does not stand in the official provision"
                    )
                    problems.append(Problem(name, sources.line_of(name, *path), expected))
    return problems


def _strange(written: str, official: str, locale: Locale) -> set[int]:
    wanted = {int(digits) for digits in re.findall(r"\d+", written)}
    return wanted - figures_in(official, locale) if wanted else set()


def _summaries(file: ProvisionFile) -> Iterator[tuple[Path, Words, str | None]]:
    if file.summary is not None:
        yield ("summary",), file.summary, None
    for index, paragraph in enumerate(file.paragraphs):
        yield ("paragraphs", index), paragraph, paragraph.number
        for point, words in enumerate(paragraph.points):
            yield ("paragraphs", index, "points", point), words, paragraph.number
