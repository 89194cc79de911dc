"""The machinery alone, in virtual time: dying at every step, and a month of bad days, with the ledger as witness."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.database import Database
from bot.store.deliveries import Ledger
from bot.store.subscriptions import Subscriptions
from content.schedule import Schedule
from scheduler.delivery import Deliverer
from scheduler.notices import Notice
from scheduler.ports import Delivery, Outcome, Parcel, Verdict
from scheduler.reasons import Reason
from tests.daily.course import Clock

ORDER = tuple(f"day-{number:03d}" for number in range(60))


class Died(BaseException):
    """The process is no more."""


class World:
    """Telegram as the deliverer sees it: it counts what arrived, and fails as it is told."""

    def __init__(self, fail: Callable[[Delivery], Outcome | None] = lambda _: None) -> None:
        self.arrived: list[tuple[int, str, bool]] = []
        self.fail = fail
        self.step: Callable[[str], None] = lambda _: None

    async def order(self) -> tuple[str, ...]:
        return ORDER

    async def prepare(self, delivery: Delivery, contents: tuple[str, ...]) -> Parcel:
        return Parcel(delivery, contents[0], contents[0])

    async def canary(self, parcel: Parcel) -> Outcome:
        return Outcome(Verdict.SENT)

    async def turn(self, parcel: Parcel) -> Outcome | None:
        return None

    async def send(self, parcel: Parcel) -> Outcome:
        self.step("before the bytes")
        failure = self.fail(parcel.delivery)
        if failure is None or failure.reason is Reason.NO_ANSWER:
            delivery = parcel.delivery
            self.arrived.append((delivery.chat_id, str(parcel.body), delivery.ambiguous > 0))
        self.step("after the bytes")
        return failure or Outcome(Verdict.SENT, message_id=1)

    async def explain(self, delivery: Delivery, outcome: Outcome, *, ended: bool) -> None: ...


class Stepping(Ledger):
    """A ledger that dies before or after a commit, when its time has come."""

    def __init__(self, database: Database, step: Callable[[str], None]) -> None:
        super().__init__(database)
        self._step = step

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name in ("unfold_due", "expire", "begin", "settle"):
            return _stepped(found, super().__getattribute__("_step"), name)
        return found


def _stepped(work: Callable[..., Awaitable[Any]], step: Callable[[str], None], name: str) -> Callable[..., Any]:
    async def stepped(*given: Any) -> Any:
        step(f"before {name}")
        made = await work(*given)
        step(f"after {name}")
        return made

    return stepped


async def silence(notice: Notice) -> None:
    """An alarm that nobody hears."""


def deliverer(ledger: Ledger, world: World, clock: Clock) -> Deliverer:
    return Deliverer(ledger, world, world, clock=clock, monotonic=clock.monotonic, alarm=silence, halt=lambda _: None)


async def one_run(made: Deliverer) -> None:
    await made.start()
    await made.sweep()
    await made.deliver()


async def test_dying_at_every_step_loses_nobody_and_doubles_at_most_who_was_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.delivery.IN_FLIGHT", 1)
    points = 0
    for point in range(1, 200):
        clock, world, left = Clock(datetime(2026, 11, 23, 3, tzinfo=UTC)), World(), [point]

        def step(_: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Died

        async with Database.open(tmp_path / f"{point}.db") as database:
            subscriptions = Subscriptions(database, clock, Schedule(time(9), "Asia/Almaty"))
            for chat in range(1, 6):
                await subscriptions.subscribe(chat, subscriptions.default, thread_id=None, set_by=None)
            clock.turn(hours=1)
            world.step = step
            try:
                await _until_dead(deliverer(Stepping(database, step), world, clock))
            except Died:
                points += 1
            world.step = lambda _: None
            for _ in range(3):
                await one_run(deliverer(Ledger(database), world, clock))
                clock.turn(seconds=61)
        copies = Counter(chat for chat, _, _ in world.arrived)
        assert set(copies) == set(range(1, 6)), point
        assert sum(copies.values()) <= 6, point
        assert all(silent for chat, _, silent in later_copies(world)), point
        if left[0] > 0:
            break
    assert points > 25


class Slow(World):
    """Telegram that takes its time, so that sends overlap."""

    async def send(self, parcel: Parcel) -> Outcome:
        await asyncio.sleep(0.01)
        return await super().send(parcel)


async def test_two_dates_of_one_chat_never_carry_the_same_explainer(tmp_path: Path) -> None:
    clock, world = Clock(datetime(2026, 11, 23, 3, tzinfo=UTC)), Slow()
    async with Database.open(tmp_path / "state.db") as database:
        subscriptions = Subscriptions(database, clock, Schedule(time(9), "Asia/Almaty"))
        for chat in range(1, 6):
            await subscriptions.subscribe(chat, subscriptions.default, thread_id=None, set_by=None)
        clock.turn(hours=1)
        made = deliverer(Ledger(database), world, clock)
        await made.sweep()
        await database.write(
            lambda db: db.execute(
                "INSERT INTO delivery (chat_id, day, due_at, not_before, expires_at, state, changed_at)"
                " SELECT chat_id, '2026-11-22', due_at - 60, not_before, expires_at, 'pending', 0 FROM delivery"
            )
        )
        await made.deliver()
    for chat in range(1, 6):
        assert [explainer for one, explainer, _ in world.arrived if one == chat] == ["day-000", "day-001"]


async def test_a_clock_two_days_ahead_for_two_minutes_costs_one_early_message_and_no_day(tmp_path: Path) -> None:
    clock, world = Clock(datetime(2026, 11, 23, 3, tzinfo=UTC)), World()
    async with Database.open(tmp_path / "state.db") as database:
        subscriptions = Subscriptions(database, clock, Schedule(time(9), "Asia/Almaty"))
        for chat in range(1, 4):
            await subscriptions.subscribe(chat, subscriptions.default, thread_id=None, set_by=None)
        made = deliverer(Ledger(database), world, clock)
        for minute in range(4 * 24 * 60):
            if minute == 61:  # an hour after it should have come, and it has
                clock.step(days=2)
            if minute == 63:
                clock.step(days=-2)
            if minute % 5 == 0 or 55 < minute < 70:
                await made.sweep()
                await made.deliver()
            clock.turn(minutes=1)
        rows = await database.read("SELECT chat_id, day FROM delivery WHERE state != 'sent'")
    assert rows == []
    for chat in range(1, 4):
        assert [explainer for one, explainer, _ in world.arrived if one == chat] == list(ORDER[:4])


def later_copies(world: World) -> list[tuple[int, str, bool]]:
    """Everything that arrived for a second time."""
    seen, later = set(), []
    for arrived in world.arrived:
        if arrived[:2] in seen:
            later.append(arrived)
        seen.add(arrived[:2])
    return later


async def _until_dead(made: Deliverer) -> None:
    """A run whose tasks die with their process."""
    await made.start()
    await made.sweep()
    made._order = ORDER
    for delivery in await made._ledger.pending(made._clock(), 100):
        await made._one(delivery)


@pytest.mark.parametrize("seed", range(3))
async def test_a_month_of_bad_days_leaves_a_reason_for_everything(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr("scheduler.breaker.LEAST", 10_000)
    clock = Clock(datetime(2026, 11, 1, tzinfo=UTC))

    def fail(_: Delivery) -> Outcome | None:
        return chance.choices(
            [
                None,
                Outcome(Verdict.AMBIGUOUS, Reason.NO_ANSWER),
                Outcome(Verdict.AMBIGUOUS, Reason.SERVER_ERROR),
                Outcome(Verdict.LATER, Reason.TOO_MANY, wait=30),
                Outcome(Verdict.REFUSED, Reason.NO_RIGHTS, strikes=14),
            ],
            [80, 5, 5, 8, 2],
        )[0]

    world, chats, days = World(fail), 12, 30
    zones = ["Asia/Almaty", "America/New_York", "Pacific/Kiritimati", "Europe/London", "Asia/Kathmandu", "Asia/Tokyo"]
    async with Database.open(tmp_path / "state.db") as database:
        subscriptions = Subscriptions(database, clock, Schedule(time(9), "Asia/Almaty"))
        for chat in range(1, chats + 1):
            schedule = Schedule(time(chance.randrange(24)), chance.choice(zones))
            await subscriptions.subscribe(chat, schedule, thread_id=None, set_by=None)
        made = deliverer(Ledger(database), world, clock)
        await made.start()
        for _ in range(days * 24 * 2):
            clock.turn(minutes=30)
            if chance.random() < 0.01:
                made = deliverer(Ledger(database), world, clock)
                await made.start()
            if chance.random() < 0.003:
                clock.turn(hours=8)
            if chance.random() < 0.005:
                schedule = Schedule(time(chance.randrange(24)), chance.choice(zones))
                await subscriptions.reschedule(chance.randint(1, chats), schedule)
            for _ in range(2):
                await made.sweep()
                await made.deliver()
                clock.turn(seconds=61)
        await made.stop(1)
        rows = await database.read("SELECT chat_id, day, state, reason, contents FROM delivery")
    per_day = Counter((chat, explainer) for chat, explainer, _ in world.arrived)
    assert max(per_day.values()) <= 2
    assert all(silent for _, _, silent in later_copies(world))
    assert len({(chat, day) for chat, day, *_ in rows}) == len(rows)
    assert all(state in ("sent", "pending") or reason for _, _, state, reason, _ in rows)
    arrived = {(chat, explainer) for chat, explainer, _ in world.arrived}
    assert {(chat, contents) for chat, _, state, _, contents in rows if state == "sent"} <= arrived
    assert len(rows) >= chats * (days - 2)
    assert timedelta(days=days) <= clock.now - datetime(2026, 11, 1, tzinfo=UTC)
