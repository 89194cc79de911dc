"""Logs tell an operator what failed and where, and nobody what anybody wrote or who it was."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import SendMessage

from bot.app import App
from bot.logs import Discretion, JsonFormatter, TextFormatter, about, chat_mark, redact, set_up_logs, use_secret_key
from bot.telegram import TelegramShow
from sandbox import Person, Sandbox
from sandbox.faults import Fault
from tests.conftest import running_bot
from tests.safety.reporting import told

TOKEN = "987654321:MARKED-token_MARKED-token_MARKED-to"
TEXT = "MARKEDTEXT"
CHAT = 7_654_321_098
METHOD = SendMessage(chat_id=CHAT, text=TEXT)


@pytest.fixture
def rich_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A 404 lets rich messages rest for a while in the whole process; not in the tests that follow."""
    monkeypatch.setattr(TelegramShow, "_rich_off_until", 0.0)


@pytest.fixture(params=["text", "json"])
def lines(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What a handler of each form writes, at the level that says most."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter() if request.param == "json" else TextFormatter())
    handler.addFilter(Discretion())
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def deep() -> None:
    """A failure with a chain: each link quotes something else that must not be told."""
    try:
        try:
            int(f"{TEXT} {TOKEN}")
        except ValueError as error:
            raise KeyError(TEXT) from error
    except KeyError:
        raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/sendMessage {TEXT} to {CHAT}") from None


FAILURES = [
    RuntimeError(f"{TOKEN} {TEXT}"),
    ValueError(f"invalid literal: '{TEXT}' in bot{TOKEN}"),
    TelegramNetworkError(METHOD, f"Cannot connect to https://api.telegram.org/bot{TOKEN}/x"),
    TelegramBadRequest(METHOD, f'can\'t parse entities: unsupported start tag "{TEXT}" at byte offset 3'),
    TelegramRetryAfter(METHOD, "Too Many Requests", 5),
    ClientDecodeError("Failed to decode object", ValueError(TEXT), {"ok": True, "text": TEXT}),
    aiohttp.InvalidURL(f"https://x/bot{TOKEN}", TEXT),
    sqlite3.OperationalError(f'fts5: syntax error near "{TEXT}"'),
    OSError(28, f"No space {TEXT}", f"/tmp/{TEXT}"),
    ExceptionGroup(TEXT, [ValueError(TEXT), KeyError(TOKEN)]),
    UnicodeDecodeError("utf-8", TEXT.encode(), 0, 1, TEXT),
]


def test_no_way_of_logging_tells_a_secret(lines: io.StringIO) -> None:
    ways = 0
    for name in ("bot.anything", "aiogram.event", "aiohttp.server", "asyncio", "apscheduler"):
        log = logging.getLogger(name)
        before, log.level = log.level, logging.DEBUG
        for failure in FAILURES:
            log.error("failed: %s", failure)
            log.error("failed: %r", failure)
            log.error("failed for %(chat)s: %(why)s", {"chat": CHAT, "why": f"bot{TOKEN}"})
            log.error(failure)
            log.error("failed", exc_info=failure)
            try:
                raise failure
            except Exception:
                log.exception("caught")
            try:
                deep()
            except Exception as error:
                log.error("deep", exc_info=error, stack_info=True)
            ways += 7
        log.level = before
    logging.getLogger("asyncio").error("never retrieved\nfuture: <Task exception=ValueError('%s')>", TEXT)
    logging.getLogger("bot").error("token %s chat %d and %s", TOKEN, 12345, CHAT)
    logging.getLogger("bot").error("arguments that do not fit %d", TEXT)
    said = lines.getvalue()
    assert "MARKED" not in said
    assert str(CHAT) not in said
    assert "12345" not in said
    assert "in deep" in said, "places are told"
    assert "No space" in said, "and words that are known"
    told("logs", f"{ways} failures with a marked token, text and chat, 5 loggers", "0 traces of any")


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    root, hook = logging.getLogger(), sys.excepthook
    before, level = root.handlers[:], root.level
    try:
        set_up_logs("json", "info")
        with about(CHAT) as number:
            logging.getLogger("bot").info("first\nsecond")
        try:
            deep()
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
    finally:
        logging.captureWarnings(False)
        root.handlers[:], root.level, sys.excepthook = before, level, hook
    first, last = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["update"], first["chat"]) == (number, chat_mark(CHAT))
    assert last["message"] == "the process ends"
    assert "test_logs.py" in last["traceback"]


def test_marks_are_stable_with_the_same_secret_and_say_nothing() -> None:
    use_secret_key(b"a" * 32)
    mark = chat_mark(CHAT)
    use_secret_key(b"b" * 32)
    assert chat_mark(CHAT) != mark
    use_secret_key(b"a" * 32)
    assert chat_mark(CHAT) == mark
    assert redact(f"chat {CHAT}") == f"chat {mark}"
    assert redact("2026-11-20 10:15:22,123 took 123456 ms") == "2026-11-20 10:15:22,123 took 123456 ms"


@pytest.mark.usefixtures("rich_again")
async def test_the_fault_suite_leaves_no_trace(data_dir: Path, tmp_path: Path, lines: io.StringIO) -> None:
    """The whole bot with a marked token against every fault of the endpoint, with marked texts in every place."""
    async with Sandbox(token=TOKEN, timeout=15.0) as box, running_bot(box, data_dir, tmp_path) as app:
        person = box.person(f"{TEXT} name", "en", user_id=CHAT)
        group = box.group(f"{TEXT} title", owner=person)
        await person.says("/start")
        faults = [
            Fault("answer", 400, f'Bad Request: can\'t parse entities: unsupported tag "{TEXT}"'),
            Fault("answer", 500, "Internal Server Error"),
            Fault("answer", 404, "Not Found"),
            Fault("html", 502),
            Fault("answer", 429, "Too Many Requests: retry after 1", parameters={"retry_after": 1}),
            Fault("answer", 403, "Forbidden: bot was blocked by the user"),
        ]
        for number, fault in enumerate(faults):
            box.fail("*", fault, times=4)
            for said in (f"{TEXT} {number}", f"/article {TEXT}", f"/subscribe {TEXT} {number}"):
                await box.inject(_message(person, app, f"{said}", number))
        await person.says(f"/compare {TEXT}", where=group)
        await _hit_by_a_bug(app, box, person)
        await asyncio.sleep(0.1)
    said = lines.getvalue()
    assert "unexpected failure" in said
    assert "MARKED" not in said
    assert str(CHAT) not in said
    told(
        "logs", "the whole bot through 6 faults of the endpoint and a bug of its own", "0 traces of token, text or chat"
    )


async def _hit_by_a_bug(app: App, box: Sandbox, person: Person) -> None:
    async def broken(*_: object, **__: object) -> None:
        deep()

    kept = app.dispatcher.workflow_data["preferences"].chat
    app.dispatcher.workflow_data["preferences"].chat = broken
    await box.inject(_message(person, app, TEXT, 99))
    app.dispatcher.workflow_data["preferences"].chat = kept


def _message(person: Person, app: App, text: str, number: int) -> dict[str, object]:
    user = {"id": person.id, "is_bot": False, "first_name": TEXT, "username": TEXT, "language_code": "en"}
    return {
        "message": {
            "message_id": 10_000 + number,
            "date": 1_770_000_000,
            "chat": {"id": person.id, "type": "private", "first_name": TEXT},
            "from": user,
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": 8}] if text.startswith("/") else [],
        }
    }
