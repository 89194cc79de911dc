"""Who wants the daily explainer and when, in the state database; fits handlers.ports.Subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiosqlite

from bot.database import Database
from bot.store.course_progress import had
from bot.store.departures import leave, stay
from bot.store.outcomes import skip_pending
from bot.store.schedules import SCHEDULE, as_date, columns, schedule_of
from content.schedule import Schedule, Standing, Subscription
from scheduler.course import END, by_date, next_explainers
from scheduler.due import Due, local_day, next_due, rescheduled
from scheduler.ports import Clock
from scheduler.reasons import Reason


class Subscriptions:
    """Subscriptions of chats; every change computes the next due time in the same transaction."""

    def __init__(self, database: Database, clock: Clock, default: Schedule) -> None:
        self._database, self._clock, self.default = database, clock, default

    async def subscription(self, chat_id: int) -> Subscription | None:
        """The subscription of a chat, stopped ones too."""
        rows = await self._database.read(
            f"SELECT chat_id, thread_id, {SCHEDULE}, standing, next_due_at, paused_until,"
            " (SELECT count(*) FROM learned l WHERE l.chat_id = s.chat_id) FROM subscription s WHERE chat_id = ?",
            chat_id,
        )
        return self._made(rows[0]) if rows else None

    async def subscribe(
        self, chat_id: int, schedule: Schedule, *, thread_id: int | None, set_by: int | None
    ) -> Subscription:
        """Begin, or change an existing subscription; the place in the course is kept."""
        found = await self.subscription(chat_id)
        if found is not None and found.active:
            await self._change(chat_id, schedule, thread_id, set_by)
        else:
            await self._begin(chat_id, schedule, thread_id, set_by)
        return await self._must(chat_id)

    async def reschedule(self, chat_id: int, schedule: Schedule) -> Subscription | None:
        """Change the schedule of an active subscription; None when there is none."""
        found = await self.subscription(chat_id)
        if found is None or not found.active:
            return None
        await self._change(chat_id, schedule, found.thread_id, None)
        return await self._must(chat_id)

    async def unsubscribe(self, chat_id: int) -> bool:
        """Stop; what was due and not yet sent is dropped. False when nothing was running."""

        async def work(db: aiosqlite.Connection) -> bool:
            stopped = await db.execute(
                "UPDATE subscription SET standing = 'stopped', next_due_at = NULL, paused_until = NULL, changed_at = ?"
                " WHERE chat_id = ? AND standing != 'stopped'",
                (self._seconds(), chat_id),
            )
            await skip_pending(db, chat_id, Reason.STOPPED, self._seconds())
            return stopped.rowcount > 0

        return await self._database.write(work)

    async def pause(self, chat_id: int, days: int) -> Subscription | None:
        """Nothing for so many days, then on from the same place; None when nothing is running."""
        found = await self.subscription(chat_id)
        if found is None or not found.active:
            return None
        now, schedule = self._clock(), found.schedule
        until = local_day(now, schedule.zone) + timedelta(days=days)
        due = next_due(schedule, now, await self._last(chat_id), until)

        async def work(db: aiosqlite.Connection) -> None:
            await self._aim(db, chat_id, due, since=due.day, paused_until=until)
            await skip_pending(db, chat_id, Reason.PAUSED, self._seconds())

        await self._database.write(work)
        return await self._must(chat_id)

    async def resume(self, chat_id: int) -> Subscription | None:
        """Go on where one stopped; None when there has never been a subscription."""
        found = await self.subscription(chat_id)
        if found is None:
            return None
        if not found.active or found.paused_until:
            await self._begin(chat_id, found.schedule, found.thread_id, None)
        return await self._must(chat_id)

    async def restart(self, chat_id: int) -> Subscription | None:
        """Begin the course again from its first explainer."""

        async def work(db: aiosqlite.Connection) -> None:
            await db.execute("DELETE FROM learned WHERE chat_id = ?", (chat_id,))

        await self._database.write(work)
        return await self.resume(chat_id)

    async def today(self, chat_id: int, order: Sequence[str]) -> str | None:
        """What the ledger has for this chat and its date, else what comes next; without a subscription by date."""
        found = await self.subscription(chat_id)
        zone = found.schedule.zone if found else self.default.zone
        day = local_day(self._clock(), zone)
        if found is None or not found.active:
            return by_date(order, day)
        rows = await self._database.read(
            "SELECT contents FROM delivery WHERE chat_id = ? AND day = ? AND contents != ''", chat_id, day.isoformat()
        )
        chosen = str(rows[0][0]).split() if rows else next_explainers(order, await self.had(chat_id))
        return chosen[0] if chosen[0] in order else by_date(order, day)

    async def ended(self, chat_id: int, order: Sequence[str]) -> bool:
        """Whether nothing of the course is left for this chat; an empty course has no end."""
        return bool(order) and next_explainers(order, await self.had(chat_id)) == (END,)

    async def set_by(self, chat_id: int) -> int | None:
        """Who set the subscription of a group, to be told when it fails."""
        rows = await self._database.read("SELECT set_by FROM subscription WHERE chat_id = ?", chat_id)
        return int(str(rows[0][0])) if rows and rows[0][0] is not None else None

    async def had(self, chat_id: int) -> frozenset[str]:
        """The explainers a chat has had."""
        return await had(self._database, chat_id)

    async def gone(self, chat_id: int, reason: Reason) -> None:
        """The bot was blocked or thrown out: nothing is tried any more, the place is kept for a time."""
        await self._database.write(lambda db: leave(db, chat_id, reason, self._seconds()))

    async def back(self, chat_id: int) -> bool:
        """The bot was let in again: a subscription that only this had ended goes on. False when there is none.

        A pause that has not run out holds.
        """
        await stay(self._database, chat_id)
        found = await self.subscription(chat_id)
        if found is None or found.standing is not Standing.GONE:
            return False
        await self._begin(chat_id, found.schedule, found.thread_id, None, paused=found.paused_until)
        return True

    async def _begin(
        self,
        chat_id: int,
        schedule: Schedule,
        thread_id: int | None,
        set_by: int | None,
        *,
        paused: date | None = None,
    ) -> None:
        due = next_due(schedule, self._clock(), await self._last(chat_id), paused)

        async def work(db: aiosqlite.Connection) -> None:
            await self._write(db, chat_id, schedule, thread_id, set_by)
            await self._aim(db, chat_id, due, since=due.day, paused_until=paused)

        await self._database.write(work)

    async def _change(self, chat_id: int, schedule: Schedule, thread_id: int | None, set_by: int | None) -> None:
        rows = await self._database.read("SELECT since_day, paused_until FROM subscription WHERE chat_id = ?", chat_id)
        since, paused = (as_date(value) for value in rows[0])
        now, last = self._clock(), await self._last(chat_id)
        if paused and paused > local_day(now, schedule.zone):
            due = next_due(schedule, now, last, paused)
        else:
            due = rescheduled(schedule, now, last, since)
        first = min(since or due.day, due.day)

        async def work(db: aiosqlite.Connection) -> None:
            await self._write(db, chat_id, schedule, thread_id, set_by)
            await self._aim(db, chat_id, due, since=first, paused_until=paused)

        await self._database.write(work)

    async def _write(
        self, db: aiosqlite.Connection, chat_id: int, schedule: Schedule, thread_id: int | None, set_by: int | None
    ) -> None:
        await db.execute(
            f"INSERT INTO subscription (chat_id, thread_id, {SCHEDULE}, standing, set_by, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'active', ?, ?) ON CONFLICT (chat_id) DO UPDATE SET"
            " thread_id = excluded.thread_id, at = excluded.at, zone = excluded.zone, days = excluded.days,"
            " rhythm = excluded.rhythm, silent = excluded.silent, standing = 'active', reason = '', strike = '',"
            " strikes = 0, set_by = coalesce(excluded.set_by, set_by), changed_at = excluded.changed_at",
            (chat_id, thread_id, *columns(schedule), set_by, self._seconds()),
        )

    async def _aim(
        self, db: aiosqlite.Connection, chat_id: int, due: Due, *, since: date, paused_until: date | None = None
    ) -> None:
        await db.execute(
            "UPDATE subscription SET next_due_at = ?, next_day = ?, since_day = ?, paused_until = ? WHERE chat_id = ?",
            (
                int(due.at.timestamp()), due.day.isoformat(), since.isoformat(),
                paused_until.isoformat() if paused_until else None, chat_id,
            ),
        )  # fmt: skip

    async def _last(self, chat_id: int) -> date | None:
        rows = await self._database.read("SELECT last_day FROM subscription WHERE chat_id = ?", chat_id)
        return as_date(rows[0][0]) if rows else None

    async def _must(self, chat_id: int) -> Subscription:
        found = await self.subscription(chat_id)
        assert found is not None, "it was written a moment ago"
        return found

    def _made(self, row: Sequence[Any]) -> Subscription:
        chat_id, thread_id, *rest = row
        schedule, (standing, due_at, paused, had) = schedule_of(rest[:5]), rest[5:]
        made = Subscription(int(chat_id), thread_id, schedule, Standing(standing), had=int(had))
        if made.active and due_at is not None:
            due = max(
                datetime.fromtimestamp(due_at, UTC), self._clock()
            )  # what is due already comes with the next sweep
            made = replace(made, next_at=due.astimezone(ZoneInfo(schedule.zone)))
        until = as_date(paused)
        pausing = until is not None and until > local_day(self._clock(), schedule.zone)
        return replace(made, paused_until=until if pausing else None)

    def _seconds(self) -> int:
        return int(self._clock().timestamp())
