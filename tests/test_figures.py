"""Figures of a summary against the official provision: words for numbers in Kazakh and Russian."""

from __future__ import annotations

import pytest

from content.figures import check_figures
from content.importers.model import ImportedArticle, ImportedSection, ImportedText
from content.model import Clause, Edition, Locale
from content.numerals import figures_in
from content.schema import EditionEntry, EditionsFile, ProvisionFile
from content.source_files import Sources


@pytest.mark.parametrize(
    ("text", "locale", "numbers"),
    [
        ("сроком на семь лет", Locale.RU, {7}),
        ("ста сорока пяти депутатов", Locale.RU, {145}),
        ("не менее двух третей", Locale.RU, {2, 3}),
        ("через сорок восемь часов", Locale.RU, {48}),
        ("более пятидесяти процентов", Locale.RU, {50}),
        ("тремя четвертями", Locale.RU, {3, 4}),
        ("не моложе сорока лет", Locale.RU, {40}),
        ("30 августа 1995 года", Locale.RU, {30, 1995}),
        ("жүз қырық бес депутаттан", Locale.KK, {145}),
        ("жеті жыл мерзімге", Locale.KK, {7}),
        ("он бес жыл бойы", Locale.KK, {15}),
        ("төрттен үшінің", Locale.KK, {3, 4}),
        ("қырық жасқа толған", Locale.KK, {40}),
        ("елу пайыздан астамы", Locale.KK, {50}),
    ],
)
def test_numbers_written_in_words(text: str, locale: Locale, numbers: set[int]) -> None:
    assert numbers <= figures_in(text, locale)


def test_no_number_is_seen_where_there_is_none() -> None:
    assert figures_in("Закон охраняет честь и достоинство", Locale.RU) == set()
    assert figures_in("Заң оны қорғайды", Locale.KK) == set()


def test_a_wrong_figure_is_found_in_its_line_and_language() -> None:
    text = ImportedText(
        Edition.Y2026, Locale.RU, "Т", "", "2026-03-15", "", "", (), (),
        (ImportedSection(1, "I", (ImportedArticle("1", (Clause("1", None, "Срок – семь лет."),), (), False),)),),
    )  # fmt: skip
    words = {"kk": "Мерзімі 7 жыл.", "ru": "Срок 7 лет.", "en": "The term is 7 years."}
    names = {"kk": "а", "ru": "а", "en": "a"}
    edition = EditionEntry.model_validate(
        {
            "id": 2026, "name": names, "short_name": names, "status": names, "adopted": "2026-03-15",
            "in_force_from": "2026-07-01", "links": {"kk": [], "ru": []}, "sections": [],
        }
    )  # fmt: skip

    def sources(ru: str) -> Sources:
        paragraph = {"number": "1", **words, "ru": ru}
        file = ProvisionFile.model_validate(
            {"edition": 2026, "article": "1", "title": names, "paragraphs": [paragraph]}
        )
        return Sources(editions=EditionsFile(editions=[edition]), provisions={"2026/001.yaml": file})

    assert check_figures(sources("Срок 7 лет."), [text]) == []
    (problem,) = check_figures(sources("Срок 8 лет."), [text])
    assert problem.expected == "paragraphs.0.ru: 8 does not stand in the official provision"
    assert check_figures(sources("Срок 8 лет."), []) == []
