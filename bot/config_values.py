"""Values of single settings: each parser takes text, and its ValueError says what was expected instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from content.model import Locale

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that never shows itself in a log or a traceback."""

    value: str

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def shown(given: str) -> str:
    """What was given, unless it may be a token that went into the wrong setting."""
    return "a token, which belongs into BOT_TOKEN" if TOKEN.search(given) else repr(given)


def parse_folder(text: str) -> Path:
    """A folder, or where one can be made."""
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise ValueError("a folder that can be written")
    return path


def parse_place(text: str) -> str:
    """Where official texts come from: a folder or a web address."""
    scheme, mark, _ = text.partition("://")
    if mark and scheme not in ("http", "https"):
        raise ValueError("a folder or an https:// address")
    return text


def parse_token(text: str) -> str:
    """A token of BotFather, or nothing."""
    if text and not TOKEN.fullmatch(text):
        raise ValueError("a token from BotFather (digits, a colon, letters), or nothing for the sandbox")
    return text


def parse_url(text: str) -> str:
    """A web address without a slash at its end, or nothing."""
    if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).netloc):
        raise ValueError("the base address of a Bot API server, such as https://api.example.org")
    return text.rstrip("/")


def parse_database(text: str) -> str:
    """The address of a state database in SQLite."""
    if text.partition(":///")[2].partition("?")[0] == ":memory:":
        raise ValueError("sqlite+aiosqlite:///PATH of a file, because what is kept in memory is lost at every stop")
    if text.startswith("sqlite+aiosqlite:///") and text != "sqlite+aiosqlite:///":
        return text
    if text.startswith("postgresql+asyncpg://"):
        raise ValueError("sqlite+aiosqlite:///PATH (PostgreSQL is planned and not there yet)")
    raise ValueError("sqlite+aiosqlite:///PATH")


def parse_locale(text: str) -> Locale:
    """A language."""
    try:
        return Locale(text)
    except ValueError:
        raise ValueError("kk, ru or en") from None


def parse_time(text: str) -> time:
    """A time of day."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError("a time of day as HH:MM")
    return time(int(match[1]), int(match[2]))


def parse_zone(text: str) -> str:
    """The name of a time zone that the machine knows."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a region such as America
        raise ValueError("an IANA time zone such as Asia/Almaty") from None
    return text


def parse_ids(text: str) -> frozenset[int]:
    """People, by their Telegram ids."""
    parts = [part for part in re.split(r"[,\s]+", text) if part]
    if not all(re.fullmatch(r"[1-9][0-9]{0,15}", part) for part in parts):
        raise ValueError("Telegram ids of people, positive numbers separated by commas")
    return frozenset(int(part) for part in parts)


def parse_address(text: str) -> Address:
    """Where to listen; without a host on this machine alone."""
    match = re.fullmatch(r"(?:\[(?P<six>[0-9a-fA-F:]+)\]|(?P<host>[^:\s]*)):(?P<port>[0-9]{1,5})", text)
    if not match or int(match["port"]) > 65535:
        raise ValueError("HOST:PORT, such as 127.0.0.1:8080")
    return Address(match["six"] or match["host"] or "127.0.0.1", int(match["port"]))


def parse_line(text: str) -> str:
    """One line that people will read."""
    if len(text) > 200 or not text.isprintable():
        raise ValueError("one line of at most 200 characters that says who runs the bot and how to reach them")
    return text


def one_of(*choices: str) -> Callable[[str], str]:
    """A parser of one of these words, in any letter case."""

    def parse(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return text.lower()

    return parse
