"""How many times faster than the limit of 25 a second the delivery machinery is, alone and with the real client."""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import bot.app
import bot.pace
from bot.app import open_app
from bot.config import read_config
from bot.database import Database
from bot.store.deliveries import Ledger
from sandbox import Sandbox
from scheduler.delivery import Deliverer
from scheduler.notices import Notice
from scheduler.ports import Delivery, Outcome, Parcel, Verdict
from tests.daily.course import build_course
from tests.daily.killing import prepare

LIMIT = 25
COUNT = 1_000


class NoTelegram:
    """Everything arrives at once."""

    async def order(self) -> tuple[str, ...]:
        return ("one", "two")

    async def prepare(self, delivery: Delivery, contents: tuple[str, ...]) -> Parcel:
        return Parcel(delivery, contents[0], None)

    async def canary(self, parcel: Parcel) -> Outcome:
        return Outcome(Verdict.SENT)

    async def turn(self, parcel: Parcel) -> Outcome | None:
        return None

    async def send(self, parcel: Parcel) -> Outcome:
        return Outcome(Verdict.SENT, message_id=1)

    async def explain(self, delivery: Delivery, outcome: Outcome, *, ended: bool) -> None: ...


async def main() -> None:
    """Print the figures of one run; client and sandbox share the one core with the machinery in the second line."""
    with tempfile.TemporaryDirectory() as folder:
        alone = await _alone(Path(folder) / "alone.db")
        whole = await _whole(Path(folder))
    print(f"ledger and machinery alone:             {alone:6.0f} a second, {alone / LIMIT:.1f} times the limit")
    print(f"with cards, client and sandbox server:  {whole:6.0f} a second, {whole / LIMIT:.1f} times the limit")


async def _alone(state: Path) -> float:
    async with Sandbox() as box:
        await prepare(box, state, COUNT)
    async with Database.open(state) as database:
        telegram = NoTelegram()
        made = Deliverer(
            Ledger(database), telegram, telegram,
            clock=lambda: datetime.now(UTC), monotonic=time.monotonic, alarm=_silence, halt=lambda _: None,
        )  # fmt: skip
        return await _timed(made)


async def _whole(folder: Path) -> float:
    bot.pace.RATE = 1e6
    setattr(bot.app, "ensure_corpus", _as_it_is)  # noqa: B010
    data = build_course(folder / "data", [1, 2, 3])
    async with Sandbox() as box:
        await prepare(box, folder / "whole.db", COUNT)
        settings = {"BOT_TOKEN": box.token, "BOT_API_URL": box.url, "DATA_DIR": str(data)}
        config = read_config({**settings, "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'whole.db'}"})
        async with open_app(config) as app:
            return await _timed(app.daily.deliverer)


async def _timed(made: Deliverer) -> float:
    begun = time.perf_counter()
    await made.sweep()
    await made.deliver()
    return COUNT / (time.perf_counter() - begun)


async def _silence(notice: Notice) -> None:
    raise AssertionError(notice)


async def _as_it_is(config: object) -> None:
    """The corpus is the one built here."""


if __name__ == "__main__":
    asyncio.run(main())
