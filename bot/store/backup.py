"""A consistent, checked copy of the state database, made while the bot runs; never a copy of the bare file.

Copying a live file in write-ahead mode loses whatever still stands in the log beside it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.state_file import APPLICATION_ID, StateError, make_private, read_only


def back_up(state: Path, target: Path, now: datetime) -> int:
    """Write a checked copy to ``target`` and give its size in bytes; StateError when that is not possible.

    The connection reads only: a second writer is what the known fault of this SQLite needs.
    """
    if not state.exists():
        raise StateError(f"there is no state database at {state}; the first start makes one")
    if target.exists():
        raise StateError(f"{target} exists already; name a new file")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        make_private(part)
        with closing(sqlite3.connect(read_only(state), uri=True, timeout=30)) as db:
            db.execute("VACUUM INTO ?", (str(part),))
        with closing(sqlite3.connect(part)) as copy, copy:
            copy.execute("INSERT OR REPLACE INTO meta VALUES ('backup_at', ?)", (str(int(now.timestamp())),))
        check_copy(part)
        keep_on_disk(part)
        part.replace(target)
        keep_on_disk(target.absolute().parent)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StateError(f"no backup was made ({error}); look at the disk and at {state}") from error
    return target.stat().st_size


def prune(state: Path, folder: Path, before: datetime) -> list[Path]:
    """Delete copies last written before ``before``: backups in ``folder``, and what lies beside ``state`` from migrations
    and restores. What is no state database of ours stays; the files deleted."""
    old = [path for path in folder.glob("*.db") if path != state and _is_ours(path)]
    old += [path for kind in ("before", "replaced") for path in state.parent.glob(f"{state.name}.{kind}-*")]
    gone = [path for path in old if path.stat().st_mtime < before.timestamp()]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(72)
    return header[:15] == b"SQLite format 3" and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def check_copy(copy: Path) -> None:
    """StateError unless the file is a whole state database of ours with nothing pointing nowhere."""
    try:
        with closing(sqlite3.connect(read_only(copy), uri=True)) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise StateError(f"{copy} is not a state database of this bot")
            verdict = db.execute("PRAGMA integrity_check").fetchone()[0]
            loose = db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise StateError(f"{copy} cannot be used ({error}); take another backup") from error
    if verdict != "ok" or loose:
        raise StateError(f"{copy} is damaged ({verdict if verdict != 'ok' else 'loose references'}); take another one")


def taken_at(copy: Path) -> int:
    """When a copy was made (Unix seconds): as it says itself, else its last sweep, else the time of the file."""
    with closing(sqlite3.connect(read_only(copy), uri=True)) as db:
        rows = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('backup_at', 'heartbeat')").fetchall())
    return int(rows.get("backup_at") or rows.get("heartbeat") or copy.stat().st_mtime)


def keep_on_disk(path: Path) -> None:
    """Make sure that a file, or the names in a folder, survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def dated(now: datetime) -> str:
    """A moment as it stands in file names."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
