"""A backup is whole although the bot writes, and a restore neither repeats a delivery nor brings back who was forgotten."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.database import Database
from bot.forgotten import journal_beside
from bot.salt import salt_beside
from bot.single import single_instance
from bot.state_file import StateError
from bot.store import Store
from bot.store.backup import back_up, check_copy
from bot.store.deliveries import Ledger
from bot.store.restore import restore
from bot.store.subscriptions import Subscriptions
from content.model import Locale
from content.schedule import Schedule
from scheduler.ports import Outcome, Verdict
from tests.safety.reporting import told as report

START = datetime(2026, 11, 18, 3, tzinfo=UTC)
EVERY_MORNING = Schedule(time(9), "Asia/Almaty")  # 04:00 UTC


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


async def subscribe(database: Database, clock: Clock, *chats: int) -> None:
    subscriptions = Subscriptions(database, clock, EVERY_MORNING)
    for chat_id in chats:
        await subscriptions.subscribe(chat_id, EVERY_MORNING, thread_id=None, set_by=None)


async def deliver(database: Database, now: datetime) -> list[tuple[int, date]]:
    """One sweep as the scheduler does it; who was sent what."""
    ledger, sent = Ledger(database), []
    await ledger.recover(now)
    while await ledger.unfold_due(now):
        pass
    await ledger.expire(now)
    await ledger.beat(now)
    for delivery in await ledger.pending(now, 100):
        had = await ledger.had(delivery.chat_id)
        await ledger.begin(delivery, (f"e{len(had)}",), now)
        sent.append((delivery.chat_id, delivery.day))
        await ledger.settle(delivery, Outcome(Verdict.SENT, message_id=1), now)
    return sent


async def test_backups_under_load_are_whole(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    async with Database.open(state) as database:
        store = Store(database)

        async def write() -> int:
            count = 0
            while not done.is_set():
                count += 1
                await store.set_locale(count, Locale.KK)
            return count

        done = asyncio.Event()
        writing = asyncio.create_task(write())
        sizes = []
        for number in range(10):
            await asyncio.sleep(0.02)
            await asyncio.to_thread(back_up, state, tmp_path / f"{number}.db", START)
            with closing(sqlite3.connect(tmp_path / f"{number}.db")) as copy:
                sizes.append(copy.execute("SELECT count(*), max(chat_id) FROM chat").fetchone())
        done.set()
        assert await writing > 10
    assert all(count == (last or 0) for count, last in sizes)  # a prefix of what was written, never a hole
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]
    report("backup", "10 backups beside a writer without pause", "10 whole, each a prefix of what was written")
    assert (tmp_path / "0.db").stat().st_mode & 0o77 == 0


async def test_nothing_is_sent_twice_after_a_restore(tmp_path: Path) -> None:
    state, clock = tmp_path / "state.db", Clock(START)
    async with Database.open(state) as database:
        await subscribe(database, clock, 1, 2, 3)
        assert len(await deliver(database, START + timedelta(hours=1, minutes=1))) == 3
    back_up(state, tmp_path / "copy.db", START + timedelta(hours=2))
    clock.now = START + timedelta(hours=3)
    async with Database.open(state) as database:
        await Subscriptions(database, clock, EVERY_MORNING).unsubscribe(3)
        second = await deliver(database, START + timedelta(days=1, hours=1, minutes=1))
        assert len(second) == 2
    restored = restore(state, tmp_path / "copy.db", START + timedelta(days=1, hours=3))
    assert restored.kept is not None
    async with Database.open(state) as database:
        assert await deliver(database, START + timedelta(days=1, hours=3)) == []
        assert len(await Ledger(database).had(1)) == 2  # the place is where it was
        third = await deliver(database, START + timedelta(days=2, hours=1, minutes=1))
        assert [chat for chat, _ in third] == [1, 2]  # 3 has stopped, and stays so
        rows = await database.read("SELECT chat_id, day, count(*) FROM delivery GROUP BY 1, 2 HAVING count(*) > 1")
        assert rows == []
    report("backup", "restore a day later, the replaced file readable", "0 sent twice, places and stops kept")


async def test_without_the_replaced_file_what_was_due_counts_as_sent(tmp_path: Path) -> None:
    state, clock = tmp_path / "state.db", Clock(START)
    async with Database.open(state) as database:
        await subscribe(database, clock, 1, 2)
    back_up(state, tmp_path / "copy.db", START)
    state.write_bytes(b"\0" * 8192)  # the disk has lost it
    restored = restore(state, tmp_path / "copy.db", START + timedelta(days=2))
    assert restored.assumed_sent == 4  # two mornings of two chats
    async with Database.open(state) as database:
        assert await deliver(database, START + timedelta(days=2)) == []
        assert len(await deliver(database, START + timedelta(days=2, hours=1, minutes=1))) == 2
    report("backup", "restore two days later, the replaced file lost", "0 sent twice, what was due counts as sent")


async def test_whoever_was_forgotten_stays_forgotten(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    salt = salt_beside(state)
    async with Database.open(state) as database:
        store = Store(database, salt, journal_beside(state))
        for chat_id in (70_001, 70_002):
            await store.set_locale(chat_id, Locale.RU)
        back_up(state, tmp_path / "copy.db", START)
        await store.forget(70_001)
    assert "70001" not in journal_beside(state).read_text()
    assert restore(state, tmp_path / "copy.db", START).forgotten == 1
    async with Database.open(state) as database:
        assert await database.read("SELECT chat_id FROM chat") == [(70_002,)]


async def test_an_old_log_does_not_bring_old_rows_back(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    async with Database.open(state) as database:
        await Store(database).set_locale(1, Locale.KK)
    back_up(state, tmp_path / "copy.db", START)
    async with Database.open(state) as database:
        await Store(database).set_locale(1, Locale.RU)
        log = state.with_name("state.db-wal").read_bytes()
    state.with_name("state.db-wal").write_bytes(log)  # as a crash leaves it
    restore(state, tmp_path / "copy.db", START)
    assert not state.with_name("state.db-wal").exists()
    async with Database.open(state) as database:
        assert (await Store(database).chat(1)).locale is Locale.KK


async def test_refusals_leave_everything_as_it_was(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    async with Database.open(state) as database:
        await Store(database).set_locale(1, Locale.KK)
    back_up(state, tmp_path / "copy.db", START)
    before = state.read_bytes()
    whole = (tmp_path / "copy.db").read_bytes()
    bad = {
        "half.db": whole[: len(whole) // 2],
        "text.db": b"not a database at all, " * 100,
        "zero.db": b"",
        "turned.db": whole[:4096] + whole[4096:8192][::-1] + whole[8192:],
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StateError):
            restore(state, tmp_path / name, START)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE t (x)")
    for name in ("other.db", "missing.db"):
        with pytest.raises(StateError):
            restore(state, tmp_path / name, START)
    with single_instance(state), pytest.raises(StateError, match="running"):
        restore(state, tmp_path / "copy.db", START)
    with pytest.raises(StateError, match="exists already"):
        back_up(state, tmp_path / "copy.db", START)
    assert state.read_bytes() == before
    assert not any("replaced" in name for name in os.listdir(tmp_path))


def test_old_copies_go_even_when_no_new_one_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setattr("bot.__main__.set_up_logs", lambda *_: None)
    folder = tmp_path / "backups"
    folder.mkdir()

    async def make() -> None:
        async with Database.open(tmp_path / "state.db"):
            pass

    asyncio.run(make())
    assert main(["backup", str(folder / "before-upgrade.db")]) == 0
    assert main(["backup", str(folder / "young.db")]) == 0
    for name in ("state.db.before-0002", "state.db.replaced-20260101"):
        (tmp_path / name).write_bytes(b"old")
    (folder / "foreign.db").write_bytes(b"somebody else's")
    long_ago = (datetime.now(UTC) - timedelta(days=36)).timestamp()
    old = [folder / "before-upgrade.db", folder / "foreign.db", *tmp_path.glob("state.db.*-*"), tmp_path / "state.db"]
    for path in old:
        os.utime(path, (long_ago, long_ago))
    capsys.readouterr()
    assert main(["backup", str(folder / "young.db"), "--prune", "35"]) == 65  # that name is taken
    assert {path.name for path in folder.iterdir()} == {"young.db", "foreign.db"}
    assert (tmp_path / "state.db").exists()
    assert not list(tmp_path.glob("state.db.*-*"))
    assert capsys.readouterr().out == "deleted 3 copies older than 35 days\n"


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setattr("bot.__main__.set_up_logs", lambda *_: None)
    assert main(["backup", str(tmp_path / "a.db")]) == 65
    assert len(capsys.readouterr().err.splitlines()) == 1

    async def make() -> None:
        async with Database.open(tmp_path / "state.db") as database:
            await Store(database).set_locale(5, Locale.EN)

    asyncio.run(make())
    assert main(["backup", str(tmp_path / "a.db")]) == 0
    check_copy(tmp_path / "a.db")
    assert main(["restore", str(tmp_path / "a.db")]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "the replaced file is kept as" in told.out
