"""What a verdict does to a row of the ledger, to the place in the course and to the subscription; inside a transaction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import aiosqlite

from bot.store.chats import migrate_chat
from bot.store.course_progress import note_had
from scheduler.course import END
from scheduler.ports import Outcome, Settled, State, Verdict
from scheduler.reasons import Reason

AMBIGUOUS_SECONDS = 60
"""Before something that perhaps arrived is sent once more, silently."""


async def settle_row(db: aiosqlite.Connection, row: Sequence[Any], outcome: Outcome, now: int) -> Settled:
    """Move a row in ``sending`` (id, chat_id, contents, ambiguous) to where the verdict sends it."""
    identifier, chat_id, contents, ambiguous = row
    if ambiguous and outcome.verdict in (Verdict.GONE, Verdict.REFUSED, Verdict.CONTENT):
        await note_had(db, chat_id, contents)  # the first copy may have arrived: tomorrow's must be another
    match outcome.verdict:
        case Verdict.SENT:
            await _end(db, identifier, State.SENT, Reason.NONE, now, outcome.message_id)
            await learn(db, chat_id, contents, now)
            return Settled(State.SENT)
        case Verdict.AMBIGUOUS:
            return Settled(await ambiguous_row(db, row, outcome.reason, now))
        case Verdict.LATER | Verdict.HALT:
            await _wait(db, identifier, outcome.reason, now + math.ceil(outcome.wait), now)
            return Settled(State.PENDING)
        case Verdict.MIGRATED:
            await _wait(db, identifier, Reason.NONE, now, now)
            await migrate_chat(db, chat_id, outcome.chat_id or chat_id)
            return Settled(State.PENDING)
        case Verdict.GONE:
            await _end(db, identifier, State.GONE, outcome.reason, now)
            await _stop(db, chat_id, outcome.reason, now)
            return Settled(State.GONE, stopped=True)
        case Verdict.REFUSED:
            await _end(db, identifier, State.REFUSED, outcome.reason, now)
            return await _strike(db, chat_id, outcome, now)
        case Verdict.CONTENT:
            await _end(db, identifier, State.REFUSED, outcome.reason, now)
            return Settled(State.REFUSED)


async def ambiguous_row(db: aiosqlite.Connection, row: Sequence[Any], reason: Reason, now: int) -> State:
    """Perhaps it arrived: once more after a while, and after the second time nobody will ever know."""
    identifier, chat_id, contents, ambiguous = row
    if ambiguous:
        await _end(db, identifier, State.UNKNOWN, reason, now)
        await learn(db, chat_id, contents, now)
        return State.UNKNOWN
    await _wait(db, identifier, reason, now + AMBIGUOUS_SECONDS, now, more_ambiguous=1)
    return State.PENDING


async def _wait(
    db: aiosqlite.Connection, identifier: int, reason: Reason, not_before: int, now: int, *, more_ambiguous: int = 0
) -> None:
    await db.execute(
        "UPDATE delivery SET state = 'pending', reason = ?, not_before = ?, ambiguous = ambiguous + ?, changed_at = ?"
        " WHERE id = ?",
        (reason, not_before, more_ambiguous, now, identifier),
    )


async def _end(
    db: aiosqlite.Connection, identifier: int, state: State, reason: Reason, now: int, message_id: int | None = None
) -> None:
    await db.execute(
        "UPDATE delivery SET state = ?, reason = ?, changed_at = ?, message_id = ? WHERE id = ?",
        (state.value, reason, now, message_id, identifier),
    )


async def learn(db: aiosqlite.Connection, chat_id: int, contents: str, now: int) -> None:
    """Move a chat on in the course; at its end it is left alone."""
    await note_had(db, chat_id, contents)
    await db.execute("UPDATE subscription SET strike = '', strikes = 0 WHERE chat_id = ?", (chat_id,))
    if END in contents.split():
        await db.execute(
            "UPDATE subscription SET standing = 'finished', reason = '', next_due_at = NULL, changed_at = ? WHERE chat_id = ?",
            (now, chat_id),
        )


async def skip_pending(db: aiosqlite.Connection, chat_id: int, reason: Reason, now: int) -> None:
    """Close what waits for a chat, with the reason; what may have arrived already counts as had."""
    perhaps: list[Any] = list(
        await db.execute_fetchall(
            "SELECT contents FROM delivery WHERE chat_id = ? AND state = 'pending' AND ambiguous", (chat_id,)
        )
    )
    for (contents,) in perhaps:
        await note_had(db, chat_id, contents)
    await db.execute(
        "UPDATE delivery SET state = 'skipped', reason = ?, changed_at = ? WHERE chat_id = ? AND state = 'pending'",
        (reason, now, chat_id),
    )


async def _stop(db: aiosqlite.Connection, chat_id: int, reason: Reason, now: int) -> None:
    await db.execute(
        "UPDATE subscription SET standing = 'gone', reason = ?, next_due_at = NULL, changed_at = ? WHERE chat_id = ?"
        " AND standing != 'stopped'",
        (reason, now, chat_id),
    )
    await db.execute("UPDATE chat SET left_at = ? WHERE chat_id = ? AND left_at IS NULL", (now, chat_id))
    await skip_pending(db, chat_id, reason, now)


async def _strike(db: aiosqlite.Connection, chat_id: int, outcome: Outcome, now: int) -> Settled:
    await db.execute(
        "UPDATE subscription SET strikes = CASE WHEN strike = ?1 THEN strikes + 1 ELSE 1 END, strike = ?1"
        " WHERE chat_id = ?2",
        (outcome.reason, chat_id),
    )
    rows: list[Any] = list(await db.execute_fetchall("SELECT strikes FROM subscription WHERE chat_id = ?", (chat_id,)))
    strikes = int(rows[0][0]) if rows else 0
    stopped = bool(outcome.strikes) and strikes >= outcome.strikes
    if stopped:
        await _stop(db, chat_id, outcome.reason, now)
    return Settled(State.REFUSED, stopped=stopped, first=strikes == 1)
