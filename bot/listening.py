"""Serves HTTP at an address from the settings for as long as it is needed, or says in one line why that cannot be."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.config_values import Address
from bot.exit_status import StartError

CLOSE_SECONDS = 1.0
"""For requests under way at the end: a slow sender must not hold up the stop."""


@asynccontextmanager
async def listening(app: web.Application, address: Address, who: str, setting: str) -> AsyncIterator[web.AppRunner]:
    """While it is open, ``app`` answers at ``address``; StartError naming ``who`` and ``setting`` if that is taken."""
    # nobody who should talk to us packs what he sends; unpacking would fail half-way, with a 500
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_SECONDS, auto_decompress=False)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            raise cannot_listen(who, address, setting, error) from error
        yield runner
    finally:
        await runner.cleanup()


def cannot_listen(who: str, address: Address, setting: str, error: OSError) -> StartError:
    """What the operator reads when an address is taken or is not of this machine."""
    why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
    return StartError(f"{who} cannot listen on {address} ({why}); stop what uses the port or set {setting}")
