"""The inline half of a rich message: a string, an array, or one of the documented objects, and nothing else."""

import re
from collections.abc import Iterator
from typing import Any

from sandbox.errors import bad_request
from sandbox.html_values import TIME_FORMAT
from sandbox.keyboards import checked_button
from sandbox.model import Json

_PLAIN = ("bold", "italic", "underline", "strikethrough", "spoiler", "subscript", "superscript", "marked", "code")
_WITH = {
    "url": ("url", str),
    "email_address": ("email_address", str),
    "phone_number": ("phone_number", str),
    "bank_card_number": ("bank_card_number", str),
    "mention": ("username", str),
    "hashtag": ("hashtag", str),
    "cashtag": ("cashtag", str),
    "bot_command": ("bot_command", str),
    "text_mention": ("user", dict),
    "anchor_link": ("anchor_name", str),
    "reference": ("name", str),
    "reference_link": ("reference_name", str),
}
FIELDS: dict[str, dict[str, type]] = {
    **{kind: {"text": object} for kind in _PLAIN},
    **{kind: {"text": object, name: of} for kind, (name, of) in _WITH.items()},
    "date_time": {"text": object, "unix_time": int, "date_time_format": str},
    "anchor": {"name": str},
    "button": {"button": dict},
    "custom_emoji": {"custom_emoji_id": str, "alternative_text": str},
    "mathematical_expression": {"expression": str},
}
_IN_LABEL = ("custom_emoji", "date_time")


class TextReader:
    """Reads rich texts one after another and adds up what the limits are about."""

    def __init__(self) -> None:
        self.bytes = 0
        self.depth = 0

    def read(self, value: Any, depth: int = 0) -> Any:
        """The text as it is kept; `depth` is the nesting it already stands in."""
        self.depth = max(self.depth, depth)
        if isinstance(value, str):
            self.bytes += len(value.encode())
            return value
        if isinstance(value, list):
            return [self.read(part, depth) for part in value]
        if not isinstance(value, dict):
            raise bad_request("can't parse rich text: expected a String, an Array or an Object")
        return self._object(value, depth + 1)

    def button(self, value: Any) -> Json:
        """A button inside the message."""
        button = checked_button(value, rich=True)
        label = self.read(button["text"])
        if not label_is_plain(label) or not plain_text(label).strip():
            raise bad_request("BUTTON_TEXT_INVALID")
        return {**button, "text": label}

    def _object(self, value: Json, depth: int) -> Json:
        self.depth = max(self.depth, depth)
        value = {name: content for name, content in value.items() if content is not None}
        kind = value.get("type")
        if kind not in FIELDS:
            raise bad_request(f'can\'t parse rich text: unsupported type "{kind}"')
        fields = FIELDS[kind]
        check_fields(value, fields, {}, f'rich text "{kind}"')
        result: Json = {"type": kind}
        for name in fields:
            if name == "text":
                result[name] = self.read(value[name], depth)
            elif name == "button":
                result[name] = self.button(value[name])
            else:
                result[name] = value[name]
        if kind == "url" and not re.match(r"^(?:https?|tg|mailto|tel):", result["url"]):
            raise bad_request("Wrong HTTP URL specified")
        if kind == "date_time" and not TIME_FORMAT.fullmatch(result["date_time_format"]):
            raise bad_request("can't parse rich text: invalid date_time_format")
        self.bytes += len(str(value.get("alternative_text", "")).encode()) + len(
            str(value.get("expression", "")).encode()
        )
        return result


def check_fields(value: Json, required: dict[str, type], optional: dict[str, type], what: str) -> None:
    """Refuses a missing field, a field of another type and a field nobody documented."""
    for name, of in required.items():
        if name not in value:
            raise bad_request(f"can't parse {what}: Can't find field \"{name}\"")
        _check_type(value[name], of, name, what)
    for name, content in value.items():
        if name == "type" or name in required:
            continue
        if name not in optional:
            raise bad_request(f'can\'t parse {what}: unknown field "{name}"')
        _check_type(content, optional[name], name, what)


def _check_type(value: Any, of: type, name: str, what: str) -> None:
    wrong = not isinstance(value, of) or (of is int and isinstance(value, bool))
    if wrong:
        raise bad_request(f'can\'t parse {what}: Field "{name}" must be of type {_JSON_TYPE.get(of, of.__name__)}')


_JSON_TYPE = {str: "String", int: "Number", bool: "Boolean", dict: "Object", list: "Array"}


def label_is_plain(value: Any) -> bool:
    """Whether a button label holds only plain text, custom emoji and dates."""
    if isinstance(value, list):
        return all(label_is_plain(part) for part in value)
    return isinstance(value, str) or value["type"] in _IN_LABEL


def plain_text(value: Any) -> str:
    """The words of a rich text without their form."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(plain_text(part) for part in value)
    if value["type"] == "button":
        return plain_text(value["button"]["text"])
    return str(value.get("alternative_text") or value.get("expression") or plain_text(value.get("text", "")))


def buttons_in(value: Any) -> Iterator[Json]:
    """Every button inside a rich text or a block, in reading order."""
    if isinstance(value, list):
        for part in value:
            yield from buttons_in(part)
    elif isinstance(value, dict):
        if value.get("type") == "buttons":
            yield from value["buttons"]
        elif value.get("type") == "button":
            yield value["button"]
        else:
            for part in value.values():
                if isinstance(part, dict | list):
                    yield from buttons_in(part)
