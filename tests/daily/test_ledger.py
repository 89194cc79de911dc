"""The contract of the ledger: every implementation passes these, over the protocol alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database import Database
from bot.store import Store
from bot.store.chats import forget_chat, migrate_chat
from bot.store.deliveries import Ledger as SqliteLedger
from bot.store.subscriptions import Subscriptions
from content.model import Locale
from content.schedule import Schedule, Standing
from scheduler.course import END
from scheduler.ports import Delivery, Ledger, Outcome, State, Verdict
from scheduler.reasons import Reason
from tests.daily.course import Clock

SCHEDULE = Schedule(time(9), "Asia/Almaty")
SENT = Outcome(Verdict.SENT, message_id=7)
LOST = Outcome(Verdict.AMBIGUOUS, Reason.NO_ANSWER)


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
    assert await books.attempt(delivery, Outcome(Verdict.LATER, Reason.TOO_MANY, wait=30), "a") is State.PENDING
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
    assert await books.attempt(delivery, Outcome(Verdict.GONE, Reason.BLOCKED)) is State.GONE
    assert await books.standing(1) is Standing.GONE
    books.clock.turn(days=1)
    assert await books.due() == []
    assert await books.subscriptions.back(1)
    assert await books.standing(1) is Standing.ACTIVE


async def test_other_refusals_need_days_in_a_row(books: Books) -> None:
    await books.subscribe(1)
    refused = Outcome(Verdict.REFUSED, Reason.NO_CHAT, strikes=3)
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
    assert await books.states() == [("pending", ""), ("sent", "")], "today’s, closed ahead of its time, is open again"
    days = []
    for _ in range(3):
        for delivery in await books.due():
            days.append(delivery.day.isoformat())
            await books.attempt(delivery, SENT, delivery.day.isoformat())
        books.clock.turn(days=1)
    assert days == ["2026-11-23", "2026-11-24"], "the 25th came early, and no day is lost"
    assert {state for state, _ in await books.states()} == {"sent"}


async def test_a_clock_that_went_back_makes_up_no_dates_before_the_beginning(books: Books) -> None:
    await books.subscribe(1)
    books.clock.turn(days=-2)
    await books.ledger.recompute(books.clock.now)
    assert await books.due() == []
    books.clock.turn(days=2, hours=1)
    (delivery,) = await books.due()
    assert delivery.day.isoformat() == "2026-11-23"
    assert await books.states() == [("pending", "")]


async def test_a_clock_ahead_reopens_nothing_for_who_paused_or_stopped_meanwhile(books: Books) -> None:
    await books.subscribe(1, 2)
    books.clock.turn(days=1, hours=12)
    assert await books.due() == []
    await books.subscriptions.pause(1, 7)
    await books.subscriptions.unsubscribe(2)
    books.clock.turn(days=-1, hours=-10)
    await books.ledger.recompute(books.clock.now)
    assert await books.due() == []


async def test_new_zone_rules_lose_no_day(books: Books) -> None:
    await books.subscribe(1, 2)
    rows = [(3600, 1), (8 * 3600, 2)]  # the rules of before put both later than those of now
    await books.database.write(
        lambda db: db.executemany("UPDATE subscription SET next_due_at = next_due_at + ? WHERE chat_id = ?", rows)
    )
    books.clock.turn(hours=1, minutes=30)
    assert await books.ledger.recompute(books.clock.now) == 2
    assert [(delivery.chat_id, delivery.day.isoformat()) for delivery in await books.due()] == [
        (1, "2026-11-23"),
        (2, "2026-11-23"),
    ]


async def test_new_zone_rules_that_come_too_late_for_a_day_say_so_in_the_ledger(books: Books) -> None:
    await books.subscribe(1)
    await books.database.write(lambda db: db.execute("UPDATE subscription SET next_due_at = next_due_at + 8 * 3600"))
    books.clock.turn(hours=7, minutes=30)
    await books.ledger.recompute(books.clock.now)
    assert await books.due() == []
    assert await books.states() == [("expired", "late")]


@pytest.mark.parametrize(
    "damage", ["zone = 'Mars/Olympus'", "days = 0", "next_day = NULL", "at = 'noon'", "zone = '../etc/passwd'"]
)
async def test_a_subscription_that_cannot_be_computed_is_set_aside_alone(books: Books, damage: str) -> None:
    noticed: list[int] = []
    books.ledger = SqliteLedger(books.database, lambda: noticed.append(1))
    await books.subscribe(1, 2, 3)
    await books.database.write(lambda db: db.execute(f"UPDATE subscription SET {damage} WHERE chat_id = 2"))
    books.clock.turn(hours=1)
    assert [delivery.chat_id for delivery in await books.due()] == [1, 3]
    assert [delivery.chat_id for delivery in await books.due()] == [1, 3]
    assert noticed == [1]
    assert await books.database.read("SELECT chat_id FROM subscription WHERE reason = 'schedule unreadable'") == [(2,)]
    if "next_day" not in damage:
        assert ("skipped", "schedule unreadable") in await books.states()
    await books.ledger.recompute(books.clock.now)  # nor does it keep the bot from starting
    if damage.startswith("at"):
        return
    await books.subscriptions.subscribe(2, SCHEDULE, thread_id=None, set_by=None)
    books.clock.turn(days=1)
    assert 2 in [delivery.chat_id for delivery in await books.due()]


async def test_one_that_can_be_computed_again_goes_on(books: Books) -> None:
    await books.subscribe(1)
    await books.database.write(lambda db: db.execute("UPDATE subscription SET zone = 'Asia/Baikonur'"))
    books.clock.turn(hours=1)
    assert await books.due() == []
    await books.database.write(lambda db: db.execute("UPDATE subscription SET zone = 'Asia/Almaty'"))
    assert await books.ledger.recompute(books.clock.now) == 1
    assert await books.database.read("SELECT reason FROM subscription") == [("",)]
    books.clock.turn(days=1)
    assert len(await books.due()) == 1


async def test_a_chat_with_two_dates_is_served_one_after_the_other(books: Books) -> None:
    await books.subscribe(1, 2)
    books.clock.turn(hours=1)
    await books.due()
    await books.database.write(
        lambda db: db.execute(
            "INSERT INTO delivery (chat_id, day, due_at, not_before, expires_at, state, changed_at)"
            " SELECT chat_id, '2026-11-22', due_at - 9, not_before, expires_at, 'pending', 0 FROM delivery"
            " WHERE chat_id = 1"
        )
    )
    first, other = await books.due()
    assert [(first.chat_id, first.day.day), other.chat_id] == [(1, 22), 2]
    await books.attempt(first, SENT, "a")
    assert [(delivery.chat_id, delivery.day.day) for delivery in await books.due()] == [(1, 23), (2, 23)]


@pytest.mark.parametrize(
    ("old", "new", "thread", "at"),
    [
        ("active", "active", 7, 10),
        ("active", "stopped", None, 9),
        ("stopped", "active", 7, 10),
        ("active", "", None, 9),
    ],
)
async def test_of_two_subscriptions_an_active_one_survives_a_migration(
    books: Books, old: str, new: str, thread: int | None, at: int
) -> None:
    await books.subscriptions.subscribe(-1, SCHEDULE, thread_id=5, set_by=None)
    if new:
        await books.subscriptions.subscribe(-2, Schedule(time(10), "Asia/Almaty"), thread_id=7, set_by=None)
    for chat, standing in ((-1, old), (-2, new)):
        if standing == "stopped":
            await books.subscriptions.unsubscribe(chat)
    assert await books.database.write(lambda db: migrate_chat(db, -1, -2))
    found = await books.subscriptions.subscription(-2)
    assert found is not None
    assert (found.standing, found.thread_id, found.schedule.at.hour) == (Standing.ACTIVE, thread, at)
    assert await books.subscriptions.subscription(-1) is None


async def test_a_pause_holds_through_a_block(books: Books) -> None:
    await books.subscribe(1)
    await books.subscriptions.pause(1, 7)
    await books.subscriptions.gone(1, Reason.BLOCKED)
    books.clock.turn(days=2)
    assert await books.subscriptions.back(1)
    found = await books.subscriptions.subscription(1)
    assert found is not None
    assert found.paused_until is not None
    assert found.paused_until.isoformat() == "2026-11-30"
    await books.subscriptions.gone(1, Reason.BLOCKED)
    books.clock.turn(days=8)
    await books.subscriptions.back(1)
    found = await books.subscriptions.subscription(1)
    assert found is not None
    assert found.paused_until is None
    assert found.next_at is not None
    assert found.next_at.date().isoformat() == "2026-12-03"


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


async def finish(books: Books, chat: int) -> None:
    """Through the whole course, which is one explainer."""
    await books.subscribe(chat)
    books.clock.turn(hours=1)
    (delivery,) = await books.due()
    await books.attempt(delivery, SENT, "a", END)
    assert await books.standing(chat) is Standing.FINISHED


async def test_a_finished_course_of_a_chat_that_left_ends_and_of_one_that_stayed_does_not(books: Books) -> None:
    await finish(books, 1)
    await books.subscriptions.gone(1, Reason.BLOCKED)
    await books.subscriptions.gone(1, Reason.BLOCKED)
    assert await books.ledger.wake_finished(["a", "b"], books.clock.now) == 0, "nobody is there"
    books.clock.turn(days=90)
    await books.subscriptions.back(1)
    assert await books.standing(1) is Standing.FINISHED
    books.clock.turn(days=181)
    await books.ledger.tidy(books.clock.now)
    assert await books.ledger.had(1) == {"a"}
    await books.subscriptions.gone(1, Reason.BLOCKED)
    books.clock.turn(days=181)
    await books.ledger.tidy(books.clock.now)
    assert await books.subscriptions.subscription(1) is None
    assert await books.ledger.had(1) == frozenset()


async def test_what_a_chat_chose_ends_half_a_year_after_it_left(books: Books) -> None:
    store = Store(books.database)
    for chat in (1, 2, 3, -4):
        await store.set_locale(chat, Locale.EN)
    await books.subscribe(-4)
    await books.subscriptions.unsubscribe(-4)
    for chat in (1, 2, -4):
        await books.subscriptions.gone(chat, Reason.BLOCKED)
    books.clock.turn(days=100)
    await books.subscriptions.back(2)
    books.clock.turn(days=81)
    await books.ledger.tidy(books.clock.now)
    assert await books.database.read("SELECT chat_id FROM chat ORDER BY chat_id") == [(2,), (3,)]


async def test_a_heartbeat_is_remembered(books: Books) -> None:
    assert await books.ledger.heartbeat() is None
    await books.ledger.beat(books.clock.now)
    assert await books.ledger.heartbeat() == books.clock.now
    assert await books.ledger.heartbeat() != books.clock.now + timedelta(seconds=1)
