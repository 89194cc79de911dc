"""A wrong, cut off or foreign file is refused with one line that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content.errors import ImportFailed
from content.importers.model import Counts
from content.model import Edition, Locale
from tests.importers.reading import read, small_docx, small_html
from tests.small import COUNTS, small

RU = small(Locale.RU)
ARTICLE = RU[RU.index('<a id="st4-1">') : RU.index('<a id="st5">')]
HEAD = "---\nact_code: '{}'\n"


def acting(code: str) -> str:
    return RU.replace("---\n", HEAD.format(code), 1)


WRONG: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "empty": (lambda: b"", "the file is empty"),
    "only spaces": (lambda: " \n", "the file is empty"),
    "prose": (lambda: "# Рецепт ухи\n\n1. Налить воды.\n", "no article has an anchor"),
    "cut in the last article": (lambda: RU[: RU.index("сход семи островов.")], "article 7 ends in the middle"),
    "cut behind a heading": (lambda: RU[: RU.index("1. Эта Конституция")], "article 7 is empty"),
    "cut behind a section": (lambda: RU[: RU.index('<a id="st7">')], "section 3 has no articles"),
    "cut before the last section": (
        lambda: RU[: RU.index("## Раздел III")],
        "2 sections and 7 articles: the size of no",
    ),
    "an article lost": (
        lambda: RU.replace("4-1", "4-1", 1).replace(ARTICLE, ""),
        "3 sections and 7 articles: the size",
    ),
    "an article twice": (lambda: RU.replace('"st5"', '"st4"'), "article 4 follows article 4-1"),
    "a section lost": (lambda: RU.replace("## Раздел ІІ Власть\n", ""), "section 3 follows section 1"),
    "no preamble": (lambda: RU[: RU.index("> *Сно")] + RU[RU.index("## Раздел I") :], "no preamble"),
    "front matter without an end": (lambda: RU.replace("\n---\n", "\n", 1), "the front matter has no end"),
    "front matter of rubbish": (lambda: RU.replace("language: rus", "{[: *"), "the front matter is no YAML"),
    "no real date": (lambda: RU.replace("2021-02-01", "2021-02-30"), "is not a date"),
    "another act": (lambda: acting("104042"), "act 104042 is not a Constitution"),
    "another language": (lambda: RU.replace("language: rus", "language: kaz"), "the text is in ru, not in kk"),
    "two languages": (lambda: RU.replace("### Статья 5", "### 5-бап"), "the headings are in two languages"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
    "a PDF": (lambda: b"%PDF-1.7\n", "a PDF"),
    "another encoding": (lambda: RU.encode("cp1251"), "not UTF-8"),
    "UTF-16": (lambda: RU.encode("utf-16"), "not UTF-8"),
    "half a Word file": (lambda: (made := small_docx(Locale.RU))[: len(made) // 2], "damaged"),
    "a page without an act": (lambda: "<!doctype html><html><body><p>404</p></body></html>", "shows no act"),
    "half a page": (lambda: (page := small_html(Locale.RU))[: len(page) // 2], "article"),
    "an empty page": (lambda: "<!doctype html>", "page"),
}


@pytest.mark.parametrize("case", WRONG)
def test_refused_with_one_line(case: str) -> None:
    make, reason = WRONG[case]
    with pytest.raises(ImportFailed) as refused:
        read(make(), "the file")
    line = str(refused.value)
    assert line.startswith("the file: ")
    assert reason in line
    assert "\n" not in line
    assert len(line) <= 300


def test_the_act_code_tells_the_edition() -> None:
    counts = {edition: Counts(3, 8) for edition in Edition}
    assert read(acting("1"), expected=counts).edition is Edition.Y1995
    assert read(acting("223244"), expected=counts).edition is Edition.Y2026
    with pytest.raises(ImportFailed, match="this is the 1995 Constitution"):
        read(acting("1"), expected=counts, edition=Edition.Y2026)


def test_the_real_counts_are_the_default() -> None:
    from content.importers.detect import read_text

    with pytest.raises(
        ImportFailed, match=r"^x: 3 sections and 8 articles where 2026 has 11 sections and 96 articles$"
    ):
        read_text(acting("223244").encode(), "x")
    with pytest.raises(ImportFailed, match="the size of no edition"):
        read_text(RU.encode(), "x")


def test_the_wanted_language_is_insisted_on() -> None:
    with pytest.raises(ImportFailed, match="the text is in ru, not in kk"):
        read(RU, locale=Locale.KK)
    assert read(RU, locale=Locale.RU, expected=COUNTS).locale is Locale.RU
