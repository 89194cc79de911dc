"""Frozen settings from the environment; one error names everything that is missing or wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from bot.config_values import (
    Address,
    Secret,
    one_of,
    parse_address,
    parse_database,
    parse_folder,
    parse_ids,
    parse_line,
    parse_locale,
    parse_place,
    parse_time,
    parse_token,
    parse_url,
    parse_zone,
    shown,
)
from content.model import Locale

T = TypeVar("T")


class ConfigError(Exception):
    """Settings that cannot be used; ``problems`` has one line for each, with the value expected."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


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


def read_config(environment: Mapping[str, str], *, secrets: bool = True) -> Config:
    """Read every setting; ConfigError with one line for each that is wrong.

    Without ``secrets`` token and webhook are left out, so that what needs none works where they cannot be read.
    """
    reader = _Reader(environment)
    folder = reader.take("DATA_DIR", "./data", parse_folder)
    config = Config(
        token=Secret(reader.secret("BOT_TOKEN", "BOT_TOKEN_FILE", parse_token) if secrets else ""),
        api_url=reader.take("BOT_API_URL", "", parse_url) or None,
        folder=folder,
        database_url=reader.take("DATABASE_URL", f"sqlite+aiosqlite:///{folder / 'state.db'}", parse_database),
        official_texts=reader.take("OFFICIAL_TEXTS", "", parse_place) or None,
        default_locale=reader.take("DEFAULT_LOCALE", "kk", parse_locale),
        default_time=reader.take("DEFAULT_TIME", "09:00", parse_time),
        default_zone=reader.take("DEFAULT_ZONE", "Asia/Almaty", parse_zone),
        admins=reader.take("ADMIN_IDS", "", parse_ids),
        contact=reader.take("OPERATOR_CONTACT", "", parse_line),
        webhook=reader.webhook() if secrets else None,
        http_listen=reader.take("HTTP_LISTEN", "127.0.0.1:0", parse_address)
        if environment.get("HTTP_LISTEN")
        else None,
        sandbox_listen=reader.take("SANDBOX_LISTEN", "127.0.0.1:8080", parse_address),
        log_format=reader.take("LOG_FORMAT", "text", one_of("text", "json")),
        log_level=reader.take("LOG_LEVEL", "info", one_of("debug", "info", "warning", "error")),
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
            self.problems.append(f"{name}: expected {error}, found {shown(given)}")
            return parse(default)

    def secret(self, name: str, file_name: str, parse: Callable[[str], str]) -> str:
        """A secret from the environment or from the file that another setting names; it is never shown."""
        path = self.environment.get(file_name, "").strip()
        given = self.environment.get(name, "").strip()
        if path and not given:
            try:
                given = Path(path).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                self.problems.append(f"{file_name}: expected a file that can be read, found {shown(path)}")
            else:
                if not given:
                    self.problems.append(
                        f"{file_name}: expected a file with the secret in it, found nothing in {shown(path)}"
                    )
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
            self.problems.append(f"WEBHOOK_URL: expected an https:// address, found {shown(url)}")
        secret = self.secret("WEBHOOK_SECRET", "WEBHOOK_SECRET_FILE", str)
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
            self.problems.append(
                "WEBHOOK_SECRET: expected 16 to 256 letters, digits, _ or -, because WEBHOOK_URL is set"
            )
        listen = self.take("WEBHOOK_LISTEN", "127.0.0.1:8081", parse_address)
        return Webhook(url, Secret(secret), listen)
