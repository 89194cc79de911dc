"""A state database that is lost, cut off or out of reach is said, never made anew; what mends itself is tried again."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.app import App
from bot.config_values import Address
from bot.database import Database, NotStored
from bot.disk import mark_backup
from bot.health import health
from bot.lifecycle import signals
from bot.receiving import Watchdog
from bot.secret_key import secret_key_beside
from bot.state_file import MIGRATIONS, StateError, migrate
from bot.store import Store
from bot.translator import tr_for
from content.model import Locale
from handlers.ports import View
from sandbox import Person

ROOT = Path(__file__).resolve().parents[2]


def start(
    *arguments: str, data: Path, cwd: Path = ROOT, room: int | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """The real process, with the sandbox and to its end; ``room`` is how far files may grow."""

    def limit() -> None:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LOG_LEVEL": "error",
            "DATA_DIR": str(data), "SANDBOX_LISTEN": "127.0.0.1:0", **settings,
        },
        capture_output=True, text=True, check=False, timeout=120, preexec_fn=limit,
    )  # fmt: skip


def address(state: Path) -> str:
    return f"sqlite+aiosqlite:///{state}"


@pytest.fixture
async def used(tmp_path: Path) -> Path:
    """A state database that has been in use and was stopped in good order."""
    state = tmp_path / "state.db"
    async with Database.open(state) as database:
        secret_key_beside(state)
        await Store(database).set_locale(1, Locale.KK)
    return state


def emptied(state: Path) -> None:
    os.truncate(state, 0)


@pytest.mark.parametrize(("lose", "what"), [(emptied, "empty"), (os.unlink, "missing")])
def test_a_lost_database_is_not_made_anew(used: Path, data_dir: Path, lose: Callable[[Path], None], what: str) -> None:
    mark_backup(used)
    lose(used)
    done = start(data=data_dir, DATABASE_URL=address(used))
    assert done.returncode == 65
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{used} is {what}, but it was in use: state.db.key, state.db.saved beside it; restore a")
    assert "begin anew" in line
    assert not used.exists() or used.stat().st_size == 0


@pytest.mark.parametrize("trace", ["key", "saved", "forgotten"])
def test_each_trace_is_enough_and_without_any_all_begins(used: Path, trace: str) -> None:
    for path in used.parent.iterdir():
        path.unlink()
    beside = used.with_name(f"state.db.{trace}")
    beside.touch()
    with pytest.raises(StateError, match=f"in use: state.db.{trace} beside it"):
        migrate(used)
    assert not used.exists()
    beside.unlink()
    migrate(used)
    used.with_name("state.db.key").touch()
    migrate(used)  # whole again: what stands beside it is as it should be


@pytest.mark.parametrize("replaced", [False, True])
async def test_a_database_removed_while_running_is_said_at_once(bot: App, alex: Person, replaced: bool) -> None:
    watchdog, state = Watchdog(asyncio.Event()), bot.daily.database.path
    async with health(Address("127.0.0.1", 0), bot.daily, watchdog, bot.failures) as runner:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/healthz"
        async with aiohttp.ClientSession() as web:

            async def status() -> int:
                async with web.get(url) as response:
                    return response.status

            assert await status() == 200
            aside = state.rename(state.with_name("aside.db"))
            if replaced:
                shutil.copy(aside, state)
            assert await status() == 503
            (answer,) = await alex.says("/plain")
            assert answer.text == tr_for(Locale.EN).gettext(
                "I cannot remember this right now, nothing was changed. Reading works; please try again later."
            )
            (card,) = await alex.says("17")
            assert card.text.startswith("Article 17.")
            now = await signals(bot, watchdog)
            assert now.state_lost
            assert now.failed_writes > 0
            aside.rename(state)
            assert await status() == 200
            assert not (await signals(bot, watchdog)).state_lost
    assert (await bot.daily.store.chat(alex.id)).view is View.RICH


async def test_nothing_is_written_into_a_removed_file(used: Path) -> None:
    async with Database.open(used) as database:
        os.unlink(used)
        with pytest.raises(NotStored, match="removed or replaced"):
            await Store(database).set_locale(2, Locale.RU)
        assert (await Store(database).chat(1)).locale is Locale.KK  # reading goes on


def test_a_start_on_a_full_disk_is_tried_again(used: Path, data_dir: Path) -> None:
    done = start(data=data_dir, DATABASE_URL=address(used), room=4096)
    assert done.returncode == 75, done.stderr
    (line,) = done.stderr.splitlines()
    assert "cannot be written" in line
    with closing(sqlite3.connect(used)) as db:
        assert db.execute("SELECT chat_id FROM chat").fetchall() == [(1,)]


def test_a_disk_that_fills_up_in_the_start_is_tried_again(used: Path, data_dir: Path, tmp_path: Path) -> None:
    """There is room for the index of the log, and none for another line in the log itself."""
    room, left = 32 << 10, tmp_path / "left" / "state.db"
    left.parent.mkdir()
    with closing(sqlite3.connect(used, isolation_level=None)) as db:
        log, number = used.with_name("state.db-wal"), 0
        while not log.exists() or log.stat().st_size + 4096 < room:
            number += 1
            db.execute("INSERT INTO seen_update VALUES (?, 0)", (number,))
        for file in (used, log):
            shutil.copy(file, left.parent)  # as a crash leaves them
    done = start(data=data_dir, DATABASE_URL=address(left), room=room)
    assert done.returncode == 75, done.stderr
    (line,) = done.stderr.splitlines()
    assert "cannot be written" in line


def garbage(state: Path) -> None:
    state.write_bytes(b"not a database at all, " * 100)


def half(state: Path) -> None:
    os.truncate(state, state.stat().st_size // 2)


def first_version(state: Path) -> None:
    earlier = state.with_name("earlier")
    earlier.mkdir()
    shutil.copy(min(MIGRATIONS.glob("[0-9]*.sql")), earlier)
    state.unlink()
    state.with_name("state.db.key").unlink()
    migrate(state, earlier)


@pytest.mark.parametrize("spoil", [garbage, half, emptied, first_version])
def test_deliveries_of_a_file_that_cannot_be_read(used: Path, spoil: Callable[[Path], None]) -> None:
    spoil(used)
    done = start("deliveries", "--failed", data=used.parent)
    assert (done.returncode, done.stdout) == (65, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{used} cannot be read (")


def test_deliveries_where_nothing_can_be_written(used: Path) -> None:
    done = start("deliveries", data=used.parent, room=0)
    assert done.returncode == 65
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", [":memory:", ":memory:?cache=shared"])
def test_a_database_in_memory_is_refused(tmp_path: Path, data_dir: Path, name: str) -> None:
    done = start(data=data_dir, cwd=tmp_path, DATABASE_URL=f"sqlite+aiosqlite:///{name}")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("DATABASE_URL: expected sqlite+aiosqlite:///PATH of a file")
    assert not list(tmp_path.iterdir())
