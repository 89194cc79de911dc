"""Claim, send, settle, retry: what is due goes out once, and the ledger says why what did not go out did not."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.breaker import Breaker
from scheduler.course import END, next_explainers
from scheduler.notices import ClockJumped, Held, HeldUnseen, Rests
from scheduler.ports import Alarm, Clock, Course, Delivery, Ledger, Outcome, Parcel, Post, Verdict
from scheduler.reasons import Reason

log = logging.getLogger(__name__)

IN_FLIGHT = 8
"""Sends under way at once; it bounds how many readers a kill can leave with a second copy."""
BUFFER = 64
CLOCK_SLACK = 120.0
"""Seconds by which the clock may differ from the time that passed."""
BACK_IN_TIME = timedelta(minutes=5)
PATIENCE = 600.0
"""Seconds for which a clock earlier than the last sweep is not believed."""
HOLD_SECONDS = 900.0
BAD_CHATS = 3
"""Chats that refuse the same words before nobody else gets them."""


class Deliverer:
    """One owner of the ledger; ``sweep`` and ``deliver`` may be called at any time and any number of times."""

    def __init__(
        self,
        ledger: Ledger,
        course: Course,
        post: Post,
        *,
        clock: Clock,
        monotonic: Callable[[], float],
        alarm: Alarm,
        halt: Callable[[str], None],
    ) -> None:
        self._ledger, self._course, self._post = ledger, course, post
        self._clock, self._monotonic, self._alarm, self._halt = clock, monotonic, alarm, halt
        self.breaker = Breaker(monotonic)
        self._order: tuple[str, ...] = ()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._held: dict[str, set[int]] = {}
        self._showing = asyncio.Lock()
        self._unsettled: list[tuple[Parcel, Delivery, Outcome]] = []
        self._resting = False
        self._stopping = False
        self._started = monotonic()
        self._last: tuple[datetime, float] | None = None

    @property
    def in_flight(self) -> int:
        return len(self._running)

    async def start(self) -> None:
        """Whatever an earlier process left between intent and outcome is ambiguous from now on."""
        if count := await self._ledger.recover(self._clock()):
            log.warning("%d deliveries were under way when the bot last stopped", count)

    async def sweep(self) -> None:
        """Write down what has become due and close what is too late; any number of sweeps do the work of one."""
        now = self._clock()
        if not await self._clock_is_sound(now):
            return
        while await self._ledger.unfold_due(now):
            log.debug("one more portion of due times")
        await self._ledger.expire(now)
        await self._ledger.beat(now)

    async def deliver(self) -> None:
        """Send everything that may be sent now, IN_FLIGHT at a time; returns when nothing is left or on a halt."""
        await self._settle_again()
        queue: list[Delivery] = []
        while not self._stopping and not self._resting and not self.breaker.is_open:
            if not queue:
                await self._look_at_course()  # a corpus may be swapped in while a long run goes on
                busy = tuple(self._running)
                queue = await self._ledger.pending(self._clock(), BUFFER, busy)
            while queue and len(self._running) < IN_FLIGHT:
                self._begin(queue.pop(0))
            if not self._running:
                return
            await asyncio.wait(self._running.values(), return_when=asyncio.FIRST_COMPLETED)

    async def stop(self, seconds: float) -> None:
        """Begin nothing more and let what is under way finish; what takes longer stays ambiguous in the ledger."""
        self._stopping = True
        if self._running:
            _, left = await asyncio.wait(set(self._running.values()), timeout=seconds)
            for task in left:
                task.cancel()
            if left:
                log.warning("%d deliveries did not finish in time; they are ambiguous now", len(left))
                await asyncio.wait(left)
        await self._settle_again()

    def _begin(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._one_safely(delivery))
        self._running[delivery.chat_id] = task
        task.add_done_callback(lambda _: self._running.pop(delivery.chat_id, None))

    async def _one_safely(self, delivery: Delivery) -> None:
        try:
            await self._one(delivery)
        except Exception:
            log.exception("delivery %d could not be made", delivery.id)
            try:
                await self._ledger.postpone(delivery, 60, Reason.OUR_FAULT, self._clock())
            except Exception:
                self._rest("a delivery could not be put off")

    async def _settle_surely(self, parcel: Parcel, delivery: Delivery, outcome: Outcome) -> None:
        """What has left is known to have left, also while nothing can be written down (a full disk)."""
        try:
            await self._settle(parcel, delivery, outcome)
        except Exception:
            self._unsettled.append((parcel, delivery, outcome))
            self._rest("the outcome of a delivery could not be written down")

    async def _settle_again(self) -> None:
        self._resting = False
        waiting, self._unsettled = self._unsettled, []
        for number, one in enumerate(waiting):
            await self._settle_surely(*one)
            if self._resting:
                self._unsettled += waiting[number + 1 :]
                return

    def _rest(self, why: str) -> None:
        """Nothing more goes out in this run; the next sweep tries again."""
        log.error("%s; deliveries rest until the next sweep", why)
        self._resting = True

    async def _one(self, delivery: Delivery) -> None:
        now = self._clock()
        contents = tuple(c for c in delivery.contents if c in self._order or c == END)
        if not contents:
            if not self._order:
                await self._ledger.skip(delivery, Reason.NO_EXPLAINERS, now)
                return
            contents = next_explainers(self._order, await self._ledger.had(delivery.chat_id), delivery.rhythm)
        parcel = await self._post.prepare(delivery, contents)
        if not await self._may_go(parcel):
            return
        # waiting comes before the intent: what a kill leaves in ``sending`` is only what was on the wire
        if later := await self._post.turn(parcel):
            await self._ledger.postpone(delivery, later.wait, later.reason, self._clock())
            return
        if not await self._ledger.begin(delivery, contents, self._clock()):
            return
        outcome = await self._post.send(parcel)
        await self._settle_surely(parcel, replace(delivery, contents=contents), outcome)

    async def _may_go(self, parcel: Parcel) -> bool:
        """Whether the operator has seen these words without a fault."""
        async with self._showing:  # one shows it to the operator, the others wait for what comes of it
            if len(self._held.get(parcel.mark, ())) < BAD_CHATS:
                shown = await self._post.canary(parcel)
                if shown.verdict is Verdict.SENT:
                    return True
                if shown.verdict is not Verdict.CONTENT:
                    await self._ledger.postpone(parcel.delivery, shown.wait or 15, Reason.CANARY, self._clock())
                    return False
                self._held[parcel.mark] = set(range(BAD_CHATS))
                await self._alarm(HeldUnseen(parcel.mark, shown.reason))
        await self._ledger.postpone(parcel.delivery, HOLD_SECONDS, Reason.CONTENT_HELD, self._clock())
        return False

    async def _settle(self, parcel: Parcel, delivery: Delivery, outcome: Outcome) -> None:
        if outcome.verdict is Verdict.LATER:
            pause = outcome.wait or min(60.0, 2.0 ** min(delivery.attempts, 6))
            outcome = replace(outcome, wait=pause * (1 + random.random() / 10))
        settled = await self._ledger.settle(delivery, outcome, self._clock())
        if self.breaker.note(outcome) and self.breaker.failure:
            await self._alarm(Rests(self.breaker.failure))
        if outcome.verdict is Verdict.HALT:
            self._stopping = True
            self._halt(outcome.reason)
        elif outcome.verdict is Verdict.CONTENT:
            bad = self._held.setdefault(parcel.mark, set())
            bad.add(delivery.chat_id)
            if len(bad) == BAD_CHATS:
                await self._alarm(Held(BAD_CHATS, parcel.mark, outcome.reason))
        elif outcome.verdict is Verdict.REFUSED and (settled.first or settled.stopped):
            await self._post.explain(delivery, outcome, ended=settled.stopped)

    async def _look_at_course(self) -> None:
        order = await self._course.order()
        if order != self._order:
            self._order = order
            self._held.clear()
            if woken := await self._ledger.wake_finished(order, self._clock()):
                log.info("the course has grown: %d chats go on", woken)

    async def _clock_is_sound(self, now: datetime) -> bool:
        passed = self._monotonic()
        if self._last is None:
            beat = await self._ledger.heartbeat()
            if beat and now < beat - BACK_IN_TIME and passed - self._started < PATIENCE:
                log.error("the clock is earlier than the last delivery; waiting")
                return False
            self._last = (now, passed)
            if beat and now < beat - BACK_IN_TIME:
                await self._ledger.recompute(now)
            return True
        wall, monotonic = self._last
        self._last = (now, passed)
        jump = (now - wall).total_seconds() - (passed - monotonic)
        if abs(jump) <= CLOCK_SLACK:
            return True
        await self._alarm(ClockJumped(round(jump)))
        if jump < 0:
            await self._ledger.recompute(now)
        return False
