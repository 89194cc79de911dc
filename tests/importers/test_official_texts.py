"""The real texts, where there are any, have the documented counts and lose no letter."""

from __future__ import annotations

import re
from functools import cache

import pytest

from content.importers.detect import read_text
from content.importers.model import EXPECTED, ImportedText
from content.model import Edition, Locale
from tests.conftest import OFFICIAL, needs_official
from tests.importers.reading import article
from tests.small.builders import blocks, make_docx, make_html

pytestmark = [pytest.mark.official, needs_official]
FOUR = pytest.mark.parametrize("name", ["2026.kk", "2026.ru", "1995.kk", "1995.ru"])


@cache
def official(file: str) -> ImportedText:
    return read_text((OFFICIAL / file).read_bytes(), file)


@FOUR
def test_counts_and_front_matter(name: str) -> None:
    text = official(f"{name}.md")
    edition, locale = name.split(".")
    assert (text.edition, text.locale) == (Edition(edition), Locale(locale))
    articles = [found for section in text.sections for found in section.articles]
    assert (len(text.sections), len(articles)) == (EXPECTED[text.edition].sections, EXPECTED[text.edition].articles)
    labels = {str(number) for number in range(1, 97 if text.edition is Edition.Y2026 else 100)}
    inserted = set() if text.edition is Edition.Y2026 else {"83-1", "94-1", "94-2"}
    assert {found.label for found in articles} == labels | inserted
    assert [found.label for found in articles if found.excluded] == ([] if edition == "2026" else ["84"])
    assert text.version_date == ("2026-03-15" if edition == "2026" else "2023-01-01")
    assert text.source.startswith("https://zan.gov.kz/")
    assert all(section.title for section in text.sections)


@FOUR
def test_no_letter_is_lost_or_added(name: str) -> None:
    text = official(f"{name}.md")
    law = [*text.preamble]
    notes = [*text.preamble_notes]
    for section in text.sections:
        law.append(section.title)
        for found in section.articles:
            law += [clause.text for clause in found.clauses]
            notes += found.notes
    shown = [
        words
        for kind, words in blocks((OFFICIAL / f"{name}.md").read_text("utf-8"))
        if kind not in ("title", "article")
    ]
    numbers = r"^(?:Раздел \w+\.?|\w+ бөлім|\d+(?:-\d+)?[.)]) "
    assert sorted(re.sub(numbers, "", line) for line in shown) == sorted(
        [*law, *(re.sub(numbers, "", note) for note in notes)]
    )


@pytest.mark.parametrize("locale", ["kk", "ru"])
def test_word_and_markdown_agree(locale: str) -> None:
    if not (OFFICIAL / f"2026.{locale}.docx").is_file():
        pytest.skip(f"2026.{locale}.docx is not in OFFICIAL_TEXTS")
    word, markdown = official(f"2026.{locale}.docx"), official(f"2026.{locale}.md")
    assert word.sections == markdown.sections
    assert (word.preamble, word.preamble_notes) == (markdown.preamble, markdown.preamble_notes)
    assert (word.edition, word.locale, word.version_date) == (Edition.Y2026, Locale(locale), "2026-03-15")


@FOUR
def test_a_page_and_a_word_file_of_the_same_text_agree(name: str) -> None:
    markdown = official(f"{name}.md")
    lines = list(blocks((OFFICIAL / f"{name}.md").read_text("utf-8")))
    page = read_text(make_html(lines, markdown.title, markdown.requisite).encode(), "page")
    assert page.sections == markdown.sections
    assert (page.edition, page.locale) == (markdown.edition, markdown.locale)
    assert read_text(make_docx(lines), "word").sections == markdown.sections


@pytest.mark.parametrize("locale", ["kk", "ru"])
def test_places_of_continuations(locale: str) -> None:
    new, old = official(f"2026.{locale}.md"), official(f"1995.{locale}.md")
    powers = article(new, "46").clauses
    assert [clause.subparagraph for clause in powers if clause.paragraph is None][0:6] == [
        None,
        "1",
        "2",
        "2",
        "3",
        "4",
    ]
    for point in ("2", "4", "8"):
        assert len([clause for clause in powers if clause.subparagraph == point]) == 2
    seats = [clause for clause in article(new, "55").clauses if clause.paragraph == "4"]
    assert [clause.subparagraph for clause in seats] == [None, None, "1", "2", "3", "4", "5", None]
    two_lists = [clause.subparagraph for clause in article(old, "52").clauses if clause.paragraph == "5"]
    assert two_lists == [None, None, "1", "2", "3", None, "1", "2", "3", None, None]
    assert [clause.paragraph for clause in article(old, "2").clauses] == ["1", "2", "3", "3-1", "4"]
    gone = article(old, "41")
    assert "4" not in {clause.paragraph for clause in gone.clauses}
    assert any(note.startswith("4. ") for note in gone.notes)
