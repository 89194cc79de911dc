"""The state database survives what happens to disks and processes, and says so when it does not."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite
import pytest

from bot.app import App
from bot.database import Database, NotStored
from bot.state_file import MIGRATIONS, StateError, migrate
from bot.store import Store
from bot.store.backup import back_up, check_copy
from bot.store.report import report
from bot.translator import tr_for
from content.build import build_corpus
from content.corpus import Corpus
from content.export import export_corpus
from content.model import Locale
from content.source_files import load_sources
from handlers.ports import View
from sandbox import Person
from tests.daily.course import SMALL
from tests.safety.filling import fill_everything
from tests.safety.reporting import told

FLIPS = int(os.environ.get("FLIPPED_COPIES", "500"))
ROOT = Path(__file__).resolve().parents[2]


async def small(path: Path) -> None:
    """A state database of some chats, all of it in one file."""
    async with Database.open(path) as database:
        store = Store(database)
        for chat_id in range(1, 41):
            await store.set_locale(chat_id, Locale.RU)
        await fill_everything(database)
        await database.settle()


async def use(path: Path) -> set[tuple[object, ...]]:
    """Open, read everything there is, write and read again; the rows that were read."""
    async with Database.open(path) as database:
        tables = await database.read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        rows = {(str(table), *row) for (table,) in tables for row in await database.read(f"SELECT * FROM {table}")}
        await Store(database).set_view(1, View.PLAIN)
        assert (await Store(database).chat(1)).view is View.PLAIN
        return rows


async def test_flipped_bytes_are_refused_or_harmless(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    await small(whole)
    content = whole.read_bytes()
    expected = await use(whole)
    used = [place for place, byte in enumerate(content) if byte]  # most of a small file is empty pages
    dice, refused, unharmed, other = random.Random(8), 0, 0, 0
    for number in range(FLIPS):
        copy = tmp_path / f"{number}.db"
        turned = bytearray(content)
        turned[dice.choice(used)] ^= 1 << dice.randrange(8)
        copy.write_bytes(turned)
        try:
            found = await use(copy)
        except StateError:
            refused += 1
            assert copy.read_bytes() == bytes(turned), "a damaged file is left as it is"
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            refused += 1  # found later than at the start, and loudly
        else:
            assert len(expected - found) <= 1, "a turned bit concerns one row"
            unharmed, other = unharmed + (found == expected), other + (found != expected)
        assert copy.stat().st_size >= len(content) // 2, "never made anew"
        copy.unlink()
        for suffix in ("-wal", "-shm"):
            copy.with_name(f"{copy.name}{suffix}").unlink(missing_ok=True)
    # a bit turned inside a stored value makes another value: no check of SQLite can see that
    assert refused + unharmed + other == FLIPS
    assert refused > FLIPS // 5
    told(
        "storage",
        f"{FLIPS} copies with one turned bit",
        f"refused {refused}, unharmed {unharmed}, one value differs {other}",
    )


async def test_a_truncated_log_costs_the_last_writes_at_most(tmp_path: Path) -> None:
    source = tmp_path / "source.db"
    async with Database.open(source) as database:
        store = Store(database)
        for chat_id in range(1, 31):
            await store.set_locale(chat_id, Locale.KK)
        main, log = source.read_bytes(), source.with_name("source.db-wal").read_bytes()
    lost = []
    for number, length in enumerate(range(0, len(log), max(1, len(log) // 40))):
        copy = tmp_path / f"cut{number}.db"
        copy.write_bytes(main)
        copy.with_name(f"{copy.name}-wal").write_bytes(log[:length])
        try:
            async with Database.open(copy) as database:
                rows = await database.read("SELECT chat_id FROM chat ORDER BY 1")
        except StateError:
            continue
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1)), "a prefix, never a hole"
        lost.append(30 - len(rows))
    assert lost == sorted(lost, reverse=True)
    told("storage", "a log cut at 40 places", "always a prefix of what was written")


def test_disk_full_at_each_of_the_first_hundred_writes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.full_disk", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["refused", "100", "stored", "100", "lost", "0"]
    told("storage", "disk full at each of the first 100 writes", "100 refused whole, 100 stored afterwards, 0 lost")


async def test_on_a_full_disk_answers_go_on(alex: Person, bot: App, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(self: Database, work: object) -> None:
        raise NotStored("database or disk is full")

    await alex.says("/start")
    monkeypatch.setattr(Database, "write", full)
    (card,) = await alex.says("17")
    assert card.text.startswith("Article 17.")
    (kind,) = await alex.says("/plain")
    words = "I cannot remember this right now, nothing was changed. Reading works; please try again later."
    assert kind.text == tr_for(Locale.EN).gettext(words)
    await alex.says("/language")
    await alex.presses("Русский")
    assert alex.alerts[-1].text == tr_for(Locale.EN).gettext(words)
    monkeypatch.undo()
    (view,) = await alex.says("/plain")
    assert view.text.startswith(tr_for(Locale.EN).gettext("Plain view is on."))


async def test_cancellation_leaves_nothing_open_and_nothing_half(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "state.db") as database:
        store = Store(database)
        paths = 0
        for steps in range(40):
            for begin in (
                lambda: store.set_locale(1, Locale.KK),
                lambda: store.set_view(1, View.PLAIN),
                lambda: store.forget(1),
                lambda: store.migrate(1, -1001),
                lambda: store.remember("fact", "x"),
                lambda: store.stored_data(1),
            ):
                task: asyncio.Task[object] = asyncio.create_task(begin())
                for _ in range(steps):
                    await asyncio.sleep(0)
                task.cancel()
                await asyncio.wait({task})
                paths += 1
                await asyncio.wait_for(store.set_locale(2, Locale.EN), 5)  # the lock is free, nothing is open
                assert not database._db.in_transaction
        rows = await database.read(
            "SELECT count(*) FROM chat WHERE chat_id IN (1, -1001) AND view NOT IN ('rich', 'plain')"
        )
        assert rows == [(0,)]
    check_copy(tmp_path / "state.db")
    told("storage", "cancelled at each of 40 steps of 6 write paths", f"{paths} times, nothing open, nothing half")


async def test_closing_waits_for_writes_whose_caller_has_gone(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "state.db") as database:
        tasks = [asyncio.create_task(Store(database).set_locale(number, Locale.KK)) for number in range(20)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    with closing(sqlite3.connect(tmp_path / "state.db")) as db:
        assert db.execute("SELECT count(*) FROM chat").fetchone() == (20,)


async def test_another_failure_undoes_everything(tmp_path: Path) -> None:
    async def half(db: aiosqlite.Connection) -> None:
        await db.execute("INSERT INTO chat (chat_id, changed_at) VALUES (5, 0)")
        raise RuntimeError("in the middle")

    async with Database.open(tmp_path / "state.db") as database:
        with pytest.raises(RuntimeError):
            await database.write(half)
        assert await database.read("SELECT * FROM chat") == []


@pytest.mark.parametrize("steps", range(1, len(list(MIGRATIONS.glob("[0-9]*.sql")))))
async def test_upgrading_from_every_earlier_version(tmp_path: Path, steps: int) -> None:
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    for step in sorted(MIGRATIONS.glob("[0-9]*.sql"))[:steps]:
        shutil.copy(step, earlier)
    path = tmp_path / "state.db"
    migrate(path, earlier)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO chat (chat_id, locale, view, changed_at) VALUES (7, 'kk', 'plain', 1)")
    async with Database.open(path) as database:
        chat = await Store(database).chat(7)
        assert (chat.locale, chat.view) == (Locale.KK, View.PLAIN)
    before = tmp_path / f"state.db.before-{steps + 1:04d}"
    with closing(sqlite3.connect(before)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (steps,)
        assert db.execute("SELECT locale FROM chat").fetchall() == [("kk",)]


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StateError, match="newer version"):
        migrate(path)


async def test_damage_found_while_running_is_reported(tmp_path: Path) -> None:
    path, said = tmp_path / "state.db", list[str]()
    await small(path)
    async with Database.open(path) as database:
        database.when_damaged = said.append
        await database.settle()
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (path.stat().st_size - 4096))
        with pytest.raises(sqlite3.DatabaseError):
            await database.read("SELECT * FROM chat, delivery, subscription, meta, learned")
        assert said
        assert "restore" in said[0]


async def test_nobody_else_can_read_what_is_stored(tmp_path: Path) -> None:
    """Also where whoever runs it has the usual mask; copies before a change of version too."""
    before = os.umask(0o022)
    try:
        earlier = tmp_path / "earlier"
        earlier.mkdir()
        for step in sorted(MIGRATIONS.glob("[0-9]*.sql"))[:2]:
            shutil.copy(step, earlier)
        path = tmp_path / "data" / "state.db"
        migrate(path, earlier)
        async with Database.open(path) as database:
            await Store(database).set_locale(7, Locale.KK)
            found = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert {"state.db", "state.db-wal", "state.db-shm"} < set(found)
    assert set(found.values()) == {0o600}


@pytest.mark.parametrize("folder", ["what? now", "no#1", "50%41 off", "a;b&c=d"])
async def test_any_name_of_a_folder_will_do(tmp_path: Path, folder: str) -> None:
    for decoy in ("what", "no", "50A off"):
        (tmp_path / decoy).mkdir()
        sqlite3.connect(tmp_path / decoy / "state.db").close()
    path = tmp_path / folder / "state.db"
    async with Database.open(path) as database:
        await fill_everything(database)
    assert report(path, None, failed=False) == ["2026-11-20  sent           1"]
    assert back_up(path, tmp_path / folder / "copy.db", datetime(2026, 11, 20, tzinfo=UTC)) > 0
    corpus = tmp_path / folder / "corpus.db"
    build_corpus(corpus, load_sources(SMALL))
    build_corpus(corpus, load_sources(SMALL))
    async with Corpus.open(corpus) as opened:
        assert opened.fingerprint == export_corpus(corpus)["fingerprint"]
