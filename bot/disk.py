"""How much room there is for the state database, and how old its last backup is."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOM_TO_UNFOLD = 200 << 20
"""Bytes. With less, no new deliveries are written down: what is due waits, and answers go on."""


def free_bytes(state: Path) -> int:
    """Room on the disk of the state database."""
    return shutil.disk_usage(state.absolute().parent).free


def state_bytes(state: Path) -> int:
    """The size of the state database with the log beside it."""
    files = (state, state.with_name(f"{state.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def installed_age(state: Path, now: float) -> float:
    """Seconds since the first start at ``now`` (Unix time), when the secret beside the database was made."""
    key = state.with_name(f"{state.name}.key")
    return max(0.0, now - key.stat().st_mtime) if key.exists() else 0.0


def backup_mark(state: Path) -> Path:
    """An empty file whose time is that of the last good backup."""
    return state.with_name(f"{state.name}.saved")


def mark_backup(state: Path) -> None:
    """Note that a good backup has just been made, also where the last one was made by another user."""
    mark = backup_mark(state)
    try:
        mark.touch(mode=0o600)
    except PermissionError:
        mark.unlink()
        mark.touch(mode=0o600)


def backup_age(state: Path, now: float) -> float | None:
    """Seconds since the last good backup at ``now`` (Unix time); None when none was ever made."""
    mark = backup_mark(state)
    return max(0.0, now - mark.stat().st_mtime) if mark.exists() else None
