"""Remembers, by marks alone, who asked to be forgotten, so that restoring an older copy brings nobody back."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bot.secret_key import mark_of

KEPT_SECONDS = 35 * 86_400
"""As long as backup copies are kept."""


def journal_beside(state: Path) -> Path:
    """The file beside the state database; no backup of the database contains it."""
    return state.with_name(f"{state.name}.forgotten")


def note_forgotten(journal: Path, secret_key: bytes, chat_id: int, now: int) -> None:
    """Add a mark and drop those that no backup can need any more."""
    lines = [f"{at} {mark}\n" for at, mark in _read(journal) if at > now - KEPT_SECONDS]
    lines.append(f"{now} {_mark(secret_key, chat_id)}\n")
    part = journal.with_name(f"{journal.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    part.replace(journal)


def forgotten_since(journal: Path, secret_key: bytes, chat_ids: Iterable[int], since: int) -> list[int]:
    """Those of the chats that asked to be forgotten at or after a moment (Unix seconds)."""
    marks = {mark for at, mark in _read(journal) if at >= since}
    return [chat_id for chat_id in chat_ids if _mark(secret_key, chat_id) in marks] if marks else []


def marked_since(journal: Path, since: int) -> bool:
    """Whether anybody asked to be forgotten at or after a moment (Unix seconds)."""
    return any(at >= since for at, _ in _read(journal))


def _mark(secret_key: bytes, chat_id: int) -> str:
    return mark_of(secret_key, "forgotten", chat_id).hex()


def _read(journal: Path) -> list[tuple[int, str]]:
    try:
        lines = journal.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return []
    pairs = [line.split() for line in lines]
    return [(int(pair[0]), pair[1]) for pair in pairs if len(pair) == 2 and pair[0].isdecimal()]
