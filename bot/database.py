"""The one writer of the state database: whole transactions, or nothing and a word why."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.state_file import MIGRATIONS, NO_ROOM, Unwritable, kind_of, migrate, refusal

T = TypeVar("T")

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA secure_delete=ON",  # what is erased leaves no bytes behind in free pages
)
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

current_update: ContextVar[int | None] = ContextVar("current_update", default=None)
"""The update that is being handled: whatever is written meanwhile is stored together with its number, or not at all."""


class NotStored(Unwritable):
    """Nothing could be written (disk full, volume read-only); nothing was changed, and reading goes on."""


class Database:
    """One connection, one lock: no other task can see or undo half a change."""

    def __init__(self, db: aiosqlite.Connection, path: Path) -> None:
        self._db, self.path = db, path
        self._file = _file_of(path)
        self._lock = asyncio.Lock()
        self._writing: set[asyncio.Task[Any]] = set()
        self.when_damaged: Callable[[str], None] = lambda _: None
        """Called when the file turns out to be damaged while the bot runs; it is never made anew."""
        self.failed_writes = 0
        """Writes refused since the last one that was stored."""

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path, migrations: Path = MIGRATIONS) -> AsyncIterator[Database]:
        """Open or create ``path`` and bring it to the newest version; StateError when it cannot be trusted."""
        await asyncio.to_thread(migrate, path, migrations)
        db = await aiosqlite.connect(path, isolation_level=None)
        try:
            try:
                for pragma in _PRAGMAS:
                    await db.execute(pragma)
            except sqlite3.DatabaseError as error:
                raise refusal(path, error) from error
            opened = cls(db, path)
            try:
                yield opened
            finally:
                if opened._writing:  # their callers were cancelled, what they began is finished all the same
                    await asyncio.wait(opened._writing, timeout=5)
        finally:
            await db.close()

    def in_place(self) -> bool:
        """Whether the open file still stands under its name: what is written to a removed one is lost at the stop."""
        return self._file is not None and _file_of(self.path) == self._file

    async def read(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """All rows of one SELECT."""
        async with self._lock:
            try:
                return [tuple(row) for row in await self._db.execute_fetchall(sql, values)]
            except sqlite3.DatabaseError as error:
                self._notice(error)
                raise

    async def look(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Run several SELECTs with no change between them."""
        async with self._lock:
            return await work(self._db)

    async def settle(self) -> None:
        """Bring everything into the file itself, so that the log beside it holds no erased bytes any more."""
        async with self._lock:
            with suppress(sqlite3.OperationalError):  # a backup is being read: the next one will do it
                await self._db.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def write(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Run ``work`` in one transaction; a cancelled caller neither leaves it open nor undoes it half.

        NotStored when there is no room or the file is no longer in its place: nothing was changed then.
        """
        task = asyncio.ensure_future(self._write(work))
        self._writing.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)

    async def _write(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        async with self._lock:
            if not self.in_place():
                self.failed_writes += 1
                raise NotStored(f"{self.path} was removed or replaced while the bot runs; stop it and restore a backup")
            try:
                await self._db.execute("BEGIN IMMEDIATE")
                made = await work(self._db)
                if (update_id := current_update.get()) is not None:
                    await self._db.execute(
                        "INSERT OR IGNORE INTO seen_update VALUES (?, ?)", (update_id, int(time.time()))
                    )
                await self._db.execute("COMMIT")
            except BaseException as error:
                if self._db.in_transaction:  # after SQLITE_FULL the library has rolled back by itself
                    await self._db.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error) and kind_of(error) in NO_ROOM:
                    self.failed_writes += 1
                    raise NotStored(str(refusal(self.path, error))) from error
                if isinstance(error, sqlite3.DatabaseError):
                    self._notice(error)
                raise
            self.failed_writes = 0
            return made

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._writing.discard(task)
        if not task.cancelled():
            task.exception()  # seen, also when the caller has gone

    def _notice(self, error: sqlite3.DatabaseError) -> None:
        if kind_of(error) in _DAMAGED:
            self.when_damaged("the state database is damaged; restore a backup: python -m bot restore FILE")


def _file_of(path: Path) -> tuple[int, int] | None:
    """Which file stands under a name: names may come to mean another one, these numbers stay with the file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
