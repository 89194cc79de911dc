"""A consistent, checked copy of the state database, made while the bot runs; never a copy of the bare file.

Copying a live file in write-ahead mode loses whatever still stands in the log beside it.
"""

from __future__ import annotations

import glob
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.state_file import APPLICATION_ID, StateError, make_private, read_only

MOMENT = "%Y%m%dT%H%M%SZ"
BESIDE = (".before-*", ".replaced-*", ".restoring*")
"""Whole copies that upgrades and restores leave beside the database."""


def back_up(state: Path, target: Path, now: datetime) -> int:
    """Write a checked copy to ``target``, whose folder is made, and give its size in bytes; StateError when that fails.

    The connection reads only: a second writer is what the known fault of this SQLite needs.
    """
    if not state.exists():
        raise StateError(f"there is no state database at {state}; the first start makes one")
    if target.exists():
        raise StateError(f"{target} exists already; name a new file")
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StateError(f"no backup was made ({error}); look at the disk, {target.parent} and {state}") from error
    return target.stat().st_size


def prune(state: Path, folder: Path, before: datetime) -> tuple[list[Path], list[str]]:
    """Delete copies made before ``before``: backups in ``folder``, also half-made ones, and what upgrades and restores
    have left beside ``state``. What is in use or not a copy stays; the files deleted, and what could not be looked at
    or deleted with the reason."""
    gone: list[Path] = []
    stuck: list[str] = []
    for path in sorted({*folder.glob("*.db"), *folder.glob("*.db.part"), *_left_beside(state)}):
        try:
            made = None if _in_use(path, state) else _made_at(path)
            if made is not None and made < before.timestamp():
                path.unlink(missing_ok=True)
                gone.append(path)
        except (sqlite3.Error, OSError) as error:
            stuck.append(f"{path} ({getattr(error, 'strerror', None) or error})")
    return gone, stuck


def _left_beside(state: Path) -> Iterator[Path]:
    for kind in BESIDE:
        yield from state.parent.glob(f"{glob.escape(state.name)}{kind}")


def _in_use(path: Path, state: Path) -> bool:
    """Whether it is the state database, however it is named, that of another bot, or no file of its own."""
    if path.is_symlink() or not path.is_file() or (state.exists() and path.samefile(state)):
        return True
    return any(path.with_name(f"{path.name}{kind}").exists() for kind in (".lock", ".key"))


def _made_at(path: Path) -> float | None:
    """When a copy was made (Unix seconds); None for what is none."""
    if path.suffix == ".db":
        return _said_by(path)
    if path.suffix == ".part":
        header = _header(path)  # of a copy that was killed it may not be written yet
        return path.stat().st_mtime if _is_ours(header) or not any(header) else None
    if moment := re.search(r"\.replaced-([0-9]{8}T[0-9]{6}Z)", path.name):
        return datetime.strptime(f"{moment[1]}+0000", f"{MOMENT}%z").timestamp()
    return path.stat().st_mtime


def _said_by(path: Path) -> float | None:
    """When a backup was made, as it says itself: only a backup carries that."""
    if not _is_ours(_header(path)):
        return None
    with closing(sqlite3.connect(f"{read_only(path)}&immutable=1", uri=True)) as db:
        said = db.execute("SELECT value FROM meta WHERE key = 'backup_at'").fetchone()
    return float(said[0]) if said and str(said[0]).isdecimal() else None


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(72)


def _is_ours(header: bytes) -> bool:
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
    return now.astimezone(UTC).strftime(MOMENT)
