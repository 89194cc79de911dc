"""The bot receives in a test as it does in earnest, and running handlers may finish at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import App
from bot.receiving import Watchdog, drain, poll


@asynccontextmanager
async def polling(app: App) -> AsyncIterator[None]:
    """While it is open, the bot polls."""
    stop = asyncio.Event()
    receiving = asyncio.create_task(poll(app.bot, app.dispatcher, Watchdog(stop), stop))
    try:
        yield
    finally:
        stop.set()
        await receiving
        await drain(app.dispatcher, 5)
