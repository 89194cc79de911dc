"""Subscriptions that are due become rows of the ledger; one that means nothing is set aside alone. Inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import aiosqlite

from bot.store.recompute import note_unreadable, set_aside
from bot.store.schedules import SCHEDULE, as_date, schedule_of
from scheduler.due import Due, next_due, unfold
from scheduler.reasons import Reason

INSERT_DELIVERY = (
    "INSERT INTO delivery (chat_id, day, due_at, not_before, expires_at, state, reason, changed_at)"
    " VALUES (?, ?, ?3, ?3, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


async def unfold_due(db: aiosqlite.Connection, now: datetime, limit: int) -> tuple[int, int]:
    """Rows for at most so many subscriptions that are due, and when each is due next; how many, and how many had no sense."""
    rows: list[Any] = list(
        await db.execute_fetchall(
            f"SELECT chat_id, next_due_at, next_day, {SCHEDULE} FROM subscription"
            " WHERE standing = 'active' AND next_due_at <= ? ORDER BY next_due_at LIMIT ?",
            (_seconds(now), limit),
        )
    )
    made, moved, unreadable = [], [], 0
    for chat_id, due_at, next_day, *schedule in rows:
        try:
            day = as_date(next_day)
            assert day is not None, "an active subscription has a next day"
            slots, following = unfold(schedule_of(schedule), Due(day, datetime.fromtimestamp(due_at, UTC)), now)
        except Exception as error:  # one row that means nothing must not silence everybody else
            unreadable += 1
            await set_aside(db, chat_id, error, _seconds(now))
            continue
        for slot in slots:
            late = slot.expires_at <= now
            made.append(
                (chat_id, slot.due.day.isoformat(), _seconds(slot.due.at), _seconds(slot.expires_at),
                 "expired" if late else "pending", Reason.LATE if late else Reason.NONE, _seconds(now))
            )  # fmt: skip
        moved.append((_seconds(following.at), following.day.isoformat(), slots[-1].due.day.isoformat(), chat_id))
    await db.executemany(INSERT_DELIVERY, made)
    await db.executemany(
        "UPDATE subscription SET next_due_at = ?, next_day = ?, last_day = max(coalesce(last_day, ''), ?)"
        " WHERE chat_id = ?",
        moved,
    )
    return len(rows), unreadable


async def wake_finished(db: aiosqlite.Connection, order: Sequence[str], now: datetime) -> tuple[int, int]:
    """Whoever was through goes on once the course has more; how many, and how many had no sense."""
    rows: list[Any] = list(
        await db.execute_fetchall(
            f"SELECT chat_id, last_day, {SCHEDULE} FROM subscription WHERE standing = 'finished' AND reason = ''"
        )
    )
    woken = unreadable = 0
    for chat_id, last, *values in rows:
        had = await db.execute_fetchall("SELECT explainer FROM learned WHERE chat_id = ?", (chat_id,))
        if set(order) <= {row[0] for row in had}:
            continue
        try:
            due = next_due(schedule_of(values), now, as_date(last))
        except Exception as error:
            unreadable += 1
            note_unreadable(error)
            continue
        await db.execute(
            "UPDATE subscription SET standing = 'active', next_due_at = ?, next_day = ?2, since_day = ?2"
            " WHERE chat_id = ?",
            (_seconds(due.at), due.day.isoformat(), chat_id),
        )
        woken += 1
    return woken, unreadable


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
