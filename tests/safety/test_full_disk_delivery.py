"""While nothing can be written, the daily explainer rests; what had already left is written down later and never resent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.database import Database, NotStored
from bot.store.deliveries import Ledger
from bot.store.subscriptions import Subscriptions
from content.schedule import Schedule
from scheduler.delivery import Deliverer
from scheduler.notices import Notice
from scheduler.ports import Delivery, Outcome, Parcel, Verdict
from tests.safety.reporting import told

MORNING = Schedule(time(9), "Asia/Almaty")
START = datetime(2026, 11, 18, 3, tzinfo=UTC)
CHATS = 20


class Office:
    """Course, post and operator in one: remembers what was sent, and lets the disk fill up after some of it."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.then: Callable[[], None] = lambda: None

    async def order(self) -> tuple[str, ...]:
        return ("first", "second", "third")

    async def prepare(self, delivery: Delivery, contents: tuple[str, ...]) -> Parcel:
        return Parcel(delivery, " ".join(contents), None)

    async def turn(self, parcel: Parcel) -> Outcome | None:
        return None

    async def canary(self, parcel: Parcel) -> Outcome:
        return Outcome(Verdict.SENT)

    async def send(self, parcel: Parcel) -> Outcome:
        self.sent.append(parcel.delivery.chat_id)
        if len(self.sent) == CHATS // 4:
            self.then()
        return Outcome(Verdict.SENT, message_id=1)

    async def explain(self, delivery: Delivery, outcome: Outcome, *, ended: bool) -> None: ...

    async def __call__(self, notice: Notice) -> None: ...


async def test_a_full_disk_in_the_middle_of_a_broadcast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, office, write = [START], Office(), Database.write

    async def full(self: Database, work: object) -> None:
        raise NotStored("database or disk is full")

    async with Database.open(tmp_path / "state.db") as database:
        subscriptions, ledger = Subscriptions(database, lambda: now[0], MORNING), Ledger(database)
        for chat_id in range(1, CHATS + 1):
            await subscriptions.subscribe(chat_id, MORNING, thread_id=None, set_by=None)
        deliverer = Deliverer(
            ledger, office, office, clock=lambda: now[0], monotonic=lambda: now[0].timestamp(), alarm=office, halt=print
        )
        now[0] = START + timedelta(hours=1, seconds=5)
        await deliverer.sweep()
        office.then = lambda: monkeypatch.setattr(Database, "write", full)
        await asyncio.wait_for(deliverer.deliver(), 5)  # it ends, and does not turn in circles
        before = len(office.sent)
        assert CHATS // 4 <= before < CHATS
        await asyncio.wait_for(deliverer.deliver(), 5)
        assert len(office.sent) == before
        monkeypatch.setattr(Database, "write", write)
        now[0] += timedelta(seconds=61)
        await deliverer.sweep()
        await deliverer.deliver()
        assert sorted(office.sent) == list(range(1, CHATS + 1))  # everybody, once
        assert await database.read("SELECT DISTINCT state FROM delivery") == [("sent",)]
        assert await ledger.recover(now[0]) == 0
    told("storage", f"disk full in the middle of a broadcast to {CHATS}", "0 lost, 0 sent twice")
