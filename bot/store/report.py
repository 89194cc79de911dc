"""Figures and lists for the operator out of the state database, without persons."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from math import inf
from pathlib import Path

from bot.database import Database
from bot.state_file import StateError, read_only
from scheduler.reasons import Reason


async def subscription_counts(database: Database) -> list[tuple[str, int]]:
    """Subscriptions by standing."""
    rows = await database.read("SELECT standing, count(*) FROM subscription GROUP BY standing ORDER BY standing")
    return [(str(standing), int(str(count))) for standing, count in rows]


async def delivery_counts(database: Database) -> list[tuple[str, str, int]]:
    """Deliveries in the ledger by state and reason."""
    rows = await database.read("SELECT state, reason, count(*) FROM delivery GROUP BY state, reason ORDER BY 1, 2")
    return [(str(state), str(reason), int(str(count))) for state, reason, count in rows]


async def oldest_pending(database: Database, now: datetime) -> int:
    """Seconds since the oldest delivery that still waits was due, 0 without any."""
    rows = await database.read("SELECT min(due_at) FROM delivery WHERE state IN ('pending', 'sending')")
    return max(0, int(now.timestamp()) - int(str(rows[0][0]))) if rows[0][0] is not None else 0


async def heartbeat_age(database: Database, now: datetime) -> float:
    """Seconds since the last sweep that could write; infinite before the first one ever."""
    rows = await database.read("SELECT value FROM meta WHERE key = 'heartbeat'")
    return max(0.0, now.timestamp() - float(str(rows[0][0]))) if rows else inf


async def lateness(database: Database, now: datetime) -> tuple[int, int]:
    """Seconds between due and sent over the last 24 hours: the median and the 99th percentile."""
    rows = await database.read(
        "SELECT changed_at - due_at FROM delivery WHERE state = 'sent' AND changed_at > ? ORDER BY 1",
        int(now.timestamp()) - 86_400,
    )
    late = [int(str(row[0])) for row in rows]
    return (late[len(late) // 2], late[len(late) * 99 // 100]) if late else (0, 0)


def report(path: Path, day: date | None, *, failed: bool) -> list[str]:
    """Lines about the deliveries of one local date (all dates without one): counts, then each that failed."""
    if not path.exists():
        return ["no deliveries yet"]
    try:
        return _lines(path, day, failed=failed) or ["nothing"]
    except sqlite3.Error as error:
        raise StateError(
            f"{path} cannot be read ({error}); start the bot, which brings it up to date or says what is wrong with it"
        ) from error


def _lines(path: Path, day: date | None, *, failed: bool) -> list[str]:
    where = "WHERE day = ?" if day else "WHERE 1"
    values: Sequence[str] = (day.isoformat(),) if day else ()
    bad = f" AND (state IN ('gone', 'refused', 'expired', 'unknown') OR reason = '{Reason.SCHEDULE_UNREADABLE}')"
    with closing(sqlite3.connect(read_only(path), uri=True)) as db:
        counts = db.execute(
            f"SELECT day, state, reason, count(*) FROM delivery {where}{bad if failed else ''}"
            " GROUP BY day, state, reason ORDER BY day DESC, state, reason",
            values,
        ).fetchall()
        lines = [f"{d}  {state:<8}  {n:>6}  {reason}".rstrip() for d, state, reason, n in counts]
        if failed:
            rows = db.execute(
                f"SELECT id, day, state, reason, attempts, changed_at FROM delivery {where}{bad} ORDER BY id LIMIT 1000",
                values,
            )
            for identifier, d, state, reason, attempts, changed in rows:
                at = datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds")
                lines.append(f"#{identifier}  {d}  {state}  {reason}  attempts {attempts}  {at}")
    return lines
