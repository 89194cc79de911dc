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
from content.reference import (
    Reading,
    find_references,
    named_edition,
    names_absent_constitution,
    names_another_law,
    parse_reference,
)
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
        "ст. 9 МПГПП", "МПГПП ст. 9", "ст. 5 ЕКПЧ", "ЕКПЧ 5", "ст. 18 Всеобщей декларации", "ст. 18 ВДПЧ",
        "статья 18 Всеобщей декларации прав человека", "Всеобщая декларация прав человека статья 18",
        "article 5 ECHR", "ECHR art 5", "ICCPR art 9", "art 9 ICCPR", "Art. 9 of the ICCPR", "UDHR article 18",
        "article 18 of the UDHR", "ICESCR art. 11", "МПЭСКП ст. 11", "CRC article 12", "CEDAW art 7",
        "ст 12 конвенции о правах ребенка", "ст. 12 КПР", "АСХП 9-бап", "АСХП-нің 9-бабы", "Халықаралық пакт 9-бабы",
        "Азаматтық және саяси құқықтар туралы халықаралық пактінің 9-бабы",
        "Адам құқықтарының жалпыға бірдей декларациясының 18-бабы", "Бала құқықтары туралы конвенцияның 12-бабы",
        "конвенцияның 12 бабы", "ст. 9 Международного пакта о гражданских и политических правах",
        "Международный пакт ст 9", "ст. 9 Пакта", "Устав ООН ст 51", "ст. 51 Устава ООН", "UN Charter article 51",
        "article 51 of the UN Charter", "БҰҰ Жарғысының 51-бабы", "ст. 29 Конституции РФ", "Конституция РФ ст 29",
        "Конституция России статья 29", "ст. 29 Конституции Российской Федерации", "US Constitution article 2",
        "article 2 of the US Constitution", "article 2 US Constitution",
        "constitution of the United States article 2", "article 2 of the Constitution of the United States",
        "конституция США ст 2", "Конституция Украины ст 17", "ст. 17 Конституции Украины",
        "Ресей Конституциясының 17-бабы", "Ресей Федерациясы Конституциясының 17-бабы",
        "Өзбекстан Конституциясының 17-бабы", "Қырғызстан Конституциясы 17 бап", "конституция Узбекистана 17",
        "Конституция РФ 17", "US constitution 2", "ст 1 Конституции Германии", "article 1 of the German Basic Law",
        "ст. 1 Основного закона ФРГ", "конституция Кыргызской Республики ст 17",
        "ст. 17 Конституции Кыргызской Республики", "ст. 17 Конституции Республики Беларусь",
        "ст. 17 Конституции Республики Узбекистан", "Конституция Республики Узбекистан, статья 17",
        "конституция Франции ст. 2", "constitution of Russia art 29", "Russian constitution article 29",
        "constitution of India article 21", "article 21 of the Indian constitution", "Конституция Армении ст. 5",
        "ст. 5 Конституции Грузии", "УК ст. 188, ст. 189", "УК ст. 188, 189", "ст. 188, ст. 189 УК",
        "ст. 188 и ст. 189 УК РК", "УК: ст. 188 и ст. 189", "КоАП ст. 434, ст. 440",
        "ст. 17 Конституции РФ 1993 года", "article 17 of the Russian Constitution of 1993",
        "Конституция РФ 1993 ст 17", "Конституция СССР 1977 ст 17", "ст. 17 Хартии",
        "ст 17 Европейской конвенции по правам человека", "Европейская конвенция о правах человека ст. 6",
        "ст 12 Конвенции ООН о правах ребенка", "article 12 of the Convention on the Rights of the Child",
        "Convention on the Rights of the Child, article 12", "Universal Declaration of Human Rights article 18",
        "Universal Declaration article 18", "International Covenant on Civil and Political Rights, article 9",
        "Женевская конвенция ст 3", "МПГПП 9", "мпгпп ст 9", "МПГПП, статья 9, пункт 3", "Договор о ЕАЭС ст 5",
        "ст. 5 договора о ЕАЭС", "закон о выборах ст 17", "Закон РК «О полиции» статья 6",
        "ст. 6 Закона РК «О полиции»", "АҚШ конституциясы 2-бап", "Түркия Конституциясының 5-бабы",
        "Украина Конституциясының 17-бабы", "Constitution of Ukraine, article 17", "Ukraine constitution art. 17",
        "French constitution article 2", "France's constitution, article 2", "Конституция Китая, ст. 35",
        "35 статья Конституции Китая", "ГК ст. 8, 9 и 10", "ҚК 188-бап, 189-бап", "ҚК-нің 188 және 189-баптары",
        "article 17, article 188 of the Criminal Code",
    ],
)  # fmt: skip
def test_treaties_other_countries_and_lists_are_of_another_law(text: str) -> None:
    assert names_another_law(text)
    assert not names_absent_constitution(text)
    assert find_references(text, real_outline()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "ст. 17 Конституции 1993 года", "конституция 1978 ст 17", "art 16 of 1993 constitution",
        "article 16 of the 1993 Constitution of Kazakhstan", "article 16 of the constitution of 1993",
        "1993 жылғы Конституцияның 17-бабы", "ст. 17 Конституции 1937 года", "ст. 17 Конституции 1978 года",
        "ст. 17 Конституции РК от 28 января 1993 года", "ст 17 конституции казахской сср",
        "ст. 17 Конституции Казахской ССР 1978 г.", "Конституция 1993 года", "Конституция 1993", "constitution 1993",
        "1978 жылғы конституция", "1937 жылғы Қазақ КСР Конституциясы", "Конституция Казахстана 1993 года, ст. 17",
        "1993 конституция 17 бап", "ст. 5 Конституции 93 года", "Қазақ ССР Конституциясының 17-бабы",
        "советская конституция ст 17", "ст. 17 конституции 2017 года", "ст. 17 конституции 2022 г.",
    ],
)  # fmt: skip
def test_a_third_constitution_is_known_to_be_absent(text: str) -> None:
    assert names_absent_constitution(text)
    assert find_references(text, real_outline()) == ()
    assert named_edition(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "чем Конституция 1993 года отличается от Конституции 1995 года", "Конституция 1995 года", "1993", "ст. 17",
        "Конституция изменилась в 2017 году", "в 2022 году Конституция изменилась", "конституционная реформа 2022",
        "in 2017 the constitution was amended", "Конституция в редакции 2017 года", "Конституция 2026", "",
        "ст. 16 Конституции, в 2017 году меня уволили",
    ],
)  # fmt: skip
def test_a_year_alone_makes_no_third_constitution(text: str) -> None:
    assert not names_absent_constitution(text)


