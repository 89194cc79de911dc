"""Card -> picture of the card for sharing: the same bytes for the same words, and text that always fits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

from content.cards import Block, Card, Entry, Heading, Pair, Pairs, Paragraph, Span, Style, Text, Translator, words_of
from content.wrapping import Line, Measure, clip, wrap

Colour = tuple[int, int, int]

PICTURES_KEPT = 32
"""Of 70 to 230 KB each; a card is asked for again soon or never."""


class Size(Enum):
    """Width and height in pixels: a link preview, and a story."""

    WIDE = (1200, 630)
    TALL = (1080, 1350)


@dataclass(frozen=True, slots=True)
class _Theme:
    ground: Colour
    ink: Colour
    faint: Colour
    accent: Colour
    gone: Colour
    added: Colour


# Every colour of words has a contrast of at least 5.6 : 1 on its ground (WCAG AA asks for 4.5).
_LIGHT = _Theme((251, 250, 246), (24, 39, 52), (82, 96, 109), (0, 110, 140), (163, 48, 38), (22, 101, 62))
_DARK = _Theme((15, 30, 42), (240, 243, 245), (160, 176, 188), (74, 196, 224), (255, 152, 138), (122, 212, 164))

_MARGIN, _LEADING, _FOOT = 64, 1.28, 92
_BODY_SIZES = (40, 36, 32, 29, 26, 24)
_TITLE_SIZES = (54, 48, 42, 37, 33)
_NARROWEST = 0.4
"""Width of a letter as a share of its height: in our summaries 0.47 in Kazakh, 0.48 in Russian, 0.41 in English."""
_TELLING = 80
"""Letters of a cell with its label; a shorter one is often an introduction such as “The President:”."""


def render_png(card: Card, *, size: Size = Size.WIDE, dark: bool = False, tr: Translator, link: str) -> bytes:
    """A PNG of ``card`` that says whose words it holds and where they come from; ``link`` is the bot's address."""
    return _picture(card, size, dark, tr.gettext("Summary, not the official text."), link)


@lru_cache(maxsize=PICTURES_KEPT)
def _picture(card: Card, size: Size, dark: bool, remark: str, link: str) -> bytes:
    sheet = _Sheet(size, _DARK if dark else _LIGHT)
    sheet.foot(remark, link)
    sheet.head(card.title, card.badge)
    sheet.body(card)
    return sheet.png()


class _Sheet:
    """A picture being drawn from the top; ``top`` is where the next line goes, ``bottom`` where the footer begins."""

    def __init__(self, size: Size, theme: _Theme) -> None:
        self.width, self.height = size.value
        self.theme = theme
        self.image = Image.new("RGB", size.value, theme.ground)
        self.draw = ImageDraw.Draw(self.image)
        self.inner = self.width - 2 * _MARGIN
        self.top, self.bottom = 48.0, float(self.height - _FOOT)
        self.draw.rectangle((0, 0, self.width, 11), fill=theme.accent)

    def foot(self, remark: str, link: str) -> None:
        self.draw.line((_MARGIN, self.bottom, self.width - _MARGIN, self.bottom), fill=self.theme.accent, width=2)
        room = self.inner - self._shrunk(Span(link, Style.STRONG), self.inner / 2, at=None)
        self._shrunk(Span(link, Style.STRONG), self.inner / 2, at=_MARGIN + room)
        self._shrunk(Span(remark, Style.ASIDE), room - 32, at=_MARGIN)

    def _shrunk(self, span: Span, width: float, at: float | None) -> float:
        """One line of the footer, smaller until it fits, at last with an ellipsis; its width."""
        size = next((size for size in (26, 23, 20) if _width(span, size) <= width), 18)
        line = clip(wrap((span,), _measure(size), width), 1, _measure(size), width)[0]
        if at is not None:
            self._line(line, at, self.bottom + 28, size)
        return sum(map(_measure(size), line))

    def head(self, title: str, badge: str) -> None:
        if badge:
            self._block((Span(badge, Style.ASIDE),), (27, 24), 2)
            self.top += 10
        self._block((Span(title, Style.STRONG),), _TITLE_SIZES, 3)
        self.top += 18

    def _block(self, text: Text, sizes: Sequence[int], count: int) -> None:
        """Words in at most ``count`` lines: smaller until they fit, at last with an ellipsis."""
        for size in sizes:
            lines = wrap(text, _measure(size), self.inner)
            if len(lines) <= count:
                break
        self._lines(clip(lines, count, _measure(size), self.inner), _MARGIN, size)

    def body(self, card: Card) -> None:
        """As much of the card as there is room for, in the largest letters that hold it all."""
        at = next((at for at, block in enumerate(card.blocks) if isinstance(block, Pairs)), len(card.blocks))
        texts = [words for block in card.blocks[:at] if (words := _said(block))]
        pair = _telling(card.blocks[at:])
        room = self.bottom - 16 - self.top - (20 if pair else 0)
        letters = sum(len(span.text) for text in texts for span in text)
        for size in _BODY_SIZES:
            if letters * size * size * _LEADING * _NARROWEST > self.inner * room and size != _BODY_SIZES[-1]:
                continue  # hopeless, and breaking lines is most of the work
            notes, table = self._flow(texts, size), self._column_length(pair, size)
            if (len(notes) + table) * size * _LEADING <= room:
                break
        count = int(room / (size * _LEADING))
        notes = clip(notes, max(count - table, count // 2 if table else count), _measure(size), self.inner)
        self._lines(notes, _MARGIN, size)
        if pair:
            self.top += 20
            self._table(pair, min(table, count - len(notes)), size)

    def _flow(self, texts: Sequence[Text], size: int) -> list[Line]:
        return [line for text in texts for line in wrap(text, _measure(size), self.inner)]

    def _column_length(self, pair: Pair | None, size: int) -> int:
        return max(len(self._column(text, size)) for text in (pair.before, pair.after)) if pair else 0

    def _column(self, text: Text, size: int) -> list[Line]:
        return wrap(text, _measure(size), self.inner / 2 - 20)

    def _table(self, pair: Pair, count: int, size: int) -> None:
        top, middle = self.top, _MARGIN + self.inner / 2
        for text, left in ((pair.before, _MARGIN), (pair.after, middle + 20)):
            self.top = top
            self._lines(clip(self._column(text, size), count, _measure(size), self.inner / 2 - 20), left, size)
        self.draw.line((middle, top + 6, middle, top + count * size * _LEADING), fill=self.theme.faint, width=1)

    def _lines(self, lines: Sequence[Line], left: float, size: int) -> None:
        for line in lines:
            self._line(line, left, self.top, size)
            self.top += size * _LEADING

    def _line(self, line: Line, left: float, top: float, size: int) -> None:
        for span in line:
            font, width = _font(span.style is Style.STRONG, size), _width(span, size)
            colour = {Style.ASIDE: self.theme.faint, Style.OLD: self.theme.gone, Style.NEW: self.theme.added}
            fill = colour.get(span.style, self.theme.ink)
            self.draw.text((round(left), round(top)), span.text, font=font, fill=fill)
            at = {Style.OLD: 0.72, Style.NEW: 1.12}.get(span.style)
            if at is not None:
                level = round(top + size * at)
                self.draw.line((round(left), level, round(left + width), level), fill=fill, width=max(2, size // 14))
            left += width

    def png(self) -> bytes:
        made = io.BytesIO()
        self.image.save(made, "PNG", compress_level=6)
        return made.getvalue()


def _said(block: Block) -> Text:
    """The words of a block for the picture: what is said in passing and the legend of marks stay on the card."""
    match block:
        case Heading(text):
            return (Span(text, Style.STRONG),)
        case Paragraph(text) if any(
            span.style in (Style.PLAIN, Style.STRONG) and span.text.strip(" ·") for span in text
        ):
            return text
        case Entry(mark, text, _):
            return (Span(f"{mark} ", Style.STRONG), *text)
    return ()


def _telling(blocks: Sequence[Block]) -> Pair | None:
    """The first row that says something on both sides, under the names of its columns."""
    found = [(pairs, row) for pairs in blocks if isinstance(pairs, Pairs) for row in pairs.rows]
    if not found:
        return None
    pairs, row = max(found, key=lambda one: min(_TELLING, len(words_of(one[1].before)), len(words_of(one[1].after))))
    names = (Span(f"{name}\n", Style.STRONG) for name in (pairs.before, pairs.after))
    return Pair((next(names), *row.before), (next(names), *row.after))


def _measure(size: int) -> Measure:
    return lambda span: _width(span, size)


@lru_cache(maxsize=64)
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    """Source Sans has every letter of Kazakh; basic layout, so that the same words are the same bytes anywhere."""
    name = f"SourceSansPro-{'Semibold' if bold else 'Regular'}.ttf"
    path = files("font_source_sans_pro") / "files" / name
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _width(span: Span, size: int) -> float:
    return _font(span.style is Style.STRONG, size).getlength(span.text)
