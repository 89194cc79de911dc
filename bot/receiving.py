"""Receives updates by polling or webhook, watches over it, and lets running handlers finish at the end."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections import deque
from contextlib import AbstractAsyncContextManager
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from aiohttp import web
from pydantic import ValidationError

from bot.config import Webhook
from bot.exit_status import EXIT_CONFIG, EXIT_TEMPORARY
from bot.listening import listening
from bot.logs import about
from bot.session import note_unknown_shape, read_json

log = logging.getLogger(__name__)

POLL_SECONDS = 25
CONCURRENT_UPDATES = 64
CONFLICTS_ALLOWED = 3
"""More 409 answers than this within a minute mean that a second instance runs."""
BODY_LIMIT = 1 << 20
CROWDED = 2000
"""Updates under way at once by webhook; more are asked for again later, so that memory stays bounded."""
GIVEN_UP_SECONDS = 1.0
"""For an answer that was given up to put down what it holds."""


class Watchdog:
    """Remembers how receiving goes and what the process should end with."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._conflicts: deque[float] = deque(maxlen=CONFLICTS_ALLOWED)
        self.exit_status = 0
        self.last_poll = time.monotonic()
        self.by_webhook = False
        self.ready = False
        """Receiving and sending; false before the start is complete and from the first sign of the end."""

    @property
    def poll_age(self) -> float:
        """Seconds since Telegram last answered a poll; 0 where updates come by webhook and silence means nothing."""
        return 0.0 if self.by_webhook else time.monotonic() - self.last_poll

    def polled(self) -> None:
        self.last_poll = time.monotonic()

    def conflict(self) -> None:
        """Another instance polls with the same token; three times within a minute end this one."""
        now = time.monotonic()
        self._conflicts.append(now)
        if len(self._conflicts) == CONFLICTS_ALLOWED and now - self._conflicts[0] < 60:
            self.end(EXIT_TEMPORARY, "another instance runs with this token; stop it first")

    def end(self, status: int, reason: str) -> None:
        log.error("%s", reason)
        self.exit_status = status
        self._stop.set()


async def poll(bot: Bot, dispatcher: Dispatcher, watchdog: Watchdog, stop: asyncio.Event) -> None:
    """Long polling until ``stop``; handlers run beside it, at most CONCURRENT_UPDATES at once."""
    allowed = allowed_updates(dispatcher)
    room = asyncio.Semaphore(CONCURRENT_UPDATES)
    offset: int | None = None
    pause = 1.0
    by_webhook = True  # perhaps, from an earlier run; while one is set Telegram refuses polls
    while not stop.is_set():
        try:
            if by_webhook:
                await bot.delete_webhook()
                by_webhook = False
            updates = await _until(
                stop,
                bot.get_updates(
                    offset=offset, timeout=POLL_SECONDS, allowed_updates=allowed, request_timeout=POLL_SECONDS + 10
                ),
            )
        except TelegramUnauthorizedError:
            watchdog.end(EXIT_CONFIG, "Telegram no longer accepts BOT_TOKEN; ask BotFather for the right one")
            return
        except TelegramConflictError:
            watchdog.conflict()
            await _rest(stop, 5)
            continue
        except TelegramRetryAfter as error:
            await _rest(stop, error.retry_after)
            continue
        except Exception as error:  # also the page of a proxy, which is no TelegramAPIError
            log.warning("polling failed (%s); next try in %.0f s", type(error).__name__, pause)
            await _rest(stop, pause)
            pause = min(pause * 2, 60)
            continue
        watchdog.polled()
        pause = 1.0
        for update in updates or ():
            offset = update.update_id + 1
            await room.acquire()
            start(dispatcher, bot, update).add_done_callback(lambda _: room.release())


def allowed_updates(dispatcher: Dispatcher) -> list[str]:
    """What Telegram is asked for: what some handler takes, and membership, which a middleware follows."""
    return sorted({*dispatcher.resolve_used_update_types(), "my_chat_member"})


