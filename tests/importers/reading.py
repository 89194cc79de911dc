"""Short ways to read the small constitution and to look at what came out."""

from __future__ import annotations

from typing import Any

from content.importers.detect import read_text
from content.importers.model import ImportedArticle, ImportedText
from content.model import Locale
from tests.small import COUNTS, small
from tests.small.builders import blocks, make_docx, make_html

Short = tuple[str | None, str | None, str]


def read(made: str | bytes, name: str = "small.md", **given: Any) -> ImportedText:
    content = made.encode() if isinstance(made, str) else made
    return read_text(content, name, **{"expected": COUNTS, **given})


def article(text: ImportedText, label: str) -> ImportedArticle:
    return next(found for section in text.sections for found in section.articles if found.label == label)


def places(text: ImportedText, label: str) -> list[Short]:
    """Labels of every clause of an article and its first word."""
    return [(c.paragraph, c.subparagraph, c.text.split()[0]) for c in article(text, label).clauses]


def small_docx(locale: Locale) -> bytes:
    return make_docx(blocks(small(locale)))


def small_html(locale: Locale, address: str = "") -> str:
    read_once = read(small(locale))
    return make_html(blocks(small(locale)), read_once.title, read_once.requisite, address)
