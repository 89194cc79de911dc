"""Rows for every table that knows a chat, so that a test notices a table nobody thought of."""

from __future__ import annotations

from datetime import UTC, datetime

import aiosqlite

from bot.database import Database
from bot.store.misses import Misses

SOMEBODY = 123_456_789_012_345 % 2**47
ADMIN = 98_765_432_109_876 % 2**47
GROUP = -1_001_234_567_890
AT = datetime(2026, 11, 20, 4, tzinfo=UTC)


async def fill(
    database: Database, chat_id: int, *, standing: str = "active", set_by: int | None = None, at: datetime = AT
) -> None:
    """A row of this chat in every table that has a column for it; the values fit whatever the column demands."""
    now = int(at.timestamp())
    known: dict[str, object] = {
        "chat_id": chat_id, "user_id": chat_id, "set_by": set_by, "at": "09:00", "zone": "Asia/Almaty", "days": 127,
        "rhythm": "daily", "standing": standing, "next_day": "2026-11-21", "day": "2026-11-20", "view": "rich",
        "locale": "kk", "poll_id": f"poll {at:%j}", "state": "sent", "explainer": "first", "contents": "first",
    }  # fmt: skip

    async def work(db: aiosqlite.Connection) -> None:
        tables = await db.execute_fetchall(
            "SELECT DISTINCT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c"
            " WHERE t.type = 'table' AND c.name = 'chat_id'"
        )
        for (table,) in tables:
            info = await db.execute_fetchall(f"SELECT name, type, dflt_value, pk FROM pragma_table_info('{table}')")
            row = {
                name: known.get(name, now if kind == "INTEGER" else "x")
                for name, kind, default, key in info
                if name in known or (default is None and not (key and name == "id"))
            }
            await db.execute(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
            )

    await database.write(work)


async def fill_everything(database: Database, *, standing: str = "active", at: datetime = AT) -> int:
    """Somebody who has used everything; also set up a group and missed a word. The id."""
    await fill(database, SOMEBODY, standing=standing, set_by=SOMEBODY, at=at)
    if standing == "active":

        async def group(db: aiosqlite.Connection) -> None:
            await db.execute(
                "INSERT INTO subscription (chat_id, at, zone, days, rhythm, silent, standing, set_by, changed_at)"
                " VALUES (?, '09:00', 'Asia/Almaty', 127, 'daily', 0, 'active', ?, ?)",
                (GROUP - 1, SOMEBODY, int(at.timestamp())),
            )

        await database.write(group)
    await Misses(database, b"x" * 32, lambda: at).missed(SOMEBODY, "космодром")
    return SOMEBODY
