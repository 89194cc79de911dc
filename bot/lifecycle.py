"""One run from start to stop: who runs beside whom, and that what was begun is finished before the process ends."""

from __future__ import annotations

import asyncio
import logging
import signal

from bot.alerts import Signals, watch
from bot.app import App, open_app
from bot.config import Config
from bot.corpus_setup import refresh_texts
from bot.disk import backup_age, free_bytes
from bot.exit_status import EXIT_CONFIG, EXIT_DATA
from bot.health import start_health
from bot.menus import set_menus
from bot.receiving import Watchdog, drain, listen, poll
from bot.store.report import oldest_pending
from content.corpus.library import Library
from content.finding.lexicon import lexicon_of

log = logging.getLogger(__name__)

STOP_SECONDS = 9.0


async def run(config: Config) -> int:
    """Run until told to stop; the exit status. StartError when it cannot start."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    existed = config.corpus.exists()  # a first start has just looked for official texts
    async with open_app(config) as app:
        warming = asyncio.create_task(warm(app.daily.library))
        menus = asyncio.create_task(set_menus(app.bot, config.default_locale))
        if app.sandbox_url:
            print(f"Sandbox: open {app.sandbox_url} in a browser. Ctrl-C stops.", flush=True)
        watchdog = Watchdog(stop)
        app.daily.halt.then = lambda reason: watchdog.end(EXIT_CONFIG, reason)
        app.daily.database.when_damaged = lambda reason: watchdog.end(EXIT_DATA, reason)
        watchdog.by_webhook = config.webhook is not None
        if config.webhook:
            receiving = asyncio.create_task(listen(app.bot, app.dispatcher, config.webhook, stop))
        else:
            receiving = asyncio.create_task(poll(app.bot, app.dispatcher, watchdog, stop))
        refreshing = asyncio.create_task(refresh_texts(config)) if existed else None
        health = (
            await start_health(config.http_listen, app.daily, watchdog, app.failures) if config.http_listen else None
        )
        app.daily.pace.hold_back(1.0)
        await app.daily.sweeps.start()
        watching = asyncio.create_task(watch(app.teller, lambda: signals(app, watchdog)))
        watchdog.ready = True
        log.info("ready")
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait({receiving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        watchdog.ready = False
        sending = asyncio.create_task(app.daily.sweeps.stop(STOP_SECONDS))
        try:
            await asyncio.wait_for(receiving, STOP_SECONDS)
        except TimeoutError:
            log.warning("receiving did not stop within %d s", STOP_SECONDS)
        finally:
            waiting.cancel()
            watching.cancel()
            menus.cancel()
            warming.cancel()
            if refreshing is not None:
                refreshing.cancel()
        await asyncio.gather(sending, drain(app.dispatcher, STOP_SECONDS))
        if health is not None:
            await health.cleanup()
        return watchdog.exit_status


async def warm(library: Library) -> None:
    """Load what the search knows beside the start, so that neither the start nor the first question waits for it."""
    async with library.snapshot() as corpus:
        await lexicon_of(corpus)


async def signals(app: App, watchdog: Watchdog) -> Signals:
    """How things stand now."""
    daily = app.daily
    return Signals(
        failures=app.failures.recent(),
        breaker=daily.deliverer.breaker.reason if daily.deliverer.breaker.is_open else "",
        oldest_pending=await oldest_pending(daily.database, daily.clock()),
        free_bytes=free_bytes(daily.database.path),
        failed_writes=daily.database.failed_writes,
        poll_age=watchdog.poll_age,
        backup_age=backup_age(daily.database.path, daily.clock().timestamp()),
    )
