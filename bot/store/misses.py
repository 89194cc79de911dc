"""Misses of the search in the state database: marks until three chats have typed a word, then the word and a count."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import aiosqlite

from bot.database import Database, NotStored
from bot.misses import countable_words
from bot.secret_key import mark_of
from scheduler.ports import Clock

log = logging.getLogger(__name__)

CHATS_BEFORE_READABLE = 3
TRACES_KEPT = timedelta(days=30)
WORDS_KEPT = timedelta(days=180)
TRACES_AT_MOST = 20_000
"""So that nobody can fill the disk with words; the oldest go first."""


class Misses:
    """Fits handlers.ports.Misses."""

    def __init__(self, database: Database, secret_key: bytes, clock: Clock) -> None:
        self._database, self._secret_key, self._clock = database, secret_key, clock

    async def missed(self, chat_id: int, words: str) -> None:
        """Count the words of one miss; a chat counts once for a word. A full disk costs the count, never the answer."""
        found = countable_words(words)
        now = int(self._clock().timestamp())

        async def work(db: aiosqlite.Connection) -> None:
            for word in found:
                await _count(db, self._secret_key, chat_id, word, now)
            await db.execute(
                "DELETE FROM miss_trace WHERE (word, who) IN (SELECT word, who FROM miss_trace ORDER BY seen_at DESC"
                " LIMIT -1 OFFSET ?)",
                (TRACES_AT_MOST,),
            )

        if found:
            try:
                await self._database.write(work)
            except NotStored:
                log.warning("a miss was not counted")


async def most_missed(database: Database, limit: int = 20) -> list[tuple[str, int]]:
    """The words most often missed."""
    rows = await database.read("SELECT word, times FROM miss_word ORDER BY times DESC, word LIMIT ?", limit)
    return [(str(word), int(str(times))) for word, times in rows]


async def forget_misses(db: aiosqlite.Connection, secret_key: bytes, chat_id: int) -> int:
    """Erase the marks of a chat; the number of marks."""
    words = [row[0] for row in await db.execute_fetchall("SELECT DISTINCT word FROM miss_trace")]
    marks = [(word, _who(secret_key, word, chat_id)) for word in words]
    done = await db.executemany("DELETE FROM miss_trace WHERE word = ? AND who = ?", marks)
    return max(0, done.rowcount)


async def tidy_misses(db: aiosqlite.Connection, now: datetime) -> int:
    """Delete marks after 30 days and words nobody has missed for 180."""
    done = 0
    for table, kept in (("miss_trace", TRACES_KEPT), ("miss_word", WORDS_KEPT)):
        ended = int((now - kept).timestamp())
        done += (await db.execute(f"DELETE FROM {table} WHERE seen_at < ?", (ended,))).rowcount
    return done


async def _count(db: aiosqlite.Connection, secret_key: bytes, chat_id: int, word: str, now: int) -> None:
    known = await db.execute("UPDATE miss_word SET times = times + 1, seen_at = ? WHERE word = ?", (now, word))
    if known.rowcount:
        return
    mark = mark_of(secret_key, "word", word)
    await db.execute("INSERT OR IGNORE INTO miss_trace VALUES (?, ?, ?)", (mark, _who(secret_key, mark, chat_id), now))
    rows = list(await db.execute_fetchall("SELECT count(*) FROM miss_trace WHERE word = ?", (mark,)))
    if rows[0][0] >= CHATS_BEFORE_READABLE:
        await db.execute("DELETE FROM miss_trace WHERE word = ?", (mark,))
        await db.execute("INSERT INTO miss_word VALUES (?, ?, ?)", (word, rows[0][0], now))


def _who(secret_key: bytes, word: bytes, chat_id: int) -> bytes:
    """The mark of a chat for one word alone: two words of one chat cannot be joined."""
    return mark_of(secret_key, "chat", word.hex(), chat_id)
