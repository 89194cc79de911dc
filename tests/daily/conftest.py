"""The real bot over the sandbox, with the small course and a clock that the test turns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App, open_app
from bot.config import Config, read_config
from bot.store.report import delivery_counts
from content.model import Locale
from sandbox import Person, Sandbox
from tests.daily.course import Clock, build_course
from tests.polling import polling

Daily = Callable[..., AbstractAsyncContextManager[App]]


@pytest.fixture(scope="session")
def course_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the course of nine days."""
    return build_course(tmp_path_factory.mktemp("course"), list(range(1, 10)))


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, 08:00 in Almaty."""
    return Clock(datetime(2026, 11, 23, 3, 0, tzinfo=UTC))


@pytest.fixture
def daily(box: Sandbox, course_dir: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Daily:
    """Starts the bot with settings of one's own; nothing is swept unless the test says so."""
    monkeypatch.setattr("bot.app.ensure_corpus", _as_it_is)
    monkeypatch.setattr("bot.pace.RATE", 100_000.0)  # the clock stands still while a test sends

    @asynccontextmanager
    async def running(folder: Path = course_dir, **settings: str) -> AsyncIterator[App]:
        config = read_config(
            {
                "BOT_TOKEN": box.token,
                "BOT_API_URL": box.url,
                "DATA_DIR": str(folder),
                "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'state.db'}",
                **settings,
            }
        )
        async with open_app(config, clock, clock.monotonic) as app:
            box.busy = lambda: bool(app.dispatcher.workflow_data.get("running_updates"))
            try:
                async with polling(app):
                    await app.daily.deliverer.start()
                    yield app
            finally:
                await app.daily.deliverer.stop(5)

    return running


@pytest_asyncio.fixture
async def app(daily: Daily) -> AsyncIterator[App]:
    """The bot with the small course."""
    async with daily() as running:
        yield running


async def crowd(app: App, box: Sandbox, count: int, locale: Locale = Locale.EN) -> list[Person]:
    """People who have subscribed for nine o'clock, without a word on the wire."""
    people = [box.person(f"Reader {number}", locale.value) for number in range(count)]
    for person in people:
        person.starts()
        await app.daily.store.set_locale(person.id, locale)
        await app.daily.subscriptions.subscribe(
            person.id, app.daily.subscriptions.default, thread_id=None, set_by=person.id
        )
    return people


async def states(app: App) -> dict[str, int]:
    """Deliveries in the ledger by state and reason."""
    counts = await delivery_counts(app.daily.database)
    return {f"{state} {reason}".strip(): count for state, reason, count in counts}


async def sweep(app: App) -> None:
    """What the scheduler does every fifteen seconds, to its end."""
    await app.daily.deliverer.sweep()
    await app.daily.deliverer.deliver()


async def _as_it_is(config: Config) -> None:
    """The corpus of these tests is not made from the project's sources."""
