"""Every awkward place of a constitution comes out where the law has it, in both languages and all formats."""

from __future__ import annotations

import hashlib

import pytest

from content.model import Clause, Edition, Locale
from tests.importers.reading import article, places, read, small_docx, small_html
from tests.small import small

BOTH = pytest.mark.parametrize("locale", [Locale.KK, Locale.RU])


def test_front_matter_is_kept() -> None:
    text = read(small(Locale.RU))
    assert (text.edition, text.locale) == (Edition.Y2026, Locale.RU)
    assert text.title == "Конституция Республики Самал"
    assert text.requisite == "Конституция принята на сходе семи островов 3 мая 2019 года"
    assert text.version_date == "2021-02-01"
    assert text.source == "https://samal.example/law/1/rus"
    assert text.sha256 == hashlib.sha256(small(Locale.RU).encode()).hexdigest()


def test_preamble_and_its_note() -> None:
    text = read(small(Locale.KK))
    assert text.preamble == (
        "Біз, жеті аралдың тұрғындары,",
        "теңіз бен желге сене отырып,",
        "осы Конституцияны қабылдаймыз.",
    )
    assert text.preamble_notes == ('Ескерту. Мәтіндегі "арал" және "аралдар" деген сөздердің мағынасы бір.',)


@BOTH
def test_sections_and_labels(locale: Locale) -> None:
    text = read(small(locale))
    assert [(s.number, [a.label for a in s.articles]) for s in text.sections] == [
        (1, ["1", "2", "3"]),
        (2, ["4", "4-1", "5", "6"]),
        (3, ["7"]),
    ]
    titles = {
        Locale.KK: ["Аралдар мен теңіз", "Билік", "Соңғы сөз"],
        Locale.RU: ["Острова и море", "Власть", "Последние слова"],
    }
    assert [s.title for s in text.sections] == titles[locale]


def test_paragraphs_continuations_and_an_inserted_paragraph() -> None:
    assert places(read(small(Locale.RU)), "2") == [
        ("1", None, "Вода"),
        ("2", None, "Сезон"),
        ("2", None, "Вне"),
        ("2", None, "Дети"),
        ("3", None, "Маяк"),
        ("3-1", None, "В"),
        ("4", None, "Символ"),
    ]


def test_an_article_without_numbers_is_one_clause() -> None:
    (clause,) = article(read(small(Locale.KK)), "1").clauses
    assert clause == Clause(None, None, "Самал – жеті аралдан тұратын республика. Оның астанасы – Маяк қаласы.")


def test_lines_between_two_points_of_a_list_belong_to_the_first() -> None:
    assert places(read(small(Locale.RU)), "3") == [
        (None, None, "Морской"),
        (None, "1", "содержит"),
        (None, "2", "объявляет"),
        (None, "2", "Весть"),
        (None, "2", "О"),
        (None, "2-1", "ведет"),
        (None, "3", "ежегодно"),
    ]


@BOTH
def test_lines_behind_a_list_belong_to_the_paragraph_also_before_a_new_list(locale: Locale) -> None:
    assert [place[:2] for place in places(read(small(locale)), "4")] == [
        ("1", None),
        ("1", "1"),
        ("1", "2"),
        ("1", None),
        ("1", None),
        ("1", "1"),
        ("1", "2"),
        ("2", None),
    ]


@BOTH
def test_excluded_paragraphs_are_notes_with_their_label(locale: Locale) -> None:
    fifth = article(read(small(locale)), "5")
    assert [(c.paragraph, c.subparagraph) for c in fifth.clauses] == [
        ("1", None),
        ("3", None),
        ("3", "1"),
        ("3", "3"),
    ]
    assert [note[:6] for note in fifth.notes] == (
        ["2. (Ис", "3. 2) ", "4. Иск"] if locale is Locale.RU else ["2. (Ал", "3. 2) ", "4. Алы"]
    )
    assert not fifth.excluded


@BOTH
def test_an_article_with_only_a_note_is_excluded(locale: Locale) -> None:
    text = read(small(locale))
    sixth = article(text, "6")
    assert sixth.clauses == ()
    assert sixth.excluded
    assert len(sixth.notes) == 1
    assert [a.label for s in text.sections for a in s.articles if a.excluded] == ["6"]


@BOTH
def test_notes_stay_out_of_the_law(locale: Locale) -> None:
    text = read(small(locale))
    assert len(article(text, "2").notes) == 1
    assert len(article(text, "3").notes) == 1
    assert len(article(text, "4").notes) == 1, "a note under a section's heading goes to its first article"
    assert len(article(text, "4-1").notes) == 1
    said = " ".join(c.text for s in text.sections for a in s.articles for c in a.clauses)
    for word in ("Сноска", "Примечание", "Ескерт", "сключен", "тасталды", "05.05.2020", "___", "*", ">"):
        assert word not in said


@BOTH
def test_word_and_page_give_the_same_articles(locale: Locale) -> None:
    from_markdown = read(small(locale))
    from_word = read(small_docx(locale), "small.docx", version_date="2021-02-01", requisite="R", source="S")
    from_page = read(small_html(locale), "page")
    for other in (from_word, from_page):
        assert other.sections == from_markdown.sections
        assert (other.preamble, other.preamble_notes) == (from_markdown.preamble, from_markdown.preamble_notes)
        assert other.locale is locale
    assert (from_word.version_date, from_word.requisite, from_word.source) == ("2021-02-01", "R", "S")
    assert from_word.title == from_markdown.title.upper()
    assert (from_page.title, from_page.requisite) == (from_markdown.title, from_markdown.requisite)
