"""Rich HTML becomes the same blocks that a bot could have sent itself; the checks are then the same.

Media other than photos, maps and formulas in HTML are refused by name rather than guessed.
"""

import re
from typing import Any

from sandbox.html_tree import BLOCK_TAGS, INLINE, INLINE_TAGS, TEXT_BLOCKS, Node, read_tree, refusal
from sandbox.model import Json

_BUTTON_DATA = {
    "callback_data": "data",
    "url": "url",
    "switch_inline_query": "query",
    "switch_inline_query_current_chat": "query",
}
_CHOSEN = ("allow-user-chats", "allow-bot-chats", "allow-group-chats", "allow-channel-chats")


def parse_rich_html(source: str) -> list[Json]:
    """The blocks that the HTML describes."""
    try:
        return _blocks(read_tree(source))
    except ValueError as error:  # a number that is none
        raise refusal(str(error)) from None


def _blocks(children: list[Node | str]) -> list[Json]:
    blocks: list[Json] = []
    loose: list[Node | str] = []

    def settle() -> None:
        text = _text(loose)
        if text not in ("", " "):
            blocks.append({"type": "paragraph", "text": text})
        loose.clear()

    for child in children:
        if isinstance(child, Node) and child.tag in BLOCK_TAGS:
            settle()
            blocks.append(_block(child))
        elif (
            isinstance(child, Node) and child.tag == "a" and "name" in child.values and not child.children and not loose
        ):
            blocks.append({"type": "anchor", "name": child.values["name"]})
        else:
            loose.append(child)
    settle()
    return blocks


def _block(node: Node) -> Json:
    tag, values = node.tag, node.values
    if tag in TEXT_BLOCKS:
        block: Json = {"type": TEXT_BLOCKS[tag], "text": _text(node.children)}
        return block | ({"size": int(tag[1])} if block["type"] == "heading" else {})
    if tag == "hr":
        return {"type": "divider"}
    if tag == "pre":
        return _pre(node)
    if tag in ("ul", "ol"):
        return {"type": "list", "items": _items(node)}
    if tag in ("blockquote", "aside"):
        return _quote(node)
    if tag == "details":
        summary = node.take("summary")
        return _with(
            {
                "type": "details",
                "summary": _text(summary.children) if summary else "",
                "blocks": _blocks(node.children),
            },
            is_open="open" in values,
        )
    if tag == "table":
        return _table(node)
    if tag == "tg-button-row":
        buttons = [_button(child) for child in node.children if isinstance(child, Node)]
        return {"type": "buttons", "buttons": buttons} | ({"align": values["align"]} if "align" in values else {})
    if tag in ("tg-collage", "tg-slideshow"):
        return {"type": tag[3:], "blocks": _blocks(node.children)}
    return _photo(node)


def _with(block: Json, **flags: bool) -> Json:
    return block | {name: True for name, value in flags.items() if value}


def _pre(node: Node) -> Json:
    code = node.children[0] if len(node.children) == 1 else None
    if isinstance(code, Node) and code.tag == "code" and code.values.get("class", "").startswith("language-"):
        return {"type": "pre", "text": _text(code.children, keep=True), "language": code.values["class"][9:]}
    return {"type": "pre", "text": _text(node.children, keep=True)}


def _items(node: Node) -> list[Json]:
    items = []
    children = [child for child in node.children if isinstance(child, Node)]
    number = int(node.values.get("start") or (len(children) if "reversed" in node.values else 1))
    for child in children:
        if child.tag != "li":
            raise refusal(f'unexpected tag "{child.tag}" in a list')
        box = child.take("input")
        item: Json = {"blocks": _blocks(child.children)}
        if node.tag == "ol":
            number = int(child.values.get("value") or number)
            item |= {"value": number, "type": child.values.get("type") or node.values.get("type") or "1"}
            number += -1 if "reversed" in node.values else 1
        if box:
            item = _with(item | {"has_checkbox": True}, is_checked="checked" in box.values)
        items.append(item)
    return items


def _quote(node: Node) -> Json:
    cite = node.take("cite")
    credit = {"credit": _text(cite.children)} if cite else {}
    if node.tag == "aside":
        return {"type": "pullquote", "text": _text(node.children)} | credit
    # both names are met in the documentation and in clients
    if "expandable" in node.values or "collapsed" in node.values:
        return {"type": "expandable_blockquote", "text": _text(node.children)} | credit
    return {"type": "blockquote", "blocks": _blocks(node.children)} | credit


