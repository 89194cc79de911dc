"""What concerns every row of a chat, in whatever table: it moves to another id or disappears, in one transaction."""

from __future__ import annotations

import aiosqlite

TABLES_OF_CHATS = (
    "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND c.name = 'chat_id' ORDER BY t.name"
)


async def tables_of_chats(db: aiosqlite.Connection) -> list[str]:
    """Every table with a chat in it, asked of the database, so that none can be forgotten."""
    return [str(row[0]) for row in await db.execute_fetchall(TABLES_OF_CHATS)]


async def forget_chat(db: aiosqlite.Connection, chat_id: int) -> int:
    """Erase every row of a chat; the number of rows."""
    erased = 0
    for table in await tables_of_chats(db):
        erased += (await db.execute(f"DELETE FROM {table} WHERE chat_id = ?", (chat_id,))).rowcount
    return erased


async def migrate_chat(db: aiosqlite.Connection, old: int, new: int) -> bool:
    """A group became a supergroup: everything goes over to the new id; False when there was nothing.

    Where both ids have something, the new one's choice stays, places in the course are joined, and a day that
    either has had is not sent again. Of two subscriptions the new id's stays with its topic, unless it was at rest and
    the old one was not. Topics do not survive a move, so a subscription that moves goes to the whole group.
    """
    if old == new:
        return False
    await db.execute(
        "DELETE FROM delivery WHERE chat_id = ?2 AND state = 'pending' AND (day, part) IN"
        " (SELECT day, part FROM delivery WHERE chat_id = ?1)",
        (old, new),
    )
    await db.execute(
        "DELETE FROM subscription WHERE chat_id = ?2 AND standing != 'active'"
        " AND EXISTS (SELECT 1 FROM subscription WHERE chat_id = ?1 AND standing = 'active')",
        (old, new),
    )
    own = list(await db.execute_fetchall("SELECT 1 FROM subscription WHERE chat_id = ?", (new,)))
    moved = 0
    for table in await tables_of_chats(db):
        moved += (
            await db.execute(f"UPDATE OR IGNORE {table} SET chat_id = ?2 WHERE chat_id = ?1", (old, new))
        ).rowcount
        moved += (await db.execute(f"DELETE FROM {table} WHERE chat_id = ?", (old,))).rowcount
    if moved and not own:
        await db.execute("UPDATE subscription SET thread_id = NULL WHERE chat_id = ?", (new,))
    return moved > 0
