"""The contract of the ledger: every implementation passes these, over the protocol alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest_asyncio

from bot.database import Database
from bot.store.chats import forget_chat, migrate_chat
from bot.store.deliveries import Ledger as SqliteLedger
from bot.store.subscriptions import Subscriptions
from content.schedule import Schedule, Standing
from scheduler.course import END
from scheduler.ports import Delivery, Ledger, Outcome, State, Verdict
from tests.daily.course import Clock

SCHEDULE = Schedule(time(9), "Asia/Almaty")
SENT = Outcome(Verdict.SENT, message_id=7)
LOST = Outcome(Verdict.AMBIGUOUS, "no answer")


class Books:
    """A ledger and the subscriptions beside it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.ledger: Ledger = SqliteLedger(database)
        self.subscriptions = Subscriptions(database, clock, SCHEDULE)

    async def subscribe(self, *chats: int) -> None:
        for chat in chats:
            await self.subscriptions.subscribe(chat, SCHEDULE, thread_id=None, set_by=None)

    async def due(self) -> list[Delivery]:
        await self.ledger.unfold_due(self.clock.now)
        await self.ledger.expire(self.clock.now)
        return await self.ledger.pending(self.clock.now, 100)

    async def attempt(self, delivery: Delivery, outcome: Outcome, *contents: str) -> State:
        assert await self.ledger.begin(delivery, contents or ("a",), self.clock.now)
        return (await self.ledger.settle(delivery, outcome, self.clock.now)).state

    async def states(self) -> list[tuple[str, str]]:
        rows = await self.database.read("SELECT state, reason FROM delivery ORDER BY day, chat_id")
        return [(str(state), str(reason)) for state, reason in rows]

    async def standing(self, chat: int) -> Standing:
        found = await self.subscriptions.subscription(chat)
        assert found is not None
        return found.standing


@pytest_asyncio.fixture
async def books(tmp_path: Path) -> AsyncIterator[Books]:
    clock = Clock(datetime(2026, 11, 23, 3, tzinfo=UTC))
    async with Database.open(tmp_path / "state.db") as database:
        yield Books(database, clock)


async def test_a_due_time_becomes_one_row_however_often_it_is_swept(books: Books) -> None:
    await books.subscribe(1, 2)
    assert await books.due() == []
    books.clock.turn(hours=1)
    assert [delivery.chat_id for delivery in await books.due()] == [1, 2]
    assert [delivery.chat_id for delivery in await books.due()] == [1, 2]
    assert await books.ledger.unfold_due(books.clock.now) == 0