def _table(node: Node) -> Json:
    caption = node.take("caption")
    rows = []
    for row in node.children:
        if isinstance(row, str):
            continue
        if row.tag != "tr":
            raise refusal(f'unexpected tag "{row.tag}" in a table')
        rows.append([_cell(cell) for cell in row.children if isinstance(cell, Node)])
    flags = {f"is_{name}": name in node.values for name in ("bordered", "striped", "compact")}
    block = _with({"type": "table", "cells": rows}, **flags)
    return block | ({"caption": _text(caption.children)} if caption else {})


def _cell(node: Node) -> Json:
    values = node.values
    cell: Json = {"align": values.get("align", "left"), "valign": values.get("valign", "top")}
    if node.children:
        cell["text"] = _text(node.children)
    cell |= {name: int(values[name]) for name in ("colspan", "rowspan") if values.get(name, "").isdigit()}
    return _with(cell, is_header=node.tag == "th")


def _photo(node: Node) -> Json:
    image = node if node.tag == "img" else node.take("img")
    if image is None:
        raise refusal("a figure must hold one photo")
    block: Json = {"type": "photo", "photo": {"type": "photo", "media": image.values.get("src", "")}}
    caption = node.take("figcaption") if node.tag == "figure" else None
    if caption:
        cite = caption.take("cite")
        block["caption"] = {"text": _text(caption.children)} | ({"credit": _text(cite.children)} if cite else {})
    return block


def _button(node: Node) -> Json:
    if node.tag != "tg-button":
        raise refusal(f'unexpected tag "{node.tag}" in a row of buttons')
    values, kind = node.values, node.values.get("type", "")
    button: Json = {"text": _text(node.children)}
    if kind in _BUTTON_DATA:
        button[kind] = values.get(_BUTTON_DATA[kind], "")
    elif kind == "copy_text":
        button[kind] = {"text": values.get("text", "")}
    elif kind == "disabled":
        button[kind] = {}
    elif kind == "switch_inline_query_chosen_chat":
        button[kind] = {"query": values.get("query", "")} | {
            name.replace("-", "_"): True for name in _CHOSEN if name in values
        }
    else:
        raise refusal(f'unsupported button type "{kind}"')
    return button | ({"style": values["style"]} if "style" in values else {})


def _text(children: list[Node | str], *, keep: bool = False) -> Any:
    parts: list[Any] = []
    for child in children:
        part = (
            (child if keep else re.sub(r"[ \t\r\n\f]+", " ", child)) if isinstance(child, str) else _inline(child, keep)
        )
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part != "":
            parts.append(part)
    if not keep and parts:
        parts[0] = parts[0].lstrip(" ") if isinstance(parts[0], str) else parts[0]
        parts[-1] = parts[-1].rstrip(" ") if isinstance(parts[-1], str) else parts[-1]
        parts = [part for part in parts if part != ""]
    return parts[0] if len(parts) == 1 else (parts or "")


def _inline(node: Node, keep: bool) -> Any:
    tag, values = node.tag, node.values
    if tag == "br":
        return "\n"
    if tag == "tg-button":
        return {"type": "button", "button": _button(node)}
    if tag not in INLINE_TAGS:
        raise refusal(f'tag "{tag}" can\'t stand inside text')
    text = _spaced(node.children, keep)
    if tag in INLINE:
        return {"type": INLINE[tag], "text": text}
    if tag == "tg-reference":
        return {"type": "reference", "text": text, "name": values.get("name", "")}
    if tag == "tg-time":
        return {
            "type": "date_time",
            "text": text,
            "unix_time": int(values.get("unix") or 0),
            "date_time_format": values.get("format", ""),
        }
    if tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": values.get("emoji-id", ""), "alternative_text": str(text)}
    if tag == "tg-math":
        return {"type": "mathematical_expression", "expression": str(text)}
    if "name" in values:
        return {"type": "anchor", "name": values["name"]}
    href = values.get("href", "")
    if href.startswith("#"):
        return {"type": "anchor_link", "text": text, "anchor_name": href[1:]}
    return {"type": "url", "text": text, "url": href}


def _spaced(children: list[Node | str], keep: bool) -> Any:
    # spaces at the edges of an inline tag belong to the sentence around it
    parts = [
        (child if keep else re.sub(r"[ \t\r\n\f]+", " ", child)) if isinstance(child, str) else _inline(child, keep)
        for child in children
    ]
    return parts[0] if len(parts) == 1 else (parts or "")
