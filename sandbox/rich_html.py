"""Rich HTML becomes the same blocks that a bot could have sent itself; the checks are then the same.

Media other than photos, maps and formulas in HTML are refused by name rather than guessed.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from sandbox.errors import bad_request
from sandbox.model import Json

_INLINE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "mark": "marked",
    "sub": "subscript",
    "sup": "superscript",
    "tg-spoiler": "spoiler",
}
_INLINE_TAGS = {*_INLINE, "a", "br", "tg-reference", "tg-time", "tg-emoji", "tg-math", "tg-button"}
_TEXT_BLOCKS = {"p": "paragraph", "footer": "footer", **{f"h{size}": "heading" for size in range(1, 7)}}
_BLOCK_TAGS = {
    *_TEXT_BLOCKS,
    "hr",
    "pre",
    "ul",
    "ol",
    "blockquote",
    "aside",
    "details",
    "table",
    "tg-button-row",
    "img",
    "figure",
    "tg-collage",
    "tg-slideshow",
}
_PARTS = {"li", "cite", "summary", "caption", "tr", "th", "td", "input", "figcaption"}
_VOID = {"br", "hr", "img", "input"}
_ENTITY = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
_ENTITIES = frozenset(
    ["lt", "gt", "amp", "quot", "apos", "nbsp", "hellip", "mdash", "ndash", "lsquo", "rsquo", "ldquo", "rdquo"]
)
_BUTTON_DATA = {
    "callback_data": "data",
    "url": "url",
    "switch_inline_query": "query",
    "switch_inline_query_current_chat": "query",
}
_CHOSEN = ("allow-user-chats", "allow-bot-chats", "allow-group-chats", "allow-channel-chats")


def parse_rich_html(source: str) -> list[Json]:
    """The blocks that the HTML describes."""
    for name in _ENTITY.findall(source):
        if not name.startswith("#") and name not in _ENTITIES:
            raise _refusal(f'unsupported entity "&{name};"')
    tree = _Tree()
    tree.feed(source)
    tree.close()
    if len(tree.stack) > 1:
        raise _refusal(f'can\'t find end tag corresponding to start tag "{tree.stack[-1].tag}"')
    return _blocks(tree.stack[0].children)


def _refusal(reason: str) -> Exception:
    return bad_request(f"can't parse rich message HTML: {reason}")


@dataclass(slots=True)
class _Node:
    tag: str
    values: dict[str, str] = field(default_factory=dict)
    children: list["_Node | str"] = field(default_factory=list)

    def take(self, tag: str) -> "_Node | None":
        """Removes and gives the first child with this tag."""
        for child in self.children:
            if isinstance(child, _Node) and child.tag == tag:
                self.children.remove(child)
                return child
        return None


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [_Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE_TAGS | _BLOCK_TAGS | _PARTS:
            raise _refusal(f'unsupported start tag "{tag}"')
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if len(self.stack) == 1:
            raise _refusal(f'unexpected end tag "{tag}"')
        if self.stack[-1].tag != tag:
            raise _refusal(f'unmatched end tag, expected "</{self.stack[-1].tag}>", found "</{tag}>"')
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def _blocks(children: list[_Node | str]) -> list[Json]:
    blocks: list[Json] = []
    loose: list[_Node | str] = []

    def settle() -> None:
        text = _text(loose)
        if text not in ("", " "):
            blocks.append({"type": "paragraph", "text": text})
        loose.clear()

    for child in children:
        if isinstance(child, _Node) and child.tag in _BLOCK_TAGS:
            settle()
            blocks.append(_block(child))
        elif (
            isinstance(child, _Node)
            and child.tag == "a"
            and "name" in child.values
            and not child.children
            and not loose
        ):
            blocks.append({"type": "anchor", "name": child.values["name"]})
        else:
            loose.append(child)
    settle()
    return blocks


def _block(node: _Node) -> Json:
    tag, values = node.tag, node.values
    if tag in _TEXT_BLOCKS:
        block: Json = {"type": _TEXT_BLOCKS[tag], "text": _text(node.children)}
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
        buttons = [_button(child) for child in node.children if isinstance(child, _Node)]
        return {"type": "buttons", "buttons": buttons} | ({"align": values["align"]} if "align" in values else {})
    if tag in ("tg-collage", "tg-slideshow"):
        return {"type": tag[3:], "blocks": _blocks(node.children)}
    return _photo(node)


def _with(block: Json, **flags: bool) -> Json:
    return block | {name: True for name, value in flags.items() if value}


def _pre(node: _Node) -> Json:
    code = node.children[0] if len(node.children) == 1 else None
    if isinstance(code, _Node) and code.tag == "code" and code.values.get("class", "").startswith("language-"):
        return {"type": "pre", "text": _text(code.children, keep=True), "language": code.values["class"][9:]}
    return {"type": "pre", "text": _text(node.children, keep=True)}


def _items(node: _Node) -> list[Json]:
    items = []
    children = [child for child in node.children if isinstance(child, _Node)]
    number = int(node.values.get("start") or (len(children) if "reversed" in node.values else 1))
    for child in children:
        if child.tag != "li":
            raise _refusal(f'unexpected tag "{child.tag}" in a list')
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


def _quote(node: _Node) -> Json:
    cite = node.take("cite")
    credit = {"credit": _text(cite.children)} if cite else {}
    if node.tag == "aside":
        return {"type": "pullquote", "text": _text(node.children)} | credit
    # both names are met in the documentation and in clients
    if "expandable" in node.values or "collapsed" in node.values:
        return {"type": "expandable_blockquote", "text": _text(node.children)} | credit
    return {"type": "blockquote", "blocks": _blocks(node.children)} | credit


def _table(node: _Node) -> Json:
    caption = node.take("caption")
    rows = []
    for row in node.children:
        if isinstance(row, str):
            continue
        if row.tag != "tr":
            raise _refusal(f'unexpected tag "{row.tag}" in a table')
        rows.append([_cell(cell) for cell in row.children if isinstance(cell, _Node)])
    flags = {f"is_{name}": name in node.values for name in ("bordered", "striped", "compact")}
    block = _with({"type": "table", "cells": rows}, **flags)
    return block | ({"caption": _text(caption.children)} if caption else {})


def _cell(node: _Node) -> Json:
    values = node.values
    cell: Json = {"align": values.get("align", "left"), "valign": values.get("valign", "top")}
    if node.children:
        cell["text"] = _text(node.children)
    cell |= {name: int(values[name]) for name in ("colspan", "rowspan") if values.get(name, "").isdigit()}
    return _with(cell, is_header=node.tag == "th")


def _photo(node: _Node) -> Json:
    image = node if node.tag == "img" else node.take("img")
    if image is None:
        raise _refusal("a figure must hold one photo")
    block: Json = {"type": "photo", "photo": {"type": "photo", "media": image.values.get("src", "")}}
    caption = node.take("figcaption") if node.tag == "figure" else None
    if caption:
        cite = caption.take("cite")
        block["caption"] = {"text": _text(caption.children)} | ({"credit": _text(cite.children)} if cite else {})
    return block


def _button(node: _Node) -> Json:
    if node.tag != "tg-button":
        raise _refusal(f'unexpected tag "{node.tag}" in a row of buttons')
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
        raise _refusal(f'unsupported button type "{kind}"')
    return button | ({"style": values["style"]} if "style" in values else {})


def _text(children: list[_Node | str], *, keep: bool = False) -> Any:
    parts: list[Any] = []
    for child in children:
        part = (child if keep else re.sub(r"[ \t\r\n\f]+", " ", child)) if isinstance(child, str) else _inline(child, keep)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part != "":
            parts.append(part)
    if not keep and parts:
        parts[0] = parts[0].lstrip(" ") if isinstance(parts[0], str) else parts[0]
        parts[-1] = parts[-1].rstrip(" ") if isinstance(parts[-1], str) else parts[-1]
        parts = [part for part in parts if part != ""]
    return parts[0] if len(parts) == 1 else (parts or "")


def _inline(node: _Node, keep: bool) -> Any:
    tag, values = node.tag, node.values
    if tag == "br":
        return "\n"
    if tag == "tg-button":
        return {"type": "button", "button": _button(node)}
    if tag not in _INLINE_TAGS:
        raise _refusal(f'tag "{tag}" can\'t stand inside text')
    text = _spaced(node.children, keep)
    if tag in _INLINE:
        return {"type": _INLINE[tag], "text": text}
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


def _spaced(children: list[_Node | str], keep: bool) -> Any:
    # spaces at the edges of an inline tag belong to the sentence around it
    parts = [
        (child if keep else re.sub(r"[ \t\r\n\f]+", " ", child)) if isinstance(child, str) else _inline(child, keep)
        for child in children
    ]
    return parts[0] if len(parts) == 1 else (parts or "")
