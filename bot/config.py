"""Frozen settings from the environment; one error names everything that is missing or wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from content.model import Locale

T = TypeVar("T")

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


class ConfigError(Exception):
    """Settings that cannot be used; ``problems`` has one line for each, with the value expected."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


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


@dataclass(frozen=True, slots=True)
class Webhook:
    """Webhook mode: the public address, its secret, and where to listen behind the proxy."""

    url: str
    secret: Secret
    listen: Address


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one run; see the table in README.md."""

    token: Secret
    api_url: str | None
    folder: Path
    database_url: str
    official_texts: str | None
    default_locale: Locale
    default_time: time
    default_zone: str
    admins: frozenset[int]
    contact: str
    webhook: Webhook | None
    http_listen: Address | None
    sandbox_listen: Address
    log_format: str
    log_level: str

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus.db"

    @property
    def official_folder(self) -> Path:
        """Where imported texts are kept between builds."""
        return self.folder / "official"

    @property
    def state(self) -> Path:
        """The SQLite file of the state database."""
        return Path(self.database_url.partition(":///")[2])


def read_config(environment: Mapping[str, str]) -> Config:
    """Read every setting; ConfigError with one line for each that is wrong."""
    reader = _Reader(environment)
    folder = reader.take("DATA_DIR", "./data", _folder)
    config = Config(
        token=Secret(reader.secret("BOT_TOKEN", "BOT_TOKEN_FILE", _token)),
        api_url=reader.take("BOT_API_URL", "", _url) or None,
        folder=folder,
        database_url=reader.take("DATABASE_URL", f"sqlite+aiosqlite:///{folder / 'state.db'}", _database),
        official_texts=reader.take("OFFICIAL_TEXTS", "", _texts) or None,
        default_locale=reader.take("DEFAULT_LOCALE", "kk", _locale),
        default_time=reader.take("DEFAULT_TIME", "09:00", _time),
        default_zone=reader.take("DEFAULT_ZONE", "Asia/Almaty", _zone),
        admins=reader.take("ADMIN_IDS", "", _ids),
        contact=reader.take("OPERATOR_CONTACT", "", _line),
        webhook=reader.webhook(),
        http_listen=reader.take("HTTP_LISTEN", "127.0.0.1:0", _address) if environment.get("HTTP_LISTEN") else None,
        sandbox_listen=reader.take("SANDBOX_LISTEN", "127.0.0.1:8080", _address),
        log_format=reader.take("LOG_FORMAT", "text", _one_of("text", "json")),
        log_level=reader.take("LOG_LEVEL", "info", _one_of("debug", "info", "warning", "error")),
    )
    if reader.problems:
        raise ConfigError(reader.problems)
    return config


class _Reader:
    """Collects faults while it reads, so that the operator sees all of them at once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.problems: list[str] = []

    def take(self, name: str, default: str, parse: Callable[[str], T]) -> T:
        given = self.environment.get(name, "").strip() or default
        try:
            return parse(given)
        except ValueError as error:
            self.problems.append(f"{name}: expected {error}, found {_shown(given)}")
            return parse(default)

    def secret(self, name: str, file_name: str, parse: Callable[[str], str]) -> str:
        """A secret from the environment or from the file that another setting names; it is never shown."""
        path = self.environment.get(file_name, "").strip()
        given = self.environment.get(name, "").strip()
        if path and not given:
            try:
                given = Path(path).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                self.problems.append(f"{file_name}: expected a file that can be read, found {_shown(path)}")
        try:
            return parse(given)
        except ValueError as error:
            self.problems.append(f"{name}: expected {error}, found the value given")
            return ""

    def webhook(self) -> Webhook | None:
        url = self.environment.get("WEBHOOK_URL", "").strip()
        if not url:
            return None
        if urlsplit(url).scheme != "https" or not urlsplit(url).hostname:
            self.problems.append(f"WEBHOOK_URL: expected an https:// address, found {_shown(url)}")
        secret = self.secret("WEBHOOK_SECRET", "WEBHOOK_SECRET_FILE", str)
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
            self.problems.append(
                "WEBHOOK_SECRET: expected 16 to 256 letters, digits, _ or -, because WEBHOOK_URL is set"
            )
        listen = self.take("WEBHOOK_LISTEN", "127.0.0.1:8081", _address)
        return Webhook(url, Secret(secret), listen)


def _shown(given: str) -> str:
    """What was given, unless it may be a token that went into the wrong setting."""
    return "a token, which belongs into BOT_TOKEN" if TOKEN.search(given) else repr(given)


def _folder(text: str) -> Path:
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise ValueError("a folder that can be written")
    return path


def _texts(text: str) -> str:
    scheme, mark, _ = text.partition("://")
    if mark and scheme not in ("http", "https"):
        raise ValueError("a folder or an https:// address")
    return text


def _token(text: str) -> str:
    if text and not TOKEN.fullmatch(text):
        raise ValueError("a token from BotFather (digits, a colon, letters), or nothing for the sandbox")
    return text


def _url(text: str) -> str:
    if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).netloc):
        raise ValueError("the base address of a Bot API server, such as https://api.example.org")
    return text.rstrip("/")


def _database(text: str) -> str:
    if text.startswith("sqlite+aiosqlite:///") and text != "sqlite+aiosqlite:///":
        return text
    if text.startswith("postgresql+asyncpg://"):
        raise ValueError("sqlite+aiosqlite:///PATH (PostgreSQL is planned and not there yet)")
    raise ValueError("sqlite+aiosqlite:///PATH")


def _locale(text: str) -> Locale:
    try:
        return Locale(text)
    except ValueError:
        raise ValueError("kk, ru or en") from None


def _time(text: str) -> time:
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError("a time of day as HH:MM")
    return time(int(match[1]), int(match[2]))


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a region such as America
        raise ValueError("an IANA time zone such as Asia/Almaty") from None
    return text


def _ids(text: str) -> frozenset[int]:
    parts = [part for part in re.split(r"[,\s]+", text) if part]
    if not all(re.fullmatch(r"[1-9][0-9]{0,15}", part) for part in parts):
        raise ValueError("Telegram ids of people, positive numbers separated by commas")
    return frozenset(int(part) for part in parts)


def _address(text: str) -> Address:
    match = re.fullmatch(r"(?:\[(?P<six>[0-9a-fA-F:]+)\]|(?P<host>[^:\s]*)):(?P<port>[0-9]{1,5})", text)
    if not match or int(match["port"]) > 65535:
        raise ValueError("HOST:PORT, such as 127.0.0.1:8080")
    return Address(match["six"] or match["host"] or "127.0.0.1", int(match["port"]))


def _line(text: str) -> str:
    if len(text) > 200 or not text.isprintable():
        raise ValueError("one line of at most 200 characters that says who runs the bot and how to reach them")
    return text


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return text.lower()

    return parse
