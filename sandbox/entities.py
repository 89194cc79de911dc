"""Formatted text as Telegram keeps it: trimmed, sorted, with commands, mentions and links found by itself."""

import html
import re
from collections.abc import Iterable

from sandbox.errors import bad_request
from sandbox.html_parser import parse_html
from sandbox.model import Json
from sandbox.utf16 import cut, units

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_ORDER = [
    "blockquote",
    "expandable_blockquote",
    "pre",
    "text_link",
    "text_mention",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
]
_FOUND = (
    (
        "url",
        re.compile(
            r"(?<![\w@./])(?:https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)]|(?:[a-z0-9-]+\.)+(?:kz|com|org|net|ru|io|me|dev)(?:/[^\s<>\"«»]*[^\s<>\"«».,;:!?)])?)(?![\w@])",
            re.I,
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.I | re.A)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w@/.])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d_])\w{1,256}")),
)
_CLOSED = ("code", "pre", "text_link", "text_mention", "custom_emoji")
_TAG = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def formatted(
    source: str,
    parse_mode: str | None,
    given: list[Json] | None = None,
    *,
    limit: int = TEXT_LIMIT,
    empty: str | None = "message text is empty",
    too_long: str = "message is too long",
) -> tuple[str, list[Json]]:
    """Text and entities ready to be kept; raises Telegram's refusals about form and length."""
    mode = (parse_mode or "").lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode in ("", "none"):
        text, entities = source, [dict(item) for item in given or []]
        _check_given(text, entities)
    else:
        # MarkdownV2 exists in Telegram; this one speaks HTML only and says so instead of guessing
        raise bad_request("unsupported parse_mode")
    text, entities = _trimmed(text.replace("\r\n", "\n").replace("\r", "\n"), entities)
    if not text and empty:
        raise bad_request(empty)
    if units(text) > limit:
        raise bad_request(too_long)
    return text, ordered([*_without_nested(entities), *detected(text, entities)])


def detected(text: str, taken: Iterable[Json] = ()) -> list[Json]:
    """Commands, mentions, hashtags and addresses that the text contains outside code and links."""
    closed = [(item["offset"], item["offset"] + item["length"]) for item in taken if item["type"] in _CLOSED]
    found: list[Json] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match[0])
            if any(start < stop and begin < end for begin, stop in closed):
                continue
            closed.append((start, end))
            found.append({"type": kind, "offset": start, "length": end - start})
    return found


def ordered(entities: list[Json]) -> list[Json]:
    """Entities in Telegram's order: by place, the longer first, the outer kind first."""
    rank = {kind: number for number, kind in enumerate(_ORDER)}
    return sorted(entities, key=lambda item: (item["offset"], -item["length"], rank.get(item["type"], 99)))


def to_html(text: str, entities: list[Json]) -> str:
    """The text as Telegram HTML again, for tests that look at the form."""
    opened: dict[int, list[Json]] = {}
    for item in ordered([item for item in entities if item["type"] not in dict(_FOUND)]):
        opened.setdefault(item["offset"], []).append(item)
    result: list[str] = []
    stack: list[tuple[int, str]] = []
    at = 0
    for char in text:
        while stack and stack[-1][0] <= at:
            result.append(f"</{stack.pop()[1]}>")
        for item in opened.get(at, []):
            start, tag = _tag(item)
            result.append(start)
            stack.append((at + item["length"], tag))
        result.append(html.escape(char, quote=False))
        at += units(char)
    result.extend(f"</{tag}>" for _, tag in reversed(stack))
    return "".join(result)


def _tag(item: Json) -> tuple[str, str]:
    kind = item["type"]
    if kind == "text_link":
        return f'<a href="{html.escape(item["url"])}">', "a"
    if kind == "text_mention":
        return f'<a href="tg://user?id={item["user"]["id"]}">', "a"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{item["custom_emoji_id"]}">', "tg-emoji"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "blockquote"
    if kind == "pre":
        language = item.get("language")
        if language:
            return f'<pre><code class="language-{html.escape(language)}">', "code></pre"
        return "<pre>", "pre"
    tag = _TAG.get(kind, "span")
    return f"<{tag}>", tag


def _check_given(text: str, entities: list[Json]) -> None:
    size = units(text)
    for item in entities:
        offset, length = item.get("offset"), item.get("length")
        if not isinstance(offset, int) or not isinstance(length, int) or "type" not in item:
            raise bad_request("can't parse MessageEntity: Can't find field \"type\"")
        if offset < 0 or length <= 0 or offset + length > size:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {offset + length}"
            )


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text = text.rstrip()
    entities = [item for item in entities if cut(text, item["offset"], item["length"]).strip()]
    first = min((item["offset"] for item in entities), default=len(text))
    lead = len(text) - len(text.lstrip())
    lead = lead if lead <= first else 0  # an entity that starts in the leading space keeps it
    text = text[lead:]
    size = units(text)
    kept = []
    for item in entities:
        start = item["offset"] - lead
        length = min(item["length"], size - start)
        inside = cut(text, start, length)
        while length > 0 and inside[-1:].isspace() and item["type"] not in ("pre", "code"):
            inside, length = inside[:-1], length - 1
        if length > 0 and inside.strip():
            kept.append({**item, "offset": start, "length": length})
    return text, kept


def _without_nested(entities: list[Json]) -> list[Json]:
    # code and pre hold no other form, and a quotation no other quotation
    kept: list[Json] = []
    for item in ordered(entities):
        start, end = item["offset"], item["offset"] + item["length"]
        around = [
            other["type"] for other in kept if other["offset"] <= start and end <= other["offset"] + other["length"]
        ]
        if any(kind in ("code", "pre") for kind in around):
            continue
        if "blockquote" in item["type"] and any("blockquote" in kind for kind in around):
            continue
        kept.append(item)
    return kept
