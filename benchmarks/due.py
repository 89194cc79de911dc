"""One sweep over a million subscriptions against one over ten thousand, and against no index: CPU seconds and ratios."""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.database import Database
from bot.store.deliveries import Ledger
from content.schedule import Schedule
from scheduler.due import next_due

MANY, FEW, DUE = 1_000_000, 10_000, 1_000
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


async def main() -> None:
    """Print the figures of one run."""
    with tempfile.TemporaryDirectory() as folder:
        few = await _sweep(Path(folder) / "few.db", FEW)
        many = await _sweep(Path(folder) / "many.db", MANY)
        bare = await _sweep(Path(folder) / "bare.db", MANY, index=False)
    print(f"sweep with {DUE} due of {FEW:>9,}: {few * 1000:7.1f} ms CPU")
    print(f"sweep with {DUE} due of {MANY:>9,}: {many * 1000:7.1f} ms CPU  ({many / few:.1f} times)")
    print(f"the same without the index:        {bare * 1000:7.1f} ms CPU  ({bare / many:.1f} times)")
    begun = time.process_time()
    for number in range(20_000):
        next_due(Schedule(NOW.time(), "Asia/Almaty"), NOW + timedelta(minutes=number))
    print(f"next due time: {(time.process_time() - begun) / 20_000 * 1e6:.0f} µs each")


async def _sweep(path: Path, count: int, *, index: bool = True) -> float:
    async with Database.open(path) as database:
        due, later = int(NOW.timestamp()), int((NOW + timedelta(hours=1)).timestamp())
        step = count // DUE
        await database.write(
            lambda db: db.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
                " INSERT INTO subscription (chat_id, at, zone, days, rhythm, silent, standing, next_due_at, next_day,"
                " since_day, changed_at) SELECT i, '09:00', 'Asia/Almaty', 127, 'daily', 0, 'active',"
                " CASE WHEN i % ?2 = 0 THEN ?3 ELSE ?4 + i % 70000 END, '2026-11-23', '2026-11-23', 0 FROM n",
                (count, step, due, later),
            )
        )
        if not index:
            await database.write(lambda db: db.execute("DROP INDEX subscription_due"))
        ledger = Ledger(database)
        begun = time.process_time()
        while await ledger.unfold_due(NOW):
            pass
        return time.process_time() - begun


if __name__ == "__main__":
    asyncio.run(main())
