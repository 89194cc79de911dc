"""Card -> rich messages as lists of blocks (Bot API 10.1+), each under the limits of one message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content.cards import Block, Card, Entry, Folded, Heading, Pairs, Paragraph, Span, Style, Text
from content.limits import RICH_BLOCK_LIMIT, RICH_TEXT_BUDGET

RichBlock = dict[str, Any]

_TYPES = {Style.STRONG: "bold", Style.ASIDE: "italic", Style.OLD: "strikethrough", Style.NEW: "underline"}
_CELL = {"align": "left", "valign": "top"}


def render_rich(card: Card) -> tuple[list[RichBlock], ...]:
    """One list of blocks for each message; almost every card is one.

    A message holds at most RICH_TEXT_BUDGET bytes of text and RICH_BLOCK_LIMIT blocks, counting nested ones.
    """
    head: list[RichBlock] = [{"type": "heading", "text": card.title, "size": 2}]
    if card.badge:
        head.append({"type": "paragraph", "text": {"type": "italic", "text": card.badge}})
    foot = [{"type": "footer", "text": rich_text(_lines(card.footer))}] if card.footer else []
    room_bytes = RICH_TEXT_BUDGET - sum(_bytes(block) for block in (*head, *foot))
    room_blocks = RICH_BLOCK_LIMIT - len(head) - len(foot)
    pages: list[list[RichBlock]] = [[]]
    used_bytes = used_blocks = 0
    for block in _parts(card.blocks, room_bytes, room_blocks):
        size, count = _bytes(block), _count(block)
        if pages[-1] and (used_bytes + size > room_bytes or used_blocks + count > room_blocks):
            pages.append([])
            used_bytes = used_blocks = 0
        pages[-1].append(block)
        used_bytes += size
        used_blocks += count
    return tuple([*head, *page, *foot] for page in pages)


def rich_text(text: Text) -> Any:
    """A run of text as the Bot API takes it; a plain run is a bare string (an object is refused)."""
    runs = [_run(span) for span in text]
    return runs[0] if len(runs) == 1 else runs


def _run(span: Span) -> Any:
    made: Any = span.text
    if span.url and span.url.startswith("#"):
        made = {"type": "anchor_link", "text": made, "anchor_name": span.url[1:]}
    elif span.url and span.url.startswith("/"):
        made = {"type": "bot_command", "text": made, "bot_command": span.url}
    elif span.url:
        made = {"type": "url", "text": made, "url": span.url}
    if kind := _TYPES.get(span.style):
        made = {"type": kind, "text": made}
    return made


def _lines(lines: tuple[Text, ...]) -> Text:
    return tuple(span for index, line in enumerate(lines) for span in ((Span("\n"), *line) if index else line))


def _parts(blocks: tuple[Block, ...], room_bytes: int, room_blocks: int) -> Iterator[RichBlock]:
    for block in blocks:
        match block:
            case Heading(text, anchor):
                if anchor:
                    yield {"type": "anchor", "name": anchor}
                yield {"type": "heading", "text": text, "size": 4}
            case Paragraph() | Entry():
                yield _paragraph(block)
            case Pairs(before, after, rows):
                header = [{**_CELL, "text": name, "is_header": True} for name in (before, after)]
                body = [[_cell(row.before), _cell(row.after)] for row in rows]
                yield from _tables(header, body, room_bytes, room_blocks)
            case Folded(title, lines):
                yield from _details(title, [_paragraph(line) for line in lines], room_bytes, room_blocks)


def _paragraph(block: Paragraph | Entry) -> RichBlock:
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "text": rich_text(block.text)}
    mark = Span(f"{block.mark} ", Style.PLAIN if block.level else Style.STRONG)
    return {"type": "paragraph", "text": rich_text((mark, *block.text))}


def _cell(text: Text) -> RichBlock:
    return {**_CELL, "text": rich_text(text) if text else "—"}  # a cell without text is invisible


def _tables(header: list[Any], body: list[list[Any]], room_bytes: int, room_blocks: int) -> Iterator[RichBlock]:
    """One table; a second one only where one message cannot hold it. Always a header and a body row."""

    def table(rows: list[list[Any]]) -> RichBlock:
        return {"type": "table", "cells": [header, *rows], "is_bordered": True, "is_striped": True}

    rows: list[list[Any]] = []
    for row in body:
        if rows and (_bytes(table([*rows, row])) > room_bytes or _count(table([*rows, row])) > room_blocks):
            yield table(rows)
            rows = []
        rows.append(row)
    if rows:
        yield table(rows)


def _details(title: str, blocks: list[RichBlock], room_bytes: int, room_blocks: int) -> Iterator[RichBlock]:
    def details(inside: list[RichBlock]) -> RichBlock:
        return {"type": "details", "summary": title, "blocks": inside}

    inside: list[RichBlock] = []
    for block in blocks:
        if inside and (_bytes(details([*inside, block])) > room_bytes or len(inside) + 2 > room_blocks):
            yield details(inside)
            inside = []
        inside.append(block)
    if inside:
        yield details(inside)


def _count(block: RichBlock) -> int:
    return 1 + len(block.get("blocks", ())) + len(block.get("cells", ()))


def _bytes(value: Any) -> int:
    """Bytes of all text in a block, whatever form it takes."""
    if isinstance(value, str):
        return len(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, list):
        return sum(_bytes(item) for item in value)
    if isinstance(value, dict):
        return sum(_bytes(value[key]) for key in ("text", "summary", "blocks", "cells") if key in value)
    return 0
