"""The file of the state database: private, ours, whole, and brought to the newest version with a copy before each step."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.exit_status import EXIT_DATA, EXIT_TEMPORARY

APPLICATION_ID = 0x5A616E53  # "ZanS"
MIGRATIONS = Path(__file__).parent / "migrations"
NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
TRACES = (".key", ".saved", ".forgotten")
"""What stands beside a state database that has been in use; a first start finds none of them."""


class StateError(Exception):
    """The state database cannot be used; the message says what is wrong and what to do."""

    status = EXIT_DATA


class Unwritable(StateError):
    """The disk refuses to write; nothing was changed, and once there is room the same works without a person."""

    status = EXIT_TEMPORARY


def make_private(path: Path) -> None:
    """Make an empty file that nobody else may read; what SQLite puts beside it gets the same rights."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def read_only(path: Path) -> str:
    """The file as SQLite wants it named for a connection that changes nothing."""
    return f"{path.absolute().as_uri()}?mode=ro"


def kind_of(error: sqlite3.Error) -> int:
    """The primary result code; the extended one has more bits above it."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def refusal(path: Path, error: sqlite3.Error) -> StateError:
    """What the operator reads when the library refuses a file."""
    if kind_of(error) in NO_ROOM:
        return Unwritable(f"{path} cannot be written ({error}); free some space or mend its rights")
    return StateError(f"{path} cannot be used ({error}); restore a backup: python -m bot restore FILE")


def migrate(path: Path, migrations: Path = MIGRATIONS) -> None:
    """Check ``path`` and apply the steps it lacks, each in one transaction after a backup beside the file.

    StateError for a damaged file, a file that is not ours, one written by a newer version, or one that was lost.
    """
    steps = sorted(migrations.glob("[0-9]*.sql"))
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh:
        _refuse_a_lost_one(path)
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
        raise refusal(path, error) from error


def _refuse_a_lost_one(path: Path) -> None:
    """What was in use and is gone is never made anew: everybody's subscriptions would end without a word."""
    if traces := [f"{path.name}{kind}" for kind in TRACES if path.with_name(f"{path.name}{kind}").exists()]:
        raise StateError(
            f"{path} is {'empty' if path.exists() else 'missing'}, but it was in use: {', '.join(traces)} beside it;"
            " restore a backup: python -m bot restore FILE; or, to begin anew without any chats, move these away too"
        )


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
