"""The composition root: opens corpus, state, bot and sandbox, runs, and closes them in reverse."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError

from bot.config import Address, Config, Secret
from bot.corpus_setup import ensure_corpus, refresh_texts
from bot.database import Database
from bot.dispatcher import build_dispatcher
from bot.menus import set_menus
from bot.receiving import Watchdog, drain, listen, poll
from bot.session import TolerantSession
from bot.store import Store
from content.corpus import Library

if TYPE_CHECKING:
    from sandbox import Sandbox

log = logging.getLogger(__name__)

EXIT_USAGE = 2
EXIT_UNAVAILABLE = 69
EXIT_TEMPORARY = 75
EXIT_CONFIG = 78

STOP_SECONDS = 10.0


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


async def run(config: Config) -> int:
    """Run until told to stop; the exit status. StartError when it cannot start."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    existed = config.corpus.exists()  # a first start has just looked for official texts
    async with open_app(config) as app:
        await set_menus(app.bot, config.default_locale)
        if app.sandbox_url:
            print(f"Sandbox: open {app.sandbox_url} in a browser. Ctrl-C stops.", flush=True)
        watchdog = Watchdog(stop)
        if config.webhook:
            receiving = asyncio.create_task(listen(app.bot, app.dispatcher, config.webhook, stop))
        else:
            receiving = asyncio.create_task(poll(app.bot, app.dispatcher, watchdog, stop))
        refreshing = asyncio.create_task(refresh_texts(config)) if existed else None
        log.info("ready")
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait({receiving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        try:
            await asyncio.wait_for(receiving, STOP_SECONDS)
        except TimeoutError:
            log.warning("receiving did not stop within %d s", STOP_SECONDS)
        finally:
            waiting.cancel()
            if refreshing is not None:
                refreshing.cancel()
        await drain(app.dispatcher, STOP_SECONDS)
        return watchdog.exit_status


@asynccontextmanager
async def open_app(config: Config) -> AsyncIterator[App]:
    """Open everything in order; whatever was opened is closed in reverse, also when a later step fails."""
    log.info("SQLite %s", sqlite3.sqlite_version)
    async with AsyncExitStack() as stack:
        sandbox_url = api_url = None
        token = config.token
        if not token:
            sandbox = await _sandbox(config.sandbox_listen, stack)
            sandbox_url = api_url = sandbox.url
            token = Secret(sandbox.token)
        await ensure_corpus(config)
        library = await stack.enter_async_context(Library.open(config.corpus))
        database = await stack.enter_async_context(Database.open(config.state))
        store = Store(database)
        bot = make_bot(token, config.api_url or api_url)
        stack.push_async_callback(bot.session.close)
        name = await _name(bot)
        dispatcher = build_dispatcher(
            library=library, preferences=store, default_locale=config.default_locale, bot=bot, bot_name=name
        )
        yield App(config, bot, dispatcher, sandbox_url)


def make_bot(token: Secret, api_url: str | None) -> Bot:
    """A client of Telegram, or of another Bot API server at ``api_url``."""
    session = TolerantSession(api=TelegramAPIServer.from_base(api_url)) if api_url else TolerantSession()
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


async def _name(bot: Bot) -> str:
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
    return me.username or ""
