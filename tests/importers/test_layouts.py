"""Files of the same text that were typed differently are read alike."""

from __future__ import annotations

import re

import pytest

from content.errors import ImportFailed
from content.importers.letters import clean, fold, roman
from content.importers.signs import article_heading, is_excluded, is_note, numbered, section_heading
from content.model import Edition, Locale
from tests.importers.reading import article, places, read, small_html
from tests.small import small
from tests.small.builders import Block, blocks, document, make_docx, pack

RU = small(Locale.RU)
VARIANTS = {
    "byte order mark": "\ufeff" + RU,
    "windows line ends": RU.replace("\n", "\r\n"),
    "bold headings": re.sub(r"(?m)^### (.*)$", r"**\1**", RU),
    "no headings at all": re.sub(r"(?m)^### .*$", "", RU),
    "a heading that errs": RU.replace("### Статья 3\n", "### Статья 30\n"),
    "an unusual heading": RU.replace("### Статья 3\n", "### Ст. 3\n"),
    "name instead of id": RU.replace("<a id=", "<a name="),
    "anchor inside the heading": re.sub(r"(<a id.*></a>)\n\n### ", r"### \1", RU),
    "no indents": re.sub(r"(?m)^ +", "", RU),
    "no empty lines": re.sub(r"\n\n+", "\n", RU),
    "escaped underscores": RU.replace("___________", r"\_\_\_\_\_"),
    "no underscores": RU.replace("___________", ""),
    "non-breaking spaces": RU.replace("1. ", "1.\u00a0"),
    "italic remarks": RU.replace(
        "(Исключен Законом Самала от 05.05.2020 № 7.)", "*(Исключен Законом Самала от 05.05.2020 № 7.)*"
    ),
    "footnote marks": RU.replace("звонит в колокол.", "звонит в колокол. <*>"),
    "a table of contents": RU.replace(
        "## Раздел I. Ост", "## Раздел I. Острова\n\n## Раздел II. Власть\n\n## Раздел III. Слова\n\n## Раздел I. Ост"
    ),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_of_the_layout(variant: str) -> None:
    assert VARIANTS[variant] != RU
    assert read(VARIANTS[variant]).sections == read(RU).sections


def test_a_heading_without_an_anchor_is_refused() -> None:
    with pytest.raises(ImportFailed, match=r"^small\.md: article 5 has no anchor$"):
        read(RU.replace('<a id="st5"></a>', ""))


def test_an_excluded_article_may_have_lost_its_heading() -> None:
    bare = RU.replace('<a id="st6"></a>\n\n### Статья 6\n', "").replace(
        "> *Сноска. Статья 6 исключена Законом Самала от 05.05.2020 № 7.*",
        "Статья 6 исключена Законом Самала от 05.05.2020 № 7.",
    )
    sixth = article(read(bare), "6")
    assert sixth.excluded
    assert sixth.notes == ("Статья 6 исключена Законом Самала от 05.05.2020 № 7.",)


def test_another_heading_is_not_taken_for_law() -> None:
    with pytest.raises(ImportFailed, match="neither a section nor an article: Глава 2"):
        read(RU.replace("3. Маяк", "### Глава 2\n\n3. Маяк"))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(
            ("I", 1),
            ("І", 1),
            ("ІІ", 2),
            ("IІІ", 3),
            ("IV", 4),
            ("ІV", 4),
            ("V", 5),
            ("VІ", 6),
            ("VIII", 8),
            ("Vlll", 8),
        ),
        *(("IX", 9), ("IХ", 9), ("Х", 10), ("XI", 11), ("ХІ", 11), ("У", 5), ("Ⅷ", 8), ("3", 3), ("XXXIX", 39)),
    ],
)
def test_section_numbers_in_look_alike_letters(written: str, number: int) -> None:
    assert roman(fold(written)) == number
    for heading in (
        f"Раздел {written} Море",
        f"РAЗДЕЛ {written}. Море",
        f"{written} бөлім Море",
        f"{written}-бөлім. Море",
    ):
        found = section_heading(heading)
        assert found is not None
        assert (found.label, found.rest) == (str(number), "Море")


@pytest.mark.parametrize("written", ["", "IIX", "VV", "IIII", "абв", "0", "40"])
def test_what_is_no_section_number(written: str) -> None:
    assert roman(fold(written)) is None


