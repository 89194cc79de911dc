"""What chats have chosen, in the one state database; no names and no texts ever enter it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import aiosqlite

from bot.database import Database, NotStored
from bot.forgotten import note_forgotten
from bot.store.chats import migrate_chat, tables_of_chats
from bot.store.privacy import erase, stored_data
from content.model import Locale
from handlers.ports import Chat, View

log = logging.getLogger(__name__)


class Store:
    """Chats and their settings."""

    def __init__(self, database: Database, secret_key: bytes = b"", journal: Path | None = None) -> None:
        self._database, self._secret_key, self._journal = database, secret_key, journal

    async def chat(self, chat_id: int) -> Chat:
        """The stored choices of a chat; a chat never seen has none."""
        rows = await self._database.read("SELECT locale, view, offered FROM chat WHERE chat_id = ?", chat_id)
        if not rows:
            return Chat(chat_id)
        locale, view, offered = rows[0]
        return Chat(chat_id, Locale(str(locale)) if locale else None, View(str(view)), bool(offered))

    async def set_locale(self, chat_id: int, locale: Locale) -> None:
        """Remember the language of a chat."""
        await self._set(chat_id, "locale", locale.value)

    async def set_view(self, chat_id: int, view: View) -> None:
        """Remember whether a chat wants rich or plain cards."""
        await self._set(chat_id, "view", view.value)

    async def set_offered(self, chat_id: int) -> None:
        """Remember that the daily explainer was offered; on a full disk it is offered once more some day."""
        with suppress(NotStored):
            await self._set(chat_id, "offered", 1)

    async def forget(self, chat_id: int) -> int:
        """Erase a chat wherever it stands, the bytes in the file too; the number of entries erased."""
        erased = await self._database.write(lambda db: erase(db, chat_id, self._secret_key))
        await self._database.settle()
        if self._journal is not None and erased:
            try:
                await asyncio.to_thread(note_forgotten, self._journal, self._secret_key, chat_id, int(time.time()))
            except OSError as error:
                log.warning("an older backup could bring a forgotten chat back: %s", error.strerror)
        return erased

    async def stored_data(self, chat_id: int) -> Mapping[str, object]:
        """Everything stored about a chat, table by table."""
        return await stored_data(self._database, chat_id)

    async def migrate(self, old: int, new: int) -> bool:
        """A group became a supergroup: everything of it goes over in one transaction."""
        return await self._database.write(lambda db: migrate_chat(db, old, new))

    async def remember(self, key: str, value: str) -> str | None:
        """Keep a fact about this database; the value it had before."""

        async def work(db: aiosqlite.Connection) -> str | None:
            rows = list(await db.execute_fetchall("SELECT value FROM meta WHERE key = ?", (key,)))
            await db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
            return str(rows[0][0]) if rows else None

        return await self._database.write(work)

    async def fact(self, key: str) -> str | None:
        """A fact kept by ``remember``."""
        rows = await self._database.read("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0][0]) if rows else None

    async def seen_update(self, update_id: int) -> bool:
        """Whether an update has changed something already, also in an earlier process."""
        return bool(await self._database.read("SELECT 1 FROM seen_update WHERE update_id = ?", update_id))

    async def forget_updates(self) -> None:
        """From now on the numbers of updates mean others: each sandbox counts from the beginning."""
        await self._database.write(lambda db: db.execute("DELETE FROM seen_update"))

    async def forget_all(self) -> None:
        """Erase every chat: they belonged to another bot."""

        async def work(db: aiosqlite.Connection) -> None:
            for table in await tables_of_chats(db):
                await db.execute(f"DELETE FROM {table}")
            await db.execute("DELETE FROM seen_update")

        await self._database.write(work)

    async def _set(self, chat_id: int, column: str, value: str | int) -> None:
        async def work(db: aiosqlite.Connection) -> None:
            await db.execute(
                f"INSERT INTO chat (chat_id, {column}, changed_at) VALUES (?, ?, ?)"
                f" ON CONFLICT (chat_id) DO UPDATE SET {column} = excluded.{column}, changed_at = excluded.changed_at,"
                " left_at = NULL",
                (chat_id, value, int(time.time())),
            )

        await self._database.write(work)
