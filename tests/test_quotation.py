"""A pasted passage is recognised, or its changed words are named; invented clauses stand in for the law."""

from __future__ import annotations

import pytest

from content.diff import Side
from content.model import Edition, Locale, Reference
from content.quotation import Quotations, Verdict

NEW, OLD = Edition.Y2026, Edition.Y1995
CLAUSES = [
    (Locale.RU, Reference(NEW, "7", "1"), "Каждый садовник вправе поливать свои деревья утром и вечером круглый год."),
    (
        Locale.RU,
        Reference(NEW, "7", "2"),
        "Никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа.",
    ),
    (Locale.RU, Reference(OLD, "9", "1"), "Садовнику запрещается поливать деревья в полдень, если нет дождя и ветра."),
    (
        Locale.KK,
        Reference(NEW, "7", "1"),
        "Әрбір бағбанның өз ағаштарын таңертең және кешке жыл бойы суаруға құқығы бар.",
    ),
]
QUOTATIONS = Quotations(CLAUSES)


@pytest.mark.parametrize(
    ("passage", "verdict", "place"),
    [
        ("Никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа.", Verdict.MATCHES, "7(2)"),
        ("никто не вправе СРЫВАТЬ чужие яблоки без согласия хозяина сада", Verdict.MATCHES, "7(2)"),
        ("Статья 7\n2. Никто не вправе срывать чужие яблоки без согласия хозяина сада", Verdict.MATCHES, "7(2)"),
        ("утром и вечером круглый год.\n2. Никто не вправе срывать чужие яблоки", Verdict.MATCHES, "7"),
        ("Әpбip бaғбaнның өз aғaштapын тaңepтeң жәнe кeшкe жыл бoйы cyapyғa", Verdict.MATCHES, "7(1)"),
        ("запрещается поливать деревья в полдень, если нет дождя и ветра", Verdict.ONLY_1995, "9(1)"),
    ],
)
def test_the_words_of_the_law_are_recognised(passage: str, verdict: Verdict, place: str) -> None:
    found = QUOTATIONS.check(passage)
    assert found is not None
    assert found.reference is not None
    assert (found.verdict, found.reference.short) == (verdict, place)


def test_changed_words_are_named() -> None:
    found = QUOTATIONS.check("Никто не вправе срывать чужие груши без согласия хозяина сада и его соседа.")
    assert found is not None
    assert found.verdict is Verdict.DIFFERS
    assert found.reference == Reference(NEW, "7", "2")
    changed = [(run.before.strip(), run.after.strip()) for run in found.runs if run.side is not Side.KEPT]
    assert changed == [("яблоки", ""), ("", "груши")]


def test_other_words_are_not_found() -> None:
    found = QUOTATIONS.check("Вчера на рынке продавали очень вкусные дыни из Жаркента по хорошей цене")
    assert found is not None
    assert found.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("passage", ["", "Никто не вправе срывать чужие яблоки", "\0", "\ud800", "😀" * 5000])
def test_a_short_passage_is_no_quotation(passage: str) -> None:
    assert QUOTATIONS.check(passage) is None


def test_a_megabyte_is_cut() -> None:
    found = QUOTATIONS.check("яблоки и груши " * 80_000)
    assert found is not None
    assert found.verdict is Verdict.NOT_FOUND


def test_without_texts_nothing_is_said() -> None:
    assert Quotations([]).check("Никто не вправе срывать чужие яблоки без согласия хозяина сада") is None
