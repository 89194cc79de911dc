"""The composition root: opens corpus, state, bot and sandbox, and closes them in reverse."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher

from bot.alerts import Failures, OperatorAlerts
from bot.config import Config
from bot.config_values import Address, Secret
from bot.corpus_setup import ensure_corpus
from bot.daily import Daily, make_daily, utc_now
from bot.database import Database
from bot.dispatcher import build_dispatcher
from bot.forgotten import journal_beside
from bot.listening import cannot_listen
from bot.logs import use_secret_key
from bot.secret_key import secret_key_beside
from bot.session import make_bot
from bot.startup import ask_name, claim_state, lock_state
from bot.store import Store
from bot.store.misses import Misses
from content.corpus.library import Library
from scheduler.ports import Clock

if TYPE_CHECKING:
    from sandbox import Sandbox

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """Everything that is open while the bot runs."""

    config: Config
    bot: Bot
    dispatcher: Dispatcher
    sandbox_url: str | None
    daily: Daily
    failures: Failures
    alerts: OperatorAlerts


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
        lock_state(config, stack)
        await ensure_corpus(config)
        library = await stack.enter_async_context(Library.open(config.corpus))
        database = await stack.enter_async_context(Database.open(config.state))
        secret_key = secret_key_beside(config.state)
        use_secret_key(secret_key)
        store, misses = Store(database, secret_key, journal_beside(config.state)), Misses(database, secret_key, clock)
        bot = make_bot(token, config.api_url or api_url)
        stack.push_async_callback(bot.session.close)
        name = await ask_name(bot)
        await claim_state(store, bot.id)
        failures = Failures(monotonic)
        alerts = OperatorAlerts(bot, tuple(sorted(config.admins)), store, monotonic, config.default_locale)
        daily = await make_daily(
            config, database, store, library, bot, name.value, clock, monotonic, alerts, failures.note
        )
        dispatcher = build_dispatcher(
            library=library, preferences=store, daily=daily, default_locale=config.default_locale, bot=bot,
            bot_name=name, operators=config.admins, misses=misses, contact=config.contact,
            failures=failures,
        )  # fmt: skip
        yield App(config, bot, dispatcher, sandbox_url, daily, failures, alerts)


async def _sandbox(address: Address, stack: AsyncExitStack) -> Sandbox:
    from sandbox import start_sandbox  # only here, so that production never loads it

    try:
        sandbox = await start_sandbox(address.host, address.port)
    except OSError as error:
        raise cannot_listen("the sandbox", address, "SANDBOX_LISTEN", error) from error
    stack.push_async_callback(sandbox.stop)
    return sandbox
