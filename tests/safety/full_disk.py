"""A process of its own in which files stop growing at chosen writes: refused whole, stored afterwards, nothing lost."""

from __future__ import annotations

import asyncio
import resource
import sys
from pathlib import Path

from bot.database import Database, NotStored
from bot.store import Store
from bot.store.backup import check_copy
from content.model import Locale

WRITES = 100


async def main(folder: Path) -> None:
    """Let each of the first writes meet the end of the disk, in the log beside the database, in the middle of a page."""
    path = folder / "state.db"
    refused = stored = 0
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with Database.open(path) as database:
        store = Store(database)
        log = path.with_name("state.db-wal")
        await store.remember("started", "yes")  # as a start does: the index of the log has its room
        for chat_id in range(1, WRITES + 1):
            # the library writes a frame of 24 + 4096 bytes for each page: stop in the middle of one
            room = log.stat().st_size + 24 + chat_id * 40 % 4096 if log.exists() else 100
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
            try:
                await store.set_locale(chat_id, Locale.KK)
            except NotStored:
                refused += 1
            assert (await store.chat(chat_id)).locale is None, "nothing half"
            if chat_id > 1:
                assert (await store.chat(chat_id - 1)).locale is Locale.KK, "reading goes on"
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))
            await store.set_locale(chat_id, Locale.KK)
            stored += (await store.chat(chat_id)).locale is Locale.KK
        rows = await database.read("SELECT count(*) FROM chat")
    check_copy(path)
    print("refused", refused, "stored", stored, "lost", WRITES - int(str(rows[0][0])))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
