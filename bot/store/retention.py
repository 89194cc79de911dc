"""How long rows are kept: what nobody needs any more is deleted, whether or not anybody asks. Inside a transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

import aiosqlite

from bot.store.misses import tidy_misses

KEPT = timedelta(days=90)
PLACE_KEPT = timedelta(days=180)
QUESTION_KEPT = timedelta(days=1)
UPDATES_KEPT = timedelta(hours=48)
"""Telegram keeps an update for 24 hours, and begins their numbers anew after a week of silence."""


async def tidy(db: aiosqlite.Connection, now: datetime) -> int:
    """Delete what is older than it may be; the number of rows."""

    def at(kept: timedelta) -> int:
        return int((now - kept).timestamp())

    # of a finished course only what left: the others go on as soon as there is more
    ended = (
        "SELECT chat_id FROM subscription WHERE (standing IN ('stopped', 'gone')"
        " OR (standing = 'finished' AND reason != '')) AND changed_at < ?"
    )
    count = 0
    for sql, value in (
        ("DELETE FROM delivery WHERE due_at < ?", at(KEPT)),
        (f"DELETE FROM chat WHERE chat_id IN ({ended} AND standing != 'stopped')", at(PLACE_KEPT)),
        ("DELETE FROM chat WHERE left_at < ?", at(PLACE_KEPT)),
        (f"DELETE FROM learned WHERE chat_id IN ({ended})", at(PLACE_KEPT)),
        (f"DELETE FROM subscription WHERE chat_id IN ({ended})", at(PLACE_KEPT)),
        ("DELETE FROM quiz_poll WHERE asked_at < ?", at(PLACE_KEPT)),
        ("DELETE FROM asked WHERE asked_at < ?", at(QUESTION_KEPT)),
    ):
        count += (await db.execute(sql, (value,))).rowcount
    await db.execute("DELETE FROM seen_update WHERE seen_at < ?", (at(UPDATES_KEPT),))
    return count + await tidy_misses(db, now)
