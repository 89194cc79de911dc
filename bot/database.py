"""The one writer of the state database: pragmas, migrations with a backup before each, shielded transactions."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

T = TypeVar("T")

APPLICATION_ID = 0x5A616E53  # "ZanS"
UPDATES_KEPT = 48 * 3600
"""Seconds; Telegram keeps an update for 24 hours."""
MIGRATIONS = Path(__file__).parent / "migrations"

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA secure_delete=ON",  # what is erased leaves no bytes behind in free pages
)

_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


current_update: ContextVar[int | None] = ContextVar("current_update", default=None)
"""The update that is being handled: whatever is written meanwhile is stored together with its number, or not at all."""


class StateError(Exception):
    """The state database cannot be used; the message says what is wrong and what to do."""


class NotStored(Exception):
    """Nothing could be written (disk full, volume read-only); nothing was changed, and reading goes on."""


class Database:
    """One connection, one lock: no other task can see or undo half a change."""

    def __init__(self, db: aiosqlite.Connection, path: Path) -> None:
        self._db, self.path = db, path
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
            for pragma in _PRAGMAS:
                await db.execute(pragma)
            opened = cls(db, path)
            try:
                yield opened
            finally:
                if opened._writing:  # their callers were cancelled, what they began is finished all the same
                    await asyncio.wait(opened._writing, timeout=5)
        finally:
            await db.close()

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

        NotStored when there is no room: nothing was changed then.
        """
        task = asyncio.ensure_future(self._write(work))
        self._writing.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)

    async def _write(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        async with self._lock:
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
                if isinstance(error, sqlite3.Error) and _kind(error) in _NO_ROOM:
                    self.failed_writes += 1
                    raise NotStored(str(error)) from error
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
        if _kind(error) in _DAMAGED:
            self.when_damaged("the state database is damaged; restore a backup: python -m bot restore FILE")


async def forget_updates(db: aiosqlite.Connection, now: int) -> None:
    """Drop the numbers of updates that cannot come again; Telegram begins them anew after a week of silence."""
    await db.execute("DELETE FROM seen_update WHERE seen_at < ?", (now - UPDATES_KEPT,))


def make_private(path: Path) -> None:
    """Make an empty file that nobody else may read; what SQLite puts beside it gets the same rights."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def _kind(error: sqlite3.Error) -> int:
    """The primary result code; the extended one has more bits above it."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def migrate(path: Path, migrations: Path = MIGRATIONS) -> None:
    """Check ``path`` and apply the steps it lacks, each in one transaction after a backup beside the file.

    StateError for a damaged file, a file that is not ours, or one written by a newer version.
    """
    steps = sorted(migrations.glob("[0-9]*.sql"))
    fresh = not path.exists() or path.stat().st_size == 0
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with suppress(OSError):  # what cannot be made is told by SQLite below
            make_private(path)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            if not fresh:
                _check(db, path)
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > len(steps):
                raise StateError(
                    f"{path} was written by a newer version ({version}); install that version or restore a backup"
                )
            for number, step in enumerate(steps, start=1):
                if number > version:
                    if not fresh:
                        _back_up(db, path, number)
                    db.executescript(
                        f"BEGIN IMMEDIATE;\n{step.read_text('utf-8')}\nPRAGMA application_id={APPLICATION_ID};"
                        f"\nPRAGMA user_version={number};\nCOMMIT;"
                    )
    except sqlite3.DatabaseError as error:
        if _kind(error) in _NO_ROOM:
            raise StateError(f"{path} cannot be written ({error}); free some space or mend its rights") from error
        raise StateError(f"{path} cannot be used ({error}); restore a backup: python -m bot restore FILE") from error


def _check(db: sqlite3.Connection, path: Path) -> None:
    verdict = db.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        raise StateError(f"{path} is damaged ({verdict}); restore a backup: python -m bot restore FILE")
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StateError(f"{path} is not a state database of this bot; name another file in DATABASE_URL")


def _back_up(db: sqlite3.Connection, path: Path, number: int) -> None:
    copy = path.with_name(f"{path.name}.before-{number:04d}")
    copy.unlink(missing_ok=True)
    make_private(copy)
    db.execute("VACUUM INTO ?", (str(copy),))
