"""What stands inside Telegram's HTML tags: styles, characters, addresses and attributes, each read as Telegram reads it."""

import re

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
}
"""Tags that mean the same in formatted and in rich text."""
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_CHARACTER = re.compile(r"&(?:#(?:x(?P<hex>[0-9a-fA-F]+)|(?P<dec>[0-9]+))|(?P<name>[a-zA-Z]+));?")
_WEB = re.compile(
    r"^(?:https?://)?(?P<host>[^\s/?#@:]+(?:\.[^\s/?#@:]+)+|localhost|\[[0-9a-f:]+\])(?::\d+)?(?P<rest>[/?#]\S*)?$",
    re.I,
)


def decode(source: str, at: int) -> tuple[str, int] | None:
    """The character that a reference at this place stands for, and the place after it; None for a bare &."""
    found = _CHARACTER.match(source, at)
    if not found:
        return None
    if found["name"]:
        char = _NAMED.get(found["name"])
        return (char, found.end()) if char else None
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    # ten digits and more, zero and what lies outside Unicode stay as they were written
    if not 0 < code < 0x10FFFF or found.end() - at >= 12 or 0xD800 <= code <= 0xDFFF:
        return None
    return chr(code), found.end()


def checked_url(url: str) -> str | None:
    """The address as Telegram keeps it, or None when it drops the link in silence."""
    url = url.strip()
    if re.match(r"^(?:tg|ton|tonsite|mailto|tel):", url, re.I):
        return url
    found = _WEB.match(url)
    if not found:
        return None
    if not re.match(r"^https?://", url, re.I):
        url = f"http://{url}"
    return url if found["rest"] else f"{url}/"


def argument(tag: str, name: str, content: str, before: str) -> str:
    """What an attribute makes of the argument of its tag; an attribute that means nothing there changes nothing."""
    if tag == "a" and name == "href":
        return content
    if tag == "code" and name == "class" and content.startswith("language-"):
        return content[9:]
    if tag == "span" and name == "class" and content.startswith("tg-"):
        return content[3:]
    if tag == "tg-emoji" and name == "emoji-id":
        return content
    if tag == "blockquote" and name == "expandable":
        return "expandable"
    if tag == "tg-time" and name in ("unix", "format"):
        unix, _, form = before.partition(" ")
        return f"{content} {form}" if name == "unix" else f"{unix} {content}"
    return before