def test_article_headings_in_look_alike_letters() -> None:
    for heading in ("Статья 83-1", "Cтaтья 83-1", "СТАТЬЯ 83 – 1.", "83-1-бап", "83-1-бaп", "83-1 - бап"):
        found = article_heading(heading)
        assert found is not None, heading
        assert (found.label, found.rest) == ("83-1", "")
    assert article_heading("Статьями 3 и 4") is None
    assert article_heading("3-баптың 1-тармағы") is None


def test_what_a_line_begins_with() -> None:
    assert numbered("3-1. В туман") == ("3-1", False, "В туман")
    assert numbered("3\u20111) в туман") == ("3-1", True, "в туман")
    assert numbered("6. 1995 жылғы") == ("6", False, "1995 жылғы")
    assert numbered("12.05.2020 года") is None
    assert numbered("1995 жылғы Конституция") is None
    for note in ("Cноска. Х", "Примечание ИЗПИ! Х", "Ескерту. Х", "Еcкертпе. Х", "ЗҚАИ-ның ескертпесі! Х"):
        assert is_note(note), note
    for law in ("Ескерту жасалады.", "Примечание к закону есть закон.", "Сноски запрещены."):
        assert not is_note(law), law
    for remark in (
        "(Исключен)",
        "Исключена.",
        "исключен Законом от 1 мая;",
        "алып тасталды - ҚР Заңымен;",
        "(4-тармақ алып тасталды)",
    ):
        assert is_excluded(remark), remark
    for law in (
        "Исключены из списка больные.",
        "исключение из партии;",
        "Алып тасталды деген сөз жоқ.",
        "(кроме исключенных)",
    ):
        assert not is_excluded(law), law


def test_invisible_characters_go_and_the_fold_keeps_the_length() -> None:
    assert clean("Қа\u00adзақ\u200bстан\u00a0 \t жері\ufeff\x0b") == "Қазақстан жері"
    assert clean("и\u0306") == "й"
    for text in ("ҮКIМЕТ İı ß ЁЖ", RU):
        assert len(fold(text)) == len(text)


def test_word_breaks_inside_a_sentence_are_spaces() -> None:
    made = [(kind, words.replace("городе Маяк", "городе\nМаяк")) for kind, words in blocks(RU)]
    made = [(kind, words.replace("ловить можно", "ловить\nможно")) for kind, words in made]
    assert read(make_docx(made)).sections == read(RU).sections


def test_a_page_that_parts_lines_by_breaks_alone() -> None:
    shown = small_html(Locale.RU)
    for label in ("2", "4"):
        shown = re.sub(rf"<b>Статья {label}</b>\n</p><p id=\"z\d+\">", f"<b>Статья {label}</b><br/>", shown)
    shown = re.sub(r"</p><p id=\"z\d+\">(&nbsp;     \d)", r"<br>\1", shown)
    assert shown.count("<br") > 10
    assert places(read(shown), "2") == places(read(RU), "2")


def test_the_page_tells_its_edition_and_date_by_its_address() -> None:
    text = read(small_html(Locale.RU, "https://adilet.zan.kz/rus/docs/K2600000000/03.04.2027"))
    assert (text.edition, text.version_date) == (Edition.Y2026, "2027-04-03")
    assert text.source == "https://adilet.zan.kz/rus/docs/K2600000000/03.04.2027"
    with pytest.raises(ImportFailed, match="this is the 1995 Constitution, not the 2026 one"):
        read(small_html(Locale.RU, "https://adilet.zan.kz/rus/docs/K950001000_"), edition=Edition.Y2026)


def test_an_undated_file_with_amendments_claims_no_date() -> None:
    assert read(make_docx(blocks(RU))).version_date == ""
    unamended: list[Block] = [block for block in blocks(RU) if block[0] != "note" or "Статья 6" in block[1]]
    assert read(make_docx(unamended)).version_date == "2026-03-15"


def test_automatic_numbers_are_refused_rather_than_lost() -> None:
    counted = '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Конституция моря</w:t></w:r></w:p>'
    with pytest.raises(ImportFailed, match="numbers its paragraphs automatically"):
        read(pack({"word/document.xml": document(counted)}))