async def test_what_was_sent_moves_the_place_on(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    assert await books.attempt(delivery, SENT, "a") is State.SENT
    assert await books.ledger.had(1) == {"a"}
    assert await books.due() == []


async def test_an_intent_can_be_taken_once(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    assert await books.ledger.begin(delivery, ("a",), books.clock.now)
    assert not await books.ledger.begin(delivery, ("a",), books.clock.now)


async def test_a_certain_refusal_waits_and_comes_again_with_the_same_words(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    assert await books.attempt(delivery, Outcome(Verdict.LATER, "429", wait=30), "a") is State.PENDING
    assert await books.due() == []
    books.clock.turn(seconds=31)
    (again,) = await books.due()
    assert (again.contents, again.ambiguous) == (("a",), 0)


async def test_an_ambiguous_one_is_sent_once_more_and_never_a_third_time(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    assert await books.attempt(delivery, LOST, "a") is State.PENDING
    assert await books.due() == []
    books.clock.turn(seconds=61)
    (again,) = await books.due()
    assert again.ambiguous == 1
    assert await books.attempt(again, LOST, "a") is State.UNKNOWN
    books.clock.turn(seconds=61)
    assert await books.due() == []
    assert await books.ledger.had(1) == {"a"}


async def test_what_a_dead_owner_left_is_ambiguous_never_pending(books: Books) -> None:
    await books.subscribe(1, 2)
    books.clock.turn(hours=1)
    first, _ = await books.due()
    await books.ledger.begin(first, ("a",), books.clock.now)
    assert await books.ledger.recover(books.clock.now) == 1
    assert [delivery.chat_id for delivery in await books.due()] == [2]
    books.clock.turn(seconds=61)
    again, _ = await books.due()
    await books.ledger.begin(again, ("a",), books.clock.now)
    assert await books.ledger.recover(books.clock.now) == 1
    books.clock.turn(seconds=61)
    assert [delivery.chat_id for delivery in await books.due()] == [2]
    assert ("unknown", "stopped while sending") in await books.states()


async def test_too_late_is_left_out_and_the_place_kept(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(days=3, hours=2)  # three mornings missed; an hour after the fourth
    (delivery,) = await books.due()
    assert await books.states() == [("expired", "late")] * 3 + [("pending", "")]
    assert delivery.due_at == datetime(2026, 11, 26, 4, tzinfo=UTC)
    assert await books.ledger.had(1) == frozenset()
    books.clock.turn(hours=6)
    assert await books.due() == []


async def test_the_unmistakable_end_it_at_once_and_the_door_opens_again(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    assert await books.attempt(delivery, Outcome(Verdict.GONE, "blocked")) is State.GONE
    assert await books.standing(1) is Standing.GONE
    books.clock.turn(days=1)
    assert await books.due() == []
    assert await books.subscriptions.back(1)
    assert await books.standing(1) is Standing.ACTIVE


async def test_other_refusals_need_days_in_a_row(books: Books) -> None:
    await books.subscribe(1)
    refused = Outcome(Verdict.REFUSED, "chat not found", strikes=3)
    books.clock.turn(hours=1)
    for day in range(5):
        (delivery,) = await books.due()
        await books.attempt(delivery, SENT if day == 1 else refused, str(day))
        assert await books.standing(1) is (Standing.ACTIVE if day < 4 else Standing.GONE)
        books.clock.turn(days=1)
    assert await books.due() == []


async def test_a_migration_takes_everything_along_in_one_step(books: Books) -> None:
    await books.subscribe(-1, -2)
    books.clock.turn(hours=1)
    old = next(delivery for delivery in await books.due() if delivery.chat_id == -1)
    assert await books.attempt(old, Outcome(Verdict.MIGRATED, chat_id=-2), "a") is State.PENDING
    assert [delivery.chat_id for delivery in await books.due()] == [-2]
    assert await books.subscriptions.subscription(-1) is None


async def test_a_day_that_either_had_is_not_sent_again_after_a_migration(books: Books) -> None:
    await books.subscribe(-1, -2)
    books.clock.turn(hours=1)
    old = next(delivery for delivery in await books.due() if delivery.chat_id == -1)
    await books.attempt(old, SENT, "a")
    await books.database.write(lambda db: migrate_chat(db, -1, -2))
    assert await books.due() == []
    assert await books.ledger.had(-2) == {"a"}


async def test_pausing_and_stopping_close_what_waits(books: Books) -> None:
    await books.subscribe(1, 2)
    books.clock.turn(hours=1)
    first, second = await books.due()
    await books.subscriptions.unsubscribe(1)
    await books.subscriptions.pause(2, 7)
    assert not await books.ledger.begin(first, ("a",), books.clock.now)
    assert not await books.ledger.begin(second, ("a",), books.clock.now)
    assert await books.states() == [("skipped", "stopped"), ("skipped", "paused")]


async def test_a_forgotten_chat_leaves_no_trace_even_while_it_is_sent_to(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    await books.ledger.begin(delivery, ("a",), books.clock.now)
    await books.database.write(lambda db: forget_chat(db, 1))
    await books.ledger.settle(delivery, SENT, books.clock.now)
    for table in ("chat", "subscription", "learned", "delivery", "asked", "quiz_poll"):
        assert await books.database.read(f"SELECT 1 FROM {table}") == [], table


async def test_the_end_of_the_course_rests_until_there_is_more(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    await books.attempt(delivery, SENT, "a")
    books.clock.turn(days=1)
    (delivery,) = await books.due()
    await books.attempt(delivery, SENT, END)
    assert await books.standing(1) is Standing.FINISHED
    assert await books.ledger.wake_finished(["a"], books.clock.now) == 0
    assert await books.ledger.wake_finished(["a", "b"], books.clock.now) == 1
    books.clock.turn(days=1)
    assert len(await books.due()) == 1


async def test_a_clock_that_ran_ahead_costs_one_early_message_and_no_day(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(days=2, hours=1)  # wrong: two days ahead
    (early,) = await books.due()
    await books.attempt(early, SENT, "a")
    books.clock.turn(days=-2, minutes=30)
    await books.ledger.recompute(books.clock.now)
    found = await books.subscriptions.subscription(1)
    assert found is not None
    assert found.next_at is not None
    assert found.next_at.date().isoformat() == "2026-11-24"


async def test_old_rows_go_and_places_outlive_them(books: Books) -> None:
    await books.subscribe(1, 2)
    books.clock.turn(hours=1)
    first, second = await books.due()
    await books.attempt(first, SENT, "a")
    await books.attempt(second, SENT, "a")
    await books.subscriptions.unsubscribe(1)
    books.clock.turn(days=91)
    await books.ledger.tidy(books.clock.now)
    assert await books.states() == []
    assert await books.ledger.had(1) == {"a"}
    books.clock.turn(days=90)
    await books.ledger.tidy(books.clock.now)
    assert await books.ledger.had(1) == frozenset()
    assert await books.ledger.had(2) == {"a"}


async def test_a_heartbeat_is_remembered(books: Books) -> None:
    assert await books.ledger.heartbeat() is None
    await books.ledger.beat(books.clock.now)
    assert await books.ledger.heartbeat() == books.clock.now
    assert await books.ledger.heartbeat() != books.clock.now + timedelta(seconds=1)
