"""One run from start to stop: who runs beside whom, and that what was begun is finished before the process ends."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

from bot.alerts import Signals, watch
from bot.app import App, open_app
from bot.config import Config
from bot.corpus_setup import refresh_texts
from bot.disk import backup_age, free_bytes, installed_age
from bot.exit_status import EXIT_CONFIG, EXIT_DATA
from bot.health import health
from bot.menus import set_menus
from bot.receiving import Watchdog, drain, hook, listen, poll
from bot.store.report import oldest_pending
from content.corpus.library import Library
from content.finding.lexicon import lexicon_of

log = logging.getLogger(__name__)

STOP_SECONDS = 9.0


async def run(config: Config) -> int:
    """Run until told to stop; the exit status. StartError when it cannot start."""
    existed = config.corpus.exists()  # a first start has just looked for official texts
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        obey_signals(stop, stack)
        app = await opened(config, stack, stop)
        if app is None:
            return 0
        watchdog = Watchdog(stop)
        watchdog.by_webhook = config.webhook is not None
        app.daily.halt.then = lambda reason: watchdog.end(EXIT_CONFIG, reason)
        app.daily.database.when_damaged = lambda reason: watchdog.end(EXIT_DATA, reason)
        if config.http_listen:
            await stack.enter_async_context(health(config.http_listen, app.daily, watchdog, app.failures))
        if config.webhook:
            await stack.enter_async_context(hook(app.bot, app.dispatcher, config.webhook, stop))
            updates = listen(app.bot, app.dispatcher, config.webhook, stop)
        else:
            updates = poll(app.bot, app.dispatcher, watchdog, stop)
        beside(warm(app.daily.library), stack)
        beside(set_menus(app.bot, config.default_locale), stack)
        if app.sandbox_url:
            print(f"Sandbox: open {app.sandbox_url} in a browser. Ctrl-C stops.", flush=True)
        receiving = asyncio.create_task(updates)
        stack.push_async_callback(finish, app, receiving, stop)
        if existed:
            beside(refresh_texts(config), stack)
        app.daily.pace.hold_back(1.0)
        await app.daily.sweeps.start()
        beside(watch(app.alerts, lambda: signals(app, watchdog)), stack)
        watchdog.ready = True
        log.info("ready")
        waiting = beside(stop.wait(), stack)
        await asyncio.wait({receiving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        watchdog.ready = False
        if receiving.done():
            receiving.result()
    return watchdog.exit_status


async def opened(config: Config, stack: AsyncExitStack, stop: asyncio.Event) -> App | None:
    """The bot, open until the stack is closed; None when the end was asked for first, whatever the start hung on."""
    opening = asyncio.create_task(stack.enter_async_context(open_app(config)))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not opening.done():
        log.info("told to stop before the start was complete")
        opening.cancel()
        await asyncio.wait({opening})
        return None
    return opening.result()


def obey_signals(stop: asyncio.Event, stack: AsyncExitStack) -> None:
    """SIGINT and SIGTERM set ``stop`` until the stack is closed."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
        stack.callback(loop.remove_signal_handler, name)


def beside(work: Coroutine[Any, Any, object], stack: AsyncExitStack) -> asyncio.Task[object]:
    """Do something beside the bot; what is not done when the stack is closed is ended there."""

    def note(done: asyncio.Task[object]) -> None:
        if not done.cancelled() and (error := done.exception()):
            log.error("%s failed beside the bot", done.get_name(), exc_info=error)

    async def end() -> None:
        task.cancel()
        await asyncio.wait({task})

    task = asyncio.create_task(work, name=getattr(work, "__name__", None))
    task.add_done_callback(note)
    stack.push_async_callback(end)
    return task


async def finish(app: App, receiving: asyncio.Task[None], stop: asyncio.Event) -> None:
    """Take nothing more and let answers and sends under way come to their end, side by side, within STOP_SECONDS."""
    stop.set()
    clock = asyncio.get_running_loop().time
    until = clock() + STOP_SECONDS
    sending = asyncio.create_task(app.daily.sweeps.stop(STOP_SECONDS))
    await asyncio.wait({receiving}, timeout=STOP_SECONDS)
    if not receiving.done():
        log.warning("receiving did not stop within %d s", STOP_SECONDS)
        receiving.cancel()
        await asyncio.wait({receiving})
    await drain(app.dispatcher, max(0.0, until - clock()))
    await sending


async def warm(library: Library) -> None:
    """Load what the search knows beside the start, so that neither the start nor the first question waits for it."""
    async with library.snapshot() as corpus:
        await lexicon_of(corpus)


async def signals(app: App, watchdog: Watchdog) -> Signals:
    """How things stand now."""
    daily = app.daily
    return Signals(
        failures=app.failures.recent(),
        breaker=daily.deliverer.breaker.failure if daily.deliverer.breaker.is_open else None,
        oldest_pending=await oldest_pending(daily.database, daily.clock()),
        free_bytes=free_bytes(daily.database.path),
        failed_writes=daily.database.failed_writes,
        poll_age=watchdog.poll_age,
        backup_age=backup_age(daily.database.path, daily.clock().timestamp()),
        age=0.0 if app.sandbox_url else installed_age(daily.database.path, daily.clock().timestamp()),
        state_lost=not daily.database.in_place(),
    )
