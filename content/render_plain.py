"""Card -> pages of Telegram HTML, each under the limits of one plain message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from content.cards import Block, Card, Entry, Folded, Heading, Pairs, Paragraph, Span, Style, Text
from content.limits import TEXT_BUDGET

_TAGS = {Style.STRONG: "b", Style.ASIDE: "i", Style.OLD: "s", Style.NEW: "u"}


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its HTML, and whether it is where the official text begins."""

    html: str
    opens_official: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run that stays together if it can; ``size`` in UTF-16 units after entity parsing."""

    text: Text
    gap: str = "\n\n"
    new_page: bool = False
    quoted: bool = False
    keep_with_next: bool = False

    @property
    def size(self) -> int:
        return _units(self.gap) + sum(_units(span.text) for span in self.text)


def render_plain(card: Card, budget: int = TEXT_BUDGET) -> tuple[Page, ...]:
    """Every page carries the title, the badge and the footer, so that each can stand alone in a chat.

    ``budget`` counts UTF-16 units after entity parsing, at most TEXT_LIMIT.
    """
    head: Text = (Span(card.title, Style.STRONG),)
    if card.badge:
        head += (Span("\n"), Span(card.badge, Style.ASIDE))
    foot: Text = tuple(span for index, line in enumerate(card.footer) for span in _line(line, index))
    room = budget - sum(_units(span.text) for span in (*head, *foot)) - 4
    pages: list[list[_Piece]] = [[]]
    used = 0
    pieces = [part for piece in _pieces(card.blocks) for part in _fit(piece, room)]
    for index, piece in enumerate(pieces):
        needed = piece.size
        if piece.keep_with_next and index + 1 < len(pieces):
            needed += pieces[index + 1].size
        if pages[-1] and (piece.new_page or used + needed > room):
            pages.append([])
            used = 0
        pages[-1].append(piece)
        used += piece.size
    return tuple(_page(head, page, foot) for page in pages)


def _line(text: Text, index: int) -> Text:
    return (Span("\n"), *text) if index else text


def _page(head: Text, pieces: list[_Piece], foot: Text) -> Page:
    html = to_html(head)
    index = 0
    while index < len(pieces):
        run = index
        while run < len(pieces) and pieces[run].quoted == pieces[index].quoted:
            run += 1
        body = "".join((piece.gap if at else "") + to_html(piece.text) for at, piece in enumerate(pieces[index:run]))
        gap = pieces[index].gap
        html += gap + (f"<blockquote>{body}</blockquote>" if pieces[index].quoted else body)
        index = run
    if foot:
        html += "\n\n" + to_html(foot)
    return Page(html, opens_official=bool(pieces) and pieces[0].new_page)


def to_html(text: Text) -> str:
    """Telegram HTML of a text; every word is escaped here and nowhere else."""
    made = ""
    for span in text:
        words = escape(span.text, quote=False)
        if span.url and span.url[0] not in "#/":  # it has no places to jump to, and finds commands by itself
            words = f'<a href="{escape(span.url)}">{words}</a>'
        if tag := _TAGS.get(span.style):
            words = f"<{tag}>{words}</{tag}>"
        made += words
    return made


def _pieces(blocks: tuple[Block, ...]) -> Iterator[_Piece]:
    for previous, block in zip((None, *blocks), blocks, strict=False):
        match block:
            case Heading(text, _):
                yield _Piece((Span(text, Style.STRONG),), keep_with_next=True)
            case Paragraph(text):
                yield _Piece(text, gap="\n" if isinstance(previous, Heading) else "\n\n")
            case Entry(mark, text, level):
                yield _Piece((Span(f"{mark} ", Style.STRONG if not level else Style.PLAIN), *text), gap="\n")
            case Pairs(before, after, rows):
                for row in rows:
                    if row.before:
                        yield _Piece((Span(f"{before}: ", Style.STRONG), *row.before), keep_with_next=bool(row.after))
                    if row.after:
                        gap = "\n" if row.before else "\n\n"
                        yield _Piece((Span(f"{after}: ", Style.STRONG), *row.after), gap=gap)
            case Folded(title, lines):
                yield _Piece((Span(title, Style.STRONG),), new_page=True, keep_with_next=True)
                for line in lines:
                    match line:
                        case Entry(mark, text, _):
                            yield _Piece((Span(f"{mark} "), *text), gap="\n", quoted=True)
                        case Paragraph(text):
                            yield _Piece(text, gap="\n", quoted=True)


def _fit(piece: _Piece, room: int) -> Iterator[_Piece]:
    """Cut a piece that no page can hold, at the last space that fits."""
    if piece.size <= room:
        yield piece
        return
    taken: list[Span] = []
    left = room - _units(piece.gap)
    for span in piece.text:
        rest = span.text
        while rest:
            if _units(rest) <= left:
                taken.append(Span(rest, span.style, span.url))
                left -= _units(rest)
                break
            at = _cut(rest, left)
            if at:
                taken.append(Span(rest[:at], span.style, span.url))
            if taken:
                yield _Piece(tuple(taken), piece.gap, piece.new_page, piece.quoted)
            taken, left, rest = [], room - _units(piece.gap), rest[at:].lstrip()
    if taken:
        yield _Piece(tuple(taken), piece.gap, False, piece.quoted)


def _cut(text: str, units: int) -> int:
    """The index of the last space before ``units`` UTF-16 units; without a space, the last character that fits."""
    end, used = 0, 0
    for index, letter in enumerate(text):
        used += _units(letter)
        if used > units:
            break
        end = index + 1
    spaces = [match.end() for match in re.finditer(r"\s", text[:end])]
    return spaces[-1] if spaces else end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
