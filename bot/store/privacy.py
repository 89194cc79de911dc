"""Everything the state database holds about a person or a group, to be shown whole or erased whole."""

from __future__ import annotations

from collections.abc import Mapping

import aiosqlite

from bot.database import Database
from bot.store.chats import forget_chat, tables_of_chats
from bot.store.misses import forget_misses


async def erase(db: aiosqlite.Connection, chat_id: int, secret_key: bytes) -> int:
    """Erase every row of a chat and every other place where the id stands; the number of entries."""
    erased = await forget_chat(db, chat_id) + await forget_misses(db, secret_key, chat_id)
    # the private chat of a person has the person's own id, which also stands where they set up a group
    done = await db.execute("UPDATE subscription SET set_by = NULL WHERE set_by = ?", (chat_id,))
    erased += done.rowcount
    done = await db.execute("DELETE FROM asked WHERE user_id = ?", (chat_id,))
    return erased + done.rowcount


async def stored_data(database: Database, chat_id: int) -> Mapping[str, object]:
    """All of it, table by table with the names of the columns; also groups whose subscription this person set."""

    async def work(db: aiosqlite.Connection) -> dict[str, object]:
        found: dict[str, object] = {}
        for table in await tables_of_chats(db):
            found[table] = await _rows(db, f"SELECT * FROM {table} WHERE chat_id = ?", chat_id)
        found["subscriptions_set_for_groups"] = await _rows(
            db, "SELECT chat_id, set_by, changed_at FROM subscription WHERE set_by = ? AND chat_id != ?2", chat_id
        )
        found["questions_open_in_groups"] = await _rows(
            db, "SELECT chat_id, user_id, what, asked_at FROM asked WHERE user_id = ? AND chat_id != ?2", chat_id
        )
        return found

    return await database.look(work)


async def _rows(db: aiosqlite.Connection, sql: str, chat_id: int) -> list[dict[str, object]]:
    values = (chat_id, chat_id) if "?2" in sql else (chat_id,)
    async with db.execute(sql, values) as cursor:
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in await cursor.fetchall()]
