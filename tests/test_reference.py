"""Whatever people type as a reference is read as they mean it, and nothing they type is an error."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.grammar.words import words
from content.labels import citation
from content.limits import MESSAGE_LIMIT
from content.model import PREAMBLE, Edition, Locale, Reference, SectionReference
from content.reference import Reading, find_references, named_edition, names_another_law, parse_reference
from tests.outlines import real_outline

TABLE = Path(__file__).with_name("references.txt")
EXAMPLES = int(os.environ.get("REFERENCE_EXAMPLES", "2000"))
"""Texts the property test tries; 100,000 before a release."""


def shown(reading: Reading) -> str:
    """A reading as the table writes it."""
    target = reading.target
    place = f"S{target.number}" if isinstance(target, SectionReference) else target.short
    return f"{target.edition}:{place}{'!' if reading.edition_named else ''}"


def table() -> list[tuple[str, bool, str]]:
    """Text, whether all of it is a reference, and what is expected."""
    rows = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            sign = " = " if " = " in line else " ~ "
            text, expected = line.rsplit(sign, 1)
            rows.append((text, sign == " = ", expected))
    return rows


def test_the_table_is_read_exactly() -> None:
    rows = table()
    wrong = []
    for text, whole, expected in rows:
        found = find_references(text, real_outline())
        got = " + ".join(map(shown, found)) or "-"
        alone = parse_reference(text, real_outline())
        fits = alone == found[0] if whole and len(found) == 1 else whole or alone is None
        if got != expected or not fits:
            wrong.append(f"{text!r}: expected {expected}, read {got}")
    assert len(rows) >= 300
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "target", "others"),
    [
        ("83-1", "1995:83-1", ["2026:83(1)"]),
        ("94-1", "1995:94-1", ["2026:94(1)"]),
        ("2026 83-1", "2026:83(1)!", ["1995:83-1"]),
        ("1995 83-1", "1995:83-1!", ["1995:83(1)"]),
        ("83.1", "2026:83(1)", ["1995:83-1"]),
        ("2026 99", "2026:99!", ["1995:99"]),
        ("17", "2026:17", []),
        ("17-1", "2026:17(1)", []),
        ("83 - 1", "1995:83-1", ["2026:83(1)"]),
        ("статья 83 прим 1", "1995:83-1", ["2026:83(1)"]),
        ("17 old vs new", "2026:17!", ["1995:17"]),
        ("ст 16 п 3 старая и новая", "1995:16(3)!", []),
        ("куда делась статья 77", "1995:77", ["2026:77"]),
        ("77 қайда", "2026:77", ["1995:77"]),
        ("куда делась статья 99", "1995:99", []),
    ],
)
def test_another_reading_is_offered(text: str, target: str, others: list[str]) -> None:
    reading = parse_reference(text, real_outline())
    assert reading is not None
    assert shown(reading) == target
    assert [f"{ref.edition}:{ref.short}" for ref in reading.alternatives] == others


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("place", ["17", "17(2)", "73(1)(1)", "46()(5)", "83-1", "83-1(2)", "preamble"])
@pytest.mark.parametrize("edition", Edition)
def test_our_own_citations_are_read_back(locale: Locale, place: str, edition: Edition) -> None:
    ref = {
        "17": Reference(edition, "17"),
        "17(2)": Reference(edition, "17", "2"),
        "73(1)(1)": Reference(edition, "73", "1", "1"),
        "46()(5)": Reference(edition, "46" if edition is Edition.Y2026 else "44", None, "5"),
        "83-1": Reference(edition, "83-1" if edition is Edition.Y1995 else "83"),
        "83-1(2)": Reference(edition, "83-1" if edition is Edition.Y1995 else "83", "2"),
        "preamble": Reference(edition, PREAMBLE),
    }[place]
    reading = parse_reference(citation(ref, locale), real_outline())
    assert reading is not None
    assert reading.target == ref
    assert reading.edition_named


def test_the_place_in_the_text_is_told() -> None:
    text = "что говорит ст. 17 про жизнь?"
    (reading,) = find_references(text, real_outline())
    assert text[reading.start : reading.end] == "ст. 17"


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("1995", Edition.Y1995),
        ("2026 год", Edition.Y2026),
        ("старая конституция", Edition.Y1995),
        ("Конституция 1995 года", Edition.Y1995),
        ("new constitution", Edition.Y2026),
        ("ескі конституция", Edition.Y1995),
        ("1995 и 2026", None),
        ("1995 17", None),
        ("конституция", None),
        ("новая", None),
        ("раньше", None),
        ("2017", None),
        ("1 июля 2026 года", None),
        ("", None),
    ],
)
def test_a_constitution_may_be_named_alone(text: str, edition: Edition | None) -> None:
    assert named_edition(text) is edition


def test_another_law_is_known_by_its_name() -> None:
    assert names_another_law("что грозит по ст. 105 УК РК")
    assert not names_another_law("ст. 17 Конституции РК")
    assert not names_another_law("уголовный кодекс")


ATOMS = st.sampled_from(
    words("""17 83-1 1995 2026 п. ст. - ( ) , бап бабының тармақ тармақша) § II ІХ и мен to / : . of Конституции
    старой преамбула ½ ١ ² год г. семнадцать пп 0 999999999 абз раздел [ ] — % ı İ ẞ \0 \ud800 😀 é ﬁ article жаңа прим УК <b> </b> қайда кетті закона vs""")
)
TEXTS = st.text() | st.lists(ATOMS | st.text(max_size=3), max_size=14).map(" ".join) | st.lists(ATOMS).map("".join)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    alone = parse_reference(text, real_outline())
    found = find_references(text, real_outline())
    assert len(found) <= 5
    assert all(0 <= reading.start < reading.end <= len(text) for reading in found)
    assert alone is None or found == (alone,)
    assert named_edition(text) is None or not found
    names_another_law(text)


@pytest.mark.parametrize(
    "text",
    ["1" * 1_000_000, "(17" * 300_000, "ст. " * 300_000, "17,-" * 300_000, " " * 1_000_000, "where did " * 99_999],
)
def test_of_a_megabyte_only_the_beginning_is_read(text: str) -> None:
    alone = parse_reference(text, real_outline())
    assert alone == parse_reference(text[:MESSAGE_LIMIT], real_outline())  # the rest is not looked at
    assert find_references(text, real_outline()) == find_references(text[:MESSAGE_LIMIT], real_outline())
    assert named_edition(text) == named_edition(text[:MESSAGE_LIMIT])
    assert names_another_law(text) == names_another_law(text[:MESSAGE_LIMIT])
