"""The ledger of deliveries in SQLite: one row for each chat and local date, the only truth about who got what.

Fits scheduler.ports.Ledger. The process that holds the lock beside the file is the only owner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import aiosqlite

from bot.database import Database
from bot.disk import ROOM_TO_UNFOLD, free_bytes
from bot.store.course_progress import had
from bot.store.outcomes import ambiguous_row, learn, settle_row
from bot.store.recompute import recompute
from bot.store.retention import tidy
from bot.store.schedules import as_date
from bot.store.unfolding import unfold_due, wake_finished
from content.schedule import Rhythm
from scheduler.ports import Delivery, Outcome, Settled, State
from scheduler.reasons import Reason

_DELIVERY = (
    "d.id, d.chat_id, d.day, d.due_at, d.expires_at, d.contents, d.ambiguous, d.attempts, s.thread_id,"
    " coalesce(s.rhythm, 'daily'), coalesce(s.silent, 0)"
)


class Ledger:
    """Every method is one transaction; intent is committed before bytes leave, the outcome after."""

    def __init__(self, database: Database, noticed: Callable[[], None] = lambda: None) -> None:
        """``noticed`` is told of each subscription that had to be set aside."""
        self._database, self._noticed = database, noticed

    async def recover(self, now: datetime) -> int:
        """Whatever was under way when the last owner died is ambiguous: once more, then ``unknown``."""

        async def work(db: aiosqlite.Connection) -> int:
            rows = list(
                await db.execute_fetchall(
                    "SELECT id, chat_id, contents, ambiguous FROM delivery WHERE state = 'sending'"
                )
            )
            for row in rows:
                await ambiguous_row(db, tuple(row), Reason.STOPPED_SENDING, _seconds(now))
            return len(rows)

        return await self._database.write(work)

    async def unfold_due(self, now: datetime, limit: int = 500) -> int:
        if free_bytes(self._database.path) < ROOM_TO_UNFOLD:  # what is left is for what people change, and for results
            return 0
        return self._told(*await self._database.write(lambda db: unfold_due(db, now, limit)))

    async def expire(self, now: datetime) -> int:
        async def work(db: aiosqlite.Connection) -> int:
            perhaps: list[Any] = list(
                await db.execute_fetchall(
                    "SELECT chat_id, contents FROM delivery WHERE state = 'pending' AND expires_at <= ? AND ambiguous",
                    (_seconds(now),),
                )
            )
            for chat_id, contents in perhaps:
                await learn(db, chat_id, contents, _seconds(now))
            done = await db.execute(
                "UPDATE delivery SET state = CASE WHEN ambiguous THEN 'unknown' ELSE 'expired' END,"
                f" reason = CASE reason WHEN '' THEN '{Reason.LATE}' ELSE reason END, changed_at = ?1"
                " WHERE state = 'pending' AND expires_at <= ?1",
                (_seconds(now),),
            )
            return done.rowcount

        return await self._database.write(work)

    async def pending(self, now: datetime, limit: int, without: Sequence[int] = ()) -> list[Delivery]:
        marks = ",".join("?" * len(without))
        rows = await self._database.read(
            f"SELECT {_DELIVERY} FROM delivery d LEFT JOIN subscription s ON s.chat_id = d.chat_id"
            " WHERE d.state = 'pending' AND d.not_before <= ? AND d.expires_at > ?"
            f" AND d.chat_id NOT IN ({marks}) ORDER BY d.due_at, d.id LIMIT ?",
            _seconds(now), _seconds(now), *without, limit,
        )  # fmt: skip
        oldest: dict[int, Delivery] = {}
        for row in rows:  # a chat's next explainer is known only once the one before it has settled
            delivery = _delivery(row)
            oldest.setdefault(delivery.chat_id, delivery)
        return list(oldest.values())

    async def had(self, chat_id: int) -> frozenset[str]:
        return await had(self._database, chat_id)

    async def begin(self, delivery: Delivery, contents: tuple[str, ...], now: datetime) -> bool:
        async def work(db: aiosqlite.Connection) -> bool:
            done = await db.execute(
                "UPDATE delivery SET state = 'sending', contents = ?, attempts = attempts + 1, changed_at = ?"
                " WHERE id = ? AND state = 'pending'",
                (" ".join(contents), _seconds(now), delivery.id),
            )
            return done.rowcount == 1

        return await self._database.write(work)

    async def settle(self, delivery: Delivery, outcome: Outcome, now: datetime) -> Settled:
        async def work(db: aiosqlite.Connection) -> Settled:
            rows: list[Any] = list(
                await db.execute_fetchall(
                    "SELECT id, chat_id, contents, ambiguous FROM delivery WHERE id = ? AND state = 'sending'",
                    (delivery.id,),
                )
            )
            if not rows:
                return Settled(State.SKIPPED)  # forgotten while it was on its way
            return await settle_row(db, tuple(rows[0]), outcome, _seconds(now))

        return await self._database.write(work)

    async def postpone(self, delivery: Delivery, seconds: float, reason: Reason, now: datetime) -> None:
        await self._move(delivery, "not_before = ?", _seconds(now + timedelta(seconds=seconds)), reason, now)

    async def skip(self, delivery: Delivery, reason: Reason, now: datetime) -> None:
        await self._move(delivery, "state = ?", "skipped", reason, now)

    async def recompute(self, now: datetime) -> int:
        return self._told(*await self._database.write(lambda db: recompute(db, now)))

    async def wake_finished(self, order: Sequence[str], now: datetime) -> int:
        return self._told(*await self._database.write(lambda db: wake_finished(db, order, now)))

    async def was_shown(self, mark: str) -> bool:
        """Whether the operator has seen these words."""
        return bool(await self._database.read("SELECT 1 FROM canary WHERE mark = ?", mark))

    async def shown(self, mark: str) -> None:
        """The operator has seen these words."""

        async def work(db: aiosqlite.Connection) -> None:
            await db.execute("INSERT OR IGNORE INTO canary VALUES (?, unixepoch())", (mark,))

        await self._database.write(work)

    async def heartbeat(self) -> datetime | None:
        rows = await self._database.read("SELECT value FROM meta WHERE key = 'heartbeat'")
        return datetime.fromtimestamp(int(str(rows[0][0])), UTC) if rows else None

    async def beat(self, now: datetime) -> None:
        async def work(db: aiosqlite.Connection) -> None:
            await db.execute("INSERT OR REPLACE INTO meta VALUES ('heartbeat', ?)", (str(_seconds(now)),))

        await self._database.write(work)

    async def tidy(self, now: datetime) -> int:
        return await self._database.write(lambda db: tidy(db, now))

    def _told(self, done: int, unreadable: int) -> int:
        for _ in range(unreadable):
            self._noticed()
        return done

    async def _move(self, delivery: Delivery, change: str, value: object, reason: Reason, now: datetime) -> None:
        async def work(db: aiosqlite.Connection) -> None:
            await db.execute(
                f"UPDATE delivery SET {change}, reason = ?, changed_at = ? WHERE id = ? AND state = 'pending'",
                (value, reason, _seconds(now), delivery.id),
            )

        await self._database.write(work)


def _delivery(row: Sequence[Any]) -> Delivery:
    identifier, chat_id, day, due_at, expires_at, contents, ambiguous, attempts, thread_id, rhythm, silent = row
    made = as_date(day)
    assert made is not None, "the column is NOT NULL"
    return Delivery(
        id=identifier, chat_id=chat_id, day=made, due_at=datetime.fromtimestamp(due_at, UTC),
        expires_at=datetime.fromtimestamp(expires_at, UTC), contents=tuple(contents.split()), ambiguous=ambiguous,
        attempts=attempts, thread_id=thread_id, rhythm=Rhythm(rhythm), silent=bool(silent),
    )  # fmt: skip


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
