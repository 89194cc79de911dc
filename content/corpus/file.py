"""The corpus file: how it is told from any other file, opened read-only, and kept from statements without an end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from content.errors import CorpusError
from content.outline import Outline

APPLICATION_ID = 0x417A616E  # "Azan": tells our file from any other SQLite file
CORPUS_VERSION = 3

Row = tuple[Any, ...]


class Budget:
    """Stops a statement that takes too many steps of SQLite's machine, whatever was asked."""

    STRIDE = 10_000
    STRIDES = 500  # five million steps; the longest search takes some ten thousand

    def __init__(self) -> None:
        self._left = self.STRIDES

    def renew(self) -> None:
        self._left = self.STRIDES

    def step(self) -> int:
        """Called by SQLite every STRIDE steps; anything but zero interrupts."""
        self._left -= 1
        return int(self._left < 0)


class CorpusFile:
    """An open corpus file; every statement has a budget of its own."""

    def __init__(self, db: aiosqlite.Connection, budget: Budget, fingerprint: str) -> None:
        self._db = db
        self._budget = budget
        self.fingerprint = fingerprint

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """What a statement finds; sqlite3.OperationalError when it takes too long."""
        self._budget.renew()
        return [tuple(row) for row in await self._db.execute_fetchall(sql, values)]

    async def row(self, sql: str, *values: object) -> Row | None:
        """The first row of it, or None."""
        rows = await self.rows(sql, *values)
        return rows[0] if rows else None


class Reader:
    """Answers one kind of question from an open corpus file; ``Corpus`` is all readers in one."""

    def __init__(self, file: CorpusFile, outline: Outline) -> None:
        self._file = file
        self.fingerprint = file.fingerprint
        self.outline = outline


def read_only(path: Path) -> str:
    """A corpus as SQLite wants it named, whatever marks its folder has in its name."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def made_from(path: Path) -> str | None:
    """What a corpus says it was made from; None for one that is missing, damaged or of another version."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as db:
            marks = tuple(db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
            row = db.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row and marks == (APPLICATION_ID, CORPUS_VERSION) else None


def fault_of(path: Path) -> str:
    """What SQLite finds wrong with a corpus file; nothing when it is sound."""
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as db:
            verdict = str(db.execute("PRAGMA integrity_check").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if verdict == "ok" else verdict


@asynccontextmanager
async def open_file(path: Path) -> AsyncIterator[CorpusFile]:
    """Open ``path``; CorpusError when it is missing, damaged or of another version."""
    if not await asyncio.to_thread(path.exists):
        raise CorpusError(f"there is no corpus at {path}; run `python -m bot corpus build`")
    db = await aiosqlite.connect(read_only(path), uri=True)
    try:
        with named_as_damaged(path):
            marks = (await _one(db, "PRAGMA application_id"), await _one(db, "PRAGMA user_version"))
            if marks != (APPLICATION_ID, CORPUS_VERSION):
                raise CorpusError(f"{path} is not a corpus of this version; run `python -m bot corpus build`")
            await db.execute("PRAGMA trusted_schema=OFF")
            fingerprint = await _one(db, "SELECT value FROM meta WHERE key = 'fingerprint'")
            budget = Budget()
            await db.set_progress_handler(budget.step, Budget.STRIDE)
        yield CorpusFile(db, budget, str(fingerprint))
    finally:
        await db.close()


@contextmanager
def named_as_damaged(path: Path) -> Iterator[None]:
    """While a file is being opened, whatever SQLite cannot read becomes a CorpusError with its name."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise CorpusError(f"{path} is damaged ({error}); run `python -m bot corpus build`") from error


async def _one(db: aiosqlite.Connection, sql: str) -> object:
    rows = list(await db.execute_fetchall(sql))
    return rows[0][0] if rows else None
