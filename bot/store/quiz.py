"""Questions that wait for typed words, and quiz polls with their counts, in the state database; no persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import aiosqlite

from bot.database import Database
from scheduler.ports import Clock

WAIT_SECONDS = 600
"""After this long typed words are an ordinary question again."""


class AskedStore:
    """Fits handlers.ports.Asked."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    async def ask(self, chat_id: int, user_id: int, what: str) -> None:
        """From now on words of this person in this chat are taken for the answer."""

        async def work(db: aiosqlite.Connection) -> None:
            await db.execute(
                "INSERT OR REPLACE INTO asked VALUES (?, ?, ?, ?)",
                (chat_id, user_id, str(what), int(self._clock().timestamp())),
            )

        await self._database.write(work)

    async def waiting(self, chat_id: int, user_id: int) -> str | None:
        """What was asked, if not too long ago."""
        rows = await self._database.read(
            "SELECT what FROM asked WHERE chat_id = ? AND user_id = ? AND asked_at > ?",
            chat_id, user_id, int(self._clock().timestamp()) - WAIT_SECONDS,
        )  # fmt: skip
        return str(rows[0][0]) if rows else None

    async def clear(self, chat_id: int) -> None:
        """Nothing is asked any more."""
        if await self._database.read("SELECT 1 FROM asked WHERE chat_id = ?", chat_id):

            async def work(db: aiosqlite.Connection) -> None:
                await db.execute("DELETE FROM asked WHERE chat_id = ?", (chat_id,))

            await self._database.write(work)


class QuizStore:
    """Fits handlers.ports.Quizzes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    async def asked(self, chat_id: int) -> Mapping[str, int]:
        rows = await self._database.read(
            "SELECT question, count(*) FROM quiz_poll WHERE chat_id = ? GROUP BY question", chat_id
        )
        return {str(question): int(str(times)) for question, times in rows}

    async def remember(self, poll_id: str, chat_id: int, question: str, correct: int) -> None:
        async def work(db: aiosqlite.Connection) -> None:
            await db.execute(
                "INSERT OR IGNORE INTO quiz_poll (poll_id, chat_id, question, correct, asked_at) VALUES (?, ?, ?, ?, ?)",
                (poll_id, chat_id, question, correct, int(self._clock().timestamp())),
            )

        await self._database.write(work)

    async def counted(self, poll_id: str, votes: Sequence[int]) -> None:
        """The votes of each option; a later report replaces an earlier one."""

        async def work(db: aiosqlite.Connection) -> None:
            rows = list(await db.execute_fetchall("SELECT correct FROM quiz_poll WHERE poll_id = ?", (poll_id,)))
            if rows and 0 <= rows[0][0] < len(votes):
                await db.execute(
                    "UPDATE quiz_poll SET answered = ?, correctly = ? WHERE poll_id = ?",
                    (sum(votes), votes[rows[0][0]], poll_id),
                )

        await self._database.write(work)

    async def tally(self, chat_id: int) -> tuple[int, int]:
        rows = await self._database.read(
            "SELECT coalesce(sum(answered), 0), coalesce(sum(correctly), 0) FROM quiz_poll WHERE chat_id = ?", chat_id
        )
        return int(str(rows[0][0])), int(str(rows[0][1]))
