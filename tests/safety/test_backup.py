"""A backup is whole although the bot writes, and a restore neither repeats a delivery nor brings back who was forgotten."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.alerts import Signals, Trouble, troubles
from bot.database import Database
from bot.disk import backup_age, installed_age, mark_backup
from bot.forgotten import journal_beside
from bot.secret_key import secret_key_beside
from bot.single import single_instance
from bot.state_file import StateError
from bot.store import Store
from bot.store.backup import back_up, check_copy, prune
from bot.store.deliveries import Ledger
from bot.store.restore import restore
from bot.store.subscriptions import Subscriptions
from bot.translator import tr_for
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
    async with Database.open(state) as database:
        store = Store(database, secret_key_beside(state), journal_beside(state))
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


@pytest.fixture
async def in_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database in use in the folder that is named by default, from where the program is started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATA_DIR", raising=False)
    monkeypatch.setattr("bot.__main__.set_up_logs", lambda *_: None)
    data = tmp_path / "data"
    async with Database.open(data / "state.db") as database:
        await Store(database).set_locale(5, Locale.EN)
    return data


def last_written(path: Path, days: int) -> Path:
    long_ago = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    os.utime(path, (long_ago, long_ago))
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_pruning_spares_every_database_in_use(in_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its own named by another path, that of another bot beside it, and one that was restored from a copy."""
    state, other = in_data / "state.db", in_data / "other.db"
    back_up(state, in_data / "old.db", datetime.now(UTC) - timedelta(days=40))
    with single_instance(other):
        pass
    shutil.copy(in_data / "old.db", other)
    restore(other, in_data / "old.db", datetime.now(UTC))
    restore(state, in_data / "old.db", datetime.now(UTC))
    other.with_name("other.db.lock").unlink()
    for path in (state, other):
        last_written(path, 40)
    assert main(["backup", "--prune", "35", "data/copy.db"]) == 0
    assert capsys.readouterr().out.endswith("deleted 1 copies older than 35 days\n")
    assert {"state.db", "other.db", "copy.db"} < names(in_data)
    assert "old.db" not in names(in_data)


def test_a_lock_beside_a_file_says_that_it_is_in_use(in_data: Path) -> None:
    back_up(in_data / "state.db", in_data / "live.db", datetime.now(UTC) - timedelta(days=40))
    with single_instance(in_data / "live.db"):
        pass
    assert prune(in_data / "state.db", in_data, datetime.now(UTC)) == ([], [])
    (in_data / "live.db.lock").unlink()
    assert prune(in_data / "state.db", in_data, datetime.now(UTC)) == ([in_data / "live.db"], [])


