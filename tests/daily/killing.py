"""Kills the real process at random points of a delivery and counts what readers got: the short and the long torture."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.database import Database
from bot.store.subscriptions import Subscriptions
from content.schedule import Schedule
from sandbox import Sandbox, dropped
from scheduler.delivery import IN_FLIGHT
from tests.daily.process import Running

SENDS = ("sendRichMessage", "sendMessage")


@dataclass(slots=True)
class Figures:
    """What a torture came to."""

    subscribers: int
    kills: int = 0
    lost: int = 0
    seconds_copies: int = 0
    most_copies: int = 0
    loud_copies: int = 0
    injected: int = 0
    most_in_a_second: int = 0
    states: Counter[str] | None = None
    exit_status: int | None = None

    @property
    def allowed_copies(self) -> int:
        return self.kills * IN_FLIGHT + self.injected


async def prepare(box: Sandbox, state: Path, subscribers: int) -> list[int]:
    """So many people who subscribed yesterday for a minute ago."""
    now = datetime.now(UTC)
    due = now - timedelta(minutes=1)
    people = []
    async with Database.open(state) as database:
        subscriptions = Subscriptions(database, lambda: now - timedelta(hours=1), Schedule(due.time(), "Etc/UTC"))
        for number in range(subscribers):
            person = box.person(f"Reader {number}", "en")
            person.starts()
            people.append(person.id)
        rows = [
            (chat, due.strftime("%H:%M"), int(due.replace(second=0, microsecond=0).timestamp()), due.date().isoformat())
            for chat in people
        ]
        assert subscriptions.default.zone == "Etc/UTC"
        await database.write(
            lambda db: db.executemany(
                "INSERT INTO subscription (chat_id, at, zone, days, rhythm, silent, standing, next_due_at, next_day,"
                " since_day, changed_at) VALUES (?1, ?2, 'Etc/UTC', 127, 'daily', 0, 'active', ?3, ?4, ?4, 0)",
                rows,
            )
        )
    return people


def start(box: Sandbox, folder: Path, state: Path, rate: float) -> Running:
    """The real process on the sandbox."""
    environment = {
        "PYTHONTZPATH": "", "BOT_TOKEN": box.token, "BOT_API_URL": box.url, "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite+aiosqlite:///{state}", "LOG_LEVEL": "error", "PATH": "/usr/bin:/bin",
    }  # fmt: skip
    return Running(environment, rate)


async def accepted(box: Sandbox, count: int, process: Running) -> None:
    """Wait until so many cards have been accepted; an AssertionError when the process ends before."""
    while len(_accepted(box)) < count:
        assert process.alive, "it must not end by itself"
        await box.pulse.wait(0.05)


async def torture(
    folder: Path, state: Path, *, subscribers: int, kills: int, faults: int = 0, rate: float = 400, seed: int = 0
) -> Figures:
    """Deliver to all, killing the process at random points; every fault is an answer that is lost."""
    chance = random.Random(seed)
    figures = Figures(subscribers)
    async with Sandbox() as box:
        people = await prepare(box, state, subscribers)
        for chat in chance.sample(people, faults):
            box.fail("sendRichMessage", dropped(), chat_id=chat)
        figures.injected = faults
        points = sorted(chance.sample(range(1, subscribers), kills))
        for point in points:
            process = start(box, folder, state, rate)
            await accepted(box, point, process)
            await process.kill()
            figures.kills += 1
        process = start(box, folder, state, rate)
        while _waiting(state) and process.alive:
            await box.pulse.wait(0.2)
        figures.exit_status = await process.stop()
        _count(figures, box, people, state)
    return figures


def _accepted(box: Sandbox) -> list[int]:
    return [request.chat_id or 0 for request in box.accepted(*SENDS)]


def _count(figures: Figures, box: Sandbox, people: list[int], state: Path) -> None:
    copies = Counter(_accepted(box))
    figures.lost = sum(copies[chat] == 0 for chat in people)
    figures.most_copies = max(copies.values())
    figures.seconds_copies = sum(count > 1 for count in copies.values())
    for chat in people:
        heard = [message for message in box.world.chats[chat].messages.values() if message.sender is box.world.bot]
        figures.loud_copies += sum(not message.silent for message in heard[1:])
    stamps = sorted(request.monotonic for request in box.log if request.method in SENDS)
    end = 0
    for first, stamp in enumerate(stamps):
        while end < len(stamps) and stamps[end] < stamp + 1:
            end += 1
        figures.most_in_a_second = max(figures.most_in_a_second, end - first)
    with closing(sqlite3.connect(f"file:{state}?mode=ro", uri=True)) as db:
        figures.states = Counter(dict(db.execute("SELECT state, count(*) FROM delivery GROUP BY state")))
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def _waiting(state: Path) -> int:
    with closing(sqlite3.connect(f"file:{state}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending')").fetchone()[0]
        due = db.execute(
            "SELECT count(*) FROM subscription WHERE standing = 'active' AND next_due_at <= unixepoch()"
        ).fetchone()[0]
    return int(rows) + int(due)
