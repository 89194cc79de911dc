"""The place of a chat in the course: what it has had, and what therefore does not come again."""

from __future__ import annotations

import aiosqlite

from bot.database import Database
from scheduler.course import END


async def had(database: Database, chat_id: int) -> frozenset[str]:
    """The explainers a chat has had."""
    rows = await database.read("SELECT explainer FROM learned WHERE chat_id = ?", chat_id)
    return frozenset(str(row[0]) for row in rows)


async def note_had(db: aiosqlite.Connection, chat_id: int, contents: str) -> None:
    """These explainers do not come again."""
    explainers = [identifier for identifier in contents.split() if identifier != END]
    await db.executemany("INSERT OR IGNORE INTO learned VALUES (?, ?)", [(chat_id, one) for one in explainers])
