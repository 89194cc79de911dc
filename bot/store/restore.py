"""Puts a backup in the place of the state database so that nobody gets anything twice and nobody forgotten comes back."""

from __future__ import annotations

import glob
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.forgotten import forgotten_since, journal_beside, marked_since
from bot.secret_key import KEY_BYTES, secret_key_beside
from bot.single import AlreadyRunning, single_instance
from bot.state_file import StateError, Unwritable, make_private, migrate, read_only
from bot.store.backup import check_copy, dated, keep_on_disk, taken_at
from bot.store.chats import TABLES_OF_CHATS
from bot.store.schedules import SCHEDULE, as_date, schedule_of
from bot.store.unfolding import INSERT_DELIVERY
from scheduler.due import Due, unfold
from scheduler.reasons import Reason


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: where the old file is, and how many deliveries and chats the gap concerned."""

    taken_at: datetime
    kept: Path | None
    assumed_sent: int
    forgotten: int


def restore(state: Path, source: Path, now: datetime) -> Restored:
    """Replace the state database by a backup; StateError, and nothing changed, when the bot runs or the file is no good."""
    try:
        with single_instance(state):
            return _restore(state, source, now)
    except AlreadyRunning:
        raise StateError(f"the bot is running on {state}; stop it first, then restore") from None
    except (sqlite3.Error, OSError) as error:
        raise StateError(f"{source} was not restored ({error}); nothing was replaced") from error


def _restore(state: Path, source: Path, now: datetime) -> Restored:
    if not source.exists():
        raise StateError(f"there is no file {source}")
    fresh = state.with_name(f"{state.name}.restoring")
    if source.absolute() == fresh.absolute():
        raise StateError(f"{source} is what a restore left half-made; name a backup")
    check_copy(source)
    _refuse_without_key(state, taken_at(source))
    _clear(fresh)  # of a restore that was killed
    try:
        return _replace(state, source, fresh, now)
    except StateError as error:
        words = str(error).replace(str(fresh), str(state if isinstance(error, Unwritable) else source))
        raise type(error)(f"{source} was not restored: {words}") from error
    finally:
        with suppress(OSError):
            _clear(fresh)


def _clear(fresh: Path) -> None:
    """Delete the half-made file and what belongs to it: it is a whole copy that nothing else would delete."""
    for leftover in fresh.parent.glob(f"{glob.escape(fresh.name)}*"):
        leftover.unlink()


def _refuse_without_key(state: Path, since: int) -> None:
    """Without the secret the marks of who was forgotten say nothing, and all of them would come back."""
    key, journal = state.with_name(f"{state.name}.key"), journal_beside(state)
    if (not key.exists() or key.stat().st_size < KEY_BYTES) and marked_since(journal, since):
        raise StateError(
            f"chats were forgotten since this backup was made ({journal.name}), and without {key} nobody can tell which;"
            f" put that file back, or move {journal.name} away if they may come back"
        )


def _replace(state: Path, source: Path, fresh: Path, now: datetime) -> Restored:
    make_private(fresh)
    with (
        closing(sqlite3.connect(read_only(source), uri=True)) as old,
        closing(sqlite3.connect(fresh)) as new,
    ):
        old.backup(new)
    since = taken_at(source)
    migrate(fresh)
    with closing(sqlite3.connect(fresh.absolute().as_uri(), uri=True, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=DELETE")  # all of it in one file, which is then moved
        db.execute("PRAGMA secure_delete=ON")
        known = _learn_from(db, state, since)
        db.execute("BEGIN IMMEDIATE")
        assumed = _doubtful(db, now) if known is None else 0
        assumed += assume_sent(db, known or int(now.timestamp()), now)
        forgotten = _forget_again(db, state, since)
        db.execute("DELETE FROM meta WHERE key = 'backup_at'")  # from now on it is no copy
        db.execute("COMMIT")
    check_copy(fresh)
    kept = _put_aside(state, now)
    keep_on_disk(fresh)
    fresh.replace(state)
    keep_on_disk(state.absolute().parent)
    return Restored(datetime.fromtimestamp(since, UTC), kept, assumed, forgotten)


def assume_sent(db: sqlite3.Connection, until: int, now: datetime) -> int:
    """Everything due up to ``until`` (Unix seconds) counts as sent: in doubt a day without is better than a day twice."""
    rows = db.execute(
        f"SELECT chat_id, next_due_at, next_day, {SCHEDULE} FROM subscription"
        " WHERE standing = 'active' AND next_due_at <= ?",
        (until,),
    ).fetchall()
    assumed = 0
    for chat_id, due_at, next_day, *schedule in rows:
        day = as_date(next_day)
        if day is None:
            continue
        first = Due(day, datetime.fromtimestamp(due_at, UTC))
        try:
            slots, following = unfold(schedule_of(schedule), first, datetime.fromtimestamp(until, UTC))
        except Exception:  # the first sweep sets it aside and says so
            continue
        for slot in slots:
            due, ends = int(slot.due.at.timestamp()), int(slot.expires_at.timestamp())
            assumed += db.execute(
                INSERT_DELIVERY,
                (chat_id, slot.due.day.isoformat(), due, ends, "unknown", Reason.RESTORED, int(now.timestamp())),
            ).rowcount
        db.execute(
            "UPDATE subscription SET next_due_at = ?, next_day = ?, last_day = ? WHERE chat_id = ?",
            (int(following.at.timestamp()), following.day.isoformat(), slots[-1].due.day.isoformat(), chat_id),
        )
    return assumed


def _doubtful(db: sqlite3.Connection, now: datetime) -> int:
    """What waited when the backup was made has probably gone out since."""
    return db.execute(
        "UPDATE delivery SET state = 'unknown', reason = ?, changed_at = ? WHERE state IN ('pending', 'sending')",
        (Reason.RESTORED, int(now.timestamp())),
    ).rowcount


def _learn_from(db: sqlite3.Connection, replaced: Path, since: int) -> int | None:
    """What the file that is being replaced still knows about the gap: deliveries, places in the course, who stopped.

    The moment of its last sweep, up to which its ledger is complete; None when it cannot be read.
    """
    if not replaced.exists() or not replaced.stat().st_size:
        return None
    with suppress(sqlite3.Error):
        db.execute("ATTACH ? AS replaced", (read_only(replaced),))
    try:
        if db.execute("PRAGMA replaced.quick_check").fetchone()[0] != "ok":
            return None
        if db.execute("PRAGMA replaced.user_version").fetchone() != db.execute("PRAGMA user_version").fetchone():
            return None
        beat = db.execute("SELECT value FROM replaced.meta WHERE key = 'heartbeat'").fetchone()
        db.execute("BEGIN IMMEDIATE")
        names = [row[1] for row in db.execute("PRAGMA table_info(delivery)") if row[1] != "id"]
        fields, changes = ", ".join(names), ", ".join(f"{name} = excluded.{name}" for name in names)
        ours = "chat_id IN (SELECT chat_id FROM main.subscription)"
        db.execute(
            f"INSERT INTO delivery ({fields}) SELECT {fields} FROM replaced.delivery WHERE {ours} AND changed_at >= ?"
            f" ON CONFLICT (chat_id, day, part) DO UPDATE SET {changes}",
            (since,),
        )
        db.execute(f"INSERT OR IGNORE INTO learned SELECT * FROM replaced.learned WHERE {ours}")
        db.execute(
            "UPDATE subscription SET standing = old.standing, next_due_at = NULL, changed_at = old.changed_at"
            " FROM replaced.subscription old WHERE old.chat_id = subscription.chat_id"
            " AND old.standing IN ('stopped', 'gone', 'finished') AND old.changed_at >= ?",
            (since,),
        )
        db.execute("COMMIT")
    except sqlite3.Error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        return None
    finally:
        with suppress(sqlite3.Error):
            db.execute("DETACH replaced")
    return int(beat[0]) if beat else None


def _forget_again(db: sqlite3.Connection, state: Path, since: int) -> int:
    """Whoever asked to be forgotten after the backup was made stays forgotten."""
    if not marked_since(journal_beside(state), since):
        return 0
    tables = [row[0] for row in db.execute(TABLES_OF_CHATS)]
    chats = {row[0] for table in tables for row in db.execute(f"SELECT chat_id FROM {table}")}
    chats |= {row[0] for row in db.execute("SELECT set_by FROM subscription WHERE set_by IS NOT NULL")}
    forgotten = forgotten_since(journal_beside(state), secret_key_beside(state), chats, since)
    for chat_id in forgotten:
        for table in tables:
            db.execute(f"DELETE FROM {table} WHERE chat_id = ?", (chat_id,))
        db.execute("UPDATE subscription SET set_by = NULL WHERE set_by = ?", (chat_id,))
        db.execute("DELETE FROM asked WHERE user_id = ?", (chat_id,))
    return len(forgotten)


def _put_aside(state: Path, now: datetime) -> Path | None:
    """Keep the replaced file with the log that belongs to it; a log left in place would bring old rows back."""
    kept = state.with_name(f"{state.name}.replaced-{dated(now)}")
    log, index = (state.with_name(f"{state.name}{suffix}") for suffix in ("-wal", "-shm"))
    if log.exists():
        log.replace(kept.with_name(f"{kept.name}-wal"))
    index.unlink(missing_ok=True)
    if not state.exists():
        return None
    state.replace(kept)
    return kept
