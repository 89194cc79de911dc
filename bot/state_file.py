"""The file of the state database: private, ours, whole, and brought to the newest version with a copy before each step."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

APPLICATION_ID = 0x5A616E53  # "ZanS"
MIGRATIONS = Path(__file__).parent / "migrations"
NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})


class StateError(Exception):
    """The state database cannot be used; the message says what is wrong and what to do."""


def make_private(path: Path) -> None:
    """Make an empty file that nobody else may read; what SQLite puts beside it gets the same rights."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def read_only(path: Path) -> str:
    """The file as SQLite wants it named for a connection that changes nothing."""
    return f"{path.absolute().as_uri()}?mode=ro"


def kind_of(error: sqlite3.Error) -> int:
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
        if kind_of(error) in NO_ROOM:
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
