"""Telegram's HTML becomes text and entities, and what Telegram refuses is refused in its words.

Byte offsets in the messages count the UTF-8 bytes of the source, as Telegram's do.
"""

import re
from dataclasses import dataclass
from typing import NoReturn

from sandbox.errors import bad_request
from sandbox.html_values import STYLES, TIME_FORMAT, argument, checked_url, decode
from sandbox.model import Json

_SIMPLE = {**STYLES, "tg-spoiler": "spoiler", "span": "spoiler"}
_TAGS = {*_SIMPLE, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
_SPACE = " \t\r\n\0\x0b"


@dataclass(slots=True)
class _Open:
    tag: str
    value: str
    offset: int
    begin: int


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text of a message and its entities; raises the refusal Telegram would give."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.stack: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        source = self.source
        while self.at < len(source):
            char = source[self.at]
            if char == "<":
                self._end() if source[self.at + 1 : self.at + 2] == "/" else self._start()
                continue
            step = decode(source, self.at) if char == "&" else None
            piece, self.at = step or (char, self.at + 1)
            self.text.append(piece)
            self.offset += 1 + (ord(piece) > 0xFFFF)
        if self.stack:
            self._refuse(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # a language means something only inside <pre>
        return "".join(self.text), self.entities

    def _start(self) -> None:
        source, begin = self.source, self.at
        self.at += 1
        self._skip_word(">")
        if self.at >= len(source):
            self._refuse("Unclosed start tag", begin)
        tag = source[begin + 1 : self.at].lower()
        if tag not in _TAGS:
            self._refuse(f'Unsupported start tag "{tag}"', begin)
        value = ""
        while source[self.at : self.at + 1] != ">":
            name, content = self._attribute(tag, begin)
            if name is None:
                break
            value = argument(tag, name, content, value)
        if tag == "span" and value != "spoiler":
            self._refuse('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(_Open(tag, value, self.offset, len(self.text)))
        self.at += 1

    def _attribute(self, tag: str, begin: int) -> tuple[str | None, str]:
        source = self.source
        self._skip_space()
        if source[self.at : self.at + 1] == ">":
            return None, ""
        start = self.at
        self._skip_word("=>" if tag == "blockquote" else "=")
        name = source[start : self.at]
        if not name:
            self._refuse(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_space()
        if source[self.at : self.at + 1] != "=":
            if tag == "blockquote" and name.lower() == "expandable" and self.at < len(source):
                return name.lower(), ""
            self._refuse(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self.at += 1
        self._skip_space()
        if self.at >= len(source):
            self._refuse(f'Unclosed start tag "{tag}"', begin)
        return name.lower(), self._value(begin)

    def _value(self, begin: int) -> str:
        source, start = self.source, self.at
        mark = source[start]
        if mark not in "'\"":
            while self.at < len(source) and (
                (source[self.at].isascii() and source[self.at].isalnum()) or source[self.at] in ".-"
            ):
                self.at += 1
            if self.at >= len(source):
                self._refuse("Unclosed start tag", begin)
            if source[self.at] not in _SPACE + ">":
                self._refuse("Unexpected end of name token", start)
            return source[start : self.at].lower()
        self.at += 1
        value: list[str] = []
        while self.at < len(source) and source[self.at] != mark:
            step = decode(source, self.at) if source[self.at] == "&" else None
            piece, self.at = step or (source[self.at], self.at + 1)
            value.append(piece)
        self.at += 1
        if self.at >= len(source):
            self._refuse("Unclosed start tag", begin)
        return "".join(value)

    def _end(self) -> None:
        source, begin = self.source, self.at
        if not self.stack:
            self._refuse("Unexpected end tag", begin)
        self.at += 2
        self._skip_word(">")
        name = source[begin + 2 : self.at].lower()
        self._skip_space()
        if source[self.at : self.at + 1] != ">":
            self._refuse("Unclosed end tag", begin)
        self.at += 1
        opened = self.stack[-1]
        if name and name != opened.tag:
            self._refuse(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        self.stack.pop()
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": _SIMPLE.get(opened.tag, opened.tag),
            "offset": opened.offset,
            "length": self.offset - opened.offset,
        }
        last = self.entities[-1] if self.entities else {}
        same = last.get("offset") == entity["offset"] and last.get("length") == entity["length"]
        if opened.tag == "a":
            address = opened.value or "".join(self.text[opened.begin :])
            mention = re.fullmatch(r"tg://user\?id=(\d+)", address)
            url = checked_url(address)
            if mention:
                entity |= {"type": "text_mention", "user_id": int(mention[1])}
            elif url:
                entity |= {"type": "text_link", "url": url}
            else:
                return
        elif opened.tag == "tg-emoji":
            if not re.fullmatch(r"[1-9]\d{0,18}", opened.value):
                self._refuse("Invalid custom emoji identifier specified")
            entity |= {"type": "custom_emoji", "custom_emoji_id": opened.value}
        elif opened.tag == "tg-time":
            unix, _, form = opened.value.partition(" ")
            if not unix.isdigit() or not TIME_FORMAT.fullmatch(form):
                self._refuse("Invalid date or time specified")
            entity |= {"type": "date_time", "unix_time": int(unix), "date_time_format": form}
        elif opened.tag == "pre" and same and last.get("type") == "code" and last.get("language"):
            last["type"] = "pre"
            return
        elif opened.tag == "code" and same and last.get("type") == "pre" and opened.value:
            last["language"] = opened.value
            return
        elif opened.tag == "code" and opened.value:
            entity["language"] = opened.value
        elif opened.tag == "blockquote" and opened.value:
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)

    def _skip_word(self, ends: str) -> None:
        while self.at < len(self.source) and self.source[self.at] not in _SPACE + ends:
            self.at += 1

    def _skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in _SPACE:
            self.at += 1

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _refuse(self, reason: str, at: int | None = None) -> NoReturn:
        where = "" if at is None else f" at byte offset {self._byte(at)}"
        raise bad_request(f"can't parse entities: {reason}{where}")
