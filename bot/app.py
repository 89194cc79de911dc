"""The composition root: opens corpus, state, bot and sandbox, runs, and closes them in reverse."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError
from aiohttp import ClientTimeout

from bot.alerts import Failures, Signals, Teller, watch
from bot.config import Address, Config, Secret
from bot.corpus_setup import ensure_corpus, refresh_texts
from bot.daily import Daily, make_daily, utc_now
from bot.database import Database
from bot.disk import backup_age, free_bytes
from bot.dispatcher import build_dispatcher
from bot.forgotten import journal_beside
from bot.health import start_health
from bot.logs import use_salt
from bot.menus import set_menus
from bot.receiving import Watchdog, drain, listen, poll
from bot.salt import salt_beside
from bot.session import TolerantSession, read_json
from bot.single import AlreadyRunning, single_instance
from bot.store import Store
from bot.store.misses import Misses
from bot.store.report import oldest_pending
from content.corpus import Library
from content.finding.lexicon import lexicon_of
from handlers.ports import BotName
from scheduler.ports import Clock

if TYPE_CHECKING:
    from sandbox import Sandbox

log = logging.getLogger(__name__)

EXIT_USAGE = 2
EXIT_DATA = 65
EXIT_UNAVAILABLE = 69
EXIT_TEMPORARY = 75
EXIT_CONFIG = 78

STOP_SECONDS = 9.0
REQUEST_SECONDS = 20
CONNECT_SECONDS = 5
SANDBOX_BOT = 1_000_000_001
"""The sandbox's bot: whatever it knows is imaginary."""


class StartError(Exception):
    """The bot cannot start; the message is one line that says what is wrong and what to do."""

    def __init__(self, message: str, status: int = EXIT_UNAVAILABLE) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class App:
    """Everything that is open while the bot runs."""

    config: Config
    bot: Bot
    dispatcher: Dispatcher
    sandbox_url: str | None
    daily: Daily
    failures: Failures
    teller: Teller


async def run(config: Config) -> int:
    """Run until told to stop; the exit status. StartError when it cannot start."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    existed = config.corpus.exists()  # a first start has just looked for official texts
    async with open_app(config) as app:
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
            if refreshing is not None:
                refreshing.cancel()
        await asyncio.gather(sending, drain(app.dispatcher, STOP_SECONDS))
        if health is not None:
            await health.cleanup()
        return watchdog.exit_status


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


@asynccontextmanager
async def open_app(
    config: Config, clock: Clock = utc_now, monotonic: Callable[[], float] = time.monotonic
) -> AsyncIterator[App]:
    """Open everything in order; whatever was opened is closed in reverse, also when a later step fails."""
    log.info("SQLite %s", sqlite3.sqlite_version)
    async with AsyncExitStack() as stack:
        sandbox_url = api_url = None
        token = config.token
        if not token:
            sandbox = await _sandbox(config.sandbox_listen, stack)
            sandbox_url = api_url = sandbox.url
            token = Secret(sandbox.token)
        _lock(config, stack)
        await ensure_corpus(config)
        library = await stack.enter_async_context(Library.open(config.corpus))
        async with library.snapshot() as corpus:
            await lexicon_of(corpus)  # the first question should not wait for it
        database = await stack.enter_async_context(Database.open(config.state))
        salt = salt_beside(config.state)
        use_salt(salt)
        store, misses = Store(database, salt, journal_beside(config.state)), Misses(database, salt, clock)
        bot = make_bot(token, config.api_url or api_url)
        stack.push_async_callback(bot.session.close)
        name = await _name(bot)
        await _know(store, bot.id)
        failures = Failures(monotonic)
        teller = Teller(bot, tuple(sorted(config.admins)), store, monotonic, config.default_locale)
        daily = await make_daily(
            config, database, store, library, bot, name.value, clock, monotonic, teller, failures.note
        )
        dispatcher = build_dispatcher(
            library=library, preferences=store, daily=daily, default_locale=config.default_locale, bot=bot,
            bot_name=name, operators=config.admins, misses=misses, contact=config.contact,
            failures=failures,
        )  # fmt: skip
        yield App(config, bot, dispatcher, sandbox_url, daily, failures, teller)


def make_bot(token: Secret, api_url: str | None) -> Bot:
    """A client of Telegram, or of another Bot API server at ``api_url``."""
    api = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
    # a plain number would not tell a failed connection (certainly not sent) from a lost answer (perhaps sent)
    timeout: Any = ClientTimeout(total=REQUEST_SECONDS, sock_connect=CONNECT_SECONDS)
    session = TolerantSession(api=api, timeout=timeout, json_loads=read_json)
    return Bot(token.value, session=session, default=DefaultBotProperties())


async def _sandbox(address: Address, stack: AsyncExitStack) -> Sandbox:
    from sandbox import start_sandbox  # only here, so that production never loads it

    try:
        sandbox = await start_sandbox(address.host, address.port)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise StartError(
            f"the sandbox cannot listen on {address} ({why}); stop what uses the port or set SANDBOX_LISTEN"
        ) from error
    stack.push_async_callback(sandbox.stop)
    return sandbox


def _lock(config: Config, stack: AsyncExitStack) -> None:
    try:
        stack.enter_context(single_instance(config.state))
    except AlreadyRunning:
        raise StartError(
            f"another instance uses {config.state}; stop it first or set DATA_DIR", EXIT_TEMPORARY
        ) from None


async def _know(store: Store, bot_id: int) -> None:
    """Chats belong to one bot: with another token every send would end as “chat not found”."""
    known = await store.fact("bot_id")
    if known == str(SANDBOX_BOT) != str(bot_id):
        log.info("the chats of the sandbox are erased: a real bot takes over")
        await store.forget_all()
    elif known not in (None, str(bot_id)):
        raise StartError(
            f"this state database belongs to bot {known}, BOT_TOKEN to bot {bot_id}; set another DATABASE_URL"
            " or the right token",
            EXIT_CONFIG,
        )
    if bot_id == SANDBOX_BOT:
        await store.forget_updates()
    await store.remember("bot_id", str(bot_id))


async def _name(bot: Bot) -> BotName:
    try:
        me = await bot.me()
    except TelegramUnauthorizedError as error:
        raise StartError(
            "Telegram does not know this BOT_TOKEN; ask BotFather for the right one", EXIT_CONFIG
        ) from error
    except TelegramNetworkError as error:
        raise StartError(
            "the Bot API server cannot be reached; check the network or BOT_API_URL", EXIT_TEMPORARY
        ) from error
    except (
        TelegramAPIError,
        ClientDecodeError,
    ) as error:  # 429, 5xx, the page of a proxy, an address that serves no bots
        raise StartError(
            f"the Bot API server does not answer as one ({type(error).__name__}); try again later or check BOT_API_URL",
            EXIT_TEMPORARY,
        ) from error
    if not me.supports_inline_queries:
        log.warning("inline mode is off: cards are shared as links; BotFather turns it on with /setinline")
    return BotName(me.username or "", inline=bool(me.supports_inline_queries))
