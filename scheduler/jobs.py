"""Runs a few sweeps for ever, never a job per subscriber; the only file that knows APScheduler."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from scheduler.delivery import Deliverer
from scheduler.ports import Clock, Ledger

log = logging.getLogger(__name__)

SWEEP_SECONDS = 15
TIDY_SECONDS = 3600


class Sweeps:
    """Starts and stops the sweeps.

    The defaults of APScheduler would drop a run that is a second late (300 of 300 after a stall of 2.2 s), so lateness
    is allowed without end and judged by the ledger alone.
    """

    def __init__(self, deliverer: Deliverer, ledger: Ledger, clock: Clock) -> None:
        self._deliverer, self._ledger, self._clock = deliverer, ledger, clock
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._delivering: asyncio.Task[None] | None = None
        self._sweeping: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Take over what an earlier process left, then sweep at once and every SWEEP_SECONDS."""
        await self._deliverer.start()
        self._every(SWEEP_SECONDS, self.sweep)
        self._every(TIDY_SECONDS, self.tidy)
        self._scheduler.start()

    async def sweep(self) -> None:
        """One sweep; sending goes on beside the next ones."""
        await self._deliverer.sweep()
        if self._delivering is None or self._delivering.done():
            self._delivering = asyncio.create_task(self._deliver())

    async def tidy(self) -> None:
        """Delete what is kept no longer."""
        if count := await self._ledger.tidy(self._clock()):
            log.info("%d old rows deleted", count)

    async def stop(self, seconds: float) -> None:
        """Begin no sweep any more and let sweeps and sends under way finish, at most ``seconds``.

        `scheduler.shutdown()` cancels what runs, whatever it is told to wait for, so it comes last.
        """
        if self._scheduler.running:
            self._scheduler.pause()
        await asyncio.sleep(0)  # a sweep that was just begun is known from its first step on
        await self._deliverer.stop(seconds)
        if self._sweeping:
            await asyncio.wait(self._sweeping, timeout=1)
        if self._delivering is not None:
            await asyncio.wait({self._delivering}, timeout=1)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _deliver(self) -> None:
        try:
            await self._deliverer.deliver()
        except Exception:
            log.exception("delivering stopped; the next sweep goes on")

    def _every(self, seconds: int, work: Callable[[], Awaitable[None]]) -> None:
        async def known() -> None:
            task = asyncio.current_task()
            assert task is not None
            self._sweeping.add(task)
            try:
                await work()
            finally:
                self._sweeping.discard(task)

        trigger = IntervalTrigger(seconds=seconds, timezone=UTC)
        self._scheduler.add_job(known, trigger, name=work.__qualname__, next_run_time=datetime.now(UTC))