def test_a_number_that_is_no_place_is_left_to_the_search() -> None:
    section = TABLE.read_text("utf-8").partition("# Numbers that are no places\n")[2]
    texts = [line.removesuffix(" ~ -") for line in section.splitlines()]
    assert len(texts) >= 60
    for text in texts:
        assert not names_another_law(text), text
        assert not names_absent_constitution(text), text
        assert named_edition(text) is None, text


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
    старой утратившей силу 1993 принятой августа до дейін 8) 8701 cnfnmz ,fg МПГПП преамбула ½ ١ ² год г. семнадцать пп 0 999999999 абз раздел [ ] — % ı İ ẞ \0 \ud800 😀 é ﬁ article жаңа прим УК <b> </b> қайда кетті закона vs""")
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
    names_absent_constitution(text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "(17" * 300_000,
        "ст. " * 300_000,
        "17,-" * 300_000,
        " " * 1_000_000,
        "where did " * 99_999,
        "конституция рк " * 99_999,
        "1993 года рк " * 99_999,
        "8 701 " * 99_999,
    ],
)
def test_of_a_megabyte_only_the_beginning_is_read(text: str) -> None:
    alone = parse_reference(text, real_outline())
    assert alone == parse_reference(text[:MESSAGE_LIMIT], real_outline())  # the rest is not looked at
    assert find_references(text, real_outline()) == find_references(text[:MESSAGE_LIMIT], real_outline())
    assert named_edition(text) == named_edition(text[:MESSAGE_LIMIT])
    assert names_another_law(text) == names_another_law(text[:MESSAGE_LIMIT])
    assert names_absent_constitution(text) == names_absent_constitution(text[:MESSAGE_LIMIT])