def start(dispatcher: Dispatcher, bot: Bot, update: Update) -> asyncio.Task[Any]:
    """Handle an update in a task that ``drain`` knows."""
    task = asyncio.create_task(_handle(dispatcher, bot, update))
    running: set[asyncio.Task[Any]] = dispatcher.workflow_data.setdefault("running_updates", set())
    running.add(task)
    task.add_done_callback(running.discard)
    return task


async def _handle(dispatcher: Dispatcher, bot: Bot, update: Update) -> None:
    """Whatever happens, the next update has its turn; everything logged meanwhile carries one correlation id."""
    whose = UserContextMiddleware.resolve_event_context(update)
    try:
        update.event_type  # noqa: B018
    except UpdateTypeLookupError:  # aiogram would warn with all of it, texts included
        log.info("an update of unknown type was set aside")
        return
    with about(whose.chat_id if whose.chat_id is not None else whose.user_id):
        try:
            await dispatcher.feed_update(bot, update)
        except Exception:
            log.exception("an update could not be handled")


async def drain(dispatcher: Dispatcher, seconds: float) -> None:
    """Let running handlers finish; those that take longer than ``seconds`` are given up, with a line in the log."""
    running = set(dispatcher.workflow_data.get("running_updates", ()))
    if running:
        _, left = await asyncio.wait(running, timeout=seconds)
        for task in left:
            task.cancel()
        if left:
            log.warning("%d answers did not finish in time", len(left))
            await asyncio.wait(left, timeout=GIVEN_UP_SECONDS)


def hook(
    bot: Bot, dispatcher: Dispatcher, webhook: Webhook, stop: asyncio.Event
) -> AbstractAsyncContextManager[web.AppRunner]:
    """While it is open, updates are taken: 401 for a wrong secret, 400 for a body that is no JSON, else 200.

    From ``stop`` on and while too many are under way it is 503: Telegram keeps the update and comes again. StartError
    when the port is taken.
    """
    secret = webhook.secret.value.encode()

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, secret):
            return web.Response(status=401)
        later = web.Response(status=503, headers={"Retry-After": "1"})
        if len(dispatcher.workflow_data.get("running_updates", ())) >= CROWDED:
            return later
        body = await request.read()
        if stop.is_set():
            return later
        try:
            raw = read_json(body)  # a charset of the sender's choice is not obeyed
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            update = Update.model_validate(raw, context={"bot": bot})
        except ValidationError as error:  # sent again it would block its chat for 24 hours, so it is accepted
            note_unknown_shape(error)
            return web.Response()
        start(dispatcher, bot, update)
        return web.Response()

    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_post("/{path:.*}", receive)
    return listening(app, webhook.listen, "the webhook", "WEBHOOK_LISTEN")


async def listen(bot: Bot, dispatcher: Dispatcher, webhook: Webhook, stop: asyncio.Event) -> None:
    """Have Telegram send updates to the open ``hook`` until ``stop``."""
    await _set_webhook(bot, dispatcher, webhook, stop)
    await stop.wait()


async def _set_webhook(bot: Bot, dispatcher: Dispatcher, webhook: Webhook, stop: asyncio.Event) -> None:
    """Tell Telegram where to send updates; tried again until it agrees."""
    pause = 1.0
    while not stop.is_set():
        try:
            await bot.set_webhook(
                webhook.url, secret_token=webhook.secret.value, allowed_updates=allowed_updates(dispatcher)
            )
        except Exception as error:
            log.warning("the webhook was not set (%s); next try in %.0f s", type(error).__name__, pause)
            await _rest(stop, error.retry_after if isinstance(error, TelegramRetryAfter) else pause)
            pause = min(pause * 2, 60)
        else:
            return


async def _until(stop: asyncio.Event, call: Any) -> Any:
    """The result of ``call``, or None as soon as ``stop`` is set."""
    calling, stopping = asyncio.ensure_future(call), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({calling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return calling.result() if calling.done() else None
    finally:
        calling.cancel()
        stopping.cancel()


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass
