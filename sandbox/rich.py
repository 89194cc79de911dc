"""A rich message that passes here follows the documented blocks, fields and limits of Bot API 10.3."""

from collections.abc import Callable
from typing import Any

from sandbox.errors import bad_request
from sandbox.model import Json
from sandbox.rich_text import TextReader, check_fields

TEXT_BYTES = 32_768
BLOCKS = 500
DEPTH = 16
COLUMNS = 20
MEDIA = 50
ROW_BUTTONS = 8

_Fields = dict[str, type]
_QUOTE: tuple[_Fields, _Fields] = ({"text": object}, {"credit": object})
_BLOCKS: dict[str, tuple[_Fields, _Fields]] = {
    "paragraph": ({"text": object}, {}),
    "footer": ({"text": object}, {}),
    "heading": ({"text": object, "size": int}, {}),
    "pre": ({"text": object}, {"language": str}),
    "divider": ({}, {}),
    "anchor": ({"name": str}, {}),
    "mathematical_expression": ({"expression": str}, {}),
    "list": ({"items": list}, {}),
    "blockquote": ({"blocks": list}, {"credit": object}),
    "expandable_blockquote": _QUOTE,
    "pullquote": _QUOTE,
    "details": ({"summary": object, "blocks": list}, {"is_open": bool}),
    "table": ({"cells": list}, {"is_bordered": bool, "is_striped": bool, "is_compact": bool, "caption": object}),
    "buttons": ({"buttons": list}, {"align": str}),
    "photo": ({"photo": dict}, {"caption": dict}),
    "collage": ({"blocks": list}, {"caption": dict}),
    "slideshow": ({"blocks": list}, {"caption": dict}),
    "map": ({"location": dict}, {"zoom": int, "width": int, "height": int, "caption": dict}),
}
_UNSTORED = ("animation", "audio", "document", "video", "voice_note")
_CELL: tuple[_Fields, _Fields] = (
    {"align": str, "valign": str},
    {"text": object, "is_header": bool, "colspan": int, "rowspan": int},
)
_ITEM: tuple[_Fields, _Fields] = (
    {"blocks": list},
    {"has_checkbox": bool, "is_checked": bool, "value": int, "type": str},
)

FindPhoto = Callable[[str], list[Json]]


def checked_blocks(value: Any, find_photo: FindPhoto, *, draft: bool = False) -> list[Json]:
    """The blocks as Telegram would return them; raises its refusals."""
    if not isinstance(value, list):
        raise bad_request("can't parse rich message: blocks must be an Array")
    reader = _Reader(find_photo, draft=draft)
    blocks = reader.blocks(value, 1)
    if not reader.text.bytes and not reader.media and not any(block["type"] in ("map", "buttons") for block in blocks):
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    _within("RICH_MESSAGE_TEXT_TOO_LONG", reader.text.bytes, TEXT_BYTES)
    _within("RICH_MESSAGE_BLOCKS_TOO_MUCH", reader.count, BLOCKS)
    _within("RICH_MESSAGE_DEPTH_TOO_MUCH", max(reader.depth, reader.text.depth), DEPTH)
    _within("RICH_MESSAGE_MEDIA_TOO_MUCH", reader.media, MEDIA)
    return blocks


def _within(error: str, value: int, limit: int) -> None:
    if value > limit:
        raise bad_request(error)


class _Reader:
    def __init__(self, find_photo: FindPhoto, *, draft: bool) -> None:
        self.text = TextReader()
        self.find_photo = find_photo
        self.draft = draft
        self.count = 0
        self.media = 0
        self.depth = 0

    def blocks(self, value: list[Any], depth: int) -> list[Json]:
        return [self._block(block, depth) for block in value]

    def _enter(self, depth: int) -> None:
        self.count += 1
        self.depth = max(self.depth, depth)
        if depth > 4 * DEPTH:  # far outside: stop before Python's own stack does
            raise bad_request("RICH_MESSAGE_DEPTH_TOO_MUCH")

    def _block(self, value: Any, depth: int) -> Json:
        self._enter(depth)
        if not isinstance(value, dict):
            raise bad_request("can't parse rich message block: expected an Object")
        value = {name: content for name, content in value.items() if content is not None}
        kind = value.get("type")
        if kind in _UNSTORED:
            raise bad_request(f'the sandbox stores photos only, not "{kind}"')
        if kind == "thinking" and self.draft:
            check_fields(value, {"text": object}, {}, "rich message block")
        elif kind not in _BLOCKS:
            raise bad_request(f'can\'t parse rich message block: unsupported type "{kind}"')
        else:
            check_fields(value, *_BLOCKS[kind], f'rich message block "{kind}"')
        block: Json = {"type": kind}
        for name, content in value.items():
            if name in ("text", "summary", "credit") or (name == "caption" and kind == "table"):
                block[name] = self.text.read(content, depth)
            elif name == "caption":
                check_fields(content, {"text": object}, {"credit": object}, "rich block caption")
                block[name] = {
                    part: self.text.read(words, depth) for part, words in content.items() if words is not None
                }
            elif name == "blocks":
                block[name] = self.blocks(content, depth + 1)
            else:
                block[name] = content
        special = getattr(self, f"_{kind}", None)
        if special:
            special(block, depth)
        return block

    def _heading(self, block: Json, _: int) -> None:
        if not 1 <= block["size"] <= 6:
            raise bad_request('can\'t parse rich message block "heading": size must be between 1 and 6')

    def _mathematical_expression(self, block: Json, _: int) -> None:
        self.text.bytes += len(block["expression"].encode())

    def _list(self, block: Json, depth: int) -> None:
        items = []
        number = 0
        for item in block["items"]:
            self._enter(depth + 1)
            if not isinstance(item, dict):
                raise bad_request("can't parse rich message list item: expected an Object")
            item = {name: content for name, content in item.items() if content is not None}
            style = item.get("type")
            if style is not None and style not in ("a", "A", "i", "I", "1"):
                raise bad_request("can't parse rich message list item: unsupported type")
            check_fields({**item, "type": None}, *_ITEM, "rich message list item")
            number = item.get("value", number + 1)
            ordered = style is not None or "value" in item
            label = f"{_numeral(number, style or '1')}." if ordered else "•"
            items.append({"label": label, **item, "blocks": self.blocks(item["blocks"], depth + 2)})
        block["items"] = items

    def _table(self, block: Json, depth: int) -> None:
        rows = []
        for row in block["cells"]:
            self._enter(depth + 1)
            if not isinstance(row, list):
                raise bad_request('can\'t parse rich message block "table": cells must be an Array of Arrays')
            cells = [self._cell(cell, depth + 1) for cell in row]
            _within("RICH_MESSAGE_COLUMNS_TOO_MUCH", sum(cell.get("colspan", 1) for cell in cells), COLUMNS)
            rows.append(cells)
        if not any(rows):
            raise bad_request("RICH_MESSAGE_TABLE_EMPTY")
        block["cells"] = rows

    def _cell(self, value: Any, depth: int) -> Json:
        if not isinstance(value, dict):
            raise bad_request("can't parse rich message table cell: expected an Object")
        cell = {name: content for name, content in value.items() if content is not None}
        check_fields(cell, *_CELL, "rich message table cell")
        if cell["align"] not in ("left", "center", "right") or cell["valign"] not in ("top", "middle", "bottom"):
            raise bad_request("can't parse rich message table cell: unsupported alignment")
        if cell.get("colspan", 1) < 1 or cell.get("rowspan", 1) < 1:
            raise bad_request("can't parse rich message table cell: wrong span")
        if "text" in cell:
            cell["text"] = self.text.read(cell["text"], depth)
        return cell

    def _buttons(self, block: Json, _: int) -> None:
        if not 1 <= len(block["buttons"]) <= ROW_BUTTONS:
            raise bad_request("RICH_MESSAGE_BUTTONS_INVALID")
        if block.get("align", "left") not in ("left", "center", "right"):
            raise bad_request('can\'t parse rich message block "buttons": unsupported alignment')
        block["buttons"] = [self.text.button(button) for button in block["buttons"]]

    def _photo(self, block: Json, _: int) -> None:
        self.media += 1
        source = block["photo"]
        if source.get("type") != "photo" or not isinstance(source.get("media"), str):
            raise bad_request("can't parse InputMedia: Can't find field \"media\"")
        block["photo"] = self.find_photo(source["media"])
        if source.get("has_spoiler"):
            block["has_spoiler"] = True

    def _collage(self, block: Json, _: int) -> None:
        if not block["blocks"] or any(inner["type"] != "photo" for inner in block["blocks"]):
            raise bad_request(f'can\'t parse rich message block "{block["type"]}": only media are allowed')

    _slideshow = _collage

    def _map(self, block: Json, _: int) -> None:
        block.setdefault("zoom", 15)
        block.setdefault("width", 600)
        block.setdefault("height", 300)
        width, height = block["width"], block["height"]
        if (
            not 0 <= block["zoom"] <= 24
            or min(width, height) < 1
            or width + height > 10_000
            or max(width, height) > 20 * min(width, height)
        ):
            raise bad_request('can\'t parse rich message block "map": wrong size')


def _numeral(number: int, style: str) -> str:
    if number < 1 or style == "1":
        return str(number)
    if style in "iI":
        roman = ""
        for value, sign in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
            strict=True,
        ):
            roman += sign * (number // value)
            number %= value
        return roman if style == "i" else roman.upper()
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord(style) + rest) + letters
    return letters
