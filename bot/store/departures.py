"""The bot is thrown out of a chat or let in again: what that does to the rows of the chat."""

from __future__ import annotations

import aiosqlite

from bot.database import Database
from bot.store.outcomes import skip_pending
from scheduler.reasons import Reason


async def leave(db: aiosqlite.Connection, chat_id: int, reason: Reason, now: int) -> None:
    """Nothing is tried any more. A finished course stays finished; that it has a reason now is what lets it end."""
    await db.execute(
        "UPDATE subscription SET standing = 'gone', reason = ?, next_due_at = NULL, changed_at = ?"
        " WHERE chat_id = ? AND standing = 'active'",
        (reason, now, chat_id),
    )
    await db.execute(
        "UPDATE subscription SET reason = ?, changed_at = ?"
        " WHERE chat_id = ? AND standing = 'finished' AND reason = ''",
        (reason, now, chat_id),
    )
    await db.execute("UPDATE chat SET left_at = ? WHERE chat_id = ? AND left_at IS NULL", (now, chat_id))
    await skip_pending(db, chat_id, reason, now)


async def stay(database: Database, chat_id: int) -> None:
    """What ``leave`` has marked is unmarked; nothing is written for the others, who are nearly all."""
    left = await database.read(
        "SELECT 1 FROM chat WHERE chat_id = ?1 AND left_at IS NOT NULL UNION ALL"
        " SELECT 1 FROM subscription WHERE chat_id = ?1 AND standing = 'finished' AND reason != ''",
        chat_id,
    )

    async def work(db: aiosqlite.Connection) -> None:
        await db.execute("UPDATE chat SET left_at = NULL WHERE chat_id = ?", (chat_id,))
        await db.execute("UPDATE subscription SET reason = '' WHERE chat_id = ? AND standing = 'finished'", (chat_id,))

    if left:
        await database.write(work)
