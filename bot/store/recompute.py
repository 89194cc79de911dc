"""Due times computed anew after a jump of the clock or new zone rules; and what cannot be computed is set aside alone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import aiosqlite

from bot.store.schedules import SCHEDULE, as_date, schedule_of
from scheduler.due import Due, local_day, recomputed
from scheduler.reasons import Reason

log = logging.getLogger(__name__)


async def recompute(db: aiosqlite.Connection, now: datetime) -> tuple[int, int]:
    """Take back what a clock that ran ahead has closed, then aim everybody; how many moved and how many could not."""
    await _reopen(db, int(now.timestamp()))
    rows: list[Any] = list(
        await db.execute_fetchall(
            "SELECT chat_id, next_due_at, next_day, last_day, since_day, paused_until, reason,"
            f" {SCHEDULE} FROM subscription WHERE standing = 'active'"
        )
    )
    changed, unreadable = [], 0
    for chat_id, *row in rows:
        try:
            due, last = await _aim(db, chat_id, row, now)
        except Exception as error:
            unreadable += 1
            await set_aside(db, chat_id, error, int(now.timestamp()))
            continue
        at, reason = int(due.at.timestamp()), row[5]
        if (at, due.day.isoformat(), last) != (row[0], row[1], row[2]) or reason == Reason.SCHEDULE_UNREADABLE:
            changed.append(
                (at, due.day.isoformat(), last, "" if reason == Reason.SCHEDULE_UNREADABLE else reason, chat_id)
            )
    await db.executemany(
        "UPDATE subscription SET next_due_at = ?, next_day = ?, last_day = ?, reason = ? WHERE chat_id = ?", changed
    )
    return len(changed), unreadable


async def set_aside(db: aiosqlite.Connection, chat_id: int, error: Exception, now: int) -> None:
    """Leave one subscription out until its schedule is changed or can be computed; its date says why in the ledger."""
    note_unreadable(error)
    await db.execute(
        "INSERT INTO delivery (chat_id, day, due_at, not_before, expires_at, state, reason, changed_at)"
        " SELECT chat_id, next_day, next_due_at, next_due_at, next_due_at, 'skipped', ?2, ?3 FROM subscription"
        " WHERE chat_id = ?1 AND next_day IS NOT NULL AND next_due_at <= ?3 ON CONFLICT DO NOTHING",
        (chat_id, Reason.SCHEDULE_UNREADABLE, now),
    )
    await db.execute(
        "UPDATE subscription SET next_due_at = NULL, reason = ? WHERE chat_id = ?",
        (Reason.SCHEDULE_UNREADABLE, chat_id),
    )


def note_unreadable(error: Exception) -> None:
    """One line for one subscription; whose it is stands in the database alone."""
    log.error("a subscription was set aside (%s): %s", Reason.SCHEDULE_UNREADABLE, type(error).__name__)


async def _aim(db: aiosqlite.Connection, chat_id: int, row: Sequence[Any], now: datetime) -> tuple[Due, str | None]:
    _, planned, _, since, paused, _, *values = row
    schedule = schedule_of(values)
    today = local_day(now, schedule.zone)
    newest: list[Any] = list(
        await db.execute_fetchall(
            "SELECT max(day) FROM delivery WHERE chat_id = ? AND day <= ?", (chat_id, today.isoformat())
        )
    )
    taken: list[Any] = list(
        await db.execute_fetchall(
            "SELECT day FROM delivery WHERE chat_id = ? AND day > ?", (chat_id, today.isoformat())
        )
    )
    last = as_date(newest[0][0])
    bounds = (as_date(since), as_date(paused), last + timedelta(days=1) if last else None)
    not_before = max((bound for bound in bounds if bound is not None), default=None)
    days = {day for (text,) in taken if (day := as_date(text)) is not None}
    return recomputed(schedule, now, as_date(planned), days, not_before), newest[0][0]


async def _reopen(db: aiosqlite.Connection, now: int) -> None:
    """While the clock is right nothing is too late before its time, and nothing waits before it is due."""
    await db.execute(
        "DELETE FROM delivery WHERE due_at > ?1 AND day >= date(?1, 'unixepoch', '-2 days')"
        " AND (state = 'expired' OR (state = 'pending' AND NOT ambiguous))",
        (now,),
    )
    await db.execute(
        "UPDATE delivery SET state = 'pending', reason = '', not_before = due_at, changed_at = ?1"
        " WHERE state = 'expired' AND expires_at > ?1 AND day >= date(?1, 'unixepoch', '-2 days') AND chat_id IN (SELECT chat_id FROM subscription"
        " WHERE standing = 'active' AND (paused_until IS NULL OR paused_until <= delivery.day))",
        (now,),
    )
    await db.execute(
        "UPDATE delivery SET not_before = max(due_at, not_before - (changed_at - ?1)), changed_at = ?1"
        " WHERE state = 'pending' AND changed_at > ?1",
        (now,),
    )
