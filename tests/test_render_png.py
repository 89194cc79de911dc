"""Pictures: of the right size, the same bytes for the same words, every Kazakh letter drawn, and quickly."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.translator import tr_for
from content import render_png as module
from content.cards import Card, Entry, Heading, Pair, Pairs, Paragraph, Span, Style, plain
from content.model import Locale
from content.render_png import Size, render_png
from content.wrapping import clip, wrap

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ«»—–…“”’№→·0123456789ńŃ"
PAIRS = Pairs("1995", "2026", (Pair(plain("Вода посёлка."), (Span("Вода "), Span("общая", Style.NEW), Span("."))),))
CARD = Card(
    "1-бап. Бұлақ суы",
    "Аралдың заңы · күшінде",
    (Heading("Қарапайым сөзбен"), Entry("1.", plain("Бұлақ суы — бәріне ортақ. " * 6)), PAIRS),
)


def picture(card: Card, **how: object) -> Image.Image:
    made = render_png(card, tr=tr_for(Locale.KK), link="t.me/ata_zan_bot", **how)  # type: ignore[arg-type]
    return Image.open(io.BytesIO(made))


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_has_its_size_and_theme(size: Size, dark: bool) -> None:
    made = picture(CARD, size=size, dark=dark)
    assert (made.format, made.size) == ("PNG", size.value)
    corner = made.convert("L").getpixel((2, size.value[1] - 2))
    assert isinstance(corner, int)
    assert (corner < 60) is dark


def test_the_same_words_are_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from tests.test_render_png import CARD, render_png, tr_for, Locale;"
        "sys.stdout.buffer.write(render_png(CARD, tr=tr_for(Locale.KK), link='t.me/ata_zan_bot'))"
    )
    ours = render_png(CARD, tr=tr_for(Locale.KK), link="t.me/ata_zan_bot")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == ours
    assert render_png(CARD, tr=tr_for(Locale.EN), link="t.me/ata_zan_bot") != ours


@pytest.mark.parametrize("bold", [False, True])
def test_the_font_has_every_letter(bold: bool) -> None:
    font = module._font(bold, 40)
    nothing = bytes(font.getmask("\uffff"))
    assert [letter for letter in LETTERS if bytes(font.getmask(letter)) == nothing] == []


def measure(span: Span) -> float:
    return len(span.text) * (11 if span.style is Style.STRONG else 10)


spans = st.lists(st.builds(Span, st.text("абвІғ  \n-", max_size=60), st.sampled_from(Style)), max_size=5).map(tuple)


@given(spans, st.integers(30, 400), st.integers(1, 6))
def test_lines_fit_and_only_the_cut_loses_words(text: tuple[Span, ...], width: int, count: int) -> None:
    lines = wrap(text, measure, width)
    assert all(sum(map(measure, line)) <= width for line in lines)
    letters = "".join(span.text for span in text).split()
    assert "".join(span.text for line in lines for span in line).replace(" ", "") == "".join(letters)
    clipped = clip(lines, count, measure, width)
    assert len(clipped) <= count
    assert all(sum(map(measure, line)) <= width for line in clipped)
    assert (clipped == lines) is (len(lines) <= count)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=400), st.integers(0, 60), st.sampled_from(Size))
def test_any_card_makes_a_picture(words: str, times: int, size: Size) -> None:
    card = Card(words or "—", words, (Paragraph(plain(words * times)), PAIRS, Entry("1.", plain(words))))
    assert picture(card, size=size).size == size.value


def test_words_stay_inside_the_margins() -> None:
    card = Card("Щ" * 300, "Ж" * 300, (Paragraph(plain("Ю" * 5000)),))
    for size in Size:
        made = picture(card, size=size)
        ground = made.getpixel((2, size.value[1] - 2))
        edge = [made.getpixel((x, y)) for x in (20, size.value[0] - 20) for y in range(20, size.value[1] - 4)]
        assert set(edge) == {ground}


def test_a_picture_is_drawn_once() -> None:
    card = Card(
        "Глава острова",
        "Закон острова",
        tuple(Entry(f"{n})", plain("Зажигает маяк и считает лодки. " * 8)) for n in range(30)),
    )
    first = render_png(card, size=Size.TALL, tr=tr_for(Locale.RU), link="t.me/x")
    assert render_png(card, size=Size.TALL, tr=tr_for(Locale.RU), link="t.me/x") is first
