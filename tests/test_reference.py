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


@pytest.mark.parametrize(
    "text",
    [
        "что грозит по ст. 105 УК РК", "ҚК-нің 17-бабы", "АК 8-бабы", "ЕК 52-бап", "ек 52-бап", "ЕК-нің 52-бабының 1-тармағы",
        "ПДД 17 бап", "п. 13.8 ПДД", "ст. 17 УК", "ГК ст 8", "УК РК, статья 105", "КоАП 440", "440 КоАП", "УК 105",
        "ТК РК ст. 52", "52-ст ТК РК", "ӘҚБтК 10-бап", "QK 17-bap", "СК ст 17", "ст 17 СК", "ЖК 17", "что грозит по 188 УК",
        "Criminal Code art 188", "article 52 Labour Code", "Labor Code 52", "Уголовный кодекс 188", "Қылмыстық кодекс 188",
        "Семейный кодекс ст. 17", "Гражданский кодекс РК, статья 8, пункт 2", "Закон о языках ст. 17",
        "Тілдер туралы заң 17 бап", "Law on languages article 17", "Конвенция о правах ребенка статья 12",
    ],
)  # fmt: skip
def test_an_article_of_another_law_is_known_by_its_name(text: str) -> None:
    assert names_another_law(text)
    assert find_references(text, real_outline()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "ст. 17 Конституции РК", "ҚР 17-бап", "ОК, ст 17", "Основной закон о правах ст. 17", "заң 17 бап", "ақ 17 бап",
        "ст. 17 и УК", "закон о языках и ст. 17 Конституции",
    ],
)  # fmt: skip
def test_words_like_a_law_take_nothing_from_ours(text: str) -> None:
    assert not names_another_law(text)
    assert [reading.target for reading in find_references(text, real_outline())] == [Reference(Edition.Y2026, "17")]


@pytest.mark.parametrize("text", ["уголовный кодекс", "в ЖК 17 этажей", "жк 17 квартир", "17", ""])
def test_a_law_without_an_article_of_it_is_left_to_the_search(text: str) -> None:
    assert not names_another_law(text)


_KAZAKH_ONES = words("бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы")
_KAZAKH_TENS = words("он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан")
_ROMANISATIONS = [
    dict(zip("абгғдежзийкқлмноөпрстуүшыі", words(letters), strict=True))
    for letters in (
        "a b g gh d e zh z i i k q l m n o o p r s t u u sh y i",
        "a b g g d e j z i i k k l m n o o p r s t u u sh i i",
        "a b g ğ d e j z i i k q l m n o ö p r s t u ü ş ı i",
        "a b g ǵ d e j z ı ı k q l m n o ó p r s t ý ú sh y i",
        "a b g g' d e j z i' i k q l m n o o' p r s t u u' s' y i",
        "a b g gh d e c z y y k kh l m n o o p r s t w u ch y y",
    )
]


@pytest.mark.parametrize("letters", _ROMANISATIONS)
def test_kazakh_ordinals_are_read_in_every_romanisation(letters: dict[str, str]) -> None:
    wrong = []
    for number in range(1, 97):
        ten, one = divmod(number, 10)
        said = [_KAZAKH_TENS[ten - 1]] if ten else []
        said += [_KAZAKH_ONES[one - 1]] if one else []
        if not one:
            said[-1] += {"жиырма": "сыншы", "елу": "інші", "жетпіс": "інші", "сексен": "інші"}.get(said[-1], "ыншы")
        text = "".join(letters.get(letter, letter) for letter in " ".join([*said, "бап"]))
        read = parse_reference(text, real_outline())
        if read is None or read.target != Reference(Edition.Y2026, str(number)):
            wrong.append((number, text))
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "xyzpis ushinshi bap", "asdf ushinshi bap", "jtpis ushinshi bap", "хызпіс үшінші бап", "жетпс үшінші бап",
        "отз үшінші бап", "двацать первая статья", "fourty first article", "aifty-eighth article", "мың бірінші бап",
        "тысяча первая статья", "xyzpis ushinshi bap 2 tarmaq", "статья двадцать перваяя", "article twenty fisrt",
        "жетпіс 3-бап",
    ],
)  # fmt: skip
def test_a_number_word_that_cannot_be_read_opens_no_other_article(text: str) -> None:
    assert find_references(text, real_outline()) == ()


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
