"""What chats have chosen, in the one state database; no names and no texts ever enter it."""

from __future__ import annotations

import time

import aiosqlite

from bot.database import Database
from content.model import Locale
from handlers.ports import Chat, View


class Store:
    """Chats and their settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def chat(self, chat_id: int) -> Chat:
        """The stored choices of a chat; a chat never seen has none."""
        rows = await self._database.read("SELECT locale, view FROM chat WHERE chat_id = ?", chat_id)
        if not rows:
            return Chat(chat_id)
        locale, view = rows[0]
        return Chat(chat_id, Locale(str(locale)) if locale else None, View(str(view)))

    async def set_locale(self, chat_id: int, locale: Locale) -> None:
        """Remember the language of a chat."""
        await self._set(chat_id, "locale", locale.value)

    async def set_view(self, chat_id: int, view: View) -> None:
        """Remember whether a chat wants rich or plain cards."""
        await self._set(chat_id, "view", view.value)

    async def forget(self, chat_id: int) -> int:
        """Erase every row of a chat; the number of rows erased."""

        async def work(db: aiosqlite.Connection) -> int:
            return (await db.execute("DELETE FROM chat WHERE chat_id = ?", (chat_id,))).rowcount

        return await self._database.write(work)

    async def _set(self, chat_id: int, column: str, value: str) -> None:
        async def work(db: aiosqlite.Connection) -> None:
            await db.execute(
                f"INSERT INTO chat (chat_id, {column}, changed_at) VALUES (?, ?, ?)"
                f" ON CONFLICT (chat_id) DO UPDATE SET {column} = excluded.{column}, changed_at = excluded.changed_at",
                (chat_id, value, int(time.time())),
            )

        await self._database.write(work)
