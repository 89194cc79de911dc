"""Logs an operator can read and nobody can misuse: no token, no message text, no chat id, one line an event.

What an exception says is not trusted: “invalid literal for int(): '…'” quotes a reader, an HTTP failure quotes the
address with the token in it. So a traceback has places and kinds of failures, and words only where they are known.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import sqlite3
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from bot.secret_key import mark_of

ROOT = f"{Path(__file__).resolve().parents[1]}/"
OURS = ("bot", "handlers", "content", "scheduler", "sandbox", "__main__")
WORDS_LIMIT = 300
CHAIN_LIMIT = 8

_TOKEN = re.compile(r"\d{3,}(?::|%3A)[A-Za-z0-9_-]{20,}")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|«[^»\n]*»|“[^”\n]*”")
_ID = re.compile(
    r"(?<!\w)(?<!\d\.)-?\d{7,}(?!\w|\.\d)|(?<=chat )-?\d+|(?<=chat_id=)-?\d+|(?<=user )\d+|(?<=user_id=)\d+"
)

_secret_key = [secrets.token_bytes(32)]
_update: ContextVar[str] = ContextVar("update", default="")
_chat: ContextVar[str] = ContextVar("chat", default="")


def redact(text: str) -> str:
    """Replace anything shaped like a bot token, and ids by marks."""
    return _ID.sub(lambda found: chat_mark(found[0]), _TOKEN.sub("[token]", text))


def chat_mark(chat_id: int | str) -> str:
    """The mark of a chat in the logs: the same chat has the same one, and nobody can turn it back without the secret."""
    return f"#{mark_of(_secret_key[0], 'log', chat_id).hex()[:8]}"


def use_secret_key(secret_key: bytes) -> None:
    """Make marks comparable between starts; until then each process has a secret of its own."""
    _secret_key[0] = secret_key


@contextmanager
def about(chat_id: int | None) -> Iterator[str]:
    """Everything logged inside belongs to one update; gives its correlation id."""
    number = secrets.token_hex(4)
    first, second = _update.set(number), _chat.set(chat_mark(chat_id) if chat_id is not None else "")
    try:
        yield number
    finally:
        _update.reset(first)
        _chat.reset(second)


def words_of(error: BaseException) -> str:
    """The kind of a failure, with its words only where they cannot quote a reader."""
    kind = type(error)
    name = kind.__name__ if kind.__module__ in ("builtins", "exceptions") else f"{kind.__module__}.{kind.__name__}"
    if isinstance(error, OSError) and error.errno:
        said = os.strerror(error.errno)
    elif isinstance(error, sqlite3.Error) or kind.__module__ == "aiogram.exceptions":
        said = str(error).partition("\n")[0] if kind.__name__ != "ClientDecodeError" else ""
    else:
        said = ""
    said = _QUOTED.sub("…", said)[:WORDS_LIMIT]
    return f"{name}: {said}" if said else name


def safe_traceback(error: BaseException) -> str:
    """Where it failed, through the whole chain, without the words of readers."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen and len(parts) < CHAIN_LIMIT:
        seen.add(id(current))
        places = [
            f"  {frame.filename.removeprefix(ROOT)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        parts.append("\n".join([words_of(current), *places]))
        if isinstance(current, BaseExceptionGroup):
            parts += [safe_traceback(one) for one in current.exceptions[:CHAIN_LIMIT]]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\nbecause of ".join(parts)


class Discretion(logging.Filter):
    """Rewrites every record before any handler sees it; once is enough, however many handlers there are."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not getattr(record, "discreet", False):
            record.discreet = True
            record.msg, record.args = redact(_message(record)), ()
            error = record.exc_info[1] if record.exc_info else None
            record.exc_text = redact(safe_traceback(error)) if error else None
            record.exc_info = record.stack_info = None
            record.update, record.chat = _update.get(), _chat.get()
        return True


def _message(record: logging.LogRecord) -> str:
    if isinstance(record.args, tuple):
        record.args = tuple(_argument(value) for value in record.args)
    elif isinstance(record.args, Mapping):
        record.args = {name: _argument(value) for name, value in record.args.items()}
    try:
        said = words_of(record.msg) if isinstance(record.msg, BaseException) else record.getMessage()
    except (TypeError, ValueError):
        said = "a log line whose arguments do not fit"
    if record.name.partition(".")[0] not in OURS:
        said = _QUOTED.sub("…", said.partition("\n")[0])[:WORDS_LIMIT]  # asyncio shows whole exceptions further down
    return said


def _argument(value: object) -> object:
    if isinstance(value, BaseException):
        return words_of(value)
    return _QUOTED.sub("…", value) if isinstance(value, str) else value


class TextFormatter(logging.Formatter):
    """One readable line; places of a failure follow."""

    def format(self, record: logging.LogRecord) -> str:
        about_what = " ".join(filter(None, (getattr(record, "update", ""), getattr(record, "chat", ""))))
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.getMessage()}"
        line = f"{line} [{about_what}]" if about_what else line
        return f"{line}\n{record.exc_text}" if record.exc_text else line


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "update": getattr(record, "update", ""),
            "chat": getattr(record, "chat", ""),
            "traceback": record.exc_text or "",
        }
        return json.dumps({key: value for key, value in entry.items() if value}, ensure_ascii=False)


def set_up_logs(form: str, level: str) -> None:
    """Send all logs to standard error as ``text`` or ``json``; libraries speak from warning on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for noisy in ("aiogram", "aiohttp", "apscheduler", "aiosqlite", "asyncio", "PIL"):
        logging.getLogger(noisy).setLevel(logging.WARNING)  # aiosqlite shows every value at debug
    logging.captureWarnings(True)
    for one in _handlers():
        one.addFilter(Discretion())
    sys.excepthook = _last_words


def _handlers() -> Iterator[logging.Handler]:
    yield from logging.getLogger().handlers
    for known in list(logging.Logger.manager.loggerDict.values()):
        if isinstance(known, logging.Logger):
            yield from known.handlers


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("the process ends", exc_info=(kind, error, trace))
