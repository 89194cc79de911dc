"""The real command line in a process of its own, with shorter waits, forked from a server that has imported it already.

Importing takes seconds, and a torture starts hundreds of processes; what is killed is a whole process all the same.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from multiprocessing.context import ForkServerProcess

import bot.app
import bot.lifecycle
import bot.pace
import bot.store.outcomes
import scheduler.jobs
from bot.__main__ import main
from bot.config import Config


async def _as_it_is(config: Config) -> None:
    """The corpus of these tests is not made from the project's sources."""


def run(environment: dict[str, str], rate: float, ambiguous_seconds: int) -> None:
    """What a child does: the bot until it ends, then its exit status."""
    os.environ.clear()
    os.environ.update(environment)
    bot.pace.RATE = rate
    bot.store.outcomes.AMBIGUOUS_SECONDS = ambiguous_seconds
    scheduler.jobs.SWEEP_SECONDS = 1
    setattr(bot.app, "ensure_corpus", _as_it_is)  # noqa: B010
    setattr(bot.lifecycle, "refresh_texts", _as_it_is)  # noqa: B010
    sys.exit(main([]))


class Running:
    """A process of the bot."""

    def __init__(self, environment: dict[str, str], rate: float) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._process: ForkServerProcess = context.Process(target=run, args=(environment, rate, 1))
        self._process.start()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    async def kill(self) -> None:
        """kill -9, and wait until it is dead."""
        self._process.kill()
        await self.ended()

    async def stop(self) -> int | None:
        """SIGTERM; the exit status."""
        self._process.terminate()
        return await self.ended()

    async def ended(self) -> int | None:
        """The exit status, once it has ended."""
        await asyncio.to_thread(self._process.join)
        return self._process.exitcode