def test_nothing_is_pruned_after_a_copy_that_failed(in_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back_up(in_data / "state.db", in_data / "last.db", datetime.now(UTC) - timedelta(days=40))
    (in_data / "state.db").unlink()
    assert main(["backup", "--prune", "35", "data/copy.db"]) == 65
    assert "last.db" in names(in_data)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1


def test_the_age_of_a_copy_is_what_it_says_itself(in_data: Path) -> None:
    state, now, backups = in_data / "state.db", datetime.now(UTC), in_data / "backups"
    back_up(state, backups / "touched.db", now - timedelta(days=40))  # its file is of today
    back_up(state, backups / "young.db", now - timedelta(days=3))
    last_written(backups / "young.db", 40)
    (backups / "foreign.db").write_bytes(b"somebody else's")
    shutil.copy(state, backups / "bare.db")  # no backup: only a backup carries its moment
    (backups / "newest.db").symlink_to(backups / "touched.db")
    for name in ("foreign.db", "bare.db"):
        last_written(backups / name, 40)
    for name in (
        "state.db.replaced-20260101T000000Z",
        "state.db.replaced-20260101T000000Z-wal",
        "state.db.before-0002",
    ):
        (in_data / name).write_bytes(b"x")
    last_written(in_data / "state.db.before-0002", 36)
    recent = in_data / f"state.db.replaced-{now:%Y%m%dT%H%M%SZ}"
    shutil.copy(state, recent)
    last_written(recent, 40)  # the last change before it was replaced
    gone, stuck = prune(state, backups, now - timedelta(days=35))
    assert stuck == []
    assert {path.name for path in gone} == {
        "touched.db", "state.db.replaced-20260101T000000Z", "state.db.replaced-20260101T000000Z-wal",
        "state.db.before-0002",
    }  # fmt: skip
    assert names(backups) == {"young.db", "foreign.db", "bare.db", "newest.db"}
    assert {"state.db", recent.name} <= names(in_data)


def test_half_made_copies_go_when_they_are_old(in_data: Path) -> None:
    state, backups = in_data / "state.db", in_data / "backups"
    back_up(state, backups / "whole.db", datetime.now(UTC))
    for kind in ("old", "young"):
        shutil.copy(backups / "whole.db", backups / f"{kind}.db.part")
    (backups / "empty.db.part").write_bytes(b"")
    (backups / "unnamed.db.part").write_bytes(bytes(4096) + b"rows without a header")
    (backups / "download.db.part").write_bytes(b"something of somebody else")
    (in_data / "state.db.restoring").write_bytes(b"x")
    for name in ("old", "empty", "unnamed", "download"):
        last_written(backups / f"{name}.db.part", 36)
    before = datetime.now(UTC) - timedelta(days=35)
    prune(state, backups, before)
    assert names(backups) == {"whole.db", "young.db.part", "download.db.part"}
    assert "state.db.restoring" in names(in_data)
    last_written(in_data / "state.db.restoring", 36)
    prune(state, backups, before)
    assert "state.db.restoring" not in names(in_data)


def test_copies_of_another_user_are_named_and_the_rest_goes_on(
    in_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state, backups, long_ago = in_data / "state.db", in_data / "backups", datetime.now(UTC) - timedelta(days=40)
    back_up(state, backups / "a-foreign.db", long_ago)
    back_up(state, backups / "ours.db", long_ago)
    mark_backup(state)
    (backups / "a-foreign.db").chmod(0 if os.geteuid() else 0o600)
    if as_root := os.geteuid() == 0:  # then nothing is closed to us: be somebody else meanwhile
        for folder in (*in_data.parents[:4], in_data):
            folder.chmod(folder.stat().st_mode | 0o711)
        for path in (in_data, backups, backups / "ours.db", state, *in_data.glob("state.db-*")):
            os.chown(path, 65534, 65534)
        os.seteuid(65534)
    try:
        assert main(["backup", "--prune", "35", str(backups / "new.db")]) == 0
    finally:
        if as_root:
            os.seteuid(0)
    told = capsys.readouterr()
    assert told.out.endswith("deleted 1 copies older than 35 days\n")
    assert told.err.count("\n") == 1
    assert "a-foreign.db (Permission denied)" in told.err
    assert names(backups) == {"a-foreign.db", "new.db"}
    assert (in_data / "state.db.saved").stat().st_uid == state.stat().st_uid


def test_a_refused_restore_leaves_no_copy_behind(in_data: Path) -> None:
    state, copy = in_data / "state.db", in_data / "copy.db"
    back_up(state, copy, START)
    with closing(sqlite3.connect(copy)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StateError, match=r"copy\.db was written by a newer version") as refused:
        restore(state, copy, START)
    assert "restoring" not in str(refused.value)
    assert not {name for name in names(in_data) if ".re" in name}  # neither restoring nor replaced


def test_a_restore_without_room_leaves_no_copy_behind(in_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, copy = in_data / "state.db", in_data / "copy.db"
    back_up(state, copy, START)
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000)"
                   " INSERT INTO seen_update SELECT x, 0 FROM n")  # fmt: skip
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, hard))
    try:
        with pytest.raises(StateError, match="was not restored"):
            restore(state, copy, START)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not {name for name in names(in_data) if ".re" in name}  # neither restoring nor replaced
    assert restore(state, copy, START).kept is not None


async def test_without_the_key_nobody_forgotten_is_brought_back(in_data: Path) -> None:
    state, key = in_data / "state.db", in_data / "state.db.key"
    back_up(state, in_data / "copy.db", START)
    async with Database.open(state) as database:
        await Store(database, secret_key_beside(state), journal_beside(state)).forget(5)
    kept = key.read_bytes()
    for lost in (lambda: key.write_bytes(b""), key.unlink):
        lost()
        with pytest.raises(StateError, match=r"state\.db\.key"):
            restore(state, in_data / "copy.db", START)
        assert not {name for name in names(in_data) if ".re" in name}  # neither restoring nor replaced
    assert not key.exists()  # a new one would hide that the old one is lost
    key.write_bytes(kept)
    assert restore(state, in_data / "copy.db", START).forgotten == 1


def test_a_folder_for_backups_is_made(in_data: Path) -> None:
    assert main(["backup", str(in_data / "new" / "folder" / "copy.db")]) == 0
    assert (in_data / "new" / "folder").stat().st_mode & 0o77 == 0
    check_copy(in_data / "new" / "folder" / "copy.db")


@pytest.mark.parametrize("command", ["backup", "restore", "deliveries"])
def test_what_needs_no_secret_reads_none(in_data: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("BOT_TOKEN_FILE", "/nowhere/token")
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/telegram")
    monkeypatch.setenv("WEBHOOK_SECRET_FILE", "/nowhere/secret")
    back_up(in_data / "state.db", in_data / "copy.db", START)
    files = {"backup": ["data/new.db"], "restore": ["data/copy.db"], "deliveries": []}
    assert main([command, *files[command]]) == 0
    assert main(["run"]) == 2


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


@pytest.mark.parametrize("locale", list(Locale))
def test_a_bot_that_never_had_a_backup_says_so_after_a_day(in_data: Path, locale: Locale) -> None:
    state, now, tr = in_data / "state.db", datetime.now(UTC).timestamp(), tr_for(locale)
    assert installed_age(state, now) == 0
    secret_key_beside(state)

    def said() -> str | None:
        age, backup = installed_age(state, now), backup_age(state, now)
        return troubles(Signals(age=age, backup_age=backup), tr).get(Trouble.BACKUP)

    last_written(in_data / "state.db.key", 1)
    assert said() is None
    last_written(in_data / "state.db.key", 2)
    assert said() == tr.gettext("There has never been a backup.")
    mark_backup(state)
    assert said() is None
